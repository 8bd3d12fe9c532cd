#include <libxml/xpathInternals.h>

#include <array>
#include <utility>

#include "expression/xpath/evaluation.hpp"
#include "expression/xpath/functions.hpp"

namespace pavane::expression::xpath {
namespace {

// BPMN 2.0.2 tables 10.28 and 10.30 and §13.3.6, under the names that the engine's variables have.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> loop_attributes{
    {{"loopCounter", "loopCounter"},
     {"numberOfInstances", "nrOfInstances"},
     {"numberOfActiveInstances", "nrOfActiveInstances"},
     {"numberOfCompletedInstances", "nrOfCompletedInstances"},
     {"numberOfTerminatedInstances", "nrOfTerminatedInstances"}}};

// A call with its arguments: a name, and in front of it whose it is, if that is given.
class Call {
  public:
    Call(xmlXPathParserContext* parser, int arguments)
        : parser_(parser), evaluation_(Evaluation::of(*parser)), name_(pop()), owner_(arguments == 2 ? pop() : "") {}

    const std::string& name() const { return name_; }

    void give(const std::optional<Value>& value) {
        // The library needs some value, whatever has failed.
        xmlXPathObject* object = value ? evaluation_.nodes_of(name_, *value) : nullptr;
        valuePush(parser_, object ? object : xmlXPathNewNodeSet(nullptr));
    }

    std::optional<Value> variable() { return evaluation_.variable(name_); }
    std::optional<Value> loop_variable(std::string_view variable) {
        return evaluation_.scope() ? evaluation_.scope()->variable(variable) : std::nullopt;
    }

    // A property of an object of the engine; nothing: it has failed, or there is none.
    std::optional<Value> property(std::string_view object, std::string_view property) {
        Scope* scope = evaluation_.scope();
        const auto answer = scope ? scope->property(object, property) : std::nullopt;
        return answer && *answer ? std::optional(**answer) : std::nullopt;
    }

    // Whether the process or activity that was named, if one was, is the one that the expression stands in.
    bool is_own_process() { return is_own("process", {"processDefinitionKey"}); }
    bool is_own_activity(std::string_view kind) { return is_own(kind, {"currentActivityId", "currentActivityName"}); }

    void fail(std::string reason) { evaluation_.fail(std::move(reason)); }

  private:
    std::string pop() {
        const TextOwner text(xmlXPathPopString(parser_));
        return std::string(from_library(text.get()));
    }

    bool is_own(std::string_view kind, std::initializer_list<std::string_view> properties) {
        if (owner_.empty()) return true;
        for (const std::string_view candidate : properties)
            if (property("execution", candidate) == Value(owner_)) return true;
        fail("the expression does not stand in the " + std::string(kind) + " '" + owner_ +
             "', and can read of its own only");
        return false;
    }

    xmlXPathParserContext* parser_;
    Evaluation& evaluation_;
    std::string name_;
    std::string owner_;
};

void of_process(xmlXPathParserContext* parser, int arguments) {
    Call call(parser, arguments);
    call.give(call.is_own_process() ? call.variable() : std::nullopt);
}

template <bool is_event>
void of_activity(xmlXPathParserContext* parser, int arguments) {
    Call call(parser, arguments);
    call.give(call.is_own_activity(is_event ? "event" : "activity") ? call.variable() : std::nullopt);
}

void process_attribute(xmlXPathParserContext* parser, int arguments) {
    Call call(parser, arguments);
    std::optional<Value> value;
    if (call.is_own_process()) {
        if (call.name() == "id") value = call.property("execution", "processInstanceId");
        // Nothing else evaluates an expression.
        if (call.name() == "state") value = Value("Active");
        if (!value) call.fail("a process instance has no attribute '" + call.name() + "' here");
    }
    call.give(value);
}

void activity_attribute(xmlXPathParserContext* parser, int arguments) {
    Call call(parser, arguments);
    std::optional<Value> value;
    if (call.is_own_activity("activity")) {
        if (call.name() == "id") value = call.property("execution", "activityInstanceId");
        if (call.name() == "state") value = Value("Active");
        if (call.name() == "actualOwner") value = call.property("task", "assignee");
        if (call.name() == "taskPriority") value = call.property("task", "priority");
        for (const auto& [attribute, variable] : loop_attributes)
            if (call.name() == attribute) value = call.loop_variable(variable);
        if (!value) call.fail("an activity instance has no attribute '" + call.name() + "' here");
    }
    call.give(value);
}

}  // namespace

xmlXPathFunction find_bpmn_function(std::string_view name) {
    if (name == "getDataObject" || name == "getProcessProperty") return of_process;
    if (name == "getDataInput" || name == "getDataOutput" || name == "getActivityProperty") return of_activity<false>;
    if (name == "getEventProperty") return of_activity<true>;
    if (name == "getProcessInstanceAttribute") return process_attribute;
    if (name == "getActivityInstanceAttribute") return activity_attribute;
    return nullptr;
}

}  // namespace pavane::expression::xpath
