#include "bpmn/link/activity_types.hpp"

namespace pavane::bpmn {

namespace {

// What an event with the trigger is called in each position. All are said, since the linker tells a trigger in the
// wrong position only after it has named it.
struct Words {
    std::string_view start;
    std::string_view caught;
    std::string_view thrown;
    std::string_view end;
    std::string_view boundary;
};

// One overload per trigger: one that is forgotten does not compile, nor does one that leaves a word out.
constexpr Words words_of(const NoTrigger&) {
    return {"startEvent", "intermediateCatchEvent", "intermediateNoneThrowEvent", "noneEndEvent", "boundaryEvent"};
}
constexpr Words words_of(const MessageTrigger&) {
    return {"messageStartEvent", "intermediateMessageCatch", "intermediateMessageThrowEvent", "messageEndEvent",
            "boundaryMessage"};
}
constexpr Words words_of(const TimerTrigger&) {
    return {"startTimerEvent", "intermediateTimer", "intermediateThrowEvent", "endEvent", "boundaryTimer"};
}
constexpr Words words_of(const ErrorTrigger&) {
    return {"errorStartEvent", "intermediateCatchEvent", "intermediateThrowEvent", "errorEndEvent", "boundaryError"};
}
constexpr Words words_of(const TerminateTrigger&) {
    return {"startEvent", "intermediateCatchEvent", "intermediateThrowEvent", "terminateEndEvent", "boundaryEvent"};
}

Words words_of(const Trigger& trigger) {
    return std::visit([](const auto& which) { return words_of(which); }, trigger);
}

struct Word {
    std::string_view tag;

    std::string_view operator()(const StartEvent& event) const { return words_of(event.trigger).start; }
    std::string_view operator()(const CatchEvent& event) const { return words_of(event.trigger).caught; }
    std::string_view operator()(const ThrowEvent& event) const { return words_of(event.trigger).thrown; }
    std::string_view operator()(const EndEvent& event) const { return words_of(event.trigger).end; }
    std::string_view operator()(const BoundaryEvent& event) const { return words_of(event.trigger).boundary; }
    // An event whose message a worker sends is still an event.
    std::string_view operator()(const ExternalTask&) const { return performed(); }
    std::string_view operator()(const ExpressionTask&) const { return performed(); }
    template <class Other>
    std::string_view operator()(const Other&) const {
        return tag;
    }

  private:
    std::string_view performed() const {
        if (tag == "endEvent") return words_of(MessageTrigger{}).end;
        if (tag == "intermediateThrowEvent") return words_of(MessageTrigger{}).thrown;
        return tag;
    }
};

}  // namespace

std::string activity_type(std::string_view tag, const Kind& kind) {
    return std::string(std::visit(Word{tag}, kind.variant()));
}

}  // namespace pavane::bpmn
