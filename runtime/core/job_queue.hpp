// The jobs of a root that have retries left, in the order in which they are to run: derived from the jobs, never
// stored. Commands of one root run one after the other, so no more than the first few need be at hand at once.
#pragma once

#include <set>
#include <tuple>

#include "foundation/ensure.hpp"
#include "runtime/core/records.hpp"

namespace pavane::core {

class JobQueue {
  public:
    void add(const JobId& id, const Job& job) {
        if (job.retries > 0) ENSURE(places_.insert(place_of(id, job)).second);
    }
    void remove(const JobId& id, const Job& job) {
        if (job.retries > 0) ENSURE(places_.erase(place_of(id, job)) == 1);
    }

    // At most `most` of them: the earliest due first, of those the highest priority. A job without a due date is due
    // since it was made, so that a timer that falls due does not wait behind those that are made for ever.
    std::vector<JobId> first(std::size_t most) const {
        std::vector<JobId> jobs;
        for (auto at = places_.begin(); at != places_.end() && jobs.size() < most; ++at)
            jobs.push_back(std::get<JobId>(*at));
        return jobs;
    }

    friend bool operator==(const JobQueue&, const JobQueue&) = default;

  private:
    using Place = std::tuple<Instant, std::int64_t, JobId>;
    static Place place_of(const JobId& id, const Job& job) {
        return {job.due.value_or(job.created_at), -job.priority, id};
    }

    std::set<Place> places_;
};

}  // namespace pavane::core
