#include "tests/failing_memory/failing_memory.hpp"

#include <atomic>
#include <cstdlib>
#include <limits>
#include <new>

namespace pavane::tests {

namespace {

thread_local bool may_fail = false;
std::atomic<std::int64_t> left = std::numeric_limits<std::int64_t>::max();
std::atomic<bool> goes_on = false;

bool fails() {
    if (!may_fail) return false;
    const std::int64_t now = --left;
    return now == 0 || (now < 0 && goes_on);
}

}  // namespace

void fail_allocation(std::int64_t number, RunsOut how) {
    may_fail = true;
    goes_on = how == RunsOut::from_then_on;
    left = number;
}

std::int64_t stop_failing() { return left.exchange(std::numeric_limits<std::int64_t>::max()); }

}  // namespace pavane::tests

void* operator new(std::size_t size) {
    if (pavane::tests::fails()) throw std::bad_alloc();
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
