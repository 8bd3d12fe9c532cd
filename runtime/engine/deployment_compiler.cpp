#include "runtime/engine/deployment_compiler.hpp"

namespace pavane::engine {

namespace {

constexpr std::size_t most_decision_bytes = std::size_t{512} << 20;  // estimated, of memory

bpmn::Diagnostic too_large() {
    return {bpmn::Severity::error,
            "decisions-too-large",
            "The decisions of this deployment are too large together, each file counted with all that it imports. "
            "Deploy fewer files at once, or let them import less.",
            "",
            {}};
}

}  // namespace

Compiled DeploymentCompiler::compile(const std::string& name, const std::string& content) {
    Compiled compiled;
    if (decision_bytes_ <= most_decision_bytes) {
        compiled = compiler_.compile(name, content, among(files_));
        if (compiled.decisions && compiled.decisions->model) decision_bytes_ += compiled.decisions->model->bytes();
        if (decision_bytes_ <= most_decision_bytes) return compiled;
    }
    compiled.decisions.reset();
    compiled.diagnostics.push_back(too_large());
    return compiled;
}

}  // namespace pavane::engine
