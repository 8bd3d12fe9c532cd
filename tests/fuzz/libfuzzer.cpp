#include <cstddef>
#include <cstdint>

#include "tests/fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    pavane::fuzz::run({reinterpret_cast<const char*>(bytes), size});
    return 0;
}
