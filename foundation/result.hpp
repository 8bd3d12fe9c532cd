// The one result type: a value, or an error by value. Nothing in the core throws for what a user can cause.
#pragma once

#include <tl/expected.hpp>

namespace pavane {

template <class T, class E>
using Result = tl::expected<T, E>;

using tl::unexpected;

}  // namespace pavane
