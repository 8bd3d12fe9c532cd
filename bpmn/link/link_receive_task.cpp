#include "bpmn/link/linking.hpp"

namespace pavane::bpmn {

Kind link_receive_task(Linking& linking, const document::ReceiveTask& task) {
    if (task.instantiate) refuse(linking, task, "receiveTask", "instantiate=\"true\"");
    const auto message = linking.index.messages.find(task.message_ref);
    if (message != linking.index.messages.end() && !message->second->name.empty())
        return ReceiveTask{MessageTrigger{compile_text(linking, task, message->second->name)}};
    report(linking, Severity::error, "message-unknown", task,
           task.message_ref.empty() ? "The receiveTask '" + task.id + "' names no message."
                                    : "The receiveTask '" + task.id + "' names the message '" + task.message_ref +
                                          "', which is not in the file or has no name.");
    return PassThroughTask{};
}

}  // namespace pavane::bpmn
