#include "app/dmn_file.hpp"

#include <algorithm>
#include <filesystem>

#include "app/diagnostic_text.hpp"
#include "app/files.hpp"
#include "app/model_files.hpp"
#include "dmn/parser/parse.hpp"

namespace pavane::app {

namespace fs = std::filesystem;
using dmn::document::Definitions;

namespace {

// `others` and the DMN files beside `path`, each once and in an order that does not depend on the disk's.
std::vector<fs::path> candidates(const std::string& path, std::span<const std::string> others) {
    std::vector<fs::path> found;
    const auto add = [&](const fs::path& candidate) {
        std::error_code ignored;
        const bool is_known =
            std::ranges::any_of(found, [&](const fs::path& each) { return fs::equivalent(each, candidate, ignored); });
        if (!is_known && !fs::equivalent(path, candidate, ignored)) found.push_back(candidate);
    };
    for (const std::string& other : others) add(other);
    const fs::path folder = fs::path(path).has_parent_path() ? fs::path(path).parent_path() : fs::path(".");
    std::vector<fs::path> beside;
    std::error_code unreadable;
    for (const auto& entry : fs::directory_iterator(folder, unreadable))
        if (is_dmn_file(entry.path().string())) beside.push_back(entry.path());
    std::ranges::sort(beside);
    for (const fs::path& each : beside) add(each);
    return found;
}

struct Imports {
    std::vector<std::string> paths;
    std::vector<Definitions> definitions;  // as many
    std::string unreadable;                // sentences
};

Imports read_imports(const std::string& path, std::span<const std::string> others) {
    Imports imports;
    for (const fs::path& candidate : candidates(path, others)) {
        const auto content = read_file(candidate.string());
        if (!content) continue;
        auto parsed = dmn::parse(*content);
        if (!parsed) {
            imports.unreadable += " " + line_of(candidate.string(), parsed.error().front());
            continue;
        }
        imports.paths.push_back(candidate.string());
        imports.definitions.push_back(std::move(parsed->definitions));
    }
    return imports;
}

// A finding of the linker is placed in the file that its element stands in; of one that is imported the message names
// it.
void place(Diagnostic& diagnostic, const dmn::Model& model, const Imports& imports) {
    const auto node = std::ranges::find(model.nodes, diagnostic.element, &dmn::Node::id);
    if (node == model.nodes.end() || node->namespace_uri == model.namespace_uri) return;
    const auto file = std::ranges::find(imports.definitions, node->namespace_uri, &Definitions::namespace_uri);
    if (file == imports.definitions.end()) return;
    const std::string& path = imports.paths[static_cast<std::size_t>(file - imports.definitions.begin())];
    diagnostic.message =
        "In " + path + ", line " + std::to_string(diagnostic.location.line) + ": " + diagnostic.message;
    diagnostic.location = {};
}

}  // namespace

DmnFile read_dmn_file(const std::string& path, const std::string& content, std::span<const std::string> others,
                      const expression::Evaluator& evaluator) {
    auto parsed = dmn::parse(content);
    if (!parsed) return {{}, nullptr, std::move(parsed.error())};
    DmnFile file{std::move(parsed->definitions), nullptr, std::move(parsed->diagnostics)};
    const Imports imports = file.definitions->imports.empty() ? Imports() : read_imports(path, others);
    std::vector<const Definitions*> imported;
    for (const Definitions& each : imports.definitions) imported.push_back(&each);
    dmn::Linked linked = dmn::link(*file.definitions, imported, {&evaluator});
    file.model = std::move(linked.model);
    for (Diagnostic& diagnostic : linked.diagnostics) {
        if (diagnostic.code == "import-unresolved" && !imports.unreadable.empty())
            diagnostic.message += " A file beside it cannot be read:" + imports.unreadable;
        place(diagnostic, *file.model, imports);
        file.diagnostics.push_back(std::move(diagnostic));
    }
    return file;
}

std::vector<std::string> input_names(const dmn::Model& model, std::size_t node) {
    std::vector<std::string> names;
    for (const std::size_t at : model.closure(node)) {
        const dmn::Node& each = model.nodes[at];
        const bool has_logic = !std::holds_alternative<std::monostate>(each.logic.kind);
        if (each.kind == dmn::NodeKind::input || (each.kind == dmn::NodeKind::decision && !has_logic))
            names.push_back(each.variable);
    }
    // The input decisions of a service are given, whatever logic they have.
    for (const std::size_t parameter : model.nodes[node].service.parameters) {
        const std::string& name = model.nodes[parameter].variable;
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    return names;
}

}  // namespace pavane::app
