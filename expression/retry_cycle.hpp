// failedJobRetryTimeCycle: how often a failing job is run and how long it waits in between.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "expression/temporal.hpp"

namespace pavane::expression {

struct RetryCycle {
    std::optional<std::int32_t> retries;  // none: the engine's default
    std::vector<Duration> delays;         // the last one repeats; empty: at once
    bool valid = true;                    // false: the text is neither form (the linker reports it)
};

// "R3/PT10M" (three runs, ten minutes apart), "PT10M,PT20M" (one run more than delays), "PT10M", or empty.
RetryCycle parse_retry_cycle(std::string_view text);

}  // namespace pavane::expression
