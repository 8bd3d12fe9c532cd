// String functions with regular expressions (DMN 1.5 §10.3.4.3), in the dialect of XPath; extract is Camunda's.
#include <algorithm>

#include "expression/feel/builtins/arguments.hpp"
#include "expression/regex/regex.hpp"

namespace pavane::expression::feel {
namespace {

constexpr std::size_t most_bytes = std::size_t{16} * 1024 * 1024;
constexpr std::size_t most_parts = most_bytes / sizeof(std::string);
constexpr std::size_t kept_patterns = 16;
constexpr std::size_t most_shared_instructions = 2'000;

using Compiled = Result<Regex, std::string>;

struct Pattern {
    std::string text;
    std::string flags;
    Compiled regex;
};

}  // namespace

struct Patterns {
    std::vector<Pattern> kept;
};

namespace {

// Those of the same text and flags, or null.
const Pattern* find(const std::vector<Pattern>& patterns, std::string_view text, std::string_view flags) {
    const auto found =
        std::ranges::find_if(patterns, [&](const Pattern& p) { return p.text == text && p.flags == flags; });
    return found == patterns.end() ? nullptr : &*found;
}

// Keeps the latest.
void keep(std::vector<Pattern>& patterns, Pattern pattern) {
    if (patterns.size() == kept_patterns) patterns.erase(patterns.begin());
    patterns.push_back(std::move(pattern));
}

// Most patterns are literals, which the next evaluation on this thread needs again. Only the time it takes depends on
// what is kept here.
Compiled compiled(std::string_view text, std::string_view flags) {
    static thread_local std::vector<Pattern> shared;
    if (const Pattern* known = find(shared, text, flags)) return known->regex;
    Compiled regex = Regex::compile(RegexDialect::xpath, text, flags);
    if (regex && regex->size() <= most_shared_instructions)
        keep(shared, {std::string(text), std::string(flags), regex});
    return regex;
}

std::string_view flags_of(Arguments arguments, std::size_t place) {
    const bool given = place < arguments.size() && arguments[place].string() != nullptr;
    return given ? std::string_view(*arguments[place].string()) : std::string_view();
}

// Counted where this evaluation has not made it yet.
Result<Compiled, LimitReached> known_or_made(Evaluation& evaluation, std::string_view text, std::string_view flags) {
    auto& patterns = evaluation.patterns();
    if (patterns == nullptr) patterns = std::make_shared<Patterns>();
    if (auto allowed = evaluation.read_text(text.size()); !allowed) return unexpected(allowed.error());
    if (const Pattern* known = find(patterns->kept, text, flags)) return known->regex;
    Compiled regex = compiled(text, flags);
    const std::size_t work = regex ? regex->making_work() : Regex::failed_work;
    if (auto allowed = evaluation.read_text(work); !allowed) return unexpected(allowed.error());
    keep(patterns->kept, {std::string(text), std::string(flags), regex});
    return regex;
}

// What the code makes of text and pattern, which are the first two arguments.
template <class Code>
Computed searched(Evaluation& evaluation, Arguments arguments, std::string_view flags, const Code& code) {
    const std::string& text = *arguments[0].string();
    const std::string& pattern = *arguments[1].string();
    auto regex = known_or_made(evaluation, pattern, flags);
    if (!regex) return unexpected(regex.error());
    if (!*regex) return evaluation.null(regex->error());
    if (auto allowed = evaluation.read_text((*regex)->work(text.size())); !allowed) return unexpected(allowed.error());
    return code(**regex, text);
}

Computed matches(Evaluation& evaluation, Arguments arguments) {
    return searched(evaluation, arguments, flags_of(arguments, 2),
                    [&](const Regex& regex, const std::string& text) -> Computed {
                        const auto found = regex.finds(text);
                        return found ? Value(*found) : evaluation.null(found.error());
                    });
}

Computed replace(Evaluation& evaluation, Arguments arguments) {
    return searched(evaluation, arguments, flags_of(arguments, 3),
                    [&](const Regex& regex, const std::string& text) -> Computed {
                        auto result = regex.replace(text, *arguments[2].string(), most_bytes);
                        if (!result) return evaluation.null(result.error());
                        return evaluation.produced(std::move(*result));
                    });
}

Computed texts(Evaluation& evaluation, Result<std::vector<std::string>, std::string> parts) {
    if (!parts) return evaluation.null(parts.error());
    List list;
    list.reserve(parts->size());
    for (std::string& part : *parts) {
        auto text = evaluation.produced(std::move(part));
        if (!text) return text;
        list.push_back(std::move(*text));
    }
    return evaluation.produced(std::move(list));
}

Computed split(Evaluation& evaluation, Arguments arguments) {
    return searched(evaluation, arguments, {}, [&](const Regex& regex, const std::string& text) {
        return texts(evaluation, regex.split(text, most_parts));
    });
}

Computed extract(Evaluation& evaluation, Arguments arguments) {
    return searched(evaluation, arguments, {}, [&](const Regex& regex, const std::string& text) {
        return texts(evaluation, regex.find_all(text, most_parts));
    });
}

}  // namespace

std::vector<Builtin> pattern_functions() {
    constexpr Parameter input{"input", kinds::string};
    constexpr Parameter pattern{"pattern", kinds::string};
    constexpr Parameter flags{"flags", kinds::string | kinds::null, true};
    return {{"matches", {{{input, pattern, flags}, &matches}}},
            {"replace", {{{input, pattern, {"replacement", kinds::string}, flags}, &replace}}},
            {"split", {{{{"string", kinds::string}, {"delimiter", kinds::string}}, &split}}},
            {"extract", {{{{"string", kinds::string}, pattern}, &extract}}, true}};
}

}  // namespace pavane::expression::feel
