// The readers of DMN's elements, chapter by chapter, and the tables of what several of them share.
#pragma once

#include "dmn/parser/reading.hpp"

namespace pavane::dmn::parser {

using namespace document;

// read_common.cpp
const Table<Element>& element_table();
const Table<NamedElement>& named_table();
const Table<BoxedExpression>& boxed_table();
const Table<TextExpression>& text_table();
InformationItem read_information_item(Reading&, const xml::Element&);
TextExpression read_text(Reading&, const xml::Element&);
ItemDefinition read_item_definition(Reading&, const xml::Element&);

// read_expression.cpp
bool is_expression(const xml::Element& element);
ExpressionPointer read_expression(Reading&, const xml::Element&);

// read_table.cpp
DecisionTable read_decision_table(Reading&, const xml::Element&);

// read_requirements.cpp
InputData read_input_data(Reading&, const xml::Element&);
Decision read_decision(Reading&, const xml::Element&);
BusinessKnowledgeModel read_knowledge_model(Reading&, const xml::Element&);
DecisionService read_service(Reading&, const xml::Element&);
KnowledgeSource read_knowledge_source(Reading&, const xml::Element&);
Import read_import(Reading&, const xml::Element&);

// A row for the child that is the boxed expression of an element.
template <auto Member>
bool expression(Reading& reading, const xml::Element& child, OwnerOf<Member>& into) {
    if (!is_expression(child) || into.*Member) return false;
    into.*Member = read_expression(reading, child);
    return true;
}

}  // namespace pavane::dmn::parser
