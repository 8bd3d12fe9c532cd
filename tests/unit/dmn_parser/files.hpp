// The model files of tests/data/dmn, and texts that are short enough to stand in a test.
#pragma once

#include <string>
#include <string_view>

#include "dmn/parser/parse.hpp"

namespace pavane::tests {

std::string dmn_fixture(std::string_view name);

// <definitions> around the text, in the namespace of a version.
std::string definitions_of(std::string_view content,
                           std::string_view model_namespace = "https://www.omg.org/spec/DMN/20230324/MODEL/");

// Fails the test when the text is refused.
dmn::ParsedDocument parsed(std::string_view bytes);

}  // namespace pavane::tests
