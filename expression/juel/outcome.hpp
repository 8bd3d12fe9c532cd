// What a step of an evaluation gives: a value, or why there is none. Private to this folder.
#pragma once

#include <cstdint>
#include <string>

#include "expression/value.hpp"
#include "foundation/result.hpp"

namespace pavane::expression::juel {

struct Fault {
    enum class Kind : std::uint8_t { general, unknown_property, unknown_method };
    Kind kind = Kind::general;
    std::string cause;
};

using Outcome = Result<Value, Fault>;

inline tl::unexpected<Fault> fault(std::string cause) {
    return unexpected(Fault{Fault::Kind::general, std::move(cause)});
}
inline tl::unexpected<Fault> unknown_property(std::string cause) {
    return unexpected(Fault{Fault::Kind::unknown_property, std::move(cause)});
}
inline tl::unexpected<Fault> unknown_method(std::string cause) {
    return unexpected(Fault{Fault::Kind::unknown_method, std::move(cause)});
}

}  // namespace pavane::expression::juel
