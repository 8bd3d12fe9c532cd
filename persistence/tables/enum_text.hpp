// Enumerations as words in columns: rows outlive the order in which enumerators are declared.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "foundation/ensure.hpp"

namespace pavane::persistence {

template <class Enum, std::size_t N>
struct EnumWords {
    std::array<std::string_view, N> words;  // in the order of declaration

    std::string_view operator()(Enum value) const {
        ENSURE(static_cast<std::size_t>(value) < N);
        return words[static_cast<std::size_t>(value)];
    }
    Enum read(std::string_view word) const {
        for (std::size_t at = 0; at < N; ++at)
            if (words[at] == word) return static_cast<Enum>(at);
        ENSURE(false);
    }
};

}  // namespace pavane::persistence
