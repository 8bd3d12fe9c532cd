#include "persistence/job_shares.hpp"

#include <algorithm>
#include <tuple>

namespace pavane::persistence {

std::vector<core::JobId> go_round(const std::vector<JobsOfShare>& shares, std::size_t places, JobShare& last) {
    std::vector<core::JobId> chosen;
    last = shares.size() < shares_at_a_time ? JobShare{} : shares.back().share;
    for (std::size_t round = 0; round < most_of_a_share; ++round)
        for (const JobsOfShare& each : shares) {
            if (each.due.size() <= round) continue;
            if (chosen.size() == places) return chosen;
            chosen.push_back(each.due[round]);
            const bool is_cut_short = round == 0 && chosen.size() == places && &each != &shares.back();
            if (is_cut_short) last = each.share;
        }
    return chosen;
}

std::vector<engine::LeasedJob> best_first(std::vector<RankedJob> jobs) {
    std::sort(jobs.begin(), jobs.end(), [](const RankedJob& a, const RankedJob& b) {
        return std::tuple(-a.priority, a.job.due, a.job.job) < std::tuple(-b.priority, b.job.due, b.job.job);
    });
    std::vector<engine::LeasedJob> best;
    best.reserve(jobs.size());
    for (RankedJob& ranked : jobs) best.push_back(std::move(ranked.job));
    return best;
}

}  // namespace pavane::persistence
