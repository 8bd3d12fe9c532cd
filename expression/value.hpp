// The one value of Pavane: what a variable holds, an expression computes and a decision returns, in every language.
// Immutable and cheap to copy: scalars are stored in place, everything larger is shared and never changed.
// Lists and contexts nest at most max_depth deep (parsers and languages refuse more), so recursion over a value is bounded.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "foundation/instant.hpp"

namespace pavane::expression {

class Value;

using List = std::vector<Value>;

// An ordered map with unique keys; small in practice, so lookup is linear.
class Context {
  public:
    using Entry = std::pair<std::string, Value>;

    const Value* find(std::string_view key) const;
    void set(std::string key, Value value);  // replaces the entry of that key, or appends one
    const std::vector<Entry>& entries() const { return entries_; }

  private:
    std::vector<Entry> entries_;
};

// A date and time: the instant, and the offset from UTC it was written with (kept for printing; it takes no part in comparing).
struct DateTime {
    Instant instant;
    std::int32_t offset_minutes = 0;
};

using Bytes = std::string;

struct File {
    std::string name;
    std::string mime_type;
    std::string encoding;
    Bytes content;
};

// A value kept as the text it arrived in (contract §3.4: Json, Xml, Object): returned byte for byte, read by expressions through
// content(), which the language that knows the format parses. Text is never evaluated.
struct Document {
    enum class Format { json, xml, object };
    Format format = Format::json;
    std::string text;
    std::string object_type_name;      // Object only: valueInfo.objectTypeName
    std::string serialization_format;  // Object only: valueInfo.serializationDataFormat
};

class Value {
  public:
    enum class Kind { null, boolean, integer, real, string, date_time, bytes, file, document, list, context };

    Value() = default;
    Value(bool value);
    Value(std::int64_t value);
    Value(int value);
    Value(double value);
    Value(std::string value);
    Value(std::string_view value);
    Value(const char* value);
    Value(DateTime value);
    Value(List value);
    Value(Context value);
    Value(File value);
    Value(Document value);
    static Value bytes(Bytes content);

    Kind kind() const;
    bool is_null() const { return kind() == Kind::null; }

    // The content if the value is of that kind, else nullptr. The pointer lives as long as this value or a copy of it.
    const bool* boolean() const;
    const std::int64_t* integer() const;
    const double* real() const;
    const std::string* string() const;
    const DateTime* date_time() const;
    const Bytes* bytes() const;
    const File* file() const;
    const Document* document() const;
    const List* list() const;
    const Context* context() const;

    // Same kind and same content (1 and 1.0 differ here; a language's own equality is the language's).
    friend bool operator==(const Value& a, const Value& b);

  private:
    template <class T>
    using Shared = std::shared_ptr<const T>;
    struct BytesTag {
        Bytes content;
    };
    using Data = std::variant<std::monostate, bool, std::int64_t, double, Shared<std::string>, DateTime, Shared<BytesTag>,
                              Shared<File>, Shared<Document>, Shared<List>, Shared<Context>>;
    Data data_;
};

inline constexpr std::size_t max_depth = 100;

// "null", "boolean", "integer" ...: for messages.
std::string_view name_of(Value::Kind kind);

}  // namespace pavane::expression
