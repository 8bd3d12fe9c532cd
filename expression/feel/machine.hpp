// Walks the tree of a program. Private to this folder.
#pragma once

#include <span>

#include "expression/feel/code.hpp"
#include "expression/feel/evaluation.hpp"
#include "expression/feel/iteration.hpp"
#include "expression/feel/values.hpp"

namespace pavane::expression::feel {

// `input` is what unary tests are about.
Computed run(const Program& program, const Value& input, Evaluation& evaluation);

class Machine {
  public:
    // `frame` has as many values as the program or the procedure has slots.
    Machine(const Code& code, Evaluation& evaluation, Value* frame)
        : code_(code), evaluation_(evaluation), frame_(frame) {}

    Computed eval(NodeIndex index);

  private:
    using Operands = std::span<const std::uint32_t>;

    // machine.cpp: values, names, operators
    Computed dispatch(const Node& node);
    Computed eval_operator(const Node& node);
    Operands operands(const Node& node) const { return {code_.operands.data() + node.a, node.count}; }
    Computed global(const Node& node);
    std::optional<Value> known_global(const Node& node);  // what the world or the function has of that name
    Computed member_of_item(const Node& node);
    Computed list(const Node& node);
    Computed context(const Node& node);
    Computed range(const Node& node);
    Computed arithmetic(const Node& node);
    Computed comparison(const Node& node);
    Computed junction(const Node& node, bool neutral);
    Computed choice(const Node& node);

    // machine_unary_tests.cpp: between, in, unary tests
    Computed between(const Node& node);
    Computed test_as_value(const Node& node);
    Computed membership(const Node& node);
    Truth any_test(Operands tests);
    Truth test(const Node& node);
    Truth matches(const Value& input, const Value& wanted);
    Computed tests(const Node& node);

    // machine_iteration.cpp
    Computed filter(const Node& node);
    Computed filtered(const List& source, const Node& node);
    Computed iteration(const Node& node);
    Computed quantified(const Node& node);
    Computed item_at(const List& list, const Value& position);
    enum class Progress : std::uint8_t { goes_on, ends, met_null };
    template <class Visit>
    Result<Progress, LimitReached> for_each(Operands domains, Visit& visit);
    Result<std::optional<Domain>, LimitReached> domain(NodeIndex first, NodeIndex last);

    // machine_calls.cpp
    Computed function(const Node& node);
    Computed call(const Node& node);
    Computed call_named(const Node& node);

    const Code& code_;
    Evaluation& evaluation_;
    Value* frame_;
};

// operators.cpp
Computed calculate(Evaluation& evaluation, Arithmetic op, const Value& left, const Value& right);
Computed negated(Evaluation& evaluation, const Value& value);
Truth compared(Evaluation& evaluation, Op op, const Value& left, const Value& right);
Computed property_of(Evaluation& evaluation, const Value& base, const std::string& name);

inline Value to_value(std::optional<bool> truth) { return truth ? Value(*truth) : Value(); }

}  // namespace pavane::expression::feel
