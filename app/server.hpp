// A running Pavane: store, engine and HTTP front, wired together. The only place that knows every part.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/javascript.hpp"
#include "app/json_documents.hpp"
#include "app/languages.hpp"
#include "app/log.hpp"
#include "app/metrics.hpp"
#include "app/model_compiler.hpp"
#include "foundation/result.hpp"

namespace pavane::app {

struct ServerOptions {
    std::string database = "sqlite:pavane.db";
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    bool run_jobs = true;
    bool log_requests = false;
    std::vector<std::string> cors_origins;
    std::vector<std::string> hosts;  // names of this server; without any, one that others reach takes all
    std::size_t definition_cache_mb = 256;
    std::size_t instance_cache_mb = 256;
    bool scripts = false;         // models may have JavaScript
    unsigned script_threads = 2;  // scripts of all processes share them, in turns
};

// "127.0.0.1:8080", "[::1]:0", "8080". An address that is not this machine's own needs `insecure`, since there is no
// authentication yet. The error is a plain sentence.
struct ListenAddress {
    std::string address;
    std::uint16_t port = 0;
};
Result<ListenAddress, std::string> parse_listen(const std::string& text, bool insecure);

class Server {
  public:
    // Serves at once. Throws std::runtime_error with a plain sentence.
    Server(const ServerOptions& options, Log& log, std::unique_ptr<engine::Store> store);
    ~Server();

    std::string url() const;  // "http://127.0.0.1:8080/engine-rest"
    engine::Engine& engine() { return *engine_; }

    // Accepts nothing more, lets what runs end within 30 s, commits what is queued, releases what is leased.
    void drain();

  private:
    class WatchHealth;
    class Steady : public engine::Clock {
      public:
        Milliseconds monotonic() const override;
    };

    Log& log_;
    const std::string address_;
    JsonDocuments documents_;
    std::unique_ptr<expression::ScriptEngine> script_engine_;  // null: no scripts
    Languages evaluator_;
    ModelCompiler compiler_;
    std::unique_ptr<JavaScript> scripts_;
    Steady clock_;
    http::SteadyClock http_clock_;
    RequestTimes request_times_;
    std::unique_ptr<engine::Store> store_;
    std::unique_ptr<engine::Engine> engine_;
    std::unique_ptr<WatchHealth> health_;
    std::unique_ptr<api::Router> router_;
    std::unique_ptr<http::Front> front_;
    // The front while there is one, for its own thread.
    std::atomic<const http::Front*> serving_{nullptr};
    bool drained_ = false;
};

}  // namespace pavane::app
