#include "app/metrics.hpp"

#include <unistd.h>
#include <algorithm>
#include <charconv>
#include <fstream>
#include <utility>
#include <vector>

namespace pavane::app {

namespace {

std::string number(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

void print(std::string& page, const std::string& name, const char* type, const char* help, double value) {
    page += "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n" + name + " " + number(value) + "\n";
}

// One counter for each value of a label.
void print_by(std::string& page, const std::string& name, const char* help, const std::string& label,
              const std::vector<std::pair<std::string, std::uint64_t>>& values) {
    page += "# HELP " + name + " " + help + "\n# TYPE " + name + " counter\n";
    for (const auto& [value, count] : values)
        page += name + "{" + label + "=\"" + value + "\"} " + std::to_string(count) + "\n";
}

double resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    double size = 0;
    double resident = 0;
    statm >> size >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace

void RequestTimes::observe(const api::Access& access) {
    const double seconds = std::chrono::duration<double>(access.time).count();
    const auto bound = std::lower_bound(bounds_seconds.begin(), bounds_seconds.end(), seconds);
    const std::lock_guard lock(mutex_);
    Histogram& histogram = histograms_[{access.method, std::string(access.route), access.status}];
    ++histogram.counts.at(static_cast<std::size_t>(bound - bounds_seconds.begin()));
    histogram.sum_seconds += seconds;
}

void RequestTimes::print(std::string& page) const {
    const std::string name = "http_server_request_duration_seconds";
    page += "# HELP " + name + " How long requests took.\n# TYPE " + name + " histogram\n";
    const std::lock_guard lock(mutex_);
    for (const auto& [key, histogram] : histograms_) {
        const auto& [method, route, status] = key;
        const std::string labels = "http_request_method=\"" + method + "\",http_route=\"" + route +
                                   "\",http_response_status_code=\"" + std::to_string(status) + "\"";
        std::uint64_t total = 0;
        for (std::size_t at = 0; at < histogram.counts.size(); ++at) {
            total += histogram.counts.at(at);
            const std::string bound = at < bounds_seconds.size() ? number(bounds_seconds.at(at)) : "+Inf";
            page += name + "_bucket{" + labels + ",le=\"" + bound + "\"} " + std::to_string(total) + "\n";
        }
        page += name + "_sum{" + labels + "} " + number(histogram.sum_seconds) + "\n";
        page += name + "_count{" + labels + "} " + std::to_string(total) + "\n";
    }
}

std::string metrics_page(const engine::EngineFigures& figures, const http::FrontStatistics& front,
                         const RequestTimes& requests, std::size_t stuck_script_threads) {
    std::string page =
        "# HELP pavane_build_info What runs.\n# TYPE pavane_build_info "
        "gauge\npavane_build_info{version=\"" PAVANE_VERSION "\"} 1\n";
    const auto counter = [&page](const std::string& name, const char* help, std::uint64_t value) {
        print(page, name, "counter", help, static_cast<double>(value));
    };
    const auto gauge = [&page](const std::string& name, const char* help, double value) {
        print(page, name, "gauge", help, value);
    };
    gauge("process_resident_memory_bytes", "Resident memory.", resident_bytes());
    const engine::Tally& tally = figures.tally;
    counter("pavane_process_instances_started_total", "Process instances started.", tally.process_instances_started);
    counter("pavane_process_instances_completed_total", "Process instances that came to an end of their model.",
            tally.process_instances_completed);
    counter("pavane_process_instances_canceled_total", "Process instances deleted or canceled.",
            tally.process_instances_canceled);
    print_by(page, "pavane_activity_instances_total", "Activity instances.", "event",
             {{"start", tally.activities_started},
              {"end", tally.activities_completed},
              {"cancel", tally.activities_canceled}});
    counter("pavane_user_tasks_completed_total", "User tasks completed.", tally.user_tasks_completed);
    counter("pavane_external_tasks_ended_total", "External tasks completed or canceled.", tally.external_tasks_ended);
    print_by(page, "pavane_jobs_total", "Runs of jobs.", "outcome",
             {{"success", figures.jobs_succeeded}, {"failure", figures.jobs_failed}});
    print_by(page, "pavane_scripts_total", "Runs of scripts.", "outcome",
             {{"success", figures.scripts.succeeded},
              {"bpmn_error", figures.scripts.bpmn_errors},
              {"failure", figures.scripts.failed},
              {"limit", figures.scripts.over_limits},
              {"unavailable", figures.scripts.unavailable},
              {"turned_away", figures.scripts.turned_away}});
    gauge("pavane_scripts_waiting", "Commands that wait for a script.", static_cast<double>(figures.waiting_scripts));
    gauge("pavane_script_threads_stuck", "Threads whose script goes on although its time is long over.",
          static_cast<double>(stuck_script_threads));
    counter("pavane_incidents_created_total", "Incidents created.", tally.incidents_created);
    counter("pavane_decision_evaluations_total", "Decisions evaluated that were asked for.", tally.decisions_evaluated);
    counter("pavane_decision_elements_total", "Decisions evaluated, with those that they required.",
            tally.decision_elements);
    counter("pavane_db_batches_total", "Transactions of the committer.", figures.committer.batches);
    counter("pavane_db_commands_total", "Commands committed in them.", figures.committer.commands);
    counter("pavane_db_roots_refused_total", "Roots whose changes a commit refused.", figures.committer.refused);
    counter("pavane_db_unknown_outcomes_total", "Commits whose outcome had to be asked for.",
            figures.committer.unknown_outcomes);
    gauge("pavane_db_commands_queued", "Commands that wait for a commit.",
          static_cast<double>(figures.committer.queued));
    gauge("pavane_cached_roots", "Process instance families in memory.", static_cast<double>(figures.cached_roots));
    gauge("pavane_cached_instance_bytes", "Estimated memory of those.", static_cast<double>(figures.instance_bytes));
    gauge("pavane_cached_definition_bytes", "Estimated memory of the compiled process definitions.",
          static_cast<double>(figures.definition_bytes));
    gauge("pavane_long_polls_waiting", "Long polls that wait for external tasks.",
          static_cast<double>(figures.waiting_long_polls));
    gauge("pavane_http_connections", "Open connections.", static_cast<double>(front.connections));
    counter("pavane_http_requests_total", "Requests accepted.", front.requests);
    counter("pavane_http_undeliverable_total", "Answers the client did not get.", front.undeliverable);
    counter("pavane_http_turned_away_total", "Connections and requests turned away.", front.turned_away);
    requests.print(page);
    return page;
}

}  // namespace pavane::app
