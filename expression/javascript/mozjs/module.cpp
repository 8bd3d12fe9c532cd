// The entrance of the module: starts the library once and opens interpreters.
#include <js/Initialization.h>
#include <jsapi.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>

#include "expression/javascript/mozjs/runner.hpp"

namespace pavane::expression::javascript {
namespace {

// Whether a page that was written may be run: systemd's MemoryDenyWriteExecute and its like forbid it, and the
// library's compilers would then end the program.
bool may_run_written_pages() {
    const auto size = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    void* const page = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return false;
    const bool may = ::mprotect(page, size, PROT_READ | PROT_EXEC) == 0;
    ::munmap(page, size);
    return may;
}

// The library has threads, which must be gone before its own statics are: those go after what is registered here. It
// cannot be shut down while a context lives; an engine that outlives main() is the program's mistake.
void shut_down_library() {
    if (Runner::count() == 0) JS_ShutDown();
}

bool start_library() {
    if (!may_run_written_pages()) JS::DisableJitBackend();
    return JS_Init() && std::atexit(shut_down_library) == 0;
}

}  // namespace
}  // namespace pavane::expression::javascript

// The library is shut down at the end of the process only, since it cannot start again.
extern "C" __attribute__((visibility("default"))) pavane::expression::javascript::Interpreter* pavane_javascript_open(
    const pavane::expression::javascript::Contents& contents, const pavane::expression::ScriptLimits& limits) {
    using namespace pavane::expression::javascript;
    static const bool has_started = start_library();
    return has_started ? Runner::open(contents, limits).release() : nullptr;
}
