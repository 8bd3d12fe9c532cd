// What decisions are evaluated from: every text compiled, every reference an index, every type resolved. Immutable;
// one model serves any number of evaluations at once. A text that could not be compiled stands here without a program:
// it is null when it is reached, and the linker has said so.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dmn/model/document.hpp"
#include "dmn/model/rule_index.hpp"
#include "expression/evaluator.hpp"
#include "expression/feel/types.hpp"

namespace pavane::dmn {

using expression::Value;
using expression::feel::Type;

using document::Aggregation;
using document::FunctionKind;
using document::HitPolicy;
using document::IteratorKind;

// An expression or unary tests.
struct Code {
    std::string text;
    std::shared_ptr<const expression::Program> program;  // FEEL's; null for another language
    expression::Expression foreign;                      // of another language, for the evaluator of the model

    bool empty() const { return text.empty(); }
};

struct Logic;
using LogicPointer = std::unique_ptr<const Logic>;

// A name that a value is given, and the type it must have; null: any.
struct TypedName {
    std::string name;
    const Type* type = nullptr;
};

struct LiteralLogic {
    Code code;
};

struct InvocationLogic {
    LogicPointer function;
    std::vector<std::string> names;
    std::vector<Logic> arguments;
};

struct ContextLogic {
    std::vector<TypedName> names;  // an empty name: the result of the context
    std::vector<Logic> values;     // as many
};

struct ListLogic {
    std::vector<Logic> items;
};

struct RelationLogic {
    std::vector<TypedName> columns;
    std::vector<ListLogic> rows;
};

struct FunctionLogic {
    FunctionKind kind = FunctionKind::feel;
    std::vector<std::string> names;
    std::vector<const Type*> types;
    LogicPointer body;
};

struct ConditionalLogic {
    LogicPointer condition;
    LogicPointer then;
    LogicPointer otherwise;
};

struct FilterLogic {
    LogicPointer in;
    LogicPointer match;
};

struct IteratorLogic {
    IteratorKind kind = IteratorKind::for_each;
    std::string variable;
    LogicPointer in;
    const Type* in_type = nullptr;
    LogicPointer body;
};

// What the Camunda 7 line converts the values of a column to, by the name of its type in whichever case.
enum class ColumnType : std::uint8_t { other, whole, real, boolean, string, date };

struct TableInput {
    std::string id;
    std::string label;
    std::string variable;  // camunda:inputVariable: the cells see the value under this name too
    Code code;
    const Type* type = nullptr;
    ColumnType column = ColumnType::other;
    bool has_cell_input = false;  // its cells name `cellInput`, as the Camunda 7 line calls the value
    Code allowed_values;
};

struct TableOutput {
    std::string id;
    std::string name;
    std::string label;
    const Type* type = nullptr;
    ColumnType column = ColumnType::other;
    Code allowed_values;  // unary tests
    Code ordered_values;  // the same as a list, the most important one first
    std::optional<Code> default_value;
};

struct TableRule {
    std::string id;
    std::vector<Code> inputs;  // an empty one matches everything
    std::vector<Code> outputs;
};

struct TableLogic {
    HitPolicy hit_policy = HitPolicy::unique;
    Aggregation aggregation = Aggregation::none;
    std::vector<TableInput> inputs;
    std::vector<TableOutput> outputs;
    std::vector<TableRule> rules;
    std::vector<RuleIndex> indexes;  // of the first columns, as many as are worth it
};

// A boxed expression; an empty one is null.
struct Logic {
    std::string id;
    const Type* type = nullptr;
    std::variant<std::monostate, LiteralLogic, TableLogic, InvocationLogic, ContextLogic, ListLogic, RelationLogic,
                 FunctionLogic, ConditionalLogic, FilterLogic, IteratorLogic>
        kind;
};

// What an element requires: another one, under the name of an import where it comes from one.
struct Requirement {
    std::size_t node = 0;
    std::string import_name;
};

enum class NodeKind : std::uint8_t { input, decision, knowledge, service };

struct Service {
    std::vector<std::size_t> outputs;
    std::vector<std::size_t> encapsulated;
    std::vector<std::size_t> parameters;  // input data, then input decisions (DMN 1.5 §10.4)
    std::vector<std::string> names;       // of the parameters
};

// Input data, a decision, a business knowledge model or a decision service.
struct Node {
    NodeKind kind = NodeKind::input;
    std::string id;
    std::string name;
    std::string namespace_uri;
    std::string variable;        // what it is called where it is required
    const Type* type = nullptr;  // of the value; of a function: of what it returns
    std::vector<Requirement> requirements;
    Logic logic;
    Service service;
    Location location;
};

struct Model {
    std::string name;
    std::string namespace_uri;
    std::vector<Node> nodes;  // those of the file itself first, then those of imports
    std::deque<Type> types;   // what the pointers of the model point to
    std::vector<std::shared_ptr<const expression::feel::NamedTypes>> scopes;  // likewise what programs refer to
    const expression::Evaluator* evaluator = nullptr;  // of languages other than FEEL; may be null

    // By id, or else by name; the file's own before those of imports. Nothing if there is none of that kind.
    std::optional<std::size_t> find(NodeKind kind, std::string_view id_or_name) const;

    // The node and all that it stands on, directly or through others (for a service: through its decisions).
    std::vector<std::size_t> closure(std::size_t node) const;

    // The indexes of the nodes by "id" and by "name", for find.
    std::multimap<std::string, std::size_t, std::less<>> by_word;
};

}  // namespace pavane::dmn
