// The user-task round trip over REST: start, list, complete, by a number of clients in a closed loop.
//   rest_bench HOST:PORT CLIENTS SECONDS
// The process 'bench' (bench/models/user_task.bpmn) must be deployed.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "bench/rest/http_connection.hpp"

namespace {

using Clock = std::chrono::steady_clock;
using pavane::bench::HttpAnswer;
using pavane::bench::HttpConnection;

const std::string root = "/engine-rest";

std::string first_id(const std::string& json) {
    const std::size_t at = json.find("\"id\":\"");
    if (at == std::string::npos) throw std::runtime_error("no id in " + json);
    return json.substr(at + 6, 36);
}

void expect(const HttpAnswer& answer, int status) {
    if (answer.status != status)
        throw std::runtime_error("answer " + std::to_string(answer.status) + ": " + answer.body);
}

void round_trip(HttpConnection& connection) {
    const HttpAnswer started = connection.request("POST", root + "/process-definition/key/bench/start",
                                                  R"({"variables":{"amount":{"value":12}}})");
    expect(started, 200);
    const std::string instance = first_id(started.body);
    const HttpAnswer listed = connection.request("GET", root + "/task?processInstanceId=" + instance, "");
    expect(listed, 200);
    expect(connection.request("POST", root + "/task/" + first_id(listed.body) + "/complete",
                              R"({"variables":{"ok":{"value":true}}})"),
           204);
}

struct Figures {
    std::mutex mutex;
    std::vector<double> milliseconds;
    std::atomic<std::uint64_t> failures{0};
};

void client(const std::string& host, int port, Clock::time_point from, Clock::time_point until, Figures& figures) {
    std::vector<double> mine;
    try {
        HttpConnection connection(host, port);
        while (Clock::now() < until) {
            const auto begin = Clock::now();
            round_trip(connection);
            if (begin >= from) mine.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
        }
    } catch (const std::exception& error) {
        ++figures.failures;
        std::fprintf(stderr, "client: %s\n", error.what());
    }
    const std::lock_guard lock(figures.mutex);
    figures.milliseconds.insert(figures.milliseconds.end(), mine.begin(), mine.end());
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) {
        std::fputs("rest_bench HOST:PORT CLIENTS SECONDS\n", stderr);
        return 2;
    }
    const std::string address = words[1];
    const std::string host = address.substr(0, address.find(':'));
    const int port = std::atoi(address.substr(address.find(':') + 1).c_str());
    const int clients = std::atoi(words[2]);
    const int seconds = std::atoi(words[3]);
    Figures figures;
    const auto from = Clock::now() + std::chrono::seconds(2);  // warm-up, not counted
    const auto until = from + std::chrono::seconds(seconds);
    std::vector<std::thread> threads;
    for (int at = 0; at < clients; ++at) threads.emplace_back([&] { client(host, port, from, until, figures); });
    for (std::thread& thread : threads) thread.join();
    std::sort(figures.milliseconds.begin(), figures.milliseconds.end());
    if (figures.milliseconds.empty()) return 1;
    const auto at = [&](double share) {
        return figures
            .milliseconds[static_cast<std::size_t>(share * static_cast<double>(figures.milliseconds.size() - 1))];
    };
    std::printf("%.0f %.2f %.2f %llu\n", static_cast<double>(figures.milliseconds.size()) / seconds, at(0.5), at(0.99),
                static_cast<unsigned long long>(figures.failures.load()));
    return figures.failures ? 1 : 0;
}
