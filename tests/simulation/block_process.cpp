#include "tests/simulation/block_process.hpp"

#include <vector>

namespace pavane::tests {

std::uint64_t Dice::roll(std::uint64_t sides) {
    // splitmix64
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return (mixed ^ (mixed >> 31)) % sides;
}

namespace {

constexpr int deepest = 4;

// Where a block begins and ends: sequence flows lead to `first` and on from `last`.
struct Ends {
    std::string first;
    std::string last;
};

class Builder {
  public:
    explicit Builder(std::uint64_t seed) : dice_(seed) {}

    BlockProcess build() {
        made_.key = "simulated";
        const std::string begin = id("begin");
        const std::string end = id("end");
        std::string body;
        const Ends block = sequence(body, 0, 1);
        body += element("startEvent", begin, async()) + element("endEvent", end, async());
        body += flow(begin, block.first) + flow(block.last, end);
        made_.bpmn =
            "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" "
            "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
            "xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" targetNamespace=\"http://pavane.example\">"
            "<error id=\"oops\" errorCode=\"OOPS\"/><message id=\"nothing\" name=\"nothing\"/>"
            "<process id=\"simulated\" isExecutable=\"true\">" +
            body + "</process></definitions>";
        return std::move(made_);
    }

  private:
    std::string id(const std::string& prefix) { return prefix + std::to_string(++last_id_); }
    std::string async() {
        switch (dice_.roll(8)) {
            case 0:
                return " camunda:asyncBefore=\"true\"";
            case 1:
                return " camunda:asyncAfter=\"true\"";
            default:
                return "";
        }
    }
    static std::string element(const std::string& tag, const std::string& name, const std::string& attributes,
                               const std::string& content = "") {
        return "<" + tag + " id=\"" + name + "\"" + attributes + ">" + content + "</" + tag + ">";
    }
    std::string flow(const std::string& from, const std::string& to, const std::string& condition = "") {
        return "<sequenceFlow id=\"" + id("f") + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\">" +
               (condition.empty()
                    ? ""
                    : "<conditionExpression xsi:type=\"tFormalExpression\">" + condition + "</conditionExpression>") +
               "</sequenceFlow>";
    }

    // `times` is how often the path comes by: 0 where it never does.
    Ends block(std::string& body, int depth, int times) {
        if (depth >= deepest) return task(body, times);
        switch (dice_.roll(9)) {
            case 0:
            case 1:
                return sequence(body, depth + 1, times);
            case 2:
            case 3:
                return parallel(body, depth + 1, times);
            case 4:
                return choice(body, depth + 1, times);
            case 5:
                return sub_process(body, depth + 1, times);
            case 6:
                return failing_sub_process(body, depth + 1, times);
            case 7:
                return loop(body, depth + 1, times);
            default:
                return task(body, times);
        }
    }

    Ends task(std::string& body, int times) {
        const std::string name = id("task");
        if (times > 0) made_.completions[name] += times;
        switch (dice_.roll(5)) {
            case 0:
                body += element("serviceTask", name, " camunda:type=\"external\" camunda:topic=\"work\"" + async());
                break;
            case 1:
                body += element("task", name, async());
                break;
            case 2:
                body += element("intermediateCatchEvent", name, "",
                                "<timerEventDefinition><timeDuration xsi:type=\"tFormalExpression\">PT1H</timeDuration>"
                                "</timerEventDefinition>");
                break;
            default:
                body += element("userTask", name, async());
        }
        return {name, name};
    }

    Ends sequence(std::string& body, int depth, int times) {
        Ends ends = block(body, depth, times);
        for (std::uint64_t more = dice_.roll(3); more > 0; --more) {
            const Ends next = block(body, depth, times);
            body += flow(ends.last, next.first);
            ends.last = next.last;
        }
        return ends;
    }

    Ends parallel(std::string& body, int depth, int times) {
        const Ends gateways{id("fork"), id("join")};
        body +=
            element("parallelGateway", gateways.first, async()) + element("parallelGateway", gateways.last, async());
        for (std::uint64_t branches = 2 + dice_.roll(2); branches > 0; --branches) {
            const Ends branch = block(body, depth, times);
            body += flow(gateways.first, branch.first) + flow(branch.last, gateways.last);
        }
        return gateways;
    }

