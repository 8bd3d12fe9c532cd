#include "tests/failing_threads/failing_threads.hpp"

#include <dlfcn.h>
#include <pthread.h>

#include <cerrno>
#include <limits>
#include <utility>

namespace pavane::tests {

namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
thread_local std::int64_t left = never;

bool fails() {
    if (left == never) return false;
    --left;
    return left <= 0;
}

}  // namespace

void fail_threads(std::int64_t number) { left = number; }

bool stop_failing_threads() { return std::exchange(left, never) <= 0; }

}  // namespace pavane::tests

// Goes before the C library's, which the C++ library would call.
extern "C" int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*run)(void*),
                              void* argument) noexcept {
    using Create = int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
    static const auto create = reinterpret_cast<Create>(dlsym(RTLD_NEXT, "pthread_create"));
    if (pavane::tests::fails()) return EAGAIN;
    return create(thread, attributes, run, argument);
}
