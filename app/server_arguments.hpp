// The options that serve and dev share.
#pragma once

#include <vector>

#include "app/arguments.hpp"
#include "app/log.hpp"
#include "app/server.hpp"

namespace pavane::app {

std::vector<Option> server_options();
Result<ServerOptions, std::string> server_options_of(const Arguments& arguments);
Result<Log::Format, std::string> log_format_of(const Arguments& arguments);

}  // namespace pavane::app
