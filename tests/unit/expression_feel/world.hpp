// The world that an expression of a test sees.
#pragma once

#include <string>

#include "expression/feel/feel.hpp"

namespace pavane::tests {

// The entries of a context are the variables; now is 2024-02-29T10:30:00Z.
class World final : public expression::feel::Scope {
  public:
    World() = default;
    explicit World(expression::Value variables) : variables_(std::move(variables)) {}

    std::optional<expression::Value> variable(std::string_view name) const override {
        const expression::Context* context = variables_.context();
        const expression::Value* value = context == nullptr ? nullptr : context->find(name);
        return value == nullptr ? std::nullopt : std::optional(*value);
    }
    Instant now() const override { return Instant(std::chrono::seconds(1'709'202'600)); }

  private:
    expression::Value variables_;
};

}  // namespace pavane::tests
