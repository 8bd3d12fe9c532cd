#include "app/value_text.hpp"

#include <limits>
#include <stdexcept>

#include "json/parse.hpp"
#include "json/writer.hpp"

namespace pavane::app {

std::string JsonValueText::write(const expression::Value& value) const { return json::write(value); }

expression::Value JsonValueText::read(std::string_view text) const {
    // What was written has met the limits of whoever made it: it is never too large to be read.
    constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
    auto parsed = json::parse(text, {.keys = any, .values = any});
    if (!parsed) throw std::runtime_error("A stored list or map is not readable: " + parsed.error().message);
    return std::move(*parsed);
}

}  // namespace pavane::app
