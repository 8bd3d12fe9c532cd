#include "app/dmn_file.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "app/diagnostic_text.hpp"
#include "app/files.hpp"
#include "dmn/parser/parse.hpp"
#include "runtime/engine/model_names.hpp"

namespace pavane::app {

namespace fs = std::filesystem;
using dmn::document::Definitions;

namespace {

// Those that are named, and the DMN files beside `path`, each once and in an order that does not depend on the disk's.
std::vector<DmnSource> candidates(const std::string& path, std::span<const std::string> named) {
    std::vector<fs::path> found;
    std::vector<DmnSource> sources;
    const auto add = [&](const fs::path& candidate, bool is_named) {
        std::error_code ignored;
        const bool is_known =
            std::ranges::any_of(found, [&](const fs::path& each) { return fs::equivalent(each, candidate, ignored); });
        if (is_known || fs::equivalent(path, candidate, ignored)) return;
        auto content = read_file(candidate.string());
        if (!content) return;
        found.push_back(candidate);
        sources.push_back({candidate.string(), std::move(*content), is_named});
    };
    for (const std::string& each : named)
        if (engine::is_dmn_file(each)) add(each, true);
    const fs::path folder = fs::path(path).has_parent_path() ? fs::path(path).parent_path() : fs::path(".");
    std::vector<fs::path> beside;
    std::error_code unreadable;
    for (const auto& entry : fs::directory_iterator(folder, unreadable))
        if (engine::is_dmn_file(entry.path().string())) beside.push_back(entry.path());
    std::ranges::sort(beside);
    for (const fs::path& each : beside) add(each, false);
    return sources;
}

// Whether it is worth reading: a namespace stands in a file as it is, unless it is escaped or in another encoding.
bool may_mention(const std::string& content, const std::string& namespace_uri) {
    const auto is_plain = [](char c) {
        return c > ' ' && c < 0x7F && std::string_view("&<>'\"").find(c) == std::string_view::npos;
    };
    return !std::ranges::all_of(namespace_uri, is_plain) || content.find('\0') != std::string::npos ||
           content.find(namespace_uri) != std::string::npos;
}

// Follows the imports of a file from one to the next.
class Imports {
  public:
    Imports(std::vector<DmnSource> sources, DmnFile& into)
        : sources_(std::move(sources)), read_(sources_.size()), namespaces_(sources_.size()), into_(into) {}

    void follow(const Definitions& main) {
        wanted_.insert(main.namespace_uri);
        want(main.imports, true);
        while (!open_.empty()) {
            const Wanted import = open_.back();
            open_.pop_back();
            take(import);
        }
    }
    // Sentences.
    const std::string& unreadable() const { return unreadable_; }

  private:
    struct Wanted {
        std::string namespace_uri;
        std::string import_id;
        Location location;
    };

    void want(const std::vector<dmn::document::Import>& imports, bool are_own) {
        for (const auto& import : imports)
            if (wanted_.insert(import.namespace_uri).second)
                open_.push_back({import.namespace_uri, import.id, are_own ? import.location : Location{}});
    }

    // What is preferred comes first.
    void take(const Wanted& import) {
        std::optional<std::size_t> found;
        for (std::size_t at = 0; at < sources_.size(); ++at) {
            if (!is_of(at, import.namespace_uri)) continue;
            if (!found)
                found = at;
            else if (sources_[*found].is_preferred == sources_[at].is_preferred)
                return report_two(import, sources_[*found].name, sources_[at].name);
        }
        if (!found) {
            for (std::size_t at = 0; at < sources_.size(); ++at) read(at);  // it may be one that cannot be read
            return;
        }
        want(read_[*found]->imports, false);
        into_.imported_files.push_back(sources_[*found].name);
        into_.imported.push_back(std::move(*read_[*found]));
    }

    // A file is read when it may be one that is wanted.
    bool is_of(std::size_t at, const std::string& wanted) {
        if (!namespaces_[at] && may_mention(sources_[at].content, wanted)) read(at);
        return read_[at] && namespaces_[at] == wanted;
    }

    void read(std::size_t at) {
        if (namespaces_[at]) return;
        auto parsed = dmn::parse(sources_[at].content);
        namespaces_[at] = parsed ? parsed->definitions.namespace_uri : std::string();
        if (parsed)
            read_[at] = std::move(parsed->definitions);
        else
            unreadable_ += " " + line_of(sources_[at].name, parsed.error().front());
    }

    void report_two(const Wanted& import, const std::string& one, const std::string& other) {
        into_.diagnostics.push_back({Severity::error, "import-ambiguous",
                                     "The import of the model '" + import.namespace_uri + "' can mean '" + one +
                                         "' and '" + other +
                                         "', which have the same namespace; give each its own, or leave one out.",
                                     import.import_id, import.location});
    }

    std::vector<DmnSource> sources_;
    std::vector<std::optional<Definitions>> read_;        // as many; moved from when it is taken
    std::vector<std::optional<std::string>> namespaces_;  // likewise, once it was read; empty: it cannot be
    std::set<std::string> wanted_;
    std::vector<Wanted> open_;
    std::string unreadable_;
    DmnFile& into_;
};

// The file of those that are imported in which the finding's element stands; null: it stands in the file itself.
const std::string* imported_file_of(const Diagnostic& diagnostic, const DmnFile& file) {
    const auto node = std::ranges::find(file.model->nodes, diagnostic.element, &dmn::Node::id);
    if (node == file.model->nodes.end() || node->namespace_uri == file.model->namespace_uri) return nullptr;
    const auto found = std::ranges::find(file.imported, node->namespace_uri, &Definitions::namespace_uri);
    if (found == file.imported.end()) return nullptr;
    return &file.imported_files[static_cast<std::size_t>(found - file.imported.begin())];
}

}  // namespace

DmnFile link_dmn_file(const std::string& content, const std::function<std::vector<DmnSource>()>& others,
                      const expression::Evaluator& evaluator) {
    DmnFile file;
    auto parsed = dmn::parse(content);
    if (!parsed) {
        file.diagnostics = std::move(parsed.error());
        return file;
    }
    file.definitions = std::move(parsed->definitions);
    file.diagnostics = std::move(parsed->diagnostics);
    const bool has_imports = !file.definitions->imports.empty();
    Imports imports(has_imports ? others() : std::vector<DmnSource>(), file);
    imports.follow(*file.definitions);
    std::vector<const Definitions*> imported;
    for (const Definitions& each : file.imported) imported.push_back(&each);
    dmn::Linked linked = dmn::link(*file.definitions, imported, {&evaluator});
    file.model = std::move(linked.model);
    for (Diagnostic& diagnostic : linked.diagnostics) {
        if (diagnostic.code == "import-unresolved" && !imports.unreadable().empty())
            diagnostic.message += " A file beside it cannot be read:" + imports.unreadable();
        if (const std::string* name = imported_file_of(diagnostic, file)) {
            diagnostic.message =
                "In " + *name + ", line " + std::to_string(diagnostic.location.line) + ": " + diagnostic.message;
            diagnostic.location = {};
            file.of_imports.push_back(std::move(diagnostic));
        } else {
            file.diagnostics.push_back(std::move(diagnostic));
        }
    }
    return file;
}

DmnFile read_dmn_file(const std::string& path, const std::string& content, std::span<const std::string> named,
                      const expression::Evaluator& evaluator) {
    return link_dmn_file(content, [&] { return candidates(path, named); }, evaluator);
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
