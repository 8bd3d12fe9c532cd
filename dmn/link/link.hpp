// From documents to a model that can be evaluated: references resolved, types built, every text compiled.
#pragma once

#include <memory>
#include <span>

#include "dmn/model/decision_model.hpp"

namespace pavane::dmn {

struct LinkOptions {
    // Compiles and evaluates texts in other languages than FEEL; it must outlive the model. null: they are refused.
    const expression::Evaluator* evaluator = nullptr;
};

struct Linked {
    // Never null. With errors among the diagnostics, what they name is null when it is evaluated, and a deployment is
    // refused.
    std::shared_ptr<const Model> model;
    Diagnostics diagnostics;
};

// `imported` are the files that `definitions` may mean by its imports, found by their namespaces; those that are not
// meant do not matter.
Linked link(const document::Definitions& definitions, std::span<const document::Definitions* const> imported = {},
            const LinkOptions& options = {});

}  // namespace pavane::dmn
