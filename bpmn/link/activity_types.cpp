#include "bpmn/link/activity_types.hpp"

#include <array>

namespace pavane::bpmn {

namespace {

// Indexed like Trigger: none, message, timer, error, terminate.
using Words = std::array<std::string_view, std::variant_size_v<Trigger>>;

constexpr Words start_words{"startEvent", "messageStartEvent", "startTimerEvent", "errorStartEvent", "startEvent"};
constexpr Words catch_words{"intermediateCatchEvent", "intermediateMessageCatch", "intermediateTimer",
                            "intermediateCatchEvent", "intermediateCatchEvent"};
constexpr Words throw_words{"intermediateNoneThrowEvent", "intermediateMessageThrowEvent", "intermediateThrowEvent",
                            "intermediateThrowEvent", "intermediateThrowEvent"};
constexpr Words end_words{"noneEndEvent", "messageEndEvent", "endEvent", "errorEndEvent", "terminateEndEvent"};
constexpr Words boundary_words{"boundaryEvent", "boundaryMessage", "boundaryTimer", "boundaryError", "boundaryEvent"};

struct Word {
    std::string_view tag;

    std::string operator()(const StartEvent& event) const { return std::string(start_words[event.trigger.index()]); }
    std::string operator()(const CatchEvent& event) const { return std::string(catch_words[event.trigger.index()]); }
    std::string operator()(const ThrowEvent& event) const { return std::string(throw_words[event.trigger.index()]); }
    std::string operator()(const EndEvent& event) const { return std::string(end_words[event.trigger.index()]); }
    std::string operator()(const BoundaryEvent& event) const {
        return std::string(boundary_words[event.trigger.index()]);
    }
    // An event whose message a worker sends is still an event.
    std::string operator()(const ExternalTask&) const { return performed(); }
    std::string operator()(const ExpressionTask&) const { return performed(); }
    template <class Other>
    std::string operator()(const Other&) const {
        return std::string(tag);
    }

  private:
    std::string performed() const {
        if (tag == "endEvent") return "messageEndEvent";
        if (tag == "intermediateThrowEvent") return "intermediateMessageThrowEvent";
        return std::string(tag);
    }
};

}  // namespace

std::string activity_type(std::string_view tag, const Kind& kind) { return std::visit(Word{tag}, kind.variant()); }

}  // namespace pavane::bpmn
