#include "conformance/runner/verbs.hpp"

namespace pavane::conformance {

const Verb* find_verb(std::string_view name) {
    for (const Verb& verb : acting_verbs())
        if (verb.name == name) return &verb;
    for (const Verb& verb : looking_verbs())
        if (verb.name == name) return &verb;
    return nullptr;
}

}  // namespace pavane::conformance
