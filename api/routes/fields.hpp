// Members of the contract's answers as every resource writes them: what is empty inside is null outside.
#pragma once

#include <string>
#include <string_view>

#include "api/call.hpp"
#include "json/writer.hpp"
#include "runtime/engine/queries/page.hpp"

namespace pavane::api {

inline void text_member(json::Writer& writer, std::string_view name, const std::string& text) {
    text.empty() ? writer.key(name).null() : writer.member(name, text);
}

template <class Tag>
void id_member(json::Writer& writer, std::string_view name, const Id<Tag>& id) {
    id ? writer.member(name, to_string(id)) : writer.key(name).null();
}

void date_member(json::Writer& writer, std::string_view name, const std::optional<Instant>& date);
// From start to end in milliseconds; null while it runs.
void duration_member(json::Writer& writer, std::string_view name, Instant start, const std::optional<Instant>& end);
void null_members(json::Writer& writer, std::initializer_list<std::string_view> names);

// "key:version:id", or the id alone where that would be longer than 64 characters (REST contract §5).
std::string definition_id_text(const Uuid& id, const std::string& key, std::int32_t version);
template <class Tag>
std::string definition_id_text(const Id<Tag>& id, const std::string& key, std::int32_t version) {
    return definition_id_text(id.value, key, version);
}
std::string definition_id_text(const engine::DefinitionRef& definition);

// "links":[] or the one self link that some answers have.
void no_links(json::Writer& writer);
void self_link(json::Writer& writer, const Call& call, std::string_view path);

// Content-Disposition of a download (RFC 6266); characters that could end the name are left out of its plain form.
http::Header attachment(const std::string& file_name);

}  // namespace pavane::api
