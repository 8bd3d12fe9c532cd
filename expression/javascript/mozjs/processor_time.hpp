// The processor time that this thread has used. Private to this folder.
#pragma once

#include <time.h>

#include <cstdint>

namespace pavane::expression::javascript {

inline std::int64_t processor_time_ns() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace pavane::expression::javascript
