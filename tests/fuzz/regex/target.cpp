#include "tests/fuzz/target.hpp"

#include "expression/regex/regex.hpp"
#include "tests/fuzz/input.hpp"

namespace pavane::fuzz {

const std::string_view name = "regex";

void run(std::string_view input) {
    using expression::Regex;
    using expression::RegexDialect;
    constexpr std::size_t most_bytes = 100'000;
    const auto [pattern, data] = expression_and_data(input);
    const std::string_view replacement = data.substr(0, data.find('\n'));
    for (const RegexDialect dialect : {RegexDialect::java, RegexDialect::xpath})
        for (const std::string_view flags : {"", "ix"}) {
            const auto regex = Regex::compile(dialect, pattern, flags);
            if (!regex) continue;
            static_cast<void>(regex->finds(data));
            static_cast<void>(regex->matches(data));
            static_cast<void>(regex->replace(data, replacement, most_bytes));
            static_cast<void>(regex->split(data, most_bytes));
        }
}

}  // namespace pavane::fuzz
