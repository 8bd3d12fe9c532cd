// Functions that Zeebe's models use and DMN does not know; others of them are with the functions they resemble.
#include "expression/feel/builtins/arguments.hpp"
#include "expression/feel/to_text.hpp"
#include "expression/feel/values.hpp"
#include "foundation/base64.hpp"
#include "json/parse.hpp"
#include "json/writer.hpp"

namespace pavane::expression::feel {
namespace {

Computed is_defined(Evaluation&, Arguments arguments) { return Value(!arguments[0].is_null()); }

Computed get_or_else(Evaluation&, Arguments arguments) { return arguments[0].is_null() ? arguments[1] : arguments[0]; }

Computed assert_holds(Evaluation& evaluation, Arguments arguments) {
    if (arguments[1].boolean() != nullptr && *arguments[1].boolean()) return arguments[0];
    return evaluation.refused(arguments.size() == 3 ? *arguments[2].string() : "the condition of assert does not hold");
}

// Doubles become numbers, at every depth.
Computed with_numbers(Evaluation& evaluation, const Value& value) {
    if (const List* list = value.list()) {
        List result;
        result.reserve(list->size());
        for (const Value& member : *list) {
            auto converted = with_numbers(evaluation, member);
            if (!converted) return converted;
            result.push_back(std::move(*converted));
        }
        if (auto allowed = evaluation.produce(result.size() * sizeof(Value)); !allowed)
            return unexpected(allowed.error());
        return Value(std::move(result));
    }
    if (value.context() == nullptr) return canonical(value);
    std::vector<Context::Entry> entries;
    entries.reserve(value.context()->entries().size());
    for (const auto& [key, member] : value.context()->entries()) {
        auto converted = with_numbers(evaluation, member);
        if (!converted) return converted;
        entries.emplace_back(key, std::move(*converted));
    }
    if (auto allowed = evaluation.produce(entries.size() * sizeof(Context::Entry)); !allowed)
        return unexpected(allowed.error());
    return Value(Context(std::move(entries)));
}

Computed from_json(Evaluation& evaluation, Arguments arguments) {
    const std::string& text = *arguments[0].string();
    if (auto allowed = evaluation.read_items(text.size()); !allowed) return unexpected(allowed.error());
    const auto parsed = json::parse(text);
    if (!parsed) return evaluation.null("the text is no JSON: " + parsed.error().message);
    return with_numbers(evaluation, *parsed);
}

// What writing the value may cost, before it is written: what is shared is written as often as it is held.
Allowed count_text(Evaluation& evaluation, const Value& value) {
    constexpr std::size_t bytes_per_scalar = 64;
    constexpr std::size_t bytes_per_character = 6;  // written as an escape
    const auto count = [&](std::size_t characters) {
        return evaluation.produce(bytes_per_scalar + characters * bytes_per_character);
    };
    if (auto allowed = evaluation.read_items(1); !allowed) return allowed;
    if (const std::string* text = value.string()) return count(text->size());
    if (const Bytes* bytes = value.bytes()) return count(bytes->size());
    if (const Document* document = value.document()) return count(document->text.size());
    if (const List* list = value.list())
        for (const Value& member : *list)
            if (auto allowed = count_text(evaluation, member); !allowed) return allowed;
    if (const Context* context = value.context())
        for (const auto& [key, member] : context->entries()) {
            if (auto allowed = count(key.size()); !allowed) return allowed;
            if (auto allowed = count_text(evaluation, member); !allowed) return allowed;
        }
    return count(0);
}

Computed to_json(Evaluation& evaluation, Arguments arguments) {
    if (auto allowed = count_text(evaluation, arguments[0]); !allowed) return unexpected(allowed.error());
    return Value(json::write(arguments[0]));
}

Computed base64_of(Evaluation& evaluation, Arguments arguments) {
    if (auto allowed = read_texts(evaluation, arguments); !allowed) return unexpected(allowed.error());
    return evaluation.produced(to_base64(*arguments[0].string()));
}

// The same inputs give the same result, which chance would break.
Computed no_chance(Evaluation& evaluation, Arguments) {
    return evaluation.null("an expression gives the same result each time: take random values from a worker");
}

Builtin extension(std::string_view name, std::vector<Signature> signatures) {
    return {name, std::move(signatures), true};
}

}  // namespace

std::vector<Builtin> camunda_functions() {
    constexpr Parameter value{"value"};
    constexpr Parameter condition{"condition"};
    return {extension("is defined", {{{value}, &is_defined}}),
            extension("get or else", {{{value, {"default"}}, &get_or_else}}),
            extension("assert", {{{value, condition}, &assert_holds},
                                 {{value, condition, {"cause", kinds::string}}, &assert_holds}}),
            extension("from json", {{{{"value", kinds::string}}, &from_json}}),
            extension("to json", {{{value}, &to_json}}),
            extension("to base64", {{{{"value", kinds::string}}, &base64_of}}),
            extension("uuid", {{{}, &no_chance}}),
            extension("random number", {{{}, &no_chance}})};
}

}  // namespace pavane::expression::feel
