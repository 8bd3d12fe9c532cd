#include "app/value_text.hpp"

#include <stdexcept>

#include "json/parse.hpp"
#include "json/writer.hpp"

namespace pavane::app {

std::string JsonValueText::write(const expression::Value& value) const { return json::write(value); }

expression::Value JsonValueText::read(std::string_view text) const {
    auto parsed = json::parse(text, json::stored_limits);
    if (!parsed) throw std::runtime_error("A stored list or map is not readable: " + parsed.error().message);
    return std::move(*parsed);
}

}  // namespace pavane::app