    Ends choice(std::string& body, int depth, int times) {
        const Ends gateways{id("choose"), id("merge")};
        const std::string variable = id("choice");
        const std::uint64_t branches = 2 + dice_.roll(2);
        const std::uint64_t chosen = dice_.roll(branches);
        made_.variables.emplace_back(variable, expression::typed(expression::Value(static_cast<std::int64_t>(chosen))));
        body += element("exclusiveGateway", gateways.first, "") + element("exclusiveGateway", gateways.last, "");
        for (std::uint64_t at = 0; at < branches; ++at) {
            const Ends branch = block(body, depth, at == chosen ? times : 0);
            body += flow(gateways.first, branch.first, "${" + variable + " == " + std::to_string(at) + "}") +
                    flow(branch.last, gateways.last);
        }
        return gateways;
    }

    Ends sub_process(std::string& body, int depth, int times) {
        const std::string name = id("sub");
        std::string inside;
        const Ends ends = block(inside, depth, times);
        const std::string begin = id("begin");
        const std::string end = id("end");
        inside += element("startEvent", begin, "") + element("endEvent", end, "") + flow(begin, ends.first) +
                  flow(ends.last, end);
        body += element("subProcess", name, async(), inside);
        if (times > 0) made_.completions[name] += times;
        return {name, name};
    }

    // A sub-process that always ends in an error, beside a task that nobody will ever complete; the boundary event goes
    // on.
    Ends failing_sub_process(std::string& body, int depth, int times) {
        const std::string name = id("sub");
        const std::string begin = id("begin");
        const std::string fork = id("fork");
        const std::string end = id("oops");
        const std::string caught = id("caught");
        std::string inside;
        const Ends ends = block(inside, depth, times);
        const std::string bystander = id("never");
        inside += element("startEvent", begin, "") + element("parallelGateway", fork, "") +
                  element("receiveTask", bystander, " messageRef=\"nothing\"") +
                  element("endEvent", end, "", "<errorEventDefinition errorRef=\"oops\"/>") + flow(begin, fork) +
                  flow(fork, bystander) + flow(fork, ends.first) + flow(ends.last, end);
        body += element("subProcess", name, "", inside) + element("boundaryEvent", caught,
                                                                  " attachedToRef=\"" + name + "\"",
                                                                  "<errorEventDefinition errorRef=\"oops\"/>");
        const std::string after = id("task");
        body += element("userTask", after, async()) + flow(caught, after);
        if (times > 0) {
            made_.completions[caught] += times;
            made_.completions[after] += times;
        }
        return {name, after};
    }

    Ends loop(std::string& body, int depth, int times) {
        const std::string variable = id("rounds");
        const int rounds = 1 + static_cast<int>(dice_.roll(3));
        const std::string merge = id("merge");
        const std::string count = id("count");
        const std::string again = id("again");
        const std::string leave = id("leave");
        const Ends ends = block(body, depth, times * rounds);
        // The count starts anew each time that an outer loop comes by.
        const std::string reset = id("reset");
        body +=
            element("serviceTask", reset, " camunda:expression=\"${0}\" camunda:resultVariable=\"" + variable + "\"") +
            element("exclusiveGateway", merge, "") +
            element("serviceTask", count,
                    " camunda:expression=\"${" + variable + " + 1}\" camunda:resultVariable=\"" + variable + "\"") +
            element("exclusiveGateway", again, " default=\"" + leave + "\"");
        const std::string out = id("task");
        body += element("task", out, "");
        if (times > 0) {
            made_.completions[count] += times * rounds;
            made_.completions[out] += times;
        }
        body += flow(reset, merge) + flow(merge, ends.first) + flow(ends.last, count) + flow(count, again) +
                flow(again, merge, "${" + variable + " &lt; " + std::to_string(rounds) + "}") + "<sequenceFlow id=\"" +
                leave + "\" sourceRef=\"" + again + "\" targetRef=\"" + out + "\"/>";
        return {reset, out};
    }

    Dice dice_;
    int last_id_ = 0;
    BlockProcess made_;
};

}  // namespace

BlockProcess random_process(std::uint64_t seed) { return Builder(seed).build(); }

}  // namespace pavane::tests
