// An engine whose compiler the test has its hand in. `Hand` is a Compiler made of the real one.
#pragma once

#include <boost/test/unit_test.hpp>

#include "tests/contract/node.hpp"

namespace pavane::tests {

template <class Hand>
struct NodeWithCompiler {
    NodeWithCompiler(engine::Store& store, const std::string& name)
        : engine(store, clock, compiler, evaluator, journal, settings(name)) {}

    class Steady final : public engine::Clock {
        Milliseconds monotonic() const override { return Milliseconds(0); }
    };
    class Silent final : public engine::Journal {
        void warn(const std::string& message) override { BOOST_ERROR(message); }
    };
    static engine::EngineSettings settings(const std::string& name) {
        engine::EngineSettings settings;
        settings.node = name;
        settings.threads = 1;
        settings.run_jobs = false;
        return settings;
    }

    app::JsonDocuments documents;
    app::Languages evaluator{documents};
    app::ModelCompiler model_compiler{evaluator};
    Hand compiler{model_compiler};
    Steady clock;
    Silent journal;
    engine::Engine engine;
};

}  // namespace pavane::tests
