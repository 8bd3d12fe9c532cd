// What a misspelt word may have meant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace pavane {

// The known word that is a few letters from `word`; empty if none is near. Upper and lower case count as the same
// letter. Words of more than 64 bytes are not compared. A third of the letters may be wrong, and no more than
// `most_wrong`.
std::string_view closest_word(std::string_view word, std::span<const std::string> known, std::size_t most_wrong = 64);

// Whether `word` is that near to one word, and not the word itself.
bool is_nearly(std::string_view word, std::string_view known);

// "; did you mean 'season'?" for that word, or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string> known, std::size_t most_wrong = 64);

}  // namespace pavane
