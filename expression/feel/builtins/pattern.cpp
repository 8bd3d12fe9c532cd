// String functions with regular expressions (DMN 1.5 §10.3.4.3), in the dialect of XPath; extract is Camunda's.
#include "expression/feel/builtins/arguments.hpp"
#include "expression/regex/regex.hpp"

namespace pavane::expression::feel {
namespace {

constexpr std::size_t most_bytes = std::size_t{16} * 1024 * 1024;
constexpr std::size_t most_parts = most_bytes / sizeof(std::string);
// Making a regular expression costs as much as searching so many bytes with it.
constexpr std::size_t bytes_per_compilation = 256;

std::string_view flags_of(Arguments arguments, std::size_t place) {
    const bool given = place < arguments.size() && arguments[place].string() != nullptr;
    return given ? std::string_view(*arguments[place].string()) : std::string_view();
}

// What the code makes of text and pattern, which are the first two arguments.
template <class Code>
Computed searched(Evaluation& evaluation, Arguments arguments, std::string_view flags, const Code& code) {
    const std::string& text = *arguments[0].string();
    const std::string& pattern = *arguments[1].string();
    if (auto allowed = evaluation.read_text(bytes_per_compilation + pattern.size()); !allowed)
        return unexpected(allowed.error());
    const auto regex = Regex::compile(RegexDialect::xpath, pattern, flags);
    if (!regex) return evaluation.null(regex.error());
    if (auto allowed = evaluation.read_text(regex->work(bytes_per_compilation + text.size())); !allowed)
        return unexpected(allowed.error());
    return code(*regex, text);
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
