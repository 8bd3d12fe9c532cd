// A small world for query tests, the same in every store: two running roots, one of which has called a second process,
// and one that has ended.
#pragma once

#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"

namespace pavane::tests {

struct World {
    engine::NewDeployment orders, bills;  // "order" and "bill", one version each; then "order" again
    engine::NewDeployment orders_again;
    Root a, b, ended;
    engine::ActivityId called;  // process of "bill", called by a
    engine::ActivityRow calling;
    engine::UserTaskRow check, ship, pay;  // of a, b and called
    engine::ExternalTaskRow charge;        // of a
    engine::JobRow timer, failed;          // of b
    engine::IncidentRow incident;          // of b, for `failed`
    engine::SubscriptionRow paid_a, paid_b;
    core::EndedTask ended_task;

    World();
    void write_to(engine::Store& store);

  private:
    void write_a(engine::Store& store);
    void write_b(engine::Store& store);
    void write_ended(engine::Store& store);
};

expression::TypedValue integer(std::int64_t value);
expression::TypedValue text(const std::string& value);

}  // namespace pavane::tests
