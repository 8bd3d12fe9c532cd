// The four routes of a list: GET and GET /count, and where the contract has them POST and POST /count (REST contract
// §3.5).
#pragma once

#include <string>
#include <type_traits>
#include <utility>

#include "api/query_parameters.hpp"
#include "api/router.hpp"
#include "json/writer.hpp"
#include "runtime/engine/engine.hpp"

namespace pavane::api {

enum class Post { yes, no };

// The parameters of a list's request, from its query or its body.
inline Result<Parameters, Error> list_parameters(const Call& call) {
    if (call.request.method != "POST") return Parameters::of_query(call.request);
    return json_body(call).map([](const expression::Context& body) { return Parameters::of_body(body); });
}

// `read` takes the criteria out of the parameters; `write` writes one item as an object, and may ask how the call wants
// it.
template <class Criteria, class Item, class Write>
void add_list_routes(Router& router, engine::Engine& engine, const std::string& path, Post post,
                     Criteria (*read)(Parameters&), Write write) {
    const auto criteria_of = [path, read](const Call& call) -> Result<Criteria, Error> {
        auto parameters = list_parameters(call);
        if (!parameters) return unexpected(parameters.error());
        Criteria criteria = read(*parameters);
        if (const auto finished = parameters->finish(path); !finished) return unexpected(finished.error());
        return criteria;
    };
    const Handler list = answering([&engine, criteria_of, write](const Call& call) -> Result<http::Response, Error> {
        const auto criteria = criteria_of(call);
        if (!criteria) return unexpected(criteria.error());
        const auto page = page_of(call.request);
        if (!page) return unexpected(page.error());
        json::Writer writer;
        writer.begin_array();
        for (const Item& item : engine.store().list(*criteria, *page)) {
            if constexpr (std::is_invocable_v<Write, json::Writer&, const Item&, const Call&>)
                write(writer, item, call);
            else
                write(writer, item);
        }
        return json_response(writer.end_array().take());
    });
    const Handler count = answering([&engine, criteria_of](const Call& call) -> Result<http::Response, Error> {
        const auto criteria = criteria_of(call);
        if (!criteria) return unexpected(criteria.error());
        json::Writer writer;
        writer.begin_object().member("count", engine.store().count(*criteria)).end_object();
        return json_response(writer.take());
    });
    router.add({"GET", path, Body::none, list});
    router.add({"GET", path + "/count", Body::none, count});
    if (post == Post::no) return;
    router.add({"POST", path, Body::json, list});
    router.add({"POST", path + "/count", Body::json, count});
}

}  // namespace pavane::api
