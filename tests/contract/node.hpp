// One node: an engine on a store, with the real compiler and expressions. Several may share a store.
#pragma once

#include <future>
#include <mutex>
#include <string>

#include "app/json_documents.hpp"
#include "app/languages.hpp"
#include "app/model_compiler.hpp"
#include "runtime/engine/engine.hpp"

namespace pavane::tests {

class Node {
  public:
    // Jobs wait to be run by the test.
    Node(engine::Store& store, const std::string& name, core::Limits limits = {});
    Node(engine::Store& store, const std::string& name, engine::Scripts& scripts,
         std::size_t max_waiting_scripts = 500);
    Node(engine::Store& store, engine::EngineSettings settings, engine::Scripts& scripts = engine::no_scripts());

    engine::Engine& engine() { return engine_; }
    engine::Deployed deploy(const std::string& file_name, const std::string& model);
    std::future<engine::Answer> submit(engine::Submission submission);
    // Starts the newest version of a process, which must succeed, and gives its root.
    core::ActivityId start(const std::string& key);
    std::future<engine::Answer> set_variable(const core::ActivityId& root, const std::string& name,
                                             const expression::Value& value);
    // Runs a job, whatever its due date, and waits for what becomes of it.
    engine::Answer run_job(const core::JobId& job);
    std::string warnings();
    // The log refuses the next warning.
    void break_next_warning() { warnings_.break_next(); }

  private:
    class Steady final : public engine::Clock {
      public:
        Milliseconds monotonic() const override;
    };
    class Warnings final : public engine::Journal {
      public:
        void warn(const std::string& message) override;
        std::string take();
        void break_next();

      private:
        std::mutex mutex_;
        bool breaks_ = false;
        std::string all_;
    };

    app::JsonDocuments documents_;
    app::Languages evaluator_{documents_};
    app::ModelCompiler compiler_{evaluator_};
    Steady clock_;
    Warnings warnings_;
    engine::Engine engine_;
};

// A whole file around the elements of one executable process.
std::string model(const std::string& key, const std::string& elements);

}  // namespace pavane::tests
