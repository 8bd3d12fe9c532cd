// Enumerations as words in columns: rows outlive the order in which enumerators are declared.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "foundation/ensure.hpp"
#include "persistence/sql/cell.hpp"

namespace pavane::persistence {

template <class Enum, std::size_t N>
struct EnumWords {
    std::array<std::pair<Enum, std::string_view>, N> words;

    std::string_view operator()(Enum value) const {
        for (const auto& [known, word] : words)
            if (known == value) return word;
        ENSURE(false);
    }
    Enum read(std::string_view word) const {
        for (const auto& [value, known] : words)
            if (known == word) return value;
        throw Unreadable("the word '" + std::string(word.substr(0, 40)) + "' is not known");
    }
};

template <class Enum, class... More>
constexpr auto enum_words(std::pair<Enum, std::string_view> first, More... more) {
    return EnumWords<Enum, 1 + sizeof...(More)>{{{first, more...}}};
}
template <class Enum>
constexpr std::pair<Enum, std::string_view> word(Enum value, std::string_view text) {
    return {value, text};
}

}  // namespace pavane::persistence
