// The four routes of a list: GET and GET /count, and where the contract has them POST and POST /count (REST contract
// §3.5). A list is written while it is read, so that its length costs no memory.
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

inline constexpr std::size_t written_at_a_time = 64 * 1024;

// The parameters of a list's request, from its query or its body.
inline Result<Parameters, Error> list_parameters(const Call& call) {
    if (call.request.method != "POST") return Parameters::of_query(call.request);
    return json_body(call).map([](const expression::Context& body) { return Parameters::of_body(body); });
}

// What writes an item for this call: see add_list_routes.
template <class Item, class Write>
auto item_writer(const Write& write, const Call& call) {
    if constexpr (std::is_invocable_v<Write, json::Writer&, const Item&>)
        return write;
    else
        return write(call);
}

// `read` takes the criteria out of the parameters; `write` writes one item as an object, or, asked how the call wants
// them, gives what does.
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
    const Handler list = [&engine, criteria_of, write](const Call& call, const http::Responder& responder) {
        const auto criteria = criteria_of(call);
        if (!criteria) return responder.answer(to_response(criteria.error()));
        const auto page = page_of(call.request);
        if (!page) return responder.answer(to_response(page.error()));
        http::GrowingBody body(responder.room());
        json::Writer writer;
        writer.begin_array();
        const auto write_one = item_writer<Item>(write, call);
        engine.store().visit(*criteria, *page, engine::Visit<Item>([&](Item&& item) {
            write_one(writer, item);
            if (writer.size() >= written_at_a_time) body.append(writer.take_part());
        }));
        body.append(writer.end_array().take());
        http::Response response = json_response(std::move(body.text));
        response.stored = std::move(body.stored);
        responder.answer(std::move(response));
    };
    const Handler count = answering([&engine, criteria_of](const Call& call) -> Result<http::Response, Error> {
        const auto criteria = criteria_of(call);
        if (!criteria) return unexpected(criteria.error());
        json::Writer writer;
        writer.begin_object().member("count", engine.store().count(*criteria)).end_object();
        return json_response(writer.take());
    });
    router.add({"GET", path, Body::none, list, json_body_limit, true});
    router.add({"GET", path + "/count", Body::none, count});
    if (post == Post::no) return;
    router.add({"POST", path, Body::json, list, json_body_limit, true});
    router.add({"POST", path + "/count", Body::json, count});
}

}  // namespace pavane::api
