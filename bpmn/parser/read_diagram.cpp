// The diagram interchange, BPMN 2.0.2 §12 and the OMG's Diagram Definition.
#include <array>

#include "bpmn/parser/tables.hpp"

namespace pavane::bpmn::parser {
namespace {

constexpr std::array<std::pair<std::string_view, ParticipantBandKind>, 6> band_kinds = {
    {{"top_initiating", ParticipantBandKind::top_initiating},
     {"middle_initiating", ParticipantBandKind::middle_initiating},
     {"bottom_initiating", ParticipantBandKind::bottom_initiating},
     {"top_non_initiating", ParticipantBandKind::top_non_initiating},
     {"middle_non_initiating", ParticipantBandKind::middle_non_initiating},
     {"bottom_non_initiating", ParticipantBandKind::bottom_non_initiating}}};

constexpr std::array<std::pair<std::string_view, MessageVisibleKind>, 2> message_kinds = {
    {{"initiating", MessageVisibleKind::initiating}, {"non_initiating", MessageVisibleKind::non_initiating}}};

// What <extensionElements> is in the model, <di:extension> is in a diagram.
template <class T>
bool diagram_extension(Reading&, const xml::Element& child, T& into) {
    for (const xml::Element& extension : child.children) into.extension_elements.push_back(keep(extension));
    return true;
}

bool diagram_element(Reading& reading, const xml::Element& child, Plane& into) {
    if (child.name == "BPMNShape")
        into.shapes.push_back(read<Shape>(reading, child));
    else if (child.name == "BPMNEdge")
        into.edges.push_back(read<Edge>(reading, child));
    else
        return false;
    return true;
}

}  // namespace

const Table<Bounds, BaseElement>& table_of(Type<Bounds>) {
    static const Table<Bounds, BaseElement> table = {{{"x", real<&Bounds::x>, true},
                                                      {"y", real<&Bounds::y>, true},
                                                      {"width", real<&Bounds::width>, true},
                                                      {"height", real<&Bounds::height>, true}},
                                                     {}};
    return table;
}

const Table<Waypoint, BaseElement>& table_of(Type<Waypoint>) {
    static const Table<Waypoint, BaseElement> table = {
        {{"x", real<&Waypoint::x>, true}, {"y", real<&Waypoint::y>, true}}, {}};
    return table;
}

const Table<Font, BaseElement>& table_of(Type<Font>) {
    static const Table<Font, BaseElement> table = {{{"name", text<&Font::name>},
                                                    {"size", real<&Font::size>},
                                                    {"isBold", boolean<&Font::is_bold>},
                                                    {"isItalic", boolean<&Font::is_italic>},
                                                    {"isUnderline", boolean<&Font::is_underline>},
                                                    {"isStrikeThrough", boolean<&Font::is_strike_through>}},
                                                   {}};
    return table;
}

const Table<LabelStyle, BaseElement>& table_of(Type<LabelStyle>) {
    static const Table<LabelStyle, BaseElement> table = {
        {}, {{"extension", diagram_extension<LabelStyle>}, {"Font", one<&LabelStyle::font>}}};
    return table;
}

const Table<Label, BaseElement>& table_of(Type<Label>) {
    static const Table<Label, BaseElement> table = {
        {{"labelStyle", reference<&Label::label_style>}},
        {{"extension", diagram_extension<Label>}, {"Bounds", one<&Label::bounds>}}};
    return table;
}

const Table<Shape, BaseElement>& table_of(Type<Shape>) {
    static const Table<Shape, BaseElement> table = {
        {{"bpmnElement", reference<&Shape::bpmn_element>},
         {"isHorizontal", boolean<&Shape::is_horizontal>},
         {"isExpanded", boolean<&Shape::is_expanded>},
         {"isMarkerVisible", boolean<&Shape::is_marker_visible>},
         {"isMessageVisible", boolean<&Shape::is_message_visible>},
         {"participantBandKind", one_of<&Shape::participant_band_kind, band_kinds>},
         {"choreographyActivityShape", reference<&Shape::choreography_activity_shape>}},
        {{"extension", diagram_extension<Shape>}, {"Bounds", one<&Shape::bounds>}, {"BPMNLabel", one<&Shape::label>}}};
    return table;
}

const Table<Edge, BaseElement>& table_of(Type<Edge>) {
    static const Table<Edge, BaseElement> table = {
        {{"bpmnElement", reference<&Edge::bpmn_element>},
         {"sourceElement", reference<&Edge::source_element>},
         {"targetElement", reference<&Edge::target_element>},
         {"messageVisibleKind", one_of<&Edge::message_visible_kind, message_kinds>}},
        {{"extension", diagram_extension<Edge>},
         {"waypoint", many<&Edge::waypoints>},
         {"BPMNLabel", one<&Edge::label>}}};
    return table;
}

const Table<Plane, BaseElement>& table_of(Type<Plane>) {
    static const Table<Plane, BaseElement> table = {{{"bpmnElement", reference<&Plane::bpmn_element>}},
                                                    {{"extension", diagram_extension<Plane>}, {"", diagram_element}}};
    return table;
}

const Table<Diagram, BaseElement>& table_of(Type<Diagram>) {
    static const Table<Diagram, BaseElement> table = {{{"name", text<&Diagram::name>},
                                                       {"documentation", text<&Diagram::documentation_text>},
                                                       {"resolution", real<&Diagram::resolution>}},
                                                      {{"extension", diagram_extension<Diagram>},
                                                       {"BPMNPlane", many<&Diagram::planes>},
                                                       {"BPMNLabelStyle", many<&Diagram::label_styles>}}};
    return table;
}

}  // namespace pavane::bpmn::parser
