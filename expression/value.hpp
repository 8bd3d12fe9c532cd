// The one value of Pavane: what a variable holds, an expression computes and a decision returns, in every language.
// Immutable and cheap to copy: scalars are stored in place, everything larger is shared and never changed.
// Lists and contexts nest at most max_depth deep (parsers and languages refuse more), so recursion over a value is
// bounded.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expression/calendar.hpp"
#include "expression/decimal.hpp"

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

struct Range;

// A function as a value (FEEL): the language that made it knows how to call it.
class Function {
  public:
    virtual ~Function() = default;
};

class Value {
  public:
    // Everything from `string` on is shared. Variables keep the kinds that `storable` (typed_value.hpp) leaves.
    enum class Kind : std::uint8_t {
        null,
        boolean,
        integer,
        real,
        decimal,
        date,
        time,
        date_time,
        years_months,
        days_time,
        string,
        bytes,
        file,
        document,
        list,
        context,
        range,
        function
    };

    Value() = default;
    Value(bool value) : kind_(Kind::boolean) { data_.boolean = value; }
    Value(std::int64_t value) : kind_(Kind::integer) { data_.integer = value; }
    Value(int value) : Value(std::int64_t{value}) {}
    Value(double value) : kind_(Kind::real) { data_.real = value; }
    Value(Decimal value) : kind_(Kind::decimal) { data_.decimal = value; }
    Value(Date value) : kind_(Kind::date) { data_.date = value; }
    Value(TimeOfDay value) : kind_(Kind::time) { data_.time = value; }
    Value(YearsMonths value) : kind_(Kind::years_months) { data_.years_months = value; }
    Value(DaysTime value) : kind_(Kind::days_time) { data_.days_time = value; }
    Value(std::string value);
    Value(std::string_view value);
    Value(const char* value);
    Value(DateTime value) : kind_(Kind::date_time) { data_.date_time = value; }
    Value(List value);
    Value(Context value);
    Value(File value);
    Value(Document value);
    Value(Range value);
    Value(std::shared_ptr<const Function> value);  // not a null pointer
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
    const Decimal* decimal() const { return kind_ == Kind::decimal ? &data_.decimal : nullptr; }
    const Date* date() const { return kind_ == Kind::date ? &data_.date : nullptr; }
    const TimeOfDay* time() const { return kind_ == Kind::time ? &data_.time : nullptr; }
    const YearsMonths* years_months() const { return kind_ == Kind::years_months ? &data_.years_months : nullptr; }
    const DaysTime* days_time() const { return kind_ == Kind::days_time ? &data_.days_time : nullptr; }
    const DateTime* date_time() const { return kind_ == Kind::date_time ? &data_.date_time : nullptr; }
    const std::string* string() const { return content<std::string>(Kind::string); }
    const Bytes* bytes() const { return content<Bytes>(Kind::bytes); }
    const File* file() const { return content<File>(Kind::file); }
    const Document* document() const { return content<Document>(Kind::document); }
    const List* list() const { return content<List>(Kind::list); }
    const Context* context() const { return content<Context>(Kind::context); }
    const Range* range() const;
    const Function* function() const;

    // Same kind and same content (1 and 1.0 differ here; a language's own equality is the language's). A function
    // equals only itself.
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
        Decimal decimal;
        Date date;
        TimeOfDay time;
        DateTime date_time;
        YearsMonths years_months;
        DaysTime days_time;
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

// From one value to another, each end belonging to it or not (FEEL). A null end that does not belong to it is open:
// every value lies on the inner side of it.
struct Range {
    Value low;
    Value high;
    bool includes_low = true;
    bool includes_high = true;

    friend bool operator==(const Range&, const Range&) = default;
};

// "[1..10]", "(2024-01-01..2024-12-31]": the ends as they are written without quotes.
std::string format(const Range& range);

// About how much memory a value takes, with what it shares.
std::size_t estimated_bytes(const Value& value);

inline constexpr std::size_t max_depth = 100;

// "null", "boolean", "integer" ...: for messages.
std::string_view name_of(Value::Kind kind);

}  // namespace pavane::expression
