// A user task's candidates as one column: what a reader of the task needs without a second table. The table of
// candidates beside it is for finding tasks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/core/records.hpp"

namespace pavane::persistence {

std::string_view word_of(core::Candidate::Kind kind);

// A line each: "user NAME" or "group NAME"; a backslash or a line break in a name is escaped by a backslash.
std::string text_of(const std::vector<core::Candidate>& candidates);
std::vector<core::Candidate> read_candidates(std::string_view text);

}  // namespace pavane::persistence
