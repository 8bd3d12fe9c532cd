// The allocator of the JavaScript library, and of nothing else: module_file.cpp loads this module so that the library
// finds these functions before those of the C library. No script gets a block that by itself would break its limit: the
// string of a gigabyte is made in one call of the library, inside of which nobody can stop it. Nor can anybody stop the
// reading of a text, but by giving it no more memory.
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "expression/javascript/mozjs/allocation.hpp"
#include "expression/javascript/mozjs/processor_time.hpp"

namespace pavane::expression::javascript {
namespace {

thread_local std::size_t largest_block = static_cast<std::size_t>(-1);
thread_local std::int64_t deadline_ns = 0;  // of the thread's processor time; 0: none
thread_local bool was_refused = false;

// Nobody asks under a sanitizer, whose allocator stands in for the one below.
[[maybe_unused]] bool refuse(std::size_t bytes) {
    if (bytes <= largest_block && (deadline_ns == 0 || processor_time_ns() < deadline_ns)) return false;
    was_refused = true;
    errno = ENOMEM;
    return true;
}

}  // namespace

void refuse_blocks_above(std::size_t bytes) {
    largest_block = bytes;
    was_refused = false;
}

void refuse_blocks_after(Milliseconds processor_time) {
    deadline_ns = processor_time_ns() + std::chrono::nanoseconds(processor_time).count();
    was_refused = false;
}

void refuse_no_block() {
    largest_block = static_cast<std::size_t>(-1);
    deadline_ns = 0;
}

bool block_was_refused() { return was_refused; }

}  // namespace pavane::expression::javascript

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

extern "C" {

void* __libc_malloc(std::size_t bytes);
void* __libc_calloc(std::size_t count, std::size_t bytes);
void* __libc_realloc(void* block, std::size_t bytes);

#define PAVANE_EXPORT __attribute__((visibility("default")))

PAVANE_EXPORT void* malloc(std::size_t bytes) {
    return pavane::expression::javascript::refuse(bytes) ? nullptr : __libc_malloc(bytes);
}

PAVANE_EXPORT void* calloc(std::size_t count, std::size_t bytes) {
    std::size_t all = 0;
    const bool overflows = __builtin_mul_overflow(count, bytes, &all);
    if (overflows || pavane::expression::javascript::refuse(all)) return nullptr;
    return __libc_calloc(count, bytes);
}

PAVANE_EXPORT void* realloc(void* block, std::size_t bytes) {
    return pavane::expression::javascript::refuse(bytes) ? nullptr : __libc_realloc(block, bytes);
}
}

#endif
