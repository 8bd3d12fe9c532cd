// Calls what belongs to somebody else on behalf of many: what it throws ends it, and nothing else.
#pragma once

#include <exception>
#include <string>

namespace pavane::engine {

// `tell` hears what `call` has thrown, as "WHAT: the error".
template <class Call, class Tell>
void guarded(const char* what, const Tell& tell, const Call& call) noexcept {
    try {
        call();
    } catch (const std::exception& error) {
        try {
            tell(std::string(what) + ": " + error.what());
        } catch (const std::exception&) {
            return;  // there is no memory for the sentence, or the log has failed too: nobody is left to be told
        }
    }
}

}  // namespace pavane::engine
