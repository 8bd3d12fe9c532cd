#include "api/routes/find_definition.hpp"

#include "api/query_parameters.hpp"

namespace pavane::api {

namespace {

const std::string* argument(const Call& call, std::string_view name) {
    for (const auto& [key, value] : call.arguments)
        if (key == name) return &value;
    return nullptr;
}

}  // namespace

Result<engine::StoredDefinition, Error> find_definition(engine::Engine& engine, const Call& call) {
    if (const std::string* id = argument(call, "id")) {
        auto definition = engine.store().find_definition(core::DefinitionId{definition_id_of(*id)});
        if (definition && has_key_and_version(*id, definition->key, definition->version)) return std::move(*definition);
        return unexpected(Error{ErrorKind::not_found, "No matching definition with id " + *id, {}});
    }
    const std::string& key = call.argument("key");
    const std::string* tenant = argument(call, "tenant-id");
    auto definition = engine.store().find_definition(engine::newest_of(key, tenant ? *tenant : ""));
    if (definition) return std::move(*definition);
    return unexpected(no_definition_of_key(key, tenant ? *tenant : ""));
}

Error no_definition_of_key(const std::string& key, const std::string& tenant) {
    return {ErrorKind::rest_not_found,
            "No matching process definition with key: " + key +
                (tenant.empty() ? " and no tenant-id" : " and tenant-id: " + tenant),
            {}};
}

}  // namespace pavane::api
