// What is known while one file is being read: its ids, what its QNames mean, and what there is to say about it.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "bpmn/model/document/element.hpp"
#include "bpmn/model/model_namespace.hpp"
#include "xml/parse.hpp"

namespace pavane::bpmn::parser {

inline constexpr std::string_view schema_instance_namespace = "http://www.w3.org/2001/XMLSchema-instance";

// Whether BPMN 2.0.2 itself speaks here: its model, its diagrams, or the OMG's diagram definition. Prefixes never
// matter.
bool is_standard(const xml::Element& element);

// Whether an element or an attribute has a prefix that no namespace is bound to.
template <class Node>
bool has_unbound_prefix(const Node& node) {
    return !node.prefix.empty() && node.namespace_uri.empty();
}

inline Location location_of(const xml::Element& element) { return {element.line, element.column}; }

// The value without white space around it.
std::string_view trimmed(std::string_view text);

// Any element in the form in which the document keeps what BPMN does not name.
document::ExtensionElement keep(const xml::Element& element);

class Reading {
  public:
    // Notes the id of every standard element, and reports those that occur twice or are no names; notes the prefixes
    // that mean nothing.
    explicit Reading(const xml::Document& source);

    // What a QName or IDREF means (import contract §5e): an id of this file as it stands; the local part when that
    // is an id of this file or the prefix means this file; else the text as it stands. A reference to nothing is
    // reported.
    document::Reference reference(const xml::Element& at, std::string_view text);

    // The same for what is often in another file: nothing is reported, and what is not here stays as it stands.
    document::Reference reference_elsewhere(std::string_view text) const;

    void report(Severity severity, std::string code, std::string message, const xml::Element& at);

    // As report, but what has been said in the same words is only counted.
    void report_repeatable(Severity severity, std::string code, std::string message, const xml::Element& at) {
        report_repeatable(severity, std::move(code), std::move(message), location_of(at));
    }
    void report_repeatable(Severity severity, std::string code, std::string message, Location at);

    // An error where the prefix of an element means nothing: it is told with `consequence`, and no more as a warning.
    void refuse_prefix(const xml::Element& at, const std::string& consequence);

    // Processes are not nested: what follows is of this one until the next.
    void enter_process(const xml::Element& process);
    bool is_in_executable_process() const { return is_in_executable_process_; }

    bool has_error() const { return has_error_; }

    // Whether what else there is to say is only counted: not worth much work.
    bool only_counts() const { return diagnostics_.size() >= reported_at_most; }

    // An extension that no dialect understands: kept, and counted for one closing note.
    void count_foreign(std::string_view namespace_uri);

    // While it lives, reports are about the element with this id.
    class Inside {
      public:
        Inside(Reading& reading, std::string_view id) : reading_(reading) { reading_.open_.emplace_back(id); }
        ~Inside() { reading_.open_.pop_back(); }
        Inside(const Inside&) = delete;
        Inside& operator=(const Inside&) = delete;

      private:
        Reading& reading_;
    };

    // Everything there is to say, in the order of the file; a file that needs more than reported_at_most words is only
    // counted further.
    static constexpr std::size_t reported_at_most = 1'000;
    Diagnostics finish();

  private:
    void add(Diagnostic diagnostic);
    void count_repeatable(Diagnostic diagnostic);
    void collect_ids(const xml::Element& element);
    void note_unbound_prefixes(const xml::Element& element, std::string_view around);
    void note_unbound_prefix(const xml::Element& element, const std::string& prefix, std::string_view around);
    void report_unbound_prefixes();
    void report_odd_ids();
    bool means_this_file(const xml::Element& at, std::string_view prefix) const;
    std::string innermost_id() const;

    std::set<std::string, std::less<>> ids_;
    std::set<std::string, std::less<>> misspelt_ids_;  // whose attribute has another name
    std::string target_namespace_;
    std::vector<std::string> open_;
    bool is_in_executable_process_ = false;
    bool has_error_ = false;
    Diagnostics diagnostics_;
    std::size_t unlisted_ = 0;
    std::map<std::pair<std::string, std::string>, std::pair<std::size_t, std::size_t>>
        repeatable_;  // code and message: index, count
    std::map<std::string, std::size_t, std::less<>> foreign_;
    std::pair<std::string, Location> first_odd_id_;
    std::size_t odd_ids_ = 0;

    struct UnboundPrefix {
        std::string element;  // in which it is used first, or around that
        Location location;
        std::string advice;
        std::size_t count = 0;
        bool is_refused = false;
    };
    std::map<std::string, UnboundPrefix, std::less<>> unbound_;
};

}  // namespace pavane::bpmn::parser
