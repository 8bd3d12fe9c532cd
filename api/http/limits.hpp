// The bounds of the front (reliability contract §3.4, S18-S20). Durations are measured with the front's Clock.
#pragma once

#include <chrono>
#include <cstddef>

namespace pavane::http {

struct Limits {
    std::size_t head_bytes = 16 * 1024;
    std::chrono::milliseconds head_time{10'000};  // from the first byte of a head to its last
    std::chrono::milliseconds body_time{30'000};  // from the end of the head to the last byte of the body
    std::chrono::milliseconds idle_time{60'000};  // without a request
    std::chrono::milliseconds write_time{
        30'000};  // for an answer, and longer as far as the client keeps to slowest_rate
    std::chrono::milliseconds linger_time{2'000};  // for the client to close after us; what it still sends is dropped
    std::chrono::milliseconds slow_start{5'000};   // after which a body must have come at slowest_rate
    std::size_t slowest_rate = 1000;               // bytes per second
    std::size_t connections = 10'000;
    std::size_t connections_per_address = 1'000;         // loopback is not limited
    std::size_t bytes_in_flight = 256 * 1024 * 1024;     // in memory, of all request bodies and unsent answers together
    std::size_t largest_answer_in_memory = 1024 * 1024;  // a larger one waits in a temporary file
    std::size_t answer_file_bytes = std::size_t{4} * 1024 * 1024 * 1024;  // of all those files together
    std::size_t queued_requests = 1'024;                                  // waiting for a worker
};

}  // namespace pavane::http
