#include "expression/javascript/script_engine.hpp"

#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <ctime>
#include <future>
#include <list>
#include <mutex>
#include <thread>

#include "expression/javascript/module_file.hpp"
#include "expression/javascript/watchdog.hpp"
#include "expression/typed_value.hpp"
#include "foundation/ensure.hpp"

namespace pavane::expression {

using javascript::Interpreter;

namespace {

// A worker that had nothing to do for this long gives memory back.
constexpr std::chrono::seconds rest_after{5};

// So many threads stand in for those that are stuck in what nobody can interrupt.
constexpr std::size_t most_stand_ins = 4;

std::int64_t now_ns() { return std::chrono::steady_clock::now().time_since_epoch().count(); }

// What the module asks of the program, answered by those who know documents.
class DocumentContents final : public javascript::Contents {
  public:
    explicit DocumentContents(const DocumentReader& documents) : documents_(documents) {}

    Result<Value, std::string> content(const Value& value) const override {
        if (!value.document()) return storable(value);
        auto content = documents_.read(*value.document());
        if (!content) return unexpected(std::move(content.error().message));
        return std::move(*content);
    }

    Result<Value, std::string> json(const Value& value) const override {
        auto text = documents_.write(value);
        if (!text) return unexpected(std::move(text.error().message));
        return Value(Document{Document::Format::json, std::move(*text), {}, {}});
    }

  private:
    const DocumentReader& documents_;
};

ScriptFailure failure(ScriptFailure::Kind kind, std::string message) {
    return ScriptFailure{.kind = kind, .message = std::move(message), .error_code = {}};
}

ScriptFailure unavailable(std::string message) { return failure(ScriptFailure::Kind::unavailable, std::move(message)); }

ScriptFailure given_up(std::string message) { return failure(ScriptFailure::Kind::thrown, std::move(message)); }

ScriptFailure all_stuck() {
    return failure(ScriptFailure::Kind::turned_away,
                   "Scripts that do not end hold every thread for scripts; find them among the running ones and mend "
                   "them, and restart the program if they do not end.");
}

ScriptFailure stopping() {
    return failure(ScriptFailure::Kind::turned_away, "The program is stopping; no script is begun any more.");
}

}  // namespace

// What `work` returns. What it throws (there is no memory, a reader of documents broke) ends the script and not the
// program, and is told as `failed` makes it.
template <class Work, class Failed>
auto guarded(const Work& work, const Failed& failed) -> decltype(work()) {
    try {
        return work();
    } catch (const std::exception& error) {
        return unexpected(failed(std::string("The script was given up: ") + error.what()));
    }
}

// The threads, their queue and the watchdog.
class ScriptEngine::Crew {
  public:
    // The interpreter of the thread that runs it, or why there is none.
    using Job = std::function<void(Result<Interpreter*, ScriptFailure>)>;

    Crew(const DocumentReader& documents, const ScriptLimits& limits, unsigned threads)
        : contents_(documents), limits_(limits), most_workers_(threads) {}
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;

    ~Crew() {
        stop();
        {
            const std::lock_guard lock(mutex_);
            is_ending_ = true;
        }
        wake_.notify_all();
        for (Worker& worker : workers_) worker.thread.join();
        watchdog_.reset();
    }

    void stop() {
        std::vector<Job> of_clients, of_jobs;
        {
            const std::lock_guard lock(mutex_);
            is_stopping_ = true;
            of_clients = waiting_.take(ScriptRank::client);
            of_jobs = waiting_.take(ScriptRank::job);
        }
        for (const Job& script : of_clients) call(script, unexpected(stopping()));
        for (const Job& script : of_jobs) call(script, unexpected(stopping()));
    }

    // A text to compile. Never refused: whoever brings it waits for it, so there are no more than threads.
    void submit_text(Job text) {
        {
            std::unique_lock lock(mutex_);
            if (are_all_stuck()) {
                lock.unlock();
                return text(unexpected(all_stuck()));
            }
            add_worker_if_needed();
            waiting_.push({ScriptRank::text, {}}, std::move(text));
        }
        wake_.notify_one();
    }

    void submit(const ScriptTurn& turn, Job script) {
        if (const std::optional<ScriptFailure> refused = enqueue(turn, script))
            return call(script, unexpected(*refused));
        wake_.notify_one();
    }

    std::size_t stuck_threads() {
        const std::lock_guard lock(mutex_);
        return stuck_workers();
    }

  private:
    struct Worker {
        javascript::Watched watched;
        std::thread thread;
        std::atomic<std::int64_t> began_ns{0};  // its piece of work; 0: it has none
    };

    // Who is told must not throw. If one does all the same, the others and the thread go on.
    static void call(const Job& job, const Result<Interpreter*, ScriptFailure>& interpreter) noexcept {
        try {
            job(interpreter);
        } catch (const std::exception&) {
            return;  // whoever it is has been told, and nobody else would be
        }
    }

    std::size_t stuck_workers() const {
        const std::int64_t longest_ns = std::chrono::nanoseconds(limits_.time + limits_.patience).count();
        return static_cast<std::size_t>(std::ranges::count_if(workers_, [&](const Worker& worker) {
            const std::int64_t began_ns = worker.began_ns;
            return began_ns != 0 && now_ns() - began_ns > longest_ns;
        }));
    }
    bool are_all_stuck() const { return stuck_workers() == most_workers_ + most_stand_ins; }

    // Takes the script, unless it is refused.
    std::optional<ScriptFailure> enqueue(const ScriptTurn& turn, Job& script) {
        const std::lock_guard lock(mutex_);
        if (is_stopping_) return stopping();
        if (are_all_stuck()) return all_stuck();
        if (waiting_.size(ScriptRank::client) + waiting_.size(ScriptRank::job) >= limits_.waiting)
            return failure(ScriptFailure::Kind::turned_away, "Too many scripts wait to be run; try again later.");
        add_worker_if_needed();
        waiting_.push(turn, std::move(script));
        return std::nullopt;
    }

