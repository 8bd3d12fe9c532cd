#include "expression/value.hpp"

namespace pavane::expression {

Context::Context(std::vector<Entry> entries) : entries_(std::move(entries)) {}

const Value* Context::find(std::string_view key) const {
    for (const Entry& entry : entries_)
        if (entry.first == key) return &entry.second;
    return nullptr;
}

void Context::set(std::string key, Value value) {
    for (Entry& entry : entries_) {
        if (entry.first == key) {
            entry.second = std::move(value);
            return;
        }
    }
    entries_.emplace_back(std::move(key), std::move(value));
}

Value::Value(std::string value) : Value(Kind::string, new Shared<std::string>(std::move(value))) {}
Value::Value(std::string_view value) : Value(std::string(value)) {}
Value::Value(const char* value) : Value(std::string(value)) {}
Value::Value(List value) : Value(Kind::list, new Shared<List>(std::move(value))) {}
Value::Value(Context value) : Value(Kind::context, new Shared<Context>(std::move(value))) {}
Value::Value(File value) : Value(Kind::file, new Shared<File>(std::move(value))) {}
Value::Value(Document value) : Value(Kind::document, new Shared<Document>(std::move(value))) {}
Value::Value(Range value) : Value(Kind::range, new Shared<Range>(std::move(value))) {}
Value::Value(std::shared_ptr<const Function> value)
    : Value(Kind::function, new Shared<std::shared_ptr<const Function>>(std::move(value))) {}
Value Value::bytes(Bytes content) { return Value(Kind::bytes, new Shared<Bytes>(std::move(content))); }

const Range* Value::range() const { return content<Range>(Kind::range); }

const Function* Value::function() const {
    const auto* held = content<std::shared_ptr<const Function>>(Kind::function);
    return held == nullptr ? nullptr : held->get();
}

void Value::release() noexcept {
    if (data_.cell->references.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    switch (kind_) {
        case Kind::string:
        case Kind::bytes:
            delete static_cast<const Shared<std::string>*>(data_.cell);
            break;
        case Kind::file:
            delete static_cast<const Shared<File>*>(data_.cell);
            break;
        case Kind::document:
            delete static_cast<const Shared<Document>*>(data_.cell);
            break;
        case Kind::list:
            delete static_cast<const Shared<List>*>(data_.cell);
            break;
        case Kind::context:
            delete static_cast<const Shared<Context>*>(data_.cell);
            break;
        case Kind::range:
            delete static_cast<const Shared<Range>*>(data_.cell);
            break;
        case Kind::function:
            delete static_cast<const Shared<std::shared_ptr<const Function>>*>(data_.cell);
            break;
        case Kind::null:
        case Kind::boolean:
        case Kind::integer:
        case Kind::real:
        case Kind::decimal:
        case Kind::date:
        case Kind::time:
        case Kind::date_time:
        case Kind::years_months:
        case Kind::days_time:
            break;
    }
}

bool operator==(const File& a, const File& b) {
    return a.name == b.name && a.mime_type == b.mime_type && a.encoding == b.encoding && a.content == b.content;
}

bool operator==(const Document& a, const Document& b) {
    return a.format == b.format && a.text == b.text && a.object_type_name == b.object_type_name &&
           a.serialization_format == b.serialization_format;
}

bool operator==(const Value& a, const Value& b) {
    using Kind = Value::Kind;
    if (a.kind_ != b.kind_) return false;
    if (a.is_shared() && a.data_.cell == b.data_.cell) return true;
    switch (a.kind_) {
        case Kind::null:
            return true;
        case Kind::boolean:
            return a.data_.boolean == b.data_.boolean;
        case Kind::integer:
            return a.data_.integer == b.data_.integer;
        case Kind::real:
            return a.data_.real == b.data_.real;
        case Kind::decimal:
            return a.data_.decimal == b.data_.decimal;
        case Kind::date:
            return a.data_.date == b.data_.date;
        case Kind::time:
            return a.data_.time == b.data_.time;
        case Kind::date_time:
            return a.data_.date_time == b.data_.date_time;
        case Kind::years_months:
            return a.data_.years_months == b.data_.years_months;
        case Kind::days_time:
            return a.data_.days_time == b.data_.days_time;
        case Kind::string:
            return *a.string() == *b.string();
        case Kind::bytes:
            return *a.bytes() == *b.bytes();
        case Kind::file:
            return *a.file() == *b.file();
        case Kind::document:
            return *a.document() == *b.document();
        case Kind::list:
            return *a.list() == *b.list();
        case Kind::context:
            return a.context()->entries() == b.context()->entries();
        case Kind::range:
            return *a.range() == *b.range();
        case Kind::function:
            return a.function() == b.function();
    }
    return false;
}

namespace {

// Of what can be the end of a range; anything else is named by its kind.
std::string end_text(const Value& value) {
    using Kind = Value::Kind;
    switch (value.kind()) {
        case Kind::integer:
            return std::to_string(*value.integer());
        case Kind::real: {
            const auto exact = Decimal::from_double(*value.real());
            return exact ? exact->text() : std::string("number");
        }
        case Kind::decimal:
            return value.decimal()->text();
        case Kind::string:
            return *value.string();
        case Kind::date:
            return format(*value.date());
        case Kind::time:
            return format(*value.time());
        case Kind::date_time:
            return format(*value.date_time());
        case Kind::years_months:
            return format(*value.years_months());
        case Kind::days_time:
            return format(*value.days_time());
        case Kind::null:
        case Kind::boolean:
        case Kind::bytes:
        case Kind::file:
        case Kind::document:
        case Kind::list:
        case Kind::context:
        case Kind::range:
        case Kind::function:
            break;
    }
    return std::string(name_of(value.kind()));
}

}  // namespace

std::string format(const Range& range) {
    return (range.includes_low ? "[" : "(") + end_text(range.low) + ".." + end_text(range.high) +
           (range.includes_high ? "]" : ")");
}

std::size_t estimated_bytes(const Value& value) {
    constexpr std::size_t of_cell = 48;  // what the allocator and the container of a shared content take
    std::size_t bytes = sizeof(Value);
    if (const std::string* text = value.string()) return bytes + of_cell + text->size();
    if (const Bytes* content = value.bytes()) return bytes + of_cell + content->size();
    if (const File* file = value.file())
        return bytes + sizeof(File) + file->name.size() + file->mime_type.size() + file->content.size();
    if (const Document* document = value.document())
        return bytes + sizeof(Document) + document->text.size() + document->object_type_name.size();
    if (const List* list = value.list()) {
        bytes += of_cell;
        for (const Value& item : *list) bytes += estimated_bytes(item);
    }
    if (const Context* context = value.context()) {
        bytes += of_cell;
        for (const auto& [key, item] : context->entries())
            bytes += sizeof(std::string) + key.size() + estimated_bytes(item);
    }
    if (const Range* range = value.range())
        bytes += of_cell + estimated_bytes(range->low) + estimated_bytes(range->high);
    return bytes;
}

std::string_view name_of(Value::Kind kind) {
    using Kind = Value::Kind;
    switch (kind) {
        case Kind::null:
            return "null";
        case Kind::boolean:
            return "boolean";
        case Kind::integer:
            return "integer";
        case Kind::real:
            return "real";
        case Kind::decimal:
            return "decimal";
        case Kind::date:
            return "date";
        case Kind::time:
            return "time";
        case Kind::date_time:
            return "date and time";
        case Kind::years_months:
            return "years and months duration";
        case Kind::days_time:
            return "days and time duration";
        case Kind::string:
            return "string";
        case Kind::bytes:
            return "bytes";
        case Kind::file:
            return "file";
        case Kind::document:
            return "document";
        case Kind::list:
            return "list";
        case Kind::context:
            return "map";
        case Kind::range:
            return "range";
        case Kind::function:
            return "function";
    }
    return "value";
}

}  // namespace pavane::expression
