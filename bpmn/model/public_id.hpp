// How clients know a definition that is deployed.
#pragma once

#include <string>

#include "foundation/uuid.hpp"

namespace pavane::bpmn {

// "key:version:uuid", or the bare uuid where that would be longer than 64 bytes or there is no key (REST contract §5).
std::string public_id(const Uuid& id, const std::string& key, std::int32_t version);

}  // namespace pavane::bpmn
