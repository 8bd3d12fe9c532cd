// The boxed expressions of DMN (1.5 §7.3 and §10.2.2) as they stand in a file.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "foundation/diagnostic.hpp"
#include "xml/element.hpp"

namespace pavane::dmn::document {

struct Element {
    std::string id;
    std::string label;
    std::string description;
    std::vector<xml::Attribute> extension_attributes;  // those of other namespaces, and those DMN does not know
    std::vector<xml::Element> extension_elements;      // what stands under <extensionElements>
    Location location;
};

struct NamedElement : Element {
    std::string name;
};

// A type by name: FEEL's, an item definition's, or one of an import's. The namespace is known where the name was
// written with a prefix that is bound; FEEL's own is left out.
struct TypeReference {
    std::string namespace_uri;
    std::string name;

    bool empty() const { return name.empty(); }
};

struct InformationItem : NamedElement {
    TypeReference type;
};

struct Expression;
using ExpressionPointer = std::unique_ptr<Expression>;

struct BoxedExpression : Element {
    TypeReference type;
};

// A text in an expression language: a literal expression, the cell of a table, unary tests.
struct TextExpression : BoxedExpression {
    std::string expression_language;  // empty: that of the definitions
    std::string text;
    Location text_location;

    bool empty() const { return text.empty(); }
};

struct ImportedValues {
    std::string namespace_uri;
    std::string import_type;
    std::string location_uri;
    std::string imported_element;
    std::string expression_language;
};

struct LiteralExpression : TextExpression {
    std::optional<ImportedValues> imported_values;
};

struct Binding : Element {
    InformationItem parameter;
    ExpressionPointer value;
};

struct Invocation : BoxedExpression {
    ExpressionPointer function;
    std::vector<Binding> bindings;
};

struct ContextEntry : Element {
    std::optional<InformationItem> variable;  // none: the result of the context
    ExpressionPointer value;
};

struct BoxedContext : BoxedExpression {
    std::vector<ContextEntry> entries;
};

struct BoxedList : BoxedExpression {
    std::vector<Expression> items;
};

struct Relation : BoxedExpression {
    std::vector<InformationItem> columns;
    std::vector<BoxedList> rows;
};

enum class FunctionKind : std::uint8_t { feel, java, pmml };

struct FunctionDefinition : BoxedExpression {
    FunctionKind kind = FunctionKind::feel;
    std::vector<InformationItem> parameters;
    ExpressionPointer body;
};

struct Conditional : BoxedExpression {
    ExpressionPointer condition;
    ExpressionPointer then;
    ExpressionPointer otherwise;
};

struct Filter : BoxedExpression {
    ExpressionPointer in;
    ExpressionPointer match;
};

enum class IteratorKind : std::uint8_t { for_each, some, every };

struct Iterator : BoxedExpression {
    IteratorKind kind = IteratorKind::for_each;
    std::string variable;
    ExpressionPointer in;
    TypeReference in_type;
    ExpressionPointer body;  // <return> or <satisfies>
};

enum class HitPolicy : std::uint8_t { unique, first, priority, any, collect, rule_order, output_order };
enum class Aggregation : std::uint8_t { none, sum, count, min, max };
enum class Orientation : std::uint8_t { rule_as_row, rule_as_column, cross_table };

struct InputClause : Element {
    TextExpression expression;
    TextExpression allowed_values;
};

struct OutputClause : NamedElement {
    TypeReference type;
    TextExpression allowed_values;
    std::optional<TextExpression> default_entry;
};

struct AnnotationClause : Element {
    std::string name;
};

struct Rule : Element {
    std::vector<TextExpression> inputs;
    std::vector<TextExpression> outputs;
    std::vector<std::string> annotations;
};

struct DecisionTable : BoxedExpression {
    HitPolicy hit_policy = HitPolicy::unique;
    Aggregation aggregation = Aggregation::none;
    Orientation orientation = Orientation::rule_as_row;
    std::string output_label;
    std::vector<InputClause> inputs;
    std::vector<OutputClause> outputs;
    std::vector<AnnotationClause> annotations;
    std::vector<Rule> rules;
};

struct Expression {
    std::variant<LiteralExpression, DecisionTable, Invocation, BoxedContext, BoxedList, Relation, FunctionDefinition,
                 Conditional, Filter, Iterator>
        kind;

    const BoxedExpression& base() const;
};

}  // namespace pavane::dmn::document
