// Models from texts that stand in a test, and what their decisions give, as FEEL literals.
#pragma once

#include <string>
#include <string_view>

#include "dmn/execution/evaluate.hpp"
#include "dmn/link/link.hpp"

namespace pavane::tests {

// <definitions> of the namespace http://example.org/m around the text.
dmn::document::Definitions definitions(std::string_view content);

// With every diagnostic.
dmn::Linked linked(std::string_view content, const dmn::LinkOptions& options = {});

// A decision of that name with a literal expression; `inside` comes before it.
std::string decision(std::string_view name, std::string_view text, std::string_view inside = {});

// A FEEL context.
expression::Context context(std::string_view text);

dmn::EvaluationOptions options();

// The value of the decision 'd' for a context of inputs; fails the test if there is none.
std::string value(const dmn::Linked& model, std::string_view inputs = "{}", std::string_view decision = "d");
std::string value(std::string_view content, std::string_view inputs = "{}");

// The codes of the diagnostics, separated by spaces.
std::string codes(const dmn::Linked& model);

}  // namespace pavane::tests
