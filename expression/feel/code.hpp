// What FEEL compiles to: a tree of small nodes in one array, its names resolved to slots of a frame. Private to this
// folder.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "expression/evaluator.hpp"
#include "expression/feel/types.hpp"

namespace pavane::expression::feel {

using NodeIndex = std::uint32_t;
using Slot = std::uint32_t;

// What a, b and c of a node are. `operands` are entries of Code::operands from `a` on, `count` of them.
enum class Op : std::uint8_t {
    constant,  // a: of constants
    invalid,   // a: of names, the warning that comes with null
    local,     // a: slot
    global,    // flags: is_called; a: name; b: the built-in function of that name, of constants, or none; c: slot that
               // says whether the function it stands in has kept a value of it, which is in the next; or none
    member_of_item,  // a: name; b: slot of an item of a filter, whose member it is if it has it; c: else this node
    property,        // a: node; b: name
    filter,          // a: source; b: condition; c: slot of the item
    list,            // operands: nodes
    context,         // operands: triples of name, slot, node
    range,           // a: low; b: high; flags: Ends
    test_as_value,   // a: node; c: an Op from equal to greater_or_equal: `(< 10)`, a range where it can be one
    negate,          // a
    arithmetic,      // operands: the first node, then pairs of Arithmetic and node
    equal,           // a, b; so are the next
    not_equal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    between,      // a, b, c
    in,           // operands: slot of the input, its node, then tests
    conjunction,  // operands: nodes
    disjunction,
    choice,     // operands: pairs of condition and node, then the node of else
    iteration,  // operands: the slot of `partial` or none, the node of the body, then Domains
    some,       // operands: none, the condition, then Domains
    every,
    function,     // a: of procedures
    call,         // operands: the function, then the arguments
    call_named,   // operands: the function, then pairs of name and argument
    instance_of,  // a: node; b: of types
    // Tests of an input, which is in slot b (DMN 1.5 grammar rules 7 and 13 to 17).
    test_any,      // `-`
    test_compare,  // a: node; c: an Op from equal to greater_or_equal
    test_value,    // a: node; flags 1: it reads the input itself
    tests,         // operands: tests, one of which must hold; flags 1: none may (b is the input's slot)
};

inline constexpr std::uint32_t none = 0xFFFFFFFF;

enum class Arithmetic : std::uint32_t { add, subtract, multiply, divide, power };

// Of Op::global: what stands there is to be a function.
inline constexpr std::uint8_t is_called = 1;

// Of Op::range.
inline constexpr std::uint8_t includes_low = 1;
inline constexpr std::uint8_t includes_high = 2;

// An iterator's domain: its slot, the node of the list or of the first value, and the node of the last value or none.
inline constexpr std::uint32_t operands_per_domain = 3;

struct Node {
    Op op = Op::constant;
    std::uint8_t flags = 0;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t c = 0;
    std::uint32_t count = 0;
};

// The body of a function literal. Its frame begins with the parameters.
struct Procedure {
    std::vector<std::string> parameters;
    std::vector<Type> types;  // of the parameters
    NodeIndex body = 0;
    std::uint32_t slots = 0;
    std::vector<std::pair<Slot, Slot>> captures;  // from the frame it is made in, to its own
    // Names of the world, by their nodes in the frame it is made in: a function keeps what it has seen there.
    std::vector<std::pair<NodeIndex, Slot>> globals;
    std::optional<Slot> self;  // where it finds itself
};

struct Code final : Program, std::enable_shared_from_this<Code> {
    Foretold foretold() const override;  // typing.cpp

    std::vector<Node> nodes;
    std::vector<std::uint32_t> operands;
    std::vector<Value> constants;
    std::vector<std::string> names;
    std::vector<Type> types;
    std::vector<Procedure> procedures;
    NodeIndex root = 0;
    std::uint32_t slots = 0;
    bool is_tests = false;  // then slot 0 is the input
};

}  // namespace pavane::expression::feel
