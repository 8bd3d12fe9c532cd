#include "runtime/engine/told_warnings.hpp"

namespace pavane::engine {

std::optional<std::string> ToldWarnings::note(const core::Warning& warning) {
    const std::lock_guard lock(mutex_);
    if (sentences_ == remembered) {
        told_.clear();
        sentences_ = 0;
    }
    std::set<std::string>& told = told_[{warning.definition, warning.decision}];
    if (told.size() == of_each_version || !told.insert(warning.sentence).second) return std::nullopt;
    ++sentences_;
    if (told.size() < of_each_version) return warning.sentence;
    return warning.sentence + " (the last of " + std::to_string(of_each_version) +
           " such warnings that are told of this version)";
}

}  // namespace pavane::engine
