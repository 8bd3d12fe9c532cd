#include "bpmn/link/linking.hpp"

namespace pavane::bpmn {

Kind link_receive_task(Linking& linking, const document::ReceiveTask& task) {
    if (task.instantiate) refuse(linking, task, "receiveTask", "instantiate=\"true\"");
    Expression name = compile_message_name(linking, task, "receiveTask", task.message_ref);
    if (!name) return PassThroughTask{};
    return ReceiveTask{MessageTrigger{std::move(name)}};
}

}  // namespace pavane::bpmn