    // For one more piece of work. Under the lock, which the new thread takes before its first one.
    void add_worker_if_needed() {
        if (idle_workers_ > waiting_.size()) return;
        if (workers_.size() < most_workers_ + std::min(stuck_workers(), most_stand_ins)) add_worker();
    }

    // Throws if there can be no thread and there is none yet.
    void add_worker() {
        if (!watchdog_) watchdog_ = std::make_unique<javascript::Watchdog>(limits_.time);
        Worker& worker = workers_.emplace_back();
        try {
            worker.thread = std::thread([this, &worker] { work(worker); });
        } catch (const std::system_error&) {
            workers_.pop_back();
            if (workers_.empty()) throw;
            return;
        }
        watchdog_->add(worker.watched);
    }

    Result<std::unique_ptr<Interpreter>, std::string> open() const {
        const auto open_interpreter = javascript::load_module();
        if (!open_interpreter) return unexpected(open_interpreter.error());
        std::unique_ptr<Interpreter> interpreter((*open_interpreter)(contents_, limits_));
        if (!interpreter) return unexpected(std::string("JavaScript cannot run here: its library does not start."));
        return interpreter;
    }

    void work(Worker& worker) {
        const auto opened = open();
        const auto interpreter =
            opened ? Result<Interpreter*, ScriptFailure>(opened->get()) : unexpected(unavailable(opened.error()));
        set_watched(worker, opened ? opened->get() : nullptr);
        while (const std::optional<Job> job = next_job(interpreter)) {
            watchdog_->begin(worker.watched);
            worker.began_ns = now_ns();
            call(*job, interpreter);
            worker.began_ns = 0;
            javascript::Watchdog::end(worker.watched);
        }
        set_watched(worker, nullptr);
    }

    // On the worker's own thread.
    static void set_watched(Worker& worker, Interpreter* interpreter) {
        const std::lock_guard lock(worker.watched.mutex);
        worker.watched.interpreter = interpreter;
        ENSURE(::pthread_getcpuclockid(::pthread_self(), &worker.watched.clock) == 0);
    }

    // Nothing when the engine ends and every text has been compiled.
    std::optional<Job> next_job(const Result<Interpreter*, ScriptFailure>& interpreter) {
        std::unique_lock lock(mutex_);
        ++idle_workers_;
        const auto has_work = [&] { return is_ending_ || waiting_.size() > 0; };
        if (!wake_.wait_for(lock, rest_after, has_work)) {
            lock.unlock();
            if (interpreter) (*interpreter)->rest();
            lock.lock();
            wake_.wait(lock, has_work);
        }
        --idle_workers_;
        return waiting_.pop();
    }

    DocumentContents contents_;
    ScriptLimits limits_;
    std::size_t most_workers_;
    std::mutex mutex_;
    std::condition_variable wake_;
    javascript::Turns<Job> waiting_;
    std::size_t idle_workers_ = 0;
    bool is_stopping_ = false;  // no script begins any more
    bool is_ending_ = false;
    std::unique_ptr<javascript::Watchdog> watchdog_;
    std::list<Worker> workers_;  // a list: they stay where they are
};

ScriptEngine::ScriptEngine(const DocumentReader& documents, const ScriptLimits& limits, unsigned threads)
    : crew_(std::make_unique<Crew>(documents, limits, threads)) {
    ENSURE(threads > 0);
    ::setenv("TZ", "UTC", 1);
    ::tzset();
}

ScriptEngine::~ScriptEngine() = default;

void ScriptEngine::stop() { crew_->stop(); }

std::size_t ScriptEngine::stuck_threads() const { return crew_->stuck_threads(); }

Result<Expression, ScriptSyntaxError> ScriptEngine::compile(std::string_view text) {
    // Shared: the worker may still be inside set_value when the answer is here.
    using Answer = Result<Expression, ScriptSyntaxError>;
    const auto answer = std::make_shared<std::promise<Answer>>();
    crew_->submit_text([answer, text](Result<Interpreter*, ScriptFailure> interpreter) {
        const auto failed = [](std::string message) { return ScriptSyntaxError{std::move(message), 1, 1}; };
        const auto judged = [&]() -> Answer {
            std::optional<ScriptSyntaxError> wrong = (*interpreter)->judge(text);
            if (wrong) return unexpected(std::move(*wrong));
            return unread_script(text);
        };
        answer->set_value(interpreter ? guarded(judged, failed)
                                      : Answer(unexpected(failed(interpreter.error().message))));
    });
    return answer->get_future().get();
}

void ScriptEngine::evaluate(const Expression& expression, ScriptInput input, const ScriptTurn& turn, Done done) {
    ENSURE(expression.language == Language::javascript && expression && turn.rank != ScriptRank::text);
    auto script = std::static_pointer_cast<const Script>(expression.program);
    crew_->submit(turn,
                  [script = std::move(script), input = std::move(input), done = std::move(done)](auto interpreter) {
                      done(interpreter ? guarded([&] { return (*interpreter)->run(*script, input); }, given_up)
                                       : unexpected(interpreter.error()));
                  });
}

Result<ScriptOutput, ScriptFailure> ScriptEngine::evaluate(const Expression& expression, ScriptInput input) {
    const auto answer = std::make_shared<std::promise<Result<ScriptOutput, ScriptFailure>>>();
    evaluate(expression, std::move(input), {}, [answer](auto result) { answer->set_value(std::move(result)); });
    return answer->get_future().get();
}

}  // namespace pavane::expression
