#include "persistence/tables/value_columns.hpp"

#include "persistence/tables/enum_text.hpp"

namespace pavane::persistence {

namespace {

using expression::Document;
using expression::TypedValue;
using expression::Value;
using expression::ValueType;
using Kind = expression::Value::Kind;

constexpr auto types = enum_words(
    word(ValueType::null, "null"), word(ValueType::boolean, "boolean"), word(ValueType::short_integer, "short"),
    word(ValueType::integer, "integer"), word(ValueType::long_integer, "long"), word(ValueType::real, "double"),
    word(ValueType::string, "string"), word(ValueType::date, "date"), word(ValueType::bytes, "bytes"),
    word(ValueType::file, "file"), word(ValueType::json, "json"), word(ValueType::xml, "xml"),
    word(ValueType::object, "object"));
constexpr auto kinds =
    enum_words(word(Kind::null, "null"), word(Kind::boolean, "boolean"), word(Kind::integer, "integer"),
               word(Kind::real, "real"), word(Kind::string, "string"), word(Kind::date_time, "date_time"),
               word(Kind::bytes, "bytes"), word(Kind::file, "file"), word(Kind::document, "document"),
               word(Kind::list, "list"), word(Kind::context, "context"));
constexpr auto formats = enum_words(word(Document::Format::json, "json"), word(Document::Format::xml, "xml"),
                                    word(Document::Format::object, "object"));

// The columns behind type and kind, by name while they are filled.
struct Content {
    Cell text, integer, real, bytes, utc_offset_minutes, document, object_type, serialization_format, file_name,
        mime_type, encoding;
};

Content content_of(const Value& value, const ValueText& text) {
    Content content;
    switch (value.kind()) {
        case Kind::null:
            break;
        case Kind::boolean:
            content.integer = cell(*value.boolean());
            break;
        case Kind::integer:
            content.integer = cell(*value.integer());
            break;
        case Kind::real:
            content.real = cell(*value.real());
            content.text = content.real;  // exact, whatever the database makes of the number
            break;
        case Kind::string:
            content.text = *value.string();
            break;
        case Kind::date_time:
            content.integer = cell(value.date_time()->instant());
            content.utc_offset_minutes = cell(std::int64_t{expression::offset_seconds(*value.date_time()) / 60});
            break;
        case Kind::bytes:
            content.bytes = *value.bytes();
            break;
        case Kind::file:
            content.file_name = value.file()->name;
            content.mime_type = value.file()->mime_type;
            content.encoding = value.file()->encoding;
            content.bytes = value.file()->content;
            break;
        case Kind::document:
            content.text = value.document()->text;
            content.document = cell(formats(value.document()->format));
            content.object_type = value.document()->object_type_name;
            content.serialization_format = value.document()->serialization_format;
            break;
        case Kind::list:
        case Kind::context:
            content.text = text.write(value);
            break;
        case Kind::decimal:
        case Kind::date:
        case Kind::time:
        case Kind::years_months:
        case Kind::days_time:
        case Kind::range:
        case Kind::function:
            ENSURE(!"a value that is not storable");
    }
    return content;
}

std::int32_t offset_of(const Content& content) {
    constexpr std::int64_t widest = 18 * 60;  // ISO 8601's are narrower
    const std::int64_t minutes = to_integer(required(content.utc_offset_minutes, "its offset from UTC"));
    if (minutes < -widest || minutes > widest) throw Unreadable("its offset from UTC is out of bounds");
    return static_cast<std::int32_t>(minutes);
}

Value parsed(const std::string& text, const ValueText& format) {
    try {
        return format.read(text);
    } catch (const std::runtime_error& error) {
        throw Unreadable(error.what());
    }
}

Value value_of(Kind kind, const Content& content, std::string bytes, const ValueText& text) {
    const auto integer = [&] { return to_integer(required(content.integer, "its number")); };
    const auto words = [&] { return required(content.text, "its text"); };
    switch (kind) {
        case Kind::null:
            return {};
        case Kind::boolean:
            return Value(integer() != 0);
        case Kind::integer:
            return Value(integer());
        case Kind::real:
            return Value(to_real(words()));
        case Kind::string:
            return Value(words());
        case Kind::date_time:
            return Value(expression::DateTime{Instant(Milliseconds(integer())), offset_of(content)});
        case Kind::bytes:
            return Value::bytes(std::move(bytes));
        case Kind::file:
            return Value(expression::File{required(content.file_name, "its file name"),
                                          required(content.mime_type, "its media type"),
                                          required(content.encoding, "its encoding"), std::move(bytes)});
        case Kind::document:
            return Value(Document{formats.read(required(content.document, "its format")), words(),
                                  required(content.object_type, "its type"),
                                  required(content.serialization_format, "its serialization")});
        case Kind::list:
        case Kind::context:
            return parsed(words(), text);
        case Kind::decimal:
        case Kind::date:
        case Kind::time:
        case Kind::years_months:
        case Kind::days_time:
        case Kind::range:
        case Kind::function:
            break;
    }
    throw Unreadable("a value of its kind is never stored");
}

}  // namespace

const std::vector<Column>& value_columns() {
    static const std::vector<Column> columns{{"type", ColumnType::text},
                                             {"kind", ColumnType::text},
                                             {"text_value", ColumnType::text},
                                             {"integer_value", ColumnType::integer},
                                             {"real_value", ColumnType::real},
                                             {"bytes_value", ColumnType::bytes},
                                             {"utc_offset_minutes", ColumnType::integer},
                                             {"document_format", ColumnType::text},
                                             {"object_type", ColumnType::text},
                                             {"serialization_format", ColumnType::text},
                                             {"file_name", ColumnType::text},
                                             {"mime_type", ColumnType::text},
                                             {"encoding", ColumnType::text}};
    return columns;
}

void append_value(Cells& cells, const TypedValue& value, const ValueText& text) {
    Content content = content_of(value.value, text);
    if (const Document* object = value.value.is_null() ? value.null_of.document() : nullptr) {
        content.object_type = object->object_type_name;
        content.serialization_format = object->serialization_format;
    }
    cells.push_back(cell(types(value.type)));
    cells.push_back(cell(kinds(value.value.kind())));
    for (Cell* part : {&content.text, &content.integer, &content.real, &content.bytes, &content.utc_offset_minutes,
                       &content.document, &content.object_type, &content.serialization_format, &content.file_name,
                       &content.mime_type, &content.encoding})
        cells.push_back(std::move(*part));
}

TypedValue read_value(CellReader& cells, const ValueText& text) {
    TypedValue value;
    value.type = types.read(cells.text());
    const Kind kind = kinds.read(cells.text());
    Content content;
    content.text = cells.next();
    content.integer = cells.next();
    cells.next();  // real_value is for comparing; text_value is exact
    std::string bytes = cells.bytes();
    for (Cell* part : {&content.utc_offset_minutes, &content.document, &content.object_type,
                       &content.serialization_format, &content.file_name, &content.mime_type, &content.encoding})
        *part = cells.next();
    value.value = value_of(kind, content, std::move(bytes), text);
    if (kind == Kind::null && content.object_type)
        value.null_of = Value(Document{Document::Format::object,
                                       {},
                                       *content.object_type,
                                       required(content.serialization_format, "its serialization")});
    return value;
}

}  // namespace pavane::persistence
