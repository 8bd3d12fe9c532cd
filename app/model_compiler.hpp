// The engine's Compiler: reader and linker of BPMN or DMN, one after the other, by the ending of the file's name.
#pragma once

#include "expression/evaluator.hpp"
#include "runtime/engine/ports.hpp"

namespace pavane::app {

class ModelCompiler : public engine::Compiler {
  public:
    explicit ModelCompiler(const expression::Evaluator& evaluator) : evaluator_(evaluator) {}
    engine::Compiled compile(std::string_view resource_name, std::string_view bytes) const override;

  private:
    const expression::Evaluator& evaluator_;
};

}  // namespace pavane::app
