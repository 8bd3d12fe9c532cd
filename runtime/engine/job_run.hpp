// One leased job while this node runs it. Its place among the local jobs is free as soon as the run has ended, or is
// forgotten: an exception on the way costs no place, and the lease, which nobody renews then, runs out.
#pragma once

#include "runtime/engine/jobs.hpp"

namespace pavane::engine {

class Jobs::Run {
  public:
    Run(Jobs& jobs, LeasedJob job, OnDone done);
    ~Run();
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    const LeasedJob& job() const { return job_; }
    bool is_asked_for() const { return done_ != nullptr; }  // by a client, who is told what becomes of it

    // `answer` is what became of the run's last command, `told` what the client hears.
    void end(const Answer& answer, Answer told);
    void end(const Answer& answer) { end(answer, answer); }

  private:
    Jobs& jobs_;
    const LeasedJob job_;
    OnDone done_;
    bool has_ended_ = false;
};

}  // namespace pavane::engine
