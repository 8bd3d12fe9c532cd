#include "dmn/link/link.hpp"

#include <algorithm>

#include "dmn/link/check_types.hpp"
#include "dmn/link/link_graph.hpp"

namespace pavane::dmn {

using document::Definitions;

namespace {

std::string variable_of(const document::InformationItem& variable, const document::NamedElement& element) {
    return variable.name.empty() ? element.name : variable.name;
}

Node make_node(NodeKind kind, const document::NamedElement& element, const document::InformationItem& variable,
               const Definitions& file) {
    Node node;
    node.kind = kind;
    node.id = element.id.empty() ? element.name : element.id;
    node.name = element.name;
    node.namespace_uri = file.namespace_uri;
    node.variable = variable_of(variable, element);
    node.location = element.location;
    return node;
}

void add_node(Linking& linking, File& file, Node node) {
    const std::size_t index = linking.model.nodes.size();
    if (!file.nodes.emplace(node.id, index).second)
        linking.diagnostics.push_back({Severity::error, "id-duplicate",
                                       "The id '" + node.id + "' is used by more than one element; give each its own.",
                                       node.id, node.location});
    if (!has_operator(node.variable)) add_name(file.names, node.variable);
    linking.model.by_word.emplace(node.id, index);
    if (node.name != node.id) linking.model.by_word.emplace(node.name, index);
    linking.model.nodes.push_back(std::move(node));
}

void add_logic(KnownNames& names, const document::ExpressionPointer& logic) {
    if (logic) add_logic_names(names, *logic);
}

void add_nodes(Linking& linking, File& file) {
    const Definitions& definitions = file.definitions;
    for (const auto& input : definitions.inputs)
        add_node(linking, file, make_node(NodeKind::input, input, input.variable, definitions));
    for (const auto& decision : definitions.decisions) {
        add_node(linking, file, make_node(NodeKind::decision, decision, decision.variable, definitions));
        add_logic(file.names, decision.logic);
    }
    for (const auto& knowledge : definitions.knowledge_models) {
        add_node(linking, file, make_node(NodeKind::knowledge, knowledge, knowledge.variable, definitions));
        add_logic(file.names, knowledge.logic);
    }
    for (const auto& service : definitions.services)
        add_node(linking, file, make_node(NodeKind::service, service, service.variable, definitions));
}

// The main file and what it imports, directly or through others; each once.
std::vector<const Definitions*> reachable(const Definitions& main, std::span<const Definitions* const> others) {
    std::vector<const Definitions*> found{&main};
    for (std::size_t at = 0; at < found.size(); ++at)
        for (const document::Import& import : found[at]->imports)
            for (const Definitions* other : others)
                if (other->namespace_uri == import.namespace_uri && std::ranges::find(found, other) == found.end() &&
                    other->namespace_uri != main.namespace_uri)
                    found.push_back(other);
    return found;
}

// What does not concern DMN (PMML, XML Schema) is named, for nothing reads it.
void resolve_imports(Linking& linking, File& file) {
    for (const document::Import& import : file.definitions.imports) {
        if (linking.files.contains(import.namespace_uri)) {
            file.imports.insert_or_assign(import.namespace_uri, import.name);
            add_name(file.names, import.name);
            continue;
        }
        const bool is_dmn = import.import_type.find("/DMN/") != std::string::npos;
        linking.diagnostics.push_back({is_dmn ? Severity::error : Severity::warning, "import-unresolved",
                                       is_dmn ? "The import '" + import.name + "' means the model '" +
                                                    import.namespace_uri +
                                                    "', which is in none of the files at hand; give its file, too, "
                                                    "or deploy it together with this one."
                                              : "The import '" + import.name + "' of '" + import.import_type +
                                                    "' is not read; only imports of DMN are.",
                                       import.id, import.location});
    }
}

// An imported file's own circles are its own errors.
void refuse_circular_imports(Linking& linking, const Definitions& main, const std::deque<File>& files) {
    for (const File& file : files) {
        const auto& imports = file.definitions.imports;
        if (std::ranges::none_of(imports, [&](const auto& each) { return each.namespace_uri == main.namespace_uri; }))
            continue;
        const std::string& uri = file.definitions.namespace_uri;
        const auto own = std::ranges::find(main.imports, uri, &document::Import::namespace_uri);
        const document::Import& import = own == main.imports.end() ? main.imports.front() : *own;
        linking.diagnostics.push_back(
            {Severity::error, "import-circular",
             uri == main.namespace_uri
                 ? "The import '" + import.name + "' means this file itself; remove it."
                 : "The model '" + file.definitions.name +
                       "', which this one imports, directly or through others, imports this one, too; files cannot "
                       "import each other in a circle. Put what both need into a file of its own.",
             import.id, import.location});
    }
}

void import_names(Linking& linking, File& file) {
    for (const auto& [uri, name] : file.imports) {
        const File& imported = *linking.files.find(uri)->second;
        file.types->add_all(name, *imported.types);
        for (const auto& [id, node] : imported.nodes)
            if (!has_operator(linking.model.nodes[node].variable))
                add_name(file.names, linking.model.nodes[node].variable);
        for (const document::ItemDefinition& definition : imported.definitions.item_definitions)
            for (const document::ItemDefinition& component : definition.components)
                add_name(file.names, component.name);
    }
}

}  // namespace

Linked link(const Definitions& definitions, std::span<const Definitions* const> imported, const LinkOptions& options) {
    auto model = std::make_shared<Model>();
    model->name = definitions.name;
    model->namespace_uri = definitions.namespace_uri;
    model->evaluator = options.evaluator;
    Linking linking{*model, options, {}, {}};
    std::deque<File> files;
    for (const Definitions* each : reachable(definitions, imported)) {
        File& file = files.emplace_back(File{*each, {}, {}, std::make_shared<TypeScope>(), {}, {}});
        linking.files.emplace(each->namespace_uri, &file);
        model->scopes.push_back(file.types);
    }
    for (File& file : files) {
        make_types(linking, file);
        add_nodes(linking, file);
    }
    for (File& file : files) resolve_imports(linking, file);
    refuse_circular_imports(linking, definitions, files);
    for (File& file : files) import_names(linking, file);
    for (File& file : files) fill_types(linking, file);
    for (File& file : files) link_nodes(linking, file);
    refuse_circles(linking);
    check_types(linking);
    return {std::move(model), std::move(linking.diagnostics)};
}

}  // namespace pavane::dmn
