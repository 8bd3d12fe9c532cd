#include "tests/tck/tck_case.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "expression/feel/temporal.hpp"
#include "expression/feel/values.hpp"
#include "xml/parse.hpp"

namespace pavane::tests {

namespace feel = expression::feel;

namespace {

constexpr std::string_view instance_namespace = "http://www.w3.org/2001/XMLSchema-instance";

std::string attribute(const xml::Element& element, std::string_view name, std::string_view namespace_uri = "") {
    const xml::Attribute* found = xml::find_attribute(element, namespace_uri, name);
    return found == nullptr ? std::string() : found->value;
}

const xml::Element* child(const xml::Element& element, std::string_view name) {
    for (const xml::Element& each : element.children)
        if (each.name == name) return &each;
    return nullptr;
}

Value number_of(const std::string& text) {
    const auto decimal = expression::Decimal::parse(text);
    if (!decimal) throw std::runtime_error("'" + text + "' is not a number");
    return feel::number(*decimal);
}

// A value without a type is the kind that its text looks like, and without a text it is null.
Value guessed(const std::string& text) {
    if (text.empty()) return {};
    if (text == "true" || text == "false") return text == "true";
    if (const auto decimal = expression::Decimal::parse(text)) return feel::number(*decimal);
    if (auto temporal = feel::parse_temporal(text)) return std::move(*temporal);
    return text;
}

Value simple_value(const xml::Element& element) {
    if (attribute(element, "nil", instance_namespace) == "true") return {};
    const std::string text = xml::text_content(element);
    const std::string type = attribute(element, "type", instance_namespace);
    const std::string local = type.substr(type.find(':') + 1);
    if (local.empty()) return guessed(text);
    if (local == "string") return text;
    if (local == "boolean") return text == "true" || text == "1";
    if (local == "decimal" || local == "double" || local == "integer") return number_of(text);
    if (auto temporal = feel::parse_temporal(text)) return std::move(*temporal);
    throw std::runtime_error("'" + text + "' is not a " + type);
}

// <value>, <component>s or a <list>, as children of `element`.
Value value_in(const xml::Element& element) {
    if (const xml::Element* value = child(element, "value")) return simple_value(*value);
    if (const xml::Element* list = child(element, "list")) {
        if (attribute(*list, "nil", instance_namespace) == "true") return {};
        expression::List items;
        for (const xml::Element& item : list->children) items.push_back(value_in(item));
        return items;
    }
    expression::Context context;
    bool has_components = false;
    for (const xml::Element& component : element.children) {
        if (component.name != "component") continue;
        has_components = true;
        context.set(attribute(component, "name"),
                    attribute(component, "nil", instance_namespace) == "true" ? Value() : value_in(component));
    }
    return has_components ? Value(std::move(context)) : Value();
}

TckCase read_case(const xml::Element& element) {
    TckCase read;
    read.id = attribute(element, "id");
    if (attribute(element, "type") == "decisionService") read.service = attribute(element, "invocableName");
    for (const xml::Element& each : element.children) {
        if (each.name == "inputNode") read.inputs.push_back({attribute(each, "name"), value_in(each)});
        if (each.name != "resultNode") continue;
        const xml::Element* expected = child(each, "expected");
        read.results.push_back({attribute(each, "name"), attribute(each, "errorResult") == "true",
                                expected == nullptr ? Value() : value_in(*expected)});
    }
    return read;
}

bool are_close(const Value& actual, const Value& expected) {
    const auto a = feel::to_decimal(actual);
    const auto b = feel::to_decimal(expected);
    if (!a || !b) return false;
    if (*a == *b) return true;
    const auto difference = subtract(*a, *b);
    if (!difference || b->is_integral()) return false;
    static const expression::Decimal tolerance = *expression::Decimal::parse("0.00000001");
    return *difference < tolerance && negate(*difference) < tolerance;
}

bool lists_are_as_expected(const expression::List& actual, const expression::List& expected) {
    if (actual.size() != expected.size()) return false;
    for (std::size_t at = 0; at < actual.size(); ++at)
        if (!is_as_expected(actual[at], expected[at])) return false;
    return true;
}

bool contexts_are_as_expected(const expression::Context& actual, const expression::Context& expected) {
    if (actual.entries().size() != expected.entries().size()) return false;
    for (const auto& [name, value] : expected.entries()) {
        const Value* found = actual.find(name);
        if (found == nullptr || !is_as_expected(*found, value)) return false;
    }
    return true;
}

}  // namespace

std::string read_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

TckFile read_tck_file(const std::filesystem::path& path) {
    const auto source = xml::parse(read_bytes(path));
    if (!source) throw std::runtime_error(path.string() + ": " + source.error().message);
    TckFile read{path, {}, {}};
    for (const xml::Element& each : source->root.children) {
        if (each.name == "modelName") read.model_name = xml::text_content(each);
        if (each.name == "testCase") read.cases.push_back(read_case(each));
    }
    return read;
}

bool is_as_expected(const Value& actual, const Value& expected) {
    if (feel::is_number(expected)) return are_close(actual, expected);
    if (expected.list() != nullptr)
        return actual.list() != nullptr && lists_are_as_expected(*actual.list(), *expected.list());
    if (expected.context() != nullptr)
        return actual.context() != nullptr && contexts_are_as_expected(*actual.context(), *expected.context());
    if (actual.kind() != expected.kind()) return false;
    return actual == expected || feel::temporal_equality(actual, expected).value_or(false);
}

}  // namespace pavane::tests
