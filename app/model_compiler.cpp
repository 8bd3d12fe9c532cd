#include "app/model_compiler.hpp"

#include "app/decision_model.hpp"
#include "bpmn/link/link.hpp"
#include "bpmn/parser/parse.hpp"

namespace pavane::app {

engine::Compiled ModelCompiler::compile(std::string_view resource_name, std::string_view bytes) const {
    if (resource_name.ends_with(".dmn") || resource_name.ends_with(".dmn11.xml"))
        return compile_decisions(bytes, evaluator_);
    engine::Compiled compiled;
    auto parsed = bpmn::parse(bytes);
    if (!parsed) {
        compiled.diagnostics = std::move(parsed.error());
        compiled.readable = compiled.diagnostics.front().code != bpmn::not_well_formed;
        return compiled;
    }
    bpmn::Linked linked = bpmn::link(parsed->document, evaluator_);
    compiled.definitions = std::move(linked.definitions);
    compiled.diagnostics = std::move(parsed->diagnostics);
    compiled.diagnostics.insert(compiled.diagnostics.end(), std::make_move_iterator(linked.diagnostics.begin()),
                                std::make_move_iterator(linked.diagnostics.end()));
    return compiled;
}

}  // namespace pavane::app
