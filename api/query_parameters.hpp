// The criteria of a list, from the query of a GET or the body of a POST, which have the same names (REST contract
// §3.5, §5). What is read is taken; finish() then refuses what the contract knows and nobody took. The first error is
// kept and told by finish().
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/call.hpp"
#include "runtime/engine/queries/page.hpp"

namespace pavane::api {

// firstResult and maxResults: parameters of the URL even of a POST. Negative ones count as absent.
Result<engine::Page, Error> page_of(const http::Request& request);

// The id in an id's text; an id that no record has if the text is none, so that a filter by it matches nothing.
Uuid id_of(std::string_view text);
// The same for a definition's id, which may be written "key:version:id".
Uuid definition_id_of(std::string_view text);

template <class Field>
struct SortKey {
    std::string_view name;
    Field field;
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
        std::string_view name);        // "a,b" in a query, an array of strings in a body
    bool flag(std::string_view name);  // strict; counts only if it is true
    std::optional<std::int64_t> long_integer(std::string_view name);
    std::optional<std::int32_t> integer(std::string_view name);
    std::optional<Instant> date(std::string_view name);  // an empty one counts as absent
    template <class Id>
    std::optional<Id> id(std::string_view name) {
        const std::optional<std::string> written = text(name);
        return written ? std::optional<Id>(Id{definition_id_of(*written)}) : std::nullopt;
    }
    template <class Id>
    std::optional<std::vector<Id>> ids(std::string_view name) {
        const std::optional<std::vector<std::string>> written = texts(name);
        if (!written) return std::nullopt;
        std::vector<Id> result;
        for (const std::string& one : *written) result.push_back(Id{definition_id_of(one)});
        return result;
    }
    // "name_op_value,..." in a query, [{"name","operator","value"}] in a body.
    std::vector<engine::VariableCondition> variables(std::string_view name, engine::VariableCondition::Where where);

    // Operator (gt, lt) and date: "gt_<date>,..." in a query, [{"operator","value"}] in a body.
    std::vector<std::pair<std::string, Instant>> dates(std::string_view name);

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
            } else {
                refuse("sortBy parameter has invalid value: " + sorting.by);
            }
        }
        return orders;
    }

    // The first error, or that a parameter was given that the contract's `resource` ("/task") knows and nobody has
    // taken. In a body a flag that is false asks for nothing.
    Result<void, Error> finish(std::string_view resource) const;
    // The first error alone: for bodies of commands, which have no list of names in the contract's tables.
    Result<void, Error> finish() const;
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
    void refuse_value(std::string_view name, const expression::Value& value, std::string_view expected);
    std::vector<Sorting> sortings();
    void add_sorting(std::vector<Sorting>& sortings, const std::string& by, const std::string& order);
    void add_condition(std::vector<engine::VariableCondition>& conditions, engine::VariableCondition::Where where,
                       std::string_view name, std::string_view op, const expression::Value& value);

    bool is_query_ = false;
    std::vector<Entry> entries_;
    std::optional<Error> error_;
};

}  // namespace pavane::api
