#include "bpmn/parser/reading.hpp"

#include <algorithm>
#include <tuple>

#include "bpmn/parser/parse.hpp"
#include "bpmn/parser/rows.hpp"
#include "foundation/closest_word.hpp"
#include "foundation/utf8.hpp"
#include "xml/name.hpp"

namespace pavane::bpmn::parser {

bool is_standard(const xml::Element& element) {
    return element.namespace_uri == model_namespace ||
           element.namespace_uri == "http://www.omg.org/spec/BPMN/20100524/DI" ||
           element.namespace_uri == "http://www.omg.org/spec/DD/20100524/DC" ||
           element.namespace_uri == "http://www.omg.org/spec/DD/20100524/DI";
}

namespace {

constexpr std::size_t shown_bytes = 60;

// How a sentence ends that is said for all of its places.
std::string times(std::size_t count) {
    return count == 1 ? "" : " (" + std::to_string(count) + " times in this file; this is the first)";
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view white_space = " \t\r\n";
    const std::size_t first = text.find_first_not_of(white_space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

document::ExtensionElement keep(const xml::Element& element) {
    document::ExtensionElement kept{element.namespace_uri, element.prefix, element.name, {},
                                    element.text,          element.tail,   {},           location_of(element)};
    kept.attributes.reserve(element.attributes.size());
    for (const xml::Attribute& attribute : element.attributes)
        kept.attributes.push_back({attribute.namespace_uri, attribute.prefix, attribute.name, attribute.value});
    kept.children.reserve(element.children.size());
    for (const xml::Element& child : element.children) kept.children.push_back(keep(child));
    return kept;
}

Reading::Reading(const xml::Document& source) {
    for (const xml::Warning& warning : source.warnings)
        if (!warning.is_unbound_prefix)
            count_repeatable({Severity::warning, "xml-repaired", warning.message, "", {warning.line, warning.column}});
    if (const auto* attribute = xml::find_attribute(source.root, "", "targetNamespace"))
        target_namespace_ = attribute->value;
    collect_ids(source.root);
    note_unbound_prefixes(source.root, "");
}

void Reading::note_unbound_prefixes(const xml::Element& element, std::string_view around) {
    const auto* id = xml::find_attribute(element, "", "id");
    const std::string_view inside = id != nullptr && is_standard(element) ? trimmed(id->value) : around;
    if (has_unbound_prefix(element)) note_unbound_prefix(element, element.prefix, inside);
    for (const xml::Attribute& attribute : element.attributes)
        if (has_unbound_prefix(attribute)) note_unbound_prefix(element, attribute.prefix, inside);
    for (const xml::Element& child : element.children) note_unbound_prefixes(child, inside);
}

void Reading::note_unbound_prefix(const xml::Element& element, const std::string& prefix, std::string_view around) {
    constexpr std::size_t compared_at_most = 20;  // more of them are no slip of the pen
    UnboundPrefix& noted = unbound_[prefix];
    if (++noted.count > 1) return;
    noted.element = around;
    noted.location = location_of(element);
    std::vector<std::string> known;
    if (unbound_.size() <= compared_at_most)
        for (const auto* scope = element.scope.get(); scope != nullptr; scope = scope->outer.get())
            for (const xml::NamespaceDeclaration& each : scope->declarations)
                if (!each.uri.empty()) known.push_back(each.prefix);
    noted.advice = did_you_mean(prefix, known);
    if (noted.advice.empty()) noted.advice = ". Add xmlns:" + prefix + " to <definitions>.";
}

void Reading::report_unbound_prefixes() {
    for (const auto& [prefix, noted] : unbound_)
        if (!noted.is_refused)
            add({Severity::warning, "prefix-unbound",
                 "No namespace is bound to the prefix '" + prefix +
                     "': what is written with it is kept and has no effect" + noted.advice + times(noted.count),
                 noted.element, noted.location});
}

void Reading::report_odd_ids() {
    if (odd_ids_ == 0) return;
    const std::string others =
        odd_ids_ == 1 ? "" : " " + std::to_string(odd_ids_ - 1) + " more of this file's are none.";
    add({Severity::warning, "id-not-a-name",
         "The id '" + beginning_of(first_odd_id_.first, shown_bytes) +
             "' is no name as BPMN demands it, and other tools may refuse the file. A name is of letters, digits, '_', "
             "'-' and '.', and begins with a letter or '_'." +
             others,
         first_odd_id_.first, first_odd_id_.second});
}

void Reading::refuse_prefix(const xml::Element& at, const std::string& consequence) {
    UnboundPrefix& noted = unbound_[at.prefix];
    noted.is_refused = true;
    report_repeatable(Severity::error, "prefix-unbound",
                      "No namespace is bound to the prefix '" + at.prefix + "', so <" + at.prefix + ":" + at.name +
                          "> is not BPMN's" + consequence + noted.advice,
                      at);
}

void Reading::collect_ids(const xml::Element& element) {
    if (!is_standard(element)) return;
    if (const auto* id = xml::find_attribute(element, "", "id"); id != nullptr && !trimmed(id->value).empty()) {
        const std::string name(trimmed(id->value));
        if (!xml::is_ncname(name) && odd_ids_++ == 0) first_odd_id_ = {name, location_of(element)};
        if (!ids_.insert(name).second)
            add({Severity::warning, repeated_id,
                 "The id '" + name +
                     "' is used by more than one element; references to it are ambiguous. Give each element its own.",
                 name, location_of(element)});
    }
    if (xml::find_attribute(element, "", "id") == nullptr)
        for (const xml::Attribute& attribute : element.attributes)
            if (attribute.namespace_uri.empty() && is_nearly(attribute.name, "id"))
                misspelt_ids_.insert(attribute.value);
    if (element.name == "extensionElements") return;
    for (const xml::Element& child : element.children) collect_ids(child);
}

bool Reading::means_this_file(const xml::Element& at, std::string_view prefix) const {
    const auto uri = xml::find_namespace(at, prefix);
    return !uri || *uri == target_namespace_ || *uri == model_namespace;
}

document::Reference Reading::reference(const xml::Element& at, std::string_view text) {
    document::Reference found = reference_elsewhere(text);
    if (found.empty() || ids_.contains(found) || misspelt_ids_.contains(found)) return found;
    const std::size_t colon = found.find(':');
    if (colon != std::string::npos && !means_this_file(at, std::string_view(found).substr(0, colon))) return found;
    report(Severity::warning, dangling_reference,
           "<" + at.name + "> refers to '" + found + "', which is not in this file. Correct or remove the reference.",
           at);
    return colon == std::string::npos ? found : found.substr(colon + 1);
}

document::Reference Reading::reference_elsewhere(std::string_view text) const {
    const std::string_view whole = trimmed(text);
    const std::size_t colon = whole.find(':');
    if (ids_.contains(whole) || colon == std::string_view::npos) return std::string(whole);
    const std::string_view local = whole.substr(colon + 1);
    return std::string(ids_.contains(local) ? local : whole);
}

std::string Reading::innermost_id() const {
    const auto found = std::find_if(open_.rbegin(), open_.rend(), [](const std::string& id) { return !id.empty(); });
    return found == open_.rend() ? std::string() : *found;
}

void Reading::report(Severity severity, std::string code, std::string message, const xml::Element& at) {
    add({severity, std::move(code), std::move(message), innermost_id(), location_of(at)});
}

void Reading::add(Diagnostic diagnostic) {
    // An error is what the file is refused for: the first one is never only counted.
    const bool is_first_error = diagnostic.severity == Severity::error && !has_error_;
    has_error_ = has_error_ || is_first_error;
    if (diagnostics_.size() < reported_at_most || is_first_error)
        diagnostics_.push_back(std::move(diagnostic));
    else
        ++unlisted_;
}

void Reading::report_repeatable(Severity severity, std::string code, std::string message, Location at) {
    count_repeatable({severity, std::move(code), std::move(message), innermost_id(), at});
}

void Reading::count_repeatable(Diagnostic diagnostic) {
    const auto said = repeatable_.find({diagnostic.code, diagnostic.message});
    if (said != repeatable_.end()) {
        ++said->second.second;
        return;
    }
    if (diagnostics_.size() < reported_at_most)
        repeatable_.emplace(std::pair(diagnostic.code, diagnostic.message),
                            std::pair(diagnostics_.size(), std::size_t{1}));
    add(std::move(diagnostic));
}

void Reading::enter_process(const xml::Element& process) {
    const auto* executable = xml::find_attribute(process, "", "isExecutable");
    is_in_executable_process_ = executable != nullptr && parse_boolean(executable->value).value_or(false);
}

void Reading::count_foreign(std::string_view namespace_uri) { ++foreign_[std::string(namespace_uri)]; }

Diagnostics Reading::finish() {
    report_unbound_prefixes();
    report_odd_ids();
    for (const auto& [key, place] : repeatable_) diagnostics_[place.first].message += times(place.second);
    std::ranges::sort(diagnostics_, {}, [](const Diagnostic& each) {
        return std::tie(each.location.line, each.location.column, each.code, each.message);
    });
    if (!foreign_.empty()) {
        std::size_t total = 0;
        std::string namespaces;
        for (const auto& [uri, count] : foreign_) {
            total += count;
            namespaces += (namespaces.empty() ? "" : ", ") + std::to_string(count) + " of " +
                          (uri.empty() ? "no namespace" : uri);
        }
        diagnostics_.push_back(
            {Severity::info,
             "extensions-kept",
             std::to_string(total) + " extensions of other tools are kept and have no effect: " + namespaces + ".",
             "",
             {}});
    }
    if (unlisted_ > 0)
        diagnostics_.push_back(
            {Severity::warning,
             "too-much-to-list",
             "There is more to say about this file than is listed: " + std::to_string(unlisted_) + " further findings.",
             "",
             {}});
    return std::move(diagnostics_);
}

}  // namespace pavane::bpmn::parser
