// The diagram interchange, BPMN 2.0.2 §12: where the elements of a model are drawn. Lengths are in the tool's pixels.
#pragma once

#include <optional>

#include "bpmn/model/document/element.hpp"

namespace pavane::bpmn::document {

struct Bounds : BaseElement {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

struct Waypoint : BaseElement {
    double x = 0;
    double y = 0;
};

struct Font : BaseElement {
    std::string name;
    std::optional<double> size;
    std::optional<bool> is_bold, is_italic, is_underline, is_strike_through;
};

struct LabelStyle : BaseElement {
    std::optional<Font> font;
};

struct Label : BaseElement {
    Reference label_style;
    std::optional<Bounds> bounds;
};

enum class ParticipantBandKind {
    unspecified,
    top_initiating,
    middle_initiating,
    bottom_initiating,
    top_non_initiating,
    middle_non_initiating,
    bottom_non_initiating
};

struct Shape : BaseElement {
    Reference bpmn_element;
    std::optional<Bounds> bounds;
    std::optional<Label> label;
    std::optional<bool> is_horizontal, is_expanded, is_marker_visible, is_message_visible;
    ParticipantBandKind participant_band_kind = ParticipantBandKind::unspecified;
    Reference choreography_activity_shape;
};

enum class MessageVisibleKind { unspecified, initiating, non_initiating };

struct Edge : BaseElement {
    Reference bpmn_element;
    std::vector<Waypoint> waypoints;
    std::optional<Label> label;
    Reference source_element;
    Reference target_element;
    MessageVisibleKind message_visible_kind = MessageVisibleKind::unspecified;
};

struct Plane : BaseElement {
    Reference bpmn_element;
    std::vector<Shape> shapes;
    std::vector<Edge> edges;
};

struct Diagram : BaseElement {
    std::string name;
    std::string documentation_text;
    std::optional<double> resolution;
    std::vector<Plane> planes;  // BPMN asks for one
    std::vector<LabelStyle> label_styles;
};

}  // namespace pavane::bpmn::document
