// What a misspelt word may have meant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace pavane {

// "; did you mean 'season'?" for the known word that is a few letters from `word`; empty if none is near. Upper and
// lower case count as the same letter. Words of more than 64 bytes are not compared.
std::string did_you_mean(std::string_view word, std::span<const std::string> known);

}  // namespace pavane
