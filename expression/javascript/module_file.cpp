#include "expression/javascript/module_file.hpp"

#include <dlfcn.h>

#include <array>
#include <filesystem>

namespace pavane::expression::javascript {
namespace {

constexpr const char* file_name = "pavane_javascript.so";

// The module brings an allocator for the library alone (mozjs/allocation.cpp), so the library must look there first.
// The sanitizers bring their own and refuse that.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int mode = RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE;
#else
constexpr int mode = RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE | RTLD_DEEPBIND;
#endif

Result<OpenInterpreter, std::string> load(const std::filesystem::path& file) {
    void* const module = ::dlopen(file.c_str(), mode);
    if (module == nullptr) {
        const char* const reason = ::dlerror();
        return unexpected("JavaScript cannot run here: " + file.string() + " cannot be loaded (" +
                          (reason ? reason : "no reason given") + ").");
    }
    void* const open = ::dlsym(module, open_function);
    if (open == nullptr)
        return unexpected("JavaScript cannot run here: " + file.string() + " is not the module of this program.");
    return reinterpret_cast<OpenInterpreter>(open);
}

}  // namespace

Result<OpenInterpreter, std::string> load_module() {
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error) return unexpected(std::string("JavaScript cannot run here: the program's own folder is not known."));
    const std::filesystem::path folder = program.parent_path();
    const std::array places{folder / file_name, folder.parent_path() / "lib" / "pavane" / file_name};
    for (const std::filesystem::path& place : places)
        if (std::filesystem::exists(place, error)) return load(place);
    return unexpected("JavaScript cannot run here: the module is missing. Install it as " + places[0].string() +
                      " or " + places[1].string() + ".");
}

}  // namespace pavane::expression::javascript
