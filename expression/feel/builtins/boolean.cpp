// Boolean functions (DMN 1.5 §10.3.4.2). Those of lists (all, any) are with the lists.
#include "expression/feel/builtin.hpp"

namespace pavane::expression::feel {
namespace {

Computed negation(Evaluation&, std::span<const Value> arguments) {
    if (const bool* boolean = arguments[0].boolean()) return Value(!*boolean);
    return Value();
}

}  // namespace

std::vector<Builtin> boolean_functions() { return {{"not", {{{{"negand", kinds::any}}, &negation}}}}; }

}  // namespace pavane::expression::feel
