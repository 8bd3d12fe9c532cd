// How long those texts may be that the databases keep in an index: names, keys and ids, as against contents. A longer
// one is refused alike whatever the store, before anything is written.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "bpmn/model/longest_name.hpp"
#include "runtime/engine/rows.hpp"

namespace pavane::engine {

// In bytes of UTF-8. PostgreSQL's indexes hold 2,704 bytes an entry, and no index of ours has more than two texts
// beside its ids; and 255 characters, all that Camunda 7 takes, always fit.
inline constexpr std::size_t longest_indexed_text = bpmn::longest_name;

// A sentence about the first text that is too long, which says which it is and what the limit is; nothing: none is.
std::optional<std::string> text_too_long(std::string_view what, std::string_view text);
std::optional<std::string> text_too_long(const RootRows& rows);

}  // namespace pavane::engine
