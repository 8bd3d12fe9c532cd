#include "api/routes/fields.hpp"

#include "bpmn/model/public_id.hpp"
#include "expression/temporal.hpp"

namespace pavane::api {

void date_member(json::Writer& writer, std::string_view name, const std::optional<Instant>& date) {
    date ? writer.member(name, expression::format_instant(*date)) : writer.key(name).null();
}

void duration_member(json::Writer& writer, std::string_view name, Instant start, const std::optional<Instant>& end) {
    end ? writer.member(name, std::int64_t{(*end - start).count()}) : writer.key(name).null();
}

void null_members(json::Writer& writer, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) writer.key(name).null();
}

std::string definition_id_text(const Uuid& id, const std::string& key, std::int32_t version) {
    return bpmn::public_id(id, key, version);
}

std::string definition_id_text(const engine::DefinitionRef& definition) {
    return definition_id_text(definition.id, definition.key, definition.version);
}

void no_links(json::Writer& writer) { writer.key("links").begin_array().end_array(); }

void self_link(json::Writer& writer, const Call& call, std::string_view path) {
    writer.key("links").begin_array().begin_object();
    writer.member("method", "GET").member("href", absolute_url(call, path)).member("rel", "self");
    writer.end_object().end_array();
}

http::Header attachment(const std::string& file_name) {
    std::string plain;
    for (const char c : file_name)
        if (c >= 0x20 && c < 0x7F && c != '"' && c != '\\') plain += c;
    return {"Content-Disposition",
            "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encode(file_name)};
}

}  // namespace pavane::api
