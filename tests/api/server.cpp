#include "tests/api/server.hpp"

#include <boost/test/unit_test.hpp>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

#include "api/http/clock.hpp"
#include "api/http/front.hpp"
#include "api/http/target.hpp"
#include "api/routes/routes.hpp"
#include "app/json_documents.hpp"
#include "app/model_compiler.hpp"
#include "expression/juel/juel.hpp"
#include "json/parse.hpp"
#include "json/writer.hpp"
#include "persistence/open_store.hpp"
#include "persistence/sql/connection.hpp"
#include "tests/support/temporary_folder.hpp"

namespace pavane::tests {

namespace {

class JsonValues final : public persistence::ValueText {
  public:
    std::string write(const expression::Value& value) const override { return json::write(value); }
    expression::Value read(std::string_view text) const override { return json::parse(text).value(); }
};

class MonotonicClock final : public engine::Clock {
  public:
    Milliseconds monotonic() const override {
        return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
    }
};

class Warnings final : public engine::Journal {
  public:
    void warn(const std::string& message) override {
        const std::lock_guard lock(mutex_);
        all_ += message + '\n';
    }
    std::string take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(all_, {});
    }

  private:
    std::mutex mutex_;
    std::string all_;
};

engine::EngineSettings settings() {
    engine::EngineSettings settings;
    settings.node = "test/1";
    settings.threads = 2;
    settings.run_jobs = false;
    return settings;
}

}  // namespace

expression::Value Reply::json() const {
    auto value = json::parse(body);
    BOOST_REQUIRE_MESSAGE(value, "no JSON: " << body.substr(0, 300));
    return *value;
}

expression::Value Reply::at(const std::string& path) const {
    expression::Value value = json();
    for (std::size_t begin = 0; begin < path.size();) {
        const std::size_t end = std::min(path.find('.', begin), path.size());
        const std::string step = path.substr(begin, end - begin);
        begin = end + 1;
        const expression::Value* next = nullptr;
        if (value.context()) next = value.context()->find(step);
        if (value.list() && std::stoul(step) < value.list()->size()) next = &(*value.list())[std::stoul(step)];
        BOOST_REQUIRE_MESSAGE(next, "nothing at '" << path << "' of " << body.substr(0, 1000));
        value = expression::Value(*next);
    }
    return value;
}

std::string Reply::text(const std::string& path) const {
    const expression::Value value = at(path);
    return value.string() ? *value.string() : json::write(value);
}

std::size_t Reply::size(const std::string& path) const {
    const expression::Value value = at(path);
    BOOST_REQUIRE(value.list() || value.context());
    return value.list() ? value.list()->size() : value.context()->entries().size();
}

struct Pending::Exchange {
    std::mutex mutex;
    std::condition_variable answered;
    std::shared_ptr<http::Mailbox> mailbox;
    bool woken = false;

    http::Answer take() {
        {
            std::unique_lock lock(mutex);
            answered.wait(lock, [this] { return woken; });
        }
        auto answers = mailbox->take();
        BOOST_REQUIRE(answers.size() == 1U);
        return std::move(answers.front());
    }
};

bool Pending::is_answered() const {
    const std::lock_guard lock(exchange_->mutex);
    return exchange_->woken;
}

Reply Pending::wait() {
    const http::Answer answer = exchange_->take();
    BOOST_REQUIRE_MESSAGE(answer.response, "the handler gave no answer");
    Reply reply{answer.response->status, answer.response->body, answer.response->content_type, {}};
    for (const http::Header& header : answer.response->headers) reply.headers[header.name] = header.value;
    return reply;
}

void Pending::leave() {
    const http::Answer answer = exchange_->take();
    if (answer.undeliverable) answer.undeliverable();
}

struct Server::World {
    TemporaryFolder folder;
    JsonValues values;
    std::string file = (folder.path() / "test.db").string();
    std::unique_ptr<engine::Store> store = persistence::make_store("sqlite:" + file, values, {});
    app::JsonDocuments documents;
    expression::JuelEvaluator evaluator{documents};
    app::ModelCompiler compiler{evaluator};
    MonotonicClock clock;
    Warnings warnings;
    engine::Engine engine{*store, clock, compiler, evaluator, warnings, settings()};
    http::SteadyClock http_clock;
    api::Router router{api::RouterOptions{}, http_clock};
    std::unique_ptr<http::Front> front;
};

Server::Server() : world_(std::make_unique<World>()) { api::add_routes(world_->router, world_->engine); }

Server::~Server() = default;

std::uint16_t Server::listen() {
    if (!world_->front)
        world_->front = std::make_unique<http::Front>(http::FrontOptions(), world_->router, world_->http_clock);
    return world_->front->port();
}

void Server::change_database(const std::string& sql) { persistence::open_sqlite(world_->file, true)->define(sql); }

std::string Server::warnings() { return world_->warnings.take(); }

std::size_t Server::waiting_polls() const { return world_->engine.external_tasks().waiting(); }

Pending Server::send(const std::string& method, const std::string& target, const std::string& json,
                     std::vector<http::Header> headers) {
    const auto exchange = std::make_shared<Pending::Exchange>();
    const std::weak_ptr<Pending::Exchange> weak = exchange;
    exchange->mailbox = std::make_shared<http::Mailbox>([weak] {
        const auto waiting = weak.lock();
        if (!waiting) return;
        const std::lock_guard lock(waiting->mutex);
        waiting->woken = true;
        waiting->answered.notify_all();
    });
    auto parsed = http::parse_target("/engine-rest" + target);
    BOOST_REQUIRE_MESSAGE(parsed, target);
    http::Request request;
    request.method = method;
    request.path = std::move(parsed->path);
    request.query = std::move(parsed->query);
    request.headers = std::move(headers);
    request.headers.push_back({"host", "server:8080"});
    if (!json.empty() && !request.header("content-type"))
        request.headers.push_back({"content-type", "application/json"});
    request.body = json;
    const std::string request_id = request.id;
    const http::Responder responder(1, exchange->mailbox, std::make_shared<http::Presence>());
    try {
        world_->router.handle(std::move(request), responder);
    } catch (const std::exception& error) {
        BOOST_TEST_MESSAGE("the handler threw: " << error.what());
        responder.answer_if_none(world_->router.failure(error, request_id));
    }
    Pending pending;
    pending.exchange_ = exchange;
    return pending;
}

Reply Server::post_form(const std::string& target, const std::vector<Field>& fields) {
    std::string body;
    for (const Field& field : fields) {
        body += "--boundary\r\nContent-Disposition: form-data; name=\"" + field.name + "\"";
        if (!field.file_name.empty()) body += "; filename=\"" + field.file_name + "\"\r\nContent-Type: text/plain";
        body += "\r\n\r\n" + field.content + "\r\n";
    }
    return send("POST", target, body + "--boundary--\r\n", {{"content-type", "multipart/form-data; boundary=boundary"}})
        .wait();
}

Reply Server::deploy(const std::string& file_name, const std::string& model) {
    Reply reply = post_form("/deployment/create", {{"deployment-name", file_name}, {"data", model, file_name}});
    BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
    return reply;
}

std::string Server::start(const std::string& key, const std::string& json) {
    const Reply reply = post("/process-definition/key/" + key + "/start", json);
    BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
    return reply.text("id");
}

std::string model(const std::string& key, const std::string& elements, const std::string& outside) {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="http://test">)" +
           outside + "<process id=\"" + key + "\" name=\"The " + key +
           R"(" isExecutable="true" camunda:historyTimeToLive="7">)" + elements + "</process></definitions>";
}

}  // namespace pavane::tests
