#include "tests/fuzz/target.hpp"

#include "dmn/link/link.hpp"
#include "dmn/parser/parse.hpp"

namespace pavane::fuzz {

const std::string_view name = "dmn";

void run(std::string_view input) {
    const auto parsed = dmn::parse(input);
    if (parsed) static_cast<void>(dmn::link(parsed->definitions));
}

}  // namespace pavane::fuzz
