// POST /history/decision-instance/delete and /set-removal-time: what is done to many evaluated decisions, as a batch.
#include <set>

#include "api/contract_parameters.hpp"
#include "api/routes/batch_item.hpp"
#include "api/routes/fields.hpp"
#include "api/routes/history_decision_criteria.hpp"
#include "api/routes/routes.hpp"
#include "runtime/engine/batch_operations.hpp"

namespace pavane::api {

namespace {

using engine::DecisionInstanceId;
using Mode = engine::SetRemovalTime::Mode;

constexpr std::size_t longest_reason_bytes = 4000;

// Those named, and those that a query finds. Nothing, where neither is given.
struct Asked {
    std::optional<std::vector<DecisionInstanceId>> ids;
    std::optional<engine::HistoryDecisionCriteria> query;
};

Result<Asked, Error> read_asked(Parameters& parameters) {
    Asked asked;
    asked.ids = parameters.ids<DecisionInstanceId>("historicDecisionInstanceIds");
    const expression::Value* query = parameters.value("historicDecisionInstanceQuery");
    if (!query) return asked;
    if (!query->context())
        return unexpected(Error{ErrorKind::bad_request, "historicDecisionInstanceQuery must be an object.", {}});
    Parameters nested = Parameters::of_body(*query->context());
    asked.query = read_history_decision_criteria(nested);
    std::vector<std::string> known = contract_parameters(history_decision_resource);
    known.emplace_back("sorting");  // of every query in a body
    nested.refuse_unknown(known);
    if (const auto finished = nested.finish(history_decision_resource); !finished) return unexpected(finished.error());
    return asked;
}

// Each once. One that is unknown counts: there will be nothing to do for it.
std::vector<DecisionInstanceId> collect(engine::Engine& engine, const Asked& asked) {
    std::vector<DecisionInstanceId> found;
    if (asked.query) found = engine.store().list_ids(*asked.query);
    if (!asked.ids) return found;
    std::set<DecisionInstanceId> known(found.begin(), found.end());
    for (const DecisionInstanceId& id : *asked.ids)
        if (known.insert(id).second) found.push_back(id);
    return found;
}

Error bad_request(std::string message) { return {ErrorKind::bad_user_request, std::move(message), {}}; }

Result<http::Response, Error> begin(engine::Engine& engine, engine::BatchWork work, const Asked& asked,
                                    const std::string& none_found) {
    const std::vector<DecisionInstanceId> records = collect(engine, asked);
    if (records.empty()) return unexpected(bad_request(none_found));
    json::Writer writer;
    write_batch(writer, engine.batch_operations().begin(std::move(work), records));
    return json_response(writer.take());
}

Result<http::Response, Error> post_delete(engine::Engine& engine, const Call& call) {
    const auto body = json_body(call);
    if (!body) return unexpected(body.error());
    Parameters parameters = Parameters::of_body(*body);
    const auto asked = read_asked(parameters);
    if (!asked) return unexpected(asked.error());
    engine::DeleteEvaluations deletion{parameters.text("deleteReason").value_or("")};
    if (deletion.reason.size() > longest_reason_bytes)
        parameters.refuse("deleteReason is longer than 4000 bytes.", ErrorKind::bad_user_request);
    static const std::vector<std::string> known{"historicDecisionInstanceIds", "historicDecisionInstanceQuery",
                                                "deleteReason"};
    parameters.refuse_unknown(known);
    if (const auto finished = parameters.finish(); !finished) return unexpected(finished.error());
    return begin(engine, std::move(deletion), *asked, "historicDecisionInstanceIds is empty");
}

// How many of the three ways there are to say it.
int read_modes(Parameters& parameters, engine::SetRemovalTime& removal) {
    int modes = 0;
    const auto take = [&](bool is_given, Mode mode) {
        if (!is_given) return;
        removal.mode = mode;
        ++modes;
    };
    removal.at = parameters.date("absoluteRemovalTime");
    take(removal.at.has_value(), Mode::absolute);
    take(parameters.flag("calculatedRemovalTime"), Mode::calculated);
    take(parameters.flag("clearedRemovalTime"), Mode::cleared);
    return modes;
}

Result<http::Response, Error> post_set_removal_time(engine::Engine& engine, const Call& call) {
    const auto body = json_body(call);
    if (!body) return unexpected(body.error());
    Parameters parameters = Parameters::of_body(*body);
    const auto asked = read_asked(parameters);
    if (!asked) return unexpected(asked.error());
    engine::SetRemovalTime removal;
    const int modes = read_modes(parameters, removal);
    removal.hierarchical = parameters.flag("hierarchical");
    static const std::vector<std::string> known{"historicDecisionInstanceIds", "historicDecisionInstanceQuery",
                                                "absoluteRemovalTime",         "calculatedRemovalTime",
                                                "clearedRemovalTime",          "hierarchical"};
    parameters.refuse_unknown(known);
    if (const auto finished = parameters.finish(); !finished) return unexpected(finished.error());
    if (modes > 1) return unexpected(bad_request("The removal time modes are mutually exclusive: mode is not null"));
    if (!asked->ids && !asked->query) return unexpected(bad_request("Neither query nor ids provided."));
    if (modes == 0) return unexpected(bad_request("removalTime is null"));
    return begin(engine, removal, *asked, "historicDecisionInstances is empty");
}

}  // namespace

void add_history_decision_batch_routes(Router& router, engine::Engine& engine) {
    const std::string resource = history_decision_resource;
    router.add({"POST", resource + "/delete", Body::json,
                answering([&engine](const Call& call) { return post_delete(engine, call); }), json_body_limit, true});
    router.add({"POST", resource + "/set-removal-time", Body::json,
                answering([&engine](const Call& call) { return post_set_removal_time(engine, call); }), json_body_limit,
                true});
}

}  // namespace pavane::api
