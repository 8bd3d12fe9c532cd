// String functions (DMN 1.5 §10.3.4.3); positions and lengths count code points. Those with patterns are in
// pattern.cpp.
#include <algorithm>

#include "expression/characters.hpp"
#include "expression/feel/builtins/arguments.hpp"

namespace pavane::expression::feel {
namespace {

Computed substring(Evaluation& evaluation, Arguments arguments) {
    if (auto allowed = read_texts(evaluation, arguments); !allowed) return unexpected(allowed.error());
    const std::string& text = *arguments[0].string();
    const auto start = index_at(arguments[1], count_characters(text));
    if (!start) return evaluation.null("the start position of substring lies outside the string");
    std::string_view rest = std::string_view(text).substr(*byte_at(text, *start));
    if (arguments.size() == 3) {
        const auto length = truncated(arguments[2]);
        if (!length || *length < 0) return evaluation.null("the length of substring is zero or more");
        rest = rest.substr(0, byte_at(rest, static_cast<std::size_t>(*length)).value_or(rest.size()));
    }
    return evaluation.produced(std::string(rest));
}

Computed length(Evaluation& evaluation, Arguments arguments) {
    if (auto allowed = read_texts(evaluation, arguments); !allowed) return unexpected(allowed.error());
    return Value(static_cast<std::int64_t>(count_characters(*arguments[0].string())));
}

template <std::string (*change)(std::string_view)>
Computed changed(Evaluation& evaluation, Arguments arguments) {
    if (auto allowed = read_texts(evaluation, arguments); !allowed) return unexpected(allowed.error());
    return evaluation.produced(change(*arguments[0].string()));
}

Computed before(Evaluation& evaluation, Arguments arguments) {
    if (auto allowed = read_texts(evaluation, arguments); !allowed) return unexpected(allowed.error());
    const std::string& text = *arguments[0].string();
    const std::size_t found = find_text(text, *arguments[1].string());
    return evaluation.produced(found == std::string_view::npos ? std::string() : text.substr(0, found));
}

Computed after(Evaluation& evaluation, Arguments arguments) {
    if (auto allowed = read_texts(evaluation, arguments); !allowed) return unexpected(allowed.error());
    const std::string& text = *arguments[0].string();
    const std::string& match = *arguments[1].string();
    const std::size_t found = find_text(text, match);
    return evaluation.produced(found == std::string_view::npos ? std::string() : text.substr(found + match.size()));
}

bool holds(std::string_view text, std::string_view match) { return find_text(text, match) != std::string_view::npos; }
bool begins(std::string_view text, std::string_view match) { return text.starts_with(match); }
bool ends(std::string_view text, std::string_view match) { return text.ends_with(match); }

template <bool (*test)(std::string_view, std::string_view)>
Computed tested(Evaluation& evaluation, Arguments arguments) {
    if (auto allowed = read_texts(evaluation, arguments); !allowed) return unexpected(allowed.error());
    return Value(test(*arguments[0].string(), *arguments[1].string()));
}

// Members that are null are left out, with their delimiter.
Computed join(Evaluation& evaluation, Arguments arguments) {
    const List& list = *arguments[0].list();
    const auto text = [&](std::size_t place) {
        const bool given = place < arguments.size() && arguments[place].string() != nullptr;
        return given ? std::string_view(*arguments[place].string()) : std::string_view();
    };
    std::string result(text(2));
    bool is_first = true;
    for (const Value& member : list) {
        if (auto allowed = evaluation.read_items(1); !allowed) return unexpected(allowed.error());
        if (member.is_null()) continue;
        if (member.string() == nullptr) return evaluation.null("string join takes a list of strings");
        const std::string_view delimiter = is_first ? std::string_view() : text(1);
        if (auto allowed = evaluation.produce(delimiter.size() + member.string()->size()); !allowed)
            return unexpected(allowed.error());
        result.append(delimiter).append(*member.string());
        is_first = false;
    }
    return evaluation.produced(result.append(text(3)));
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\v\f";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

Computed is_blank(Evaluation& evaluation, Arguments arguments) {
    if (auto allowed = read_texts(evaluation, arguments); !allowed) return unexpected(allowed.error());
    return Value(trimmed(*arguments[0].string()).empty());
}

Builtin text_function(std::string_view name, BuiltinCode code, bool is_extension = false) {
    return {name, {{{{"string", kinds::string}}, code}}, is_extension};
}

Builtin match_function(std::string_view name, BuiltinCode code) {
    return {name, {{{{"string", kinds::string}, {"match", kinds::string}}, code}}};
}

}  // namespace

std::vector<Builtin> string_functions() {
    constexpr Kinds text_or_null = kinds::string | kinds::null;
    return {{"substring",
             {{{{"string", kinds::string}, {"start position", kinds::number}, {"length", kinds::number, true}},
               &substring}}},
            text_function("string length", &length),
            text_function("upper case", &changed<to_upper>),
            text_function("lower case", &changed<to_lower>),
            match_function("substring before", &before),
            match_function("substring after", &after),
            match_function("contains", &tested<holds>),
            match_function("starts with", &tested<begins>),
            match_function("ends with", &tested<ends>),
            {"string join",
             {{{{"list", kinds::list}, {"delimiter", text_or_null, true}}, &join},
              {{{"list", kinds::list}, {"delimiter", text_or_null}, {"prefix", text_or_null}, {"suffix", text_or_null}},
               &join}}},
            text_function("trim", &changed<trimmed>, true),
            text_function("is blank", &is_blank, true)};
}

}  // namespace pavane::expression::feel
