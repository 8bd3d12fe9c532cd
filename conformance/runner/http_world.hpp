// What can be seen over the REST contract.
#pragma once

#include <set>

#include "conformance/runner/rest_client.hpp"
#include "conformance/runner/world.hpp"

namespace pavane::conformance {

// A job on the wire does not tell its element: each of `elements` is asked for its jobs.
World look_at(RestClient& client, const std::set<std::string>& elements);

}  // namespace pavane::conformance
