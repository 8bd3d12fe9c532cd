#include "app/model_compiler.hpp"

#include <malloc.h>

#include <algorithm>

#include "app/decision_model.hpp"
#include "app/diagnostic_text.hpp"
#include "bpmn/link/link.hpp"
#include "bpmn/parser/parse.hpp"
#include "runtime/engine/model_names.hpp"

namespace pavane::app {

namespace {

engine::Compiled read_and_link(const expression::Evaluator& evaluator, bool scripts, std::string_view bytes,
                               const engine::OtherFiles& others, bpmn::Purpose purpose) {
    engine::Compiled compiled;
    auto parsed = bpmn::parse(bytes);
    if (!parsed) {
        compiled.diagnostics = std::move(parsed.error());
        compiled.readable = compiled.diagnostics.front().code != bpmn::not_well_formed;
        return compiled;
    }
    const auto find = [&](const std::string& name) {
        std::optional<std::string> content = others.find(name);
        if (content && std::ranges::find(compiled.made_with, name) == compiled.made_with.end())
            compiled.made_with.push_back(name);
        return content;
    };
    bpmn::Linked linked = bpmn::link(parsed->document, evaluator, find, purpose);
    compiled.definitions = std::move(linked.definitions);
    compiled.diagnostics = said_once(std::move(parsed->diagnostics), linked.diagnostics);
    // The definitions are there all the same: what was deployed while scripts were allowed must still be read.
    if (!scripts)
        for (bpmn::Diagnostic& script : linked.scripts) compiled.diagnostics.push_back(std::move(script));
    return compiled;
}

// Reading takes about forty times the file, and the allocator would keep that for this thread.
void give_back(std::size_t file_bytes) {
    constexpr std::size_t worth_it = 128 * 1024;
    if (file_bytes >= worth_it) malloc_trim(0);
}

}  // namespace

engine::Compiled ModelCompiler::compile(std::string_view resource_name, std::string_view bytes,
                                        const engine::OtherFiles& others) const {
    engine::Compiled compiled = engine::is_dmn_file(resource_name)
                                    ? compile_decisions(resource_name, bytes, others, evaluator_)
                                    : read_and_link(evaluator_, scripts_, bytes, others, bpmn::Purpose::deployment);
    give_back(bytes.size());
    return compiled;
}

// What was deployed while scripts were allowed is read all the same.
engine::Compiled ModelCompiler::load(std::string_view, std::string_view bytes, const engine::OtherFiles& others) const {
    engine::Compiled compiled = read_and_link(stored_texts_, true, bytes, others, bpmn::Purpose::loading);
    give_back(bytes.size());
    return compiled;
}

}  // namespace pavane::app
