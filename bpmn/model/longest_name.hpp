// How long the names may be that a model gives: ids, keys, and the names of messages, topics, variables and people.
#pragma once

#include <cstddef>

namespace pavane::bpmn {

// In bytes of UTF-8. Databases find instances by them, and their indexes hold no more (docs/tables.md).
inline constexpr std::size_t longest_name = 1'024;

}  // namespace pavane::bpmn
