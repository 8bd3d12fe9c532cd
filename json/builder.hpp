// Boost.JSON's parser calls this for each part of a text; it builds the value and enforces what the parser does not.
// Private to this folder. The names of its functions and constants are those that boost::json::basic_parser asks for.
#pragma once

#include <boost/json/basic_parser_impl.hpp>
#include <optional>
#include <string>
#include <vector>

#include "json/parse.hpp"

namespace pavane::json {

class Builder {
  public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    using Text = boost::json::string_view;
    using Code = boost::json::error_code;

    explicit Builder(const Limits& limits) : limits_(limits) {}

    expression::Value take() { return std::move(result_); }
    // Why this builder stopped the parser, if it was this builder.
    const std::string& complaint() const { return complaint_; }

    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_object_begin(Code&);
    bool on_object_end(std::size_t, Code& code);
    bool on_array_begin(Code&);
    bool on_array_end(std::size_t, Code& code);
    bool on_key_part(Text part, std::size_t, Code&);
    bool on_key(Text part, std::size_t, Code& code);
    bool on_string_part(Text part, std::size_t, Code&);
    bool on_string(Text part, std::size_t, Code& code);
    bool on_number_part(Text part, Code&);
    bool on_int64(std::int64_t number, Text, Code& code);
    bool on_uint64(std::uint64_t, Text, Code& code);
    bool on_double(double, Text part, Code& code);
    bool on_bool(bool value, Code& code) { return add(value, code); }
    bool on_null(Code& code) { return add({}, code); }
    bool on_comment_part(Text, Code&) { return true; }
    bool on_comment(Text, Code&) { return true; }

  private:
    // An object or array that has begun and not ended.
    struct Open {
        bool is_object = false;
        std::string key;
        std::vector<expression::Context::Entry> entries;
        expression::List items;
    };

    bool add(expression::Value value, Code& code);
    bool refuse(const char* complaint, Code& code);

    Limits limits_;
    std::size_t keys_ = 0;
    std::size_t values_ = 0;
    std::vector<Open> open_;
    std::string text_;  // of the key, string or number that is being read
    expression::Value result_;
    std::string complaint_;
};

}  // namespace pavane::json
