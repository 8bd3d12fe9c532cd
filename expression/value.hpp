// The one value of Pavane: what a variable holds, an expression computes and a decision returns, in every language.
// Immutable and cheap to copy: scalars are stored in place, everything larger is shared and never changed.
// Lists and contexts nest at most max_depth deep (parsers and languages refuse more), so recursion over a value is
// bounded.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foundation/instant.hpp"

namespace pavane::expression {

class Value;

using List = std::vector<Value>;

// An ordered map with unique keys; small in practice, so lookup is linear.
class Context {
  public:
    using Entry = std::pair<std::string, Value>;

    Context() = default;
    // Takes the entries as they are: their keys are unique, which the caller has made sure of.
    explicit Context(std::vector<Entry> entries);

    const Value* find(std::string_view key) const;
    void set(std::string key, Value value);  // replaces the entry of that key, or appends one
    const std::vector<Entry>& entries() const { return entries_; }

  private:
    std::vector<Entry> entries_;
};

// A date and time: the instant, and the offset from UTC it was written with (kept for printing; it takes no part in
// comparing).
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

// A value kept as the text it arrived in (contract §3.4: Json, Xml, Object): returned byte for byte, parsed by the
// language that reads it. Text is never evaluated.
struct Document {
    enum class Format { json, xml, object };
    Format format = Format::json;
    std::string text;
    std::string object_type_name;      // Object only: valueInfo.objectTypeName
    std::string serialization_format;  // Object only: valueInfo.serializationDataFormat
};

class Value {
  public:
    // Everything from `string` on is shared.
    enum class Kind : std::uint8_t {
        null,
        boolean,
        integer,
        real,
        date_time,
        string,
        bytes,
        file,
        document,
        list,
        context
    };

    Value() = default;
    Value(bool value) : kind_(Kind::boolean) { data_.boolean = value; }
    Value(std::int64_t value) : kind_(Kind::integer) { data_.integer = value; }
    Value(int value) : Value(std::int64_t{value}) {}
    Value(double value) : kind_(Kind::real) { data_.real = value; }
    Value(std::string value);
    Value(std::string_view value);
    Value(const char* value);
    Value(DateTime value) : kind_(Kind::date_time) { data_.date_time = value; }
    Value(List value);
    Value(Context value);
    Value(File value);
    Value(Document value);
    static Value bytes(Bytes content);

    Value(const Value& other) : data_(other.data_), kind_(other.kind_) {
        if (is_shared()) data_.cell->references.fetch_add(1, std::memory_order_relaxed);
    }
    Value(Value&& other) noexcept : data_(other.data_), kind_(std::exchange(other.kind_, Kind::null)) {}
    Value& operator=(const Value& other) { return *this = Value(other); }
    Value& operator=(Value&& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(kind_, other.kind_);
        return *this;
    }
    ~Value() {
        if (is_shared()) release();
    }

    Kind kind() const { return kind_; }
    bool is_null() const { return kind_ == Kind::null; }

    // The content if the value is of that kind, else nullptr. The pointer lives as long as this value; a shared content
    // lives as long as any copy.
    const bool* boolean() const { return kind_ == Kind::boolean ? &data_.boolean : nullptr; }
    const std::int64_t* integer() const { return kind_ == Kind::integer ? &data_.integer : nullptr; }
    const double* real() const { return kind_ == Kind::real ? &data_.real : nullptr; }
    const DateTime* date_time() const { return kind_ == Kind::date_time ? &data_.date_time : nullptr; }
    const std::string* string() const { return content<std::string>(Kind::string); }
    const Bytes* bytes() const { return content<Bytes>(Kind::bytes); }
    const File* file() const { return content<File>(Kind::file); }
    const Document* document() const { return content<Document>(Kind::document); }
    const List* list() const { return content<List>(Kind::list); }
    const Context* context() const { return content<Context>(Kind::context); }

    // Same kind and same content (1 and 1.0 differ here; a language's own equality is the language's).
    friend bool operator==(const Value& a, const Value& b);

  private:
    // A content that is shared: counted here and not in a std::shared_ptr, so that a value is 24 bytes and copying a
    // scalar costs one comparison.
    struct Cell {
        mutable std::atomic<std::uint32_t> references{1};
    };
    template <class T>
    struct Shared : Cell {
        explicit Shared(T value) : content(std::move(value)) {}
        const T content;
    };
    union Data {
        Data() : integer(0) {}
        std::int64_t integer;
        bool boolean;
        double real;
        DateTime date_time;
        const Cell* cell;
    };

    Value(Kind kind, const Cell* cell) : kind_(kind) { data_.cell = cell; }

    bool is_shared() const { return kind_ >= Kind::string; }
    template <class T>
    const T* content(Kind kind) const {
        return kind_ == kind ? &static_cast<const Shared<T>*>(data_.cell)->content : nullptr;
    }
    void release() noexcept;

    Data data_;
    Kind kind_ = Kind::null;
};

inline constexpr std::size_t max_depth = 100;

// "null", "boolean", "integer" ...: for messages.
std::string_view name_of(Value::Kind kind);

}  // namespace pavane::expression
