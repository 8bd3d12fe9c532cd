#include "api/routes/definition_xml.hpp"

#include "api/router.hpp"
#include "json/writer.hpp"
#include "xml/encoding.hpp"

namespace pavane::api {

Result<http::Response, Error> xml_response(engine::Engine& engine, const std::string& id, std::string_view member,
                                           const engine::DeploymentId& deployment, const std::string& resource) {
    const auto file = engine.store().find_resource(deployment, resource);
    if (!file) return unexpected(Error{ErrorKind::not_found, "The file of this definition is not there any more.", {}});
    const auto decoded = xml::decode(file->content);
    if (!decoded) return unexpected(Error{ErrorKind::process_engine, decoded.error(), {}});
    json::Writer writer;
    writer.begin_object().member("id", id).member(member, decoded->text).end_object();
    return json_response(writer.take());
}

}  // namespace pavane::api
