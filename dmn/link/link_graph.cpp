#include "dmn/link/link_graph.hpp"

namespace pavane::dmn {

namespace {

std::string_view word_of(NodeKind kind) {
    switch (kind) {
        case NodeKind::input:
            return "input data";
        case NodeKind::decision:
            return "decision";
        case NodeKind::knowledge:
            return "business knowledge model";
        case NodeKind::service:
            return "decision service";
    }
    return "element";
}

std::string title_of(const Node& node) { return std::string(word_of(node.kind)) + " '" + node.name + "'"; }

// Another element by its reference; nothing if there is none, which is reported.
std::optional<Requirement> resolve(const Place& place, const document::Reference& reference) {
    const std::string& own = place.file.definitions.namespace_uri;
    const bool is_here = reference.namespace_uri.empty() || reference.namespace_uri == own;
    const auto file = place.linking.files.find(is_here ? own : reference.namespace_uri);
    if (file != place.linking.files.end()) {
        const auto node = file->second->nodes.find(reference.id);
        if (node != file->second->nodes.end()) {
            const auto import = place.file.imports.find(reference.namespace_uri);
            return Requirement{node->second, is_here || import == place.file.imports.end() ? "" : import->second};
        }
    }
    place.report(Severity::error, "reference-dangling",
                 "The " + place.title + " refers to '" + reference.id +
                     "', which is not in the model. Correct or remove the reference.",
                 reference.location);
    return std::nullopt;
}

std::vector<Requirement> resolve_all(const Place& place, const std::vector<document::Requirement>& requirements) {
    std::vector<Requirement> resolved;
    for (const document::Requirement& requirement : requirements) {
        if (requirement.kind == document::RequirementKind::authority) continue;
        if (auto found = resolve(place, requirement.required)) resolved.push_back(std::move(*found));
    }
    return resolved;
}

std::vector<std::size_t> indexes(const Place& place, const std::vector<document::Reference>& references) {
    std::vector<std::size_t> found;
    for (const document::Reference& reference : references)
        if (const auto requirement = resolve(place, reference)) found.push_back(requirement->node);
    return found;
}

// What a function returns, where its variable is declared as a function; else the declared type itself.
const Type* result_type(const Type* type) {
    const Type* at = type;
    while (at != nullptr && at->kind == Type::Kind::named) at = at->target;
    if (at == nullptr || at->kind != Type::Kind::function) return type;
    return at->inner.empty() ? nullptr : &at->inner.back();
}

// Names that arithmetic could be mistaken for are known only to who requires them.
KnownNames names_of(const Place& place, const Node& node) {
    KnownNames names;
    for (const Requirement& requirement : node.requirements) {
        const std::string& variable = place.linking.model.nodes[requirement.node].variable;
        if (has_operator(variable)) names.add(variable);
    }
    return names;
}

bool requires_operators(const Place& place, const Node& node) {
    for (const Requirement& requirement : node.requirements)
        if (has_operator(place.linking.model.nodes[requirement.node].variable)) return true;
    return false;
}

void link_body(Place& place, Node& node, const document::ExpressionPointer& logic) {
    if (!logic) return;
    KnownNames names;
    if (requires_operators(place, node)) {
        names = names_of(place, node);
        names.add(place.file.names);
        place.names = &names;
    }
    node.logic = link_logic(place, *logic);
    place.names = &place.file.names;
}

Node& node_of(Linking& linking, const File& file, const document::NamedElement& element) {
    return linking.model.nodes[file.nodes.find(element.id.empty() ? element.name : element.id)->second];
}

void link_service(const Place& place, const document::DecisionService& service, Node& node) {
    const std::vector<Node>& nodes = place.linking.model.nodes;
    Service& linked = node.service;
    linked.outputs = indexes(place, service.output_decisions);
    linked.encapsulated = indexes(place, service.encapsulated_decisions);
    linked.parameters = indexes(place, service.input_data);
    for (const std::size_t input : indexes(place, service.input_decisions)) linked.parameters.push_back(input);
    for (const std::size_t parameter : linked.parameters) linked.names.push_back(nodes[parameter].variable);
    if (linked.outputs.empty())
        place.report(Severity::error, "service-without-output",
                     "The " + place.title + " has no output decision; name at least one.", node.location);
}

}  // namespace

void link_nodes(Linking& linking, File& file) {
    const auto place_of = [&](const Node& node) { return Place{linking, file, node.id, title_of(node), &file.names}; };
    for (const auto& input : file.definitions.inputs) {
        Node& node = node_of(linking, file, input);
        node.type = find_type(place_of(node), input.variable.type, input.location);
    }
    for (const auto& decision : file.definitions.decisions) {
        Node& node = node_of(linking, file, decision);
        Place place = place_of(node);
        node.type = find_type(place, decision.variable.type, decision.location);
        node.requirements = resolve_all(place, decision.requirements);
        link_body(place, node, decision.logic);
        if (!decision.logic)
            place.report(Severity::info, "decision-without-logic",
                         "The " + place.title + " has no logic: its value is null unless it is given.", node.location);
    }
    for (const auto& knowledge : file.definitions.knowledge_models) {
        Node& node = node_of(linking, file, knowledge);
        Place place = place_of(node);
        node.type = result_type(find_type(place, knowledge.variable.type, knowledge.location));
        node.requirements = resolve_all(place, knowledge.requirements);
        link_body(place, node, knowledge.logic);
    }
    for (const auto& service : file.definitions.services) {
        Node& node = node_of(linking, file, service);
        const Place place = place_of(node);
        node.type = result_type(find_type(place, service.variable.type, service.location));
        link_service(place, service, node);
    }
}

void refuse_circles(Linking& linking) {
    enum class State : std::uint8_t { unseen, open, done };
    struct Step {
        std::size_t node;
        std::size_t next = 0;
    };
    std::vector<Node>& nodes = linking.model.nodes;
    std::vector<State> states(nodes.size(), State::unseen);
    for (std::size_t start = 0; start < nodes.size(); ++start) {
        if (states[start] != State::unseen || nodes[start].kind != NodeKind::decision) continue;
        std::vector<Step> open{{start}};
        states[start] = State::open;
        while (!open.empty()) {
            Step& at = open.back();
            Node& node = nodes[at.node];
            if (at.next == node.requirements.size()) {
                states[at.node] = State::done;
                open.pop_back();
                continue;
            }
            const std::size_t required = node.requirements[at.next].node;
            if (nodes[required].kind == NodeKind::decision && states[required] == State::open) {
                linking.diagnostics.push_back(
                    {Severity::error, "decision-circular",
                     "The decision '" + node.name + "' requires the decision '" + nodes[required].name +
                         "', which, directly or through others, requires it; remove one of these requirements.",
                     node.id, node.location});
                node.requirements.erase(node.requirements.begin() + static_cast<std::ptrdiff_t>(at.next));
                continue;
            }
            ++at.next;
            if (nodes[required].kind != NodeKind::decision || states[required] == State::done) continue;
            states[required] = State::open;
            open.push_back({required});
        }
    }
}

}  // namespace pavane::dmn
