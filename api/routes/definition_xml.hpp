// The file of a definition as the text it is, inside a JSON answer ("/xml").
#pragma once

#include <string>
#include <string_view>

#include "api/call.hpp"
#include "runtime/engine/engine.hpp"

namespace pavane::api {

// {"id": .., "bpmn20Xml": ..}, the second member being called `member`. Whatever the file is encoded in, its text here
// is UTF-8; its XML declaration stays as it is. A file that is not there any more is 404.
Result<http::Response, Error> xml_response(engine::Engine& engine, const std::string& id, std::string_view member,
                                           const engine::DeploymentId& deployment, const std::string& resource);

}  // namespace pavane::api
