// What a runner holds of memory, and when it gives it back.
#include <js/GCAPI.h>
#include <js/PropertyAndElement.h>
#include <malloc.h>

#include "expression/javascript/mozjs/runner.hpp"

namespace pavane::expression::javascript {
namespace {

constexpr std::size_t most_garbage_bytes = 32 * 1024 * 1024;

}  // namespace

// When the script's world is gone: it must not count as the next one's.
void Runner::tidy() {
    if (state_.stop != Stop::none)
        give_back();
    else if (memory_in_use() > memory_when_open_ + most_garbage_bytes)
        JS_GC(cx_);
}

// In the library's heap and in the blocks its objects own.
std::size_t Runner::memory_in_use() {
    const JSAutoRealm inside(cx_, frozen_->global);
    JS::RootedValue blocks(cx_);
    double bytes = 0;
    if (JS_GetProperty(cx_, *memory_info_, "mallocBytes", &blocks) && blocks.isNumber()) bytes = blocks.toNumber();
    return static_cast<std::size_t>(bytes) + JS_GetGCParameter(cx_, JSGC_BYTES);
}

void Runner::rest() { give_back(); }

// What nobody uses any more goes to the machine, too: the library keeps its arenas otherwise, and so does malloc.
void Runner::give_back() {
    JS::PrepareForFullGC(cx_);
    JS::NonIncrementalGC(cx_, JS::GCOptions::Shrink, JS::GCReason::API);
    ::malloc_trim(0);
}

}  // namespace pavane::expression::javascript
