// The engine's Compiler: reader and linker of BPMN or DMN, one after the other, by the ending of the file's name.
#pragma once

#include "app/stored_texts.hpp"
#include "runtime/engine/ports.hpp"

namespace pavane::app {

class ModelCompiler : public engine::Compiler {
  public:
    // Without scripts a model with JavaScript is an error that says how to allow them.
    explicit ModelCompiler(const expression::Evaluator& evaluator, bool scripts = true)
        : evaluator_(evaluator), scripts_(scripts) {}
    engine::Compiled compile(std::string_view resource_name, std::string_view bytes,
                             const engine::OtherFiles& others) const override;
    engine::Compiled load(std::string_view resource_name, std::string_view bytes,
                          const engine::OtherFiles& others) const override;

  private:
    const expression::Evaluator& evaluator_;
    StoredTexts stored_texts_{evaluator_};
    bool scripts_;
};

}  // namespace pavane::app
