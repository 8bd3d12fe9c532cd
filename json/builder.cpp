#include "json/builder.hpp"

#include <algorithm>
#include <charconv>

namespace pavane::json {

namespace {

std::string_view view(Builder::Text text) { return {text.data(), text.size()}; }

bool has_repeated_key(const std::vector<expression::Context::Entry>& entries) {
    std::vector<std::string_view> keys;
    keys.reserve(entries.size());
    for (const auto& [key, value] : entries) keys.push_back(key);
    std::sort(keys.begin(), keys.end());
    return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

}  // namespace

bool Builder::refuse(const char* complaint, Code& code) {
    complaint_ = complaint;
    code = boost::json::error::syntax;
    return false;
}

bool Builder::add(expression::Value value, Code& code) {
    if (++values_ > limits_.values) return refuse("it holds too many values", code);
    if (open_.empty()) {
        result_ = std::move(value);
    } else if (Open& open = open_.back(); open.is_object) {
        open.entries.emplace_back(std::move(open.key), std::move(value));
    } else {
        open.items.push_back(std::move(value));
    }
    return true;
}

bool Builder::on_object_begin(Code&) {
    open_.emplace_back().is_object = true;
    return true;
}

bool Builder::on_object_end(std::size_t, Code& code) {
    std::vector<expression::Context::Entry> entries = std::move(open_.back().entries);
    open_.pop_back();
    if (has_repeated_key(entries)) return refuse("an object has the same key twice", code);
    return add(expression::Context(std::move(entries)), code);
}

bool Builder::on_array_begin(Code&) {
    open_.emplace_back();
    return true;
}

bool Builder::on_array_end(std::size_t, Code& code) {
    expression::List items = std::move(open_.back().items);
    open_.pop_back();
    return add(std::move(items), code);
}

bool Builder::on_key_part(Text part, std::size_t, Code&) {
    text_ += view(part);
    return true;
}

bool Builder::on_key(Text part, std::size_t, Code& code) {
    text_ += view(part);
    if (++keys_ > limits_.keys) return refuse("its objects have too many keys", code);
    if (text_.find('\0') != std::string::npos) return refuse("a key contains the character U+0000", code);
    open_.back().key = std::exchange(text_, {});
    return true;
}

bool Builder::on_string_part(Text part, std::size_t, Code&) {
    text_ += view(part);
    return true;
}

bool Builder::on_string(Text part, std::size_t, Code& code) {
    text_ += view(part);
    if (text_.find('\0') != std::string::npos) return refuse("a string contains the character U+0000", code);
    return add(std::exchange(text_, {}), code);
}

bool Builder::on_number_part(Text part, Code&) {
    text_ += view(part);
    return true;
}

bool Builder::on_int64(std::int64_t number, Text, Code& code) {
    text_.clear();
    return add(number, code);
}

bool Builder::on_uint64(std::uint64_t, Text, Code& code) {
    return refuse("a whole number does not fit 64 bits (write it as a string)", code);
}

// Boost 1.81 rounds some doubles to a neighbour, so its number is not used: the text is converted again, exactly.
bool Builder::on_double(double, Text part, Code& code) {
    text_ += view(part);
    if (text_.find_first_of(".eE") == std::string::npos)
        return refuse("a whole number does not fit 64 bits (write it as a string)", code);
    double number = 0;
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), number);
    if (error != std::errc() || end != text_.data() + text_.size()) return refuse("a number is out of range", code);
    text_.clear();
    return add(number, code);
}

}  // namespace pavane::json
