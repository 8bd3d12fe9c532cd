#include "api/typed_values.hpp"
#include "json/parse.hpp"

namespace pavane::api {

namespace {

using expression::Document;
using expression::TypedValue;
using expression::Value;
using expression::ValueType;

constexpr std::string_view json_format = "application/json";

void write_document(json::Writer& writer, const Document& document, Objects objects) {
    if (document.format == Document::Format::object && objects == Objects::as_json &&
        document.serialization_format == json_format) {
        if (const auto content = json::parse(document.text, json::stored_limits)) {
            writer.value(*content);
            return;
        }
        // Not JSON after all: its own text is the most that can be told of it.
    }
    writer.value(document.text);
}

void write_content(json::Writer& writer, const Value& value, Objects objects) {
    if (value.document()) {
        write_document(writer, *value.document(), objects);
    } else if ((value.list() || value.context()) && objects == Objects::as_text) {
        writer.value(json::write(value));
    } else {
        writer.value(value);
    }
}

void write_info(json::Writer& writer, const TypedValue& typed) {
    writer.begin_object();
    if (const expression::File* file = typed.value.file()) {
        writer.member("filename", file->name);
        if (!file->mime_type.empty()) writer.member("mimeType", file->mime_type);
        if (!file->encoding.empty()) writer.member("encoding", file->encoding);
    }
    const Document* document = typed.value.is_null() ? typed.null_of.document() : typed.value.document();
    if (document && typed.type == ValueType::object) {
        if (!document->object_type_name.empty()) writer.member("objectTypeName", document->object_type_name);
        if (!document->serialization_format.empty())
            writer.member("serializationDataFormat", document->serialization_format);
    }
    // A list or object that an expression computed or a client gave without a type: what a JSON mapper would call it.
    if (typed.value.list() || typed.value.context()) {
        writer.member("objectTypeName", typed.value.list() ? "java.util.ArrayList" : "java.util.LinkedHashMap");
        writer.member("serializationDataFormat", json_format);
    }
    if (typed.transient) writer.member("transient", true);
    writer.end_object();
}

}  // namespace

void write_typed_value_members(json::Writer& writer, const TypedValue& typed, Objects objects) {
    writer.member("type", name_of(typed.type)).key("value");
    write_content(writer, typed.value, objects);
    writer.key("valueInfo");
    write_info(writer, typed);
}

void write_typed_value(json::Writer& writer, const TypedValue& typed, Objects objects) {
    writer.begin_object();
    write_typed_value_members(writer, typed, objects);
    writer.end_object();
}

void write_variables(json::Writer& writer, const Variables& variables, Objects objects) {
    writer.begin_object();
    for (const auto& [name, typed] : variables) {
        writer.key(name);
        write_typed_value(writer, typed, objects);
    }
    writer.end_object();
}

}  // namespace pavane::api
