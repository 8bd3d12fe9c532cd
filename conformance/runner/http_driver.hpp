// The product itself, over HTTP: what a client of the REST contract can do and see.
#pragma once

#include "conformance/runner/driver.hpp"
#include "runtime/engine/ports.hpp"

namespace pavane::conformance {

// `url` is where the server answers, up to /engine-rest; it runs no jobs by itself. `kept` is ended with the driver.
// The compiler tells which elements of a model can have jobs, since a job on the wire does not tell its element.
DriverPtr make_http_driver(const std::string& url, const engine::Compiler& compiler, std::shared_ptr<void> kept);

}  // namespace pavane::conformance
