// What one evaluation has at hand and may spend (reliability contract §3.3). Private to this folder.
#pragma once

#include "expression/juel/juel.hpp"
#include "expression/juel/outcome.hpp"
#include "expression/regex/regex.hpp"
#include "expression/work_done.hpp"

namespace pavane::expression::juel {

// Work is counted in units: an instruction is a step of 256, reading costs one for a byte of text and 16 for a member
// of a list or a map.
inline constexpr std::size_t units_per_step = 256;
inline constexpr std::size_t units_per_item = 16;
inline constexpr std::size_t max_units = 100'000 * units_per_step;
inline constexpr std::size_t max_produced_bytes = std::size_t{16} * 1024 * 1024;

class Evaluation {
  public:
    Evaluation(Scope& scope, const DocumentReader& documents) : scope_(scope), documents_(documents) {}
    ~Evaluation() { units_evaluated() += units_; }
    Evaluation(const Evaluation&) = delete;
    Evaluation& operator=(const Evaluation&) = delete;

    Scope& scope() { return scope_; }

    // Each fails when the limit is reached.
    Result<void, Fault> step() { return spend(units_per_step); }
    Result<void, Fault> read_text(std::size_t bytes) { return spend(bytes); }
    Result<void, Fault> read_items(std::size_t items) { return spend(items * units_per_item); }
    Result<void, Fault> produce(std::size_t bytes);

    // A regular expression in Java's dialect, which takes time to be read.
    Result<Regex, Fault> regex(std::string_view pattern);
    RegexBudget& regex_budget() { return regex_budget_; }

    // A string that was made here, counted.
    Outcome produced(std::string text);

    // What a Json or Object document holds. The last one is kept, for ${order.a > order.b}.
    Outcome content(const Value& document);

    // The JSON document of a value.
    Outcome json(const Value& value);

  private:
    Result<void, Fault> spend(std::size_t units) {
        if (units > max_units - units_) return fault("it takes more than 100,000 steps");
        units_ += units;
        return {};
    }

    Scope& scope_;
    const DocumentReader& documents_;
    std::size_t units_ = 0;
    std::size_t produced_bytes_ = 0;
    RegexBudget regex_budget_;
    Value last_document_;
    Value last_content_;
};

}  // namespace pavane::expression::juel
