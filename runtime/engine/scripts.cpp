#include "runtime/engine/scripts.hpp"

namespace pavane::engine {

namespace {

class NoScripts final : public Scripts {
  public:
    void run(core::ScriptCall, AskedBy, Done done) override {
        expression::ScriptFailure failure;
        failure.kind = expression::ScriptFailure::Kind::unavailable;
        failure.message = "This server does not run JavaScript; started with --scripts (PAVANE_SCRIPTS=true), it does.";
        done(tl::make_unexpected(std::move(failure)));
    }
    void stop() override {}
};

}  // namespace

Scripts& no_scripts() {
    static NoScripts none;
    return none;
}

}  // namespace pavane::engine
