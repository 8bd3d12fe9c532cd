#include "dmn/parser/readers.hpp"

namespace pavane::dmn::parser {

namespace {

constexpr std::array hit_policies{Word<HitPolicy>{"UNIQUE", HitPolicy::unique},
                                  Word<HitPolicy>{"FIRST", HitPolicy::first},
                                  Word<HitPolicy>{"PRIORITY", HitPolicy::priority},
                                  Word<HitPolicy>{"ANY", HitPolicy::any},
                                  Word<HitPolicy>{"COLLECT", HitPolicy::collect},
                                  Word<HitPolicy>{"RULE ORDER", HitPolicy::rule_order},
                                  Word<HitPolicy>{"OUTPUT ORDER", HitPolicy::output_order}};

constexpr std::array aggregations{
    Word<Aggregation>{"SUM", Aggregation::sum}, Word<Aggregation>{"COUNT", Aggregation::count},
    Word<Aggregation>{"MIN", Aggregation::min}, Word<Aggregation>{"MAX", Aggregation::max}};

constexpr std::array orientations{Word<Orientation>{"Rule-as-Row", Orientation::rule_as_row},
                                  Word<Orientation>{"Rule-as-Column", Orientation::rule_as_column},
                                  Word<Orientation>{"CrossTable", Orientation::cross_table}};

InputClause read_input(Reading& reading, const xml::Element& element) {
    static const Table<InputClause> table{{},
                                          {{"inputExpression", one<&InputClause::expression, read_text>},
                                           {"inputValues", one<&InputClause::allowed_values, read_text>}}};
    InputClause input;
    read_into(reading, element, input, element_table(), table);
    return input;
}

OutputClause read_output(Reading& reading, const xml::Element& element) {
    static const Table<OutputClause> table{{{"typeRef", type<&OutputClause::type>}},
                                           {{"outputValues", one<&OutputClause::allowed_values, read_text>},
                                            {"defaultOutputEntry", one<&OutputClause::default_entry, read_text>}}};
    OutputClause output;
    read_into(reading, element, output, element_table(), named_table(), table);
    return output;
}

AnnotationClause read_annotation_clause(Reading& reading, const xml::Element& element) {
    static const Table<AnnotationClause> table{{{"name", text<&AnnotationClause::name>}}, {}};
    AnnotationClause clause;
    read_into(reading, element, clause, element_table(), table);
    return clause;
}

std::string read_annotation(Reading&, const xml::Element& element) {
    return std::string(trimmed(xml::text_content(element)));
}

Rule read_rule(Reading& reading, const xml::Element& element) {
    static const Table<Rule> table{{},
                                   {{"inputEntry", many<&Rule::inputs, read_text>},
                                    {"outputEntry", many<&Rule::outputs, read_text>},
                                    {"annotationEntry", many<&Rule::annotations, read_annotation>}}};
    Rule rule;
    read_into(reading, element, rule, element_table(), table);
    return rule;
}

}  // namespace

DecisionTable read_decision_table(Reading& reading, const xml::Element& element) {
    static const Table<DecisionTable> table{
        {{"hitPolicy", one_of<&DecisionTable::hit_policy, hit_policies>, allowed_words<hit_policies>},
         {"aggregation", one_of<&DecisionTable::aggregation, aggregations>, allowed_words<aggregations>},
         {"preferredOrientation", one_of<&DecisionTable::orientation, orientations>, allowed_words<orientations>},
         {"outputLabel", text<&DecisionTable::output_label>}},
        {{"input", many<&DecisionTable::inputs, read_input>},
         {"output", many<&DecisionTable::outputs, read_output>},
         {"annotation", many<&DecisionTable::annotations, read_annotation_clause>},
         {"rule", many<&DecisionTable::rules, read_rule>}}};
    DecisionTable read;
    read_into(reading, element, read, element_table(), boxed_table(), table);
    return read;
}

}  // namespace pavane::dmn::parser
