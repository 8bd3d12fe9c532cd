#include "bpmn/link/linking.hpp"
#include "expression/juel/juel.hpp"

namespace pavane::bpmn {

namespace {

// "user(kermit), group(sales), board" as the Camunda 7 line reads a potential owner: a bare name is a group.
void add_potential_owners(Linking& linking, const document::BaseElement& element, std::string_view text,
                          UserTask& task) {
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        std::string_view name = text.substr(0, comma);
        text.remove_prefix(std::min(comma + 1, text.size()));
        while (!name.empty() && std::isspace(static_cast<unsigned char>(name.front()))) name.remove_prefix(1);
        while (!name.empty() && std::isspace(static_cast<unsigned char>(name.back()))) name.remove_suffix(1);
        const bool user = name.starts_with("user(") && name.ends_with(")");
        const bool group = name.starts_with("group(") && name.ends_with(")");
        if (user) name = name.substr(5, name.size() - 6);
        if (group) name = name.substr(6, name.size() - 7);
        if (!name.empty())
            (user ? task.candidate_users : task.candidate_groups)
                .push_back(compile_text(linking, element, std::string(name)));
    }
}

void link_roles(Linking& linking, const document::UserTask& element, UserTask& task) {
    for (const document::ResourceRole& role : element.resources) {
        const auto* expression = role.assignment_expression ? &role.assignment_expression->expression : nullptr;
        if (!expression || !*expression || (*expression)->text.empty()) {
            report(linking, Severity::warning, "role-without-expression", element.id, role.location,
                   "A role of the userTask '" + element.id + "' has no assignment expression: it assigns nobody.");
            continue;
        }
        const std::string& text = (*expression)->text;
        const bool performer = role.kind == document::ResourceRoleKind::human_performer ||
                               role.kind == document::ResourceRoleKind::performer;
        if (!performer)
            add_potential_owners(linking, element, text, task);
        else if (!task.assignee)
            task.assignee = compile_text(linking, element, text);
    }
}

}  // namespace

Kind link_user_task(Linking& linking, const document::UserTask& element) {
    const document::Extensions& extensions = document::extensions_of(element);
    const document::Assignment& assignment = extensions.assignment;
    UserTask task;
    task.assignee = compile(linking, element, assignment.assignee);
    if (Expression users = compile(linking, element, assignment.candidate_users))
        task.candidate_users.push_back(std::move(users));
    if (Expression groups = compile(linking, element, assignment.candidate_groups))
        task.candidate_groups.push_back(std::move(groups));
    task.due_date = compile(linking, element, assignment.due_date);
    task.follow_up_date = compile(linking, element, assignment.follow_up_date);
    task.priority = compile(linking, element, assignment.priority);
    task.form_key = compile(linking, element, extensions.form.key);
    task.name = compile_text(linking, element, element.name);
    if (!element.documentation.empty())
        task.description = compile_text(linking, element, element.documentation.front().text);
    task.listeners = link_listeners(linking, element, extensions.task_listeners, ListenerPlace::user_task);
    link_roles(linking, element, task);
    if (!extensions.form.fields.empty())
        report(
            linking, Severity::warning, "form-fields-without-effect", element,
            "The form fields of the userTask '" + element.id + "' are kept but not checked or shown by this version.");
    if (!extensions.form.external_reference.empty())
        report(linking, Severity::warning, "form-without-effect", element,
               "The userTask '" + element.id + "' refers to the form '" + extensions.form.external_reference +
                   "' outside of the engine, which its tasks do not tell; name it as their form key.");
    if (!extensions.form.ref.ref.text.empty())
        report(linking, Severity::warning, "form-without-effect", element,
               "The userTask '" + element.id + "' refers to the form '" + extensions.form.ref.ref.text +
                   "', which this version does not serve; its tasks are offered without a form.");
    return task;
}

}  // namespace pavane::bpmn
