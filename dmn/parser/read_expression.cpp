#include "dmn/parser/readers.hpp"

namespace pavane::dmn::parser {

namespace {

ImportedValues read_imported_values(Reading& reading, const xml::Element& element) {
    struct Read : Element {
        ImportedValues values;
    };
    static const Table<Read> table{
        {{"namespace", [](const xml::Element&, std::string_view value,
                          Read& read) { return !(read.values.namespace_uri = value).empty(); }},
         {"importType", [](const xml::Element&, std::string_view value,
                           Read& read) { return !(read.values.import_type = value).empty(); }},
         {"locationURI", [](const xml::Element&, std::string_view value,
                            Read& read) { return !(read.values.location_uri = value).empty(); }},
         {"name", [](const xml::Element&, std::string_view, Read&) { return true; }},
         {"expressionLanguage", [](const xml::Element&, std::string_view value,
                                   Read& read) { return !(read.values.expression_language = value).empty(); }}},
        {{"importedElement", [](Reading&, const xml::Element& child, Read& read) {
              return !(read.values.imported_element = trimmed(xml::text_content(child))).empty();
          }}}};
    Read read;
    read_into(reading, element, read, element_table(), table);
    return std::move(read.values);
}

LiteralExpression read_literal(Reading& reading, const xml::Element& element) {
    static const Table<LiteralExpression> table{
        {}, {{"importedValues", one<&LiteralExpression::imported_values, read_imported_values>}}};
    LiteralExpression literal;
    read_into(reading, element, literal, element_table(), boxed_table(), text_table(), table);
    return literal;
}

Binding read_binding(Reading& reading, const xml::Element& element) {
    static const Table<Binding> table{
        {}, {{"parameter", one<&Binding::parameter, read_information_item>}, {"", expression<&Binding::value>}}};
    Binding binding;
    read_into(reading, element, binding, element_table(), table);
    return binding;
}

Invocation read_invocation(Reading& reading, const xml::Element& element) {
    static const Table<Invocation> table{
        {}, {{"binding", many<&Invocation::bindings, read_binding>}, {"", expression<&Invocation::function>}}};
    Invocation invocation;
    read_into(reading, element, invocation, element_table(), boxed_table(), table);
    return invocation;
}

ContextEntry read_entry(Reading& reading, const xml::Element& element) {
    static const Table<ContextEntry> table{
        {},
        {{"variable", one<&ContextEntry::variable, read_information_item>}, {"", expression<&ContextEntry::value>}}};
    ContextEntry entry;
    read_into(reading, element, entry, element_table(), table);
    return entry;
}

BoxedContext read_context(Reading& reading, const xml::Element& element) {
    static const Table<BoxedContext> table{{}, {{"contextEntry", many<&BoxedContext::entries, read_entry>}}};
    BoxedContext context;
    read_into(reading, element, context, element_table(), boxed_table(), table);
    return context;
}

bool read_item(Reading& reading, const xml::Element& child, BoxedList& into) {
    if (!is_expression(child)) return false;
    into.items.push_back(std::move(*read_expression(reading, child)));
    return true;
}

BoxedList read_list(Reading& reading, const xml::Element& element) {
    static const Table<BoxedList> table{{}, {{"", read_item}}};
    BoxedList list;
    read_into(reading, element, list, element_table(), boxed_table(), table);
    return list;
}

Relation read_relation(Reading& reading, const xml::Element& element) {
    static const Table<Relation> table{
        {}, {{"column", many<&Relation::columns, read_information_item>}, {"row", many<&Relation::rows, read_list>}}};
    Relation relation;
    read_into(reading, element, relation, element_table(), boxed_table(), table);
    return relation;
}

constexpr std::array function_kinds{Word<FunctionKind>{"FEEL", FunctionKind::feel},
                                    Word<FunctionKind>{"Java", FunctionKind::java},
                                    Word<FunctionKind>{"PMML", FunctionKind::pmml}};

FunctionDefinition read_function(Reading& reading, const xml::Element& element) {
    static const Table<FunctionDefinition> table{
        {{"kind", one_of<&FunctionDefinition::kind, function_kinds>, allowed_words<function_kinds>}},
        {{"formalParameter", many<&FunctionDefinition::parameters, read_information_item>},
         {"", expression<&FunctionDefinition::body>}}};
    FunctionDefinition function;
    read_into(reading, element, function, element_table(), boxed_table(), table);
    return function;
}

// <in>, <if> and the like: an element around one expression, with a type of its own where the standard has one.
struct Child : BoxedExpression {
    ExpressionPointer value;
};

Child read_child(Reading& reading, const xml::Element& element) {
    static const Table<Child> table{{}, {{"", expression<&Child::value>}}};
    Child child;
    read_into(reading, element, child, element_table(), boxed_table(), table);
    return child;
}

template <auto Member>
bool inner(Reading& reading, const xml::Element& child, OwnerOf<Member>& into) {
    if (into.*Member) return false;
    into.*Member = read_child(reading, child).value;
    return true;
}

Conditional read_conditional(Reading& reading, const xml::Element& element) {
    static const Table<Conditional> table{{},
                                          {{"if", inner<&Conditional::condition>},
                                           {"then", inner<&Conditional::then>},
                                           {"else", inner<&Conditional::otherwise>}}};
    Conditional conditional;
    read_into(reading, element, conditional, element_table(), boxed_table(), table);
    return conditional;
}

Filter read_filter(Reading& reading, const xml::Element& element) {
    static const Table<Filter> table{{}, {{"in", inner<&Filter::in>}, {"match", inner<&Filter::match>}}};
    Filter filter;
    read_into(reading, element, filter, element_table(), boxed_table(), table);
    return filter;
}

bool read_collection(Reading& reading, const xml::Element& child, Iterator& into) {
    Child in = read_child(reading, child);
    into.in_type = std::move(in.type);
    into.in = std::move(in.value);
    return true;
}

template <IteratorKind Kind>
Iterator read_iterator(Reading& reading, const xml::Element& element) {
    static const Table<Iterator> table{
        {{"iteratorVariable", text<&Iterator::variable>}},
        {{"in", read_collection}, {Kind == IteratorKind::for_each ? "return" : "satisfies", inner<&Iterator::body>}}};
    Iterator iterator;
    iterator.kind = Kind;
    read_into(reading, element, iterator, element_table(), boxed_table(), table);
    return iterator;
}

template <auto Read>
void read_as(Reading& reading, const xml::Element& element, Expression& into) {
    into.kind = Read(reading, element);
}

struct KindRow {
    std::string_view name;
    void (*read)(Reading&, const xml::Element&, Expression&);
};

constexpr std::array kinds{
    KindRow{"literalExpression", read_as<read_literal>},
    KindRow{"decisionTable", read_as<read_decision_table>},
    KindRow{"invocation", read_as<read_invocation>},
    KindRow{"context", read_as<read_context>},
    KindRow{"list", read_as<read_list>},
    KindRow{"relation", read_as<read_relation>},
    KindRow{"functionDefinition", read_as<read_function>},
    KindRow{"encapsulatedLogic", read_as<read_function>},
    KindRow{"conditional", read_as<read_conditional>},
    KindRow{"filter", read_as<read_filter>},
    KindRow{"for", read_as<read_iterator<IteratorKind::for_each>>},
    KindRow{"some", read_as<read_iterator<IteratorKind::some>>},
    KindRow{"every", read_as<read_iterator<IteratorKind::every>>},
};

}  // namespace

bool is_expression(const xml::Element& element) {
    for (const KindRow& row : kinds)
        if (row.name == element.name) return true;
    return false;
}

ExpressionPointer read_expression(Reading& reading, const xml::Element& element) {
    auto expression = std::make_unique<Expression>();
    for (const KindRow& row : kinds)
        if (row.name == element.name) row.read(reading, element, *expression);
    return expression;
}

}  // namespace pavane::dmn::parser
