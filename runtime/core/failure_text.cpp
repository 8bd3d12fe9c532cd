#include "runtime/core/failure_text.hpp"

namespace pavane::core {

std::string text_of(const Failure& failure) {
    const std::string element = "'" + failure.element + "'";
    if (failure.element.empty() || failure.message.find(element) != std::string::npos) return failure.message;
    return failure.message + " (at the element " + element + ")";
}

}  // namespace pavane::core
