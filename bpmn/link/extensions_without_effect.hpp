// What an extension says at an element that has no use for it. The parser reads every extension at every element, so
// this is where those that nobody looks at are told, and none is lost in silence.
#pragma once

#include "bpmn/link/linking.hpp"

namespace pavane::bpmn {

// Where an extension stands, as far as that decides which extensions count. An element that a worker performs may hold
// others than the same element that the engine performs itself.
enum class Place : unsigned {
    process = 1U << 0U,
    flow = 1U << 1U,
    start_event = 1U << 2U,
    event = 1U << 3U,
    user_task = 1U << 4U,
    worker_task = 1U << 5U,
    expression_task = 1U << 6U,
    decision_task = 1U << 7U,
    call_activity = 1U << 8U,
    other_node = 1U << 9U,
    thrown_message = 1U << 10U,  // the definition of the message that an event throws
    event_definition = 1U << 11U,
};

// The place of an element that has been linked to `kind`.
Place place_of(const Kind& kind);

// A warning for each extension that has no effect there, and an error for each that would change the token game.
void judge_extensions(Linking& linking, const document::BaseElement& element, std::string_view tag,
                      const document::Extensions& extensions, Place place);

}  // namespace pavane::bpmn
