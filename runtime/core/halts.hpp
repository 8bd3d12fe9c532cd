// Whether an open incident stops the jobs of a whole root: derived from the incidents, never stored.
#pragma once

#include <cstddef>

#include "foundation/ensure.hpp"
#include "runtime/core/records.hpp"

namespace pavane::core {

class Halts {
  public:
    void add(const IncidentId&, const Incident& incident) {
        if (incident.kind == Incident::Kind::instance_limit) ++open_;
    }
    void remove(const IncidentId&, const Incident& incident) {
        if (incident.kind != Incident::Kind::instance_limit) return;
        ENSURE(open_ > 0);
        --open_;
    }

    bool halted() const { return open_ > 0; }

    friend bool operator==(const Halts&, const Halts&) = default;

  private:
    std::size_t open_ = 0;
};

}  // namespace pavane::core
