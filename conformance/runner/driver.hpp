// One of the five engines that a scenario runs in. What it is asked is the same everywhere; how it is asked is one file
// each.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "conformance/runner/world.hpp"
#include "foundation/result.hpp"
#include "runtime/core/commands.hpp"

namespace pavane::conformance {

// A command that is not taken leaves everything as it was and says why.
using Answer = Result<void, std::string>;

using Files = std::vector<std::pair<std::string, std::string>>;  // name, content

struct Finding {
    std::string code;
    std::string element;
    std::string message;
};
struct DeployAnswer {
    bool deployed = false;
    std::vector<std::string> definitions;  // the keys of what was deployed
    std::vector<Finding> errors;
    std::vector<Finding> warnings;
};

struct StartRequest {
    std::string key;
    std::string business_key;
    core::Assignments variables;
};
struct MessageRequest {
    std::string name;
    std::optional<std::string> business_key;
    core::Assignments correlation_keys;
    core::Assignments variables;
};

class Driver {
  public:
    virtual ~Driver() = default;

    virtual DeployAnswer deploy(const Files& files) = 0;
    virtual Answer start(const StartRequest& request) = 0;
    virtual Answer correlate(const MessageRequest& request) = 0;
    // For every record that look() has shown. RunJob fails the job when its run does.
    virtual Answer perform(const core::Command& command) = 0;

    virtual World look() = 0;
    // The elements of the open user tasks without an assignee that this user or group is a candidate of.
    virtual std::vector<std::string> tasks_offered_to(core::Candidate::Kind kind, const std::string& name) = 0;

    // The engine's time. The scenario's own time starts with it and is moved only by `advance`.
    virtual Instant now() = 0;
    // The engines whose clock the runner holds go to that time; the others have the world's.
    virtual void move_clock(Instant) {}
    // A line is over: whatever must hold between lines is checked, what can be forgotten is.
    virtual void end_line() {}
};

using DriverPtr = std::unique_ptr<Driver>;

}  // namespace pavane::conformance
