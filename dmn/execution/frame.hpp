// The names that an expression sees, with their values: those of its own box in front of those around it.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "dmn/model/decision_model.hpp"
#include "expression/feel/feel.hpp"

namespace pavane::dmn {

class Frame : public expression::feel::Scope {
  public:
    using Entry = std::pair<std::string_view, Value>;

    // `world` has the names that stand in no frame; it may be null, and outlives the frame.
    explicit Frame(Instant now, const expression::feel::Scope* world = nullptr) : world_(world), now_(now) {}
    explicit Frame(const Frame& outer, std::nullptr_t) : outer_(&outer), world_(outer.world_), now_(outer.now_) {}

    // The name must outlive the frame: names are the model's.
    void set(std::string_view name, Value value) { entries_.emplace_back(name, std::move(value)); }
    // Replaces the value of the entry that was set last.
    void set_last(Value value) { entries_.back().second = std::move(value); }

    std::optional<Value> variable(std::string_view name) const override;
    Instant now() const override { return now_; }
    std::vector<std::string> names() const override;

    // Everything that is visible here, the innermost first.
    std::vector<Entry> captured() const;

  private:
    const Frame* outer_ = nullptr;
    const expression::feel::Scope* world_ = nullptr;
    std::vector<Entry> entries_;
    Instant now_;
};

}  // namespace pavane::dmn
