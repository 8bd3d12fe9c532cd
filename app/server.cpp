#include "app/server.hpp"

#include <arpa/inet.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <random>
#include <stdexcept>

#include "api/routes/routes.hpp"
#include "xml/xerces_reader.hpp"

namespace pavane::app {

namespace {

constexpr std::chrono::seconds drain_limit{30};
constexpr std::chrono::seconds engine_drain_limit{20};  // of those: the rest is for writing answers
constexpr std::chrono::seconds health_period{1};

// The name of this node and, behind the slash, of this run of it: leases of earlier runs are ended when it starts.
std::string node_name() {
    std::array<char, 256> host{};
    gethostname(host.data(), host.size() - 1);
    std::random_device device;
    return std::string(host.data()) + "/" + std::to_string(getpid()) + "-" + std::to_string(device());
}

bool is_loopback(const std::string& address) { return address.starts_with("127.") || address == "::1"; }

}  // namespace

Result<ListenAddress, std::string> parse_listen(const std::string& text, bool insecure) {
    const std::size_t colon = text.rfind(':');
    ListenAddress listen{"127.0.0.1", 0};
    std::string_view port = text;
    if (colon != std::string::npos) {
        listen.address = text.substr(0, colon);
        port = std::string_view(text).substr(colon + 1);
    }
    if (listen.address.starts_with('[') && listen.address.ends_with(']'))
        listen.address = listen.address.substr(1, listen.address.size() - 2);
    if (listen.address == "localhost") listen.address = "127.0.0.1";
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), listen.port);
    std::array<unsigned char, sizeof(in6_addr)> binary{};
    const bool is_address = inet_pton(AF_INET, listen.address.c_str(), binary.data()) == 1 ||
                            inet_pton(AF_INET6, listen.address.c_str(), binary.data()) == 1;
    if (error != std::errc() || end != port.data() + port.size() || !is_address)
        return tl::make_unexpected("'" + text + "' is no address to listen on; write it like 127.0.0.1:8080.");
    if (!insecure && !is_loopback(listen.address))
        return tl::make_unexpected("There is no authentication yet, so only this machine is served. To listen on " +
                                   listen.address +
                                   " all the same, add --insecure and put something in front that knows who may.");
    return listen;
}

Milliseconds Server::Steady::monotonic() const {
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

// Asks the database once a second, so that /readyz need not wait for it.
class Server::WatchHealth {
  public:
    explicit WatchHealth(engine::Store& store) : store_(store), thread_([this] { loop(); }) {}
    ~WatchHealth() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        thread_.join();
    }
    std::optional<std::string> not_ready() const {
        const std::lock_guard lock(mutex_);
        if (stopping_) return "Pavane is shutting down.";
        if (!problem_.empty()) return problem_;
        return std::nullopt;
    }
    void shut_down() {
        const std::lock_guard lock(mutex_);
        problem_ = "Pavane is shutting down.";
        shutting_down_ = true;
    }

  private:
    std::string asked() {
        try {
            return store_.health();
        } catch (const std::exception& error) {
            return error.what();
        }
    }

    void loop() {
        std::unique_lock lock(mutex_);
        while (!wake_.wait_for(lock, health_period, [this] { return stopping_; })) {
            lock.unlock();
            std::string problem = asked();
            lock.lock();
            if (!shutting_down_) problem_ = std::move(problem);
        }
    }

    engine::Store& store_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    bool shutting_down_ = false;
    std::string problem_;
    std::thread thread_;
};

namespace {

// Made before there are threads: it sets the time zone of the process. Whether the module is there and works is told at
// the start, and not to whoever deploys the first script.
std::unique_ptr<expression::ScriptEngine> script_engine(const ServerOptions& options,
                                                        const expression::DocumentReader& documents) {
    if (!options.scripts) return nullptr;
    auto engine =
        std::make_unique<expression::ScriptEngine>(documents, expression::ScriptLimits{}, options.script_threads);
    if (const auto works = engine->compile("true"); !works)
        throw std::runtime_error(works.error().message +
                                 " To start without scripts, leave out --scripts, or give 'pavane dev' --no-scripts.");
    return engine;
}

}  // namespace

Server::Server(const ServerOptions& options, Log& log, std::unique_ptr<engine::Store> store)
    : log_(log),
      address_(options.address),
      script_engine_(script_engine(options, documents_)),
      evaluator_(documents_, script_engine_.get()),
      compiler_(evaluator_, options.scripts),
      store_(std::move(store)) {
    xml::start_parser();
    if (script_engine_) scripts_ = std::make_unique<JavaScript>(*script_engine_, log);
    engine::EngineSettings settings;
    settings.node = node_name();
    settings.run_jobs = options.run_jobs;
    settings.max_instance_bytes = options.instance_cache_mb * 1024 * 1024;
    settings.max_definition_bytes = options.definition_cache_mb * 1024 * 1024;
    engine_ =
        std::make_unique<engine::Engine>(*store_, clock_, compiler_, evaluator_, log_, settings,
                                         scripts_ ? static_cast<engine::Scripts&>(*scripts_) : engine::no_scripts());
    health_ = std::make_unique<WatchHealth>(*store_);

    api::RouterOptions router_options;
    router_options.cors_origins = options.cors_origins;
    if (is_loopback(options.address) || !options.hosts.empty()) router_options.hosts = options.hosts;
    router_options.on_answer = [this, log_requests = options.log_requests](const api::Access& access) {
        request_times_.observe(access);
        if (!log_requests) return;
        log_.info("request", {{"request_id", access.request_id},
                              {"method", access.method},
                              {"route", std::string(access.route)},
                              {"status", std::to_string(access.status)},
                              {"time_us", std::to_string(access.time.count())}});
    };
    router_options.on_failure = [this](const std::string& message, const std::string& request_id) {
        log_.error(message, {{"request_id", request_id}});
    };
    router_ = std::make_unique<api::Router>(std::move(router_options), http_clock_);
    api::add_routes(*router_, *engine_);

    http::FrontOptions front_options;
    front_options.address = options.address;
    front_options.port = options.port;
    front_options.probes.not_ready = [this] { return health_->not_ready(); };
    front_options.probes.metrics = [this] {
        const http::Front* front = serving_;
        return front ? metrics_page(engine_->figures(), front->statistics(), request_times_,
                                    script_engine_ ? script_engine_->stuck_threads() : 0)
                     : std::string();
    };
    front_ = std::make_unique<http::Front>(std::move(front_options), *router_, http_clock_);
    serving_ = front_.get();
}

Server::~Server() { drain(); }

std::string Server::url() const {
    const std::string host = address_.find(':') == std::string::npos ? address_ : "[" + address_ + "]";
    return "http://" + host + ":" + std::to_string(front_->port()) + "/engine-rest";
}

void Server::drain() {
    if (drained_) return;
    drained_ = true;
    const auto began = std::chrono::steady_clock::now();
    health_->shut_down();
    // Under load the engine would never come to rest. Then the engine before the front: it ends the long polls that the
    // front would wait for, and still commits what the front has at hand.
    front_->stop_accepting();
    if (!engine_->drain(began + engine_drain_limit))
        log_.warn("The engine is still at work; what was taken is committed before the program ends.");
    const auto left = began + drain_limit - std::chrono::steady_clock::now();
    front_->drain(std::max(std::chrono::milliseconds(0), std::chrono::duration_cast<std::chrono::milliseconds>(left)));
    serving_ = nullptr;
    front_.reset();
    engine_.reset();
    health_.reset();
    store_.reset();
}

}  // namespace pavane::app
