// What a decision asks for, as somebody who wants to try it must know it.
#pragma once

#include <string>
#include <vector>

#include "app/dmn_file.hpp"

namespace pavane::app {

// The names under which the node's evaluation can be given values, as input_names, and for tables without input data,
// as the Camunda 7 line has them, those that their columns read.
std::vector<std::string> asked_names(const dmn::Model& model, std::size_t node);

// A request body with which the REST API evaluates the node as it stands: a value of the right type for each of those.
std::string sample_request(const dmn::Model& model, std::size_t node);

}  // namespace pavane::app
