#include "app/decision_inputs.hpp"

#include <algorithm>

#include "json/writer.hpp"
#include "xml/name.hpp"

namespace pavane::app {

namespace {

using expression::feel::Type;
using Kind = Type::Kind;

struct Asked {
    std::string name;
    Kind kind = Kind::any;
};

Kind kind_of(const Type* type) {
    while (type != nullptr && type->kind == Kind::named) type = type->target;
    return type == nullptr ? Kind::any : type->kind;
}

bool is_value_of_a_node(const dmn::Model& model, const std::vector<std::size_t>& nodes, const std::string& name) {
    return std::ranges::any_of(nodes, [&](std::size_t at) {
        const dmn::Node& node = model.nodes[at];
        const auto* table = std::get_if<dmn::TableLogic>(&node.logic.kind);
        return node.variable == name ||
               (table != nullptr &&
                std::ranges::find(table->outputs, name, &dmn::TableOutput::name) != table->outputs.end());
    });
}

std::vector<Asked> asked_by(const dmn::Model& model, std::size_t node) {
    std::vector<Asked> asked;
    const std::vector<std::size_t> nodes = model.closure(node);
    for (const std::string& name : input_names(model, node)) {
        const auto at =
            std::ranges::find_if(nodes, [&](std::size_t each) { return model.nodes[each].variable == name; });
        asked.push_back({name, at == nodes.end() ? Kind::any : kind_of(model.nodes[*at].type)});
    }
    for (const std::size_t at : nodes) {
        const auto* table = std::get_if<dmn::TableLogic>(&model.nodes[at].logic.kind);
        if (table == nullptr) continue;
        for (const dmn::TableInput& input : table->inputs)
            if (xml::is_ncname(input.code.text) && !is_value_of_a_node(model, nodes, input.code.text) &&
                std::ranges::find(asked, input.code.text, &Asked::name) == asked.end())
                asked.push_back({input.code.text, kind_of(input.type)});
    }
    return asked;
}

void write_sample(json::Writer& writer, Kind kind) {
    writer.begin_object().key("value");
    if (kind == Kind::number)
        writer.value(std::int64_t{1});
    else if (kind == Kind::boolean)
        writer.value(true);
    else if (kind == Kind::date || kind == Kind::date_time)
        writer.value("2026-01-31T12:00:00.000+0000").member("type", "Date");
    else if (kind == Kind::string)
        writer.value("text");
    else
        writer.value(expression::Value());
    writer.end_object();
}

}  // namespace

std::vector<std::string> asked_names(const dmn::Model& model, std::size_t node) {
    std::vector<std::string> names;
    for (const Asked& each : asked_by(model, node)) names.push_back(each.name);
    return names;
}

std::string sample_request(const dmn::Model& model, std::size_t node) {
    json::Writer writer;
    writer.begin_object().key("variables").begin_object();
    for (const Asked& each : asked_by(model, node)) {
        writer.key(each.name);
        write_sample(writer, each.kind);
    }
    return writer.end_object().end_object().take();
}

}  // namespace pavane::app
