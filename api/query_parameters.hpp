// The criteria of a list, from the query of a GET or the body of a POST, which have the same names (REST contract
// §3.5, §5). What is read is taken; finish() then refuses what the contract knows and nobody took. The first error is
// kept and told by finish(). Parameters also reads the bodies of commands, whose members it takes in the same way.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "api/call.hpp"
#include "runtime/engine/queries/page.hpp"
#include "runtime/engine/stored_decisions.hpp"

namespace pavane::api {

// firstResult and maxResults: parameters of the URL even of a POST. Negative ones count as absent.
Result<engine::Page, Error> page_of(const http::Request& request);

// The id in an id's text; an id that no record has if the text is none, so that a filter by it matches nothing.
Uuid id_of(std::string_view text);
// The same for a definition's id, which may be written "key:version:id"; and whether it is written with no other key
// and version than these.
Uuid definition_id_of(std::string_view text);
bool has_key_and_version(std::string_view definition_id, const std::string& key, std::int32_t version);

template <class Id>
Id read_id(std::string_view text) {
    constexpr bool is_of_definition = std::is_same_v<Id, core::DefinitionId> || std::is_same_v<Id, core::DecisionId> ||
                                      std::is_same_v<Id, engine::RequirementsId>;
    return Id{is_of_definition ? definition_id_of(text) : id_of(text)};
}

template <class Field>
struct SortKey {
    std::string_view name;
    Field field;
};

// Both ends exclusive.
struct DateSpan {
    std::optional<Instant> after;
    std::optional<Instant> before;
};

class Parameters {
  public:
    static Parameters of_query(const http::Request& request);
    static Parameters of_body(const expression::Context& body);

    // A parameter as it was written; nullptr if it is absent or null.
    const expression::Value* value(std::string_view name) { return take(name); }
    // Each takes one parameter; nothing if it is absent (or null in a body).
    std::optional<std::string> text(std::string_view name);
    std::optional<std::vector<std::string>> texts(
        std::string_view name);                         // "a,b" in a query, an array of strings in a body
    bool flag(std::string_view name);                   // strict; counts only if it is true
    std::optional<bool> choice(std::string_view name);  // strict; false says something, too
    std::optional<std::int64_t> long_integer(std::string_view name);
    std::optional<std::int32_t> integer(std::string_view name);
    std::optional<Instant> date(std::string_view name);  // an empty one counts as absent
    template <class Id>
    std::optional<Id> id(std::string_view name) {
        const std::optional<std::string> written = text(name);
        return written ? std::optional(read_id<Id>(*written)) : std::nullopt;
    }
    template <class Id>
    std::optional<std::vector<Id>> ids(std::string_view name) {
        const std::optional<std::vector<std::string>> written = texts(name);
        if (!written) return std::nullopt;
        std::vector<Id> result;
        for (const std::string& one : *written) result.push_back(read_id<Id>(one));
        return result;
    }
    // "name_op_value,..." in a query, [{"name","operator","value"}] in a body.
    std::vector<engine::VariableCondition> variables(std::string_view name, engine::VariableCondition::Where where);

    // "gt_<date>,lt_<date>,..." in a query, [{"operator","value"}] in a body: the span in which all of them hold.
    DateSpan dates(std::string_view name);

    // sortBy and sortOrder of a query, "sorting" of a body, by the closed list of names of the resource.
    template <class Field, std::size_t size>
    std::vector<engine::Order<Field>> order(const SortKey<Field> (&keys)[size]) {
        std::vector<engine::Order<Field>> orders;
        for (const Sorting& sorting : sortings()) {
            const SortKey<Field>* found = nullptr;
            for (const SortKey<Field>& key : keys)
                if (key.name == sorting.by) found = &key;
            if (found) {
                orders.push_back({found->field, sorting.descending});
            } else if (!unknown_sorting_) {
                unknown_sorting_ = sorting.by;
            }
        }
        return orders;
    }

    // The first error, or that a parameter was given that the contract's `resource` ("/task") knows and nobody has
    // taken, or twice. A flag that is false and an empty array ask for nothing.
    Result<void, Error> finish(std::string_view resource) const;
    // The first error alone: for bodies of commands, which have no list of names in the contract's tables.
    Result<void, Error> finish() const;
    // Of what changes much at once: refuses what is none of the known names, for a misspelt filter that is passed over
    // lets it change everything.
    void refuse_unknown(std::span<const std::string> known);
    // Names what was given and is not built.
    void refuse_given(std::initializer_list<std::string_view> names);

    // Refuses every given parameter that would be evaluated ("assigneeExpression"), also in nested queries.
    void refuse_expressions();

    // Keeps this as the error, unless there is one already.
    void refuse(std::string message, ErrorKind kind = ErrorKind::bad_request);

  private:
    struct Entry {
        std::string name;
        expression::Value value;
        bool taken = false;
    };
    struct Sorting {
        std::string by;
        bool descending = false;
    };

    const expression::Value* take(std::string_view name);
    bool asks_something(const Entry& entry) const;
    void refuse_value(std::string_view name, const expression::Value& value, std::string_view expected);
    std::vector<Sorting> sortings();
    void add_sorting(std::vector<Sorting>& sortings, const std::string& by, const std::string& order);
    void add_condition(std::vector<engine::VariableCondition>& conditions, engine::VariableCondition::Where where,
                       std::string_view name, std::string_view op, const expression::Value& value);

    bool is_query_ = false;
    std::vector<Entry> entries_;
    std::optional<Error> error_;
    std::optional<std::string> unknown_sorting_;  // what it means is for the resource to say
};

}  // namespace pavane::api
