// Who goes next of those that wait for one of few threads. Three kinds stand in line, each before the next; within a
// kind those of one model take turns with those of the others, so that a bad model holds up itself. A kind that was
// passed over many times goes all the same: who comes first must not keep the others waiting for ever.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "foundation/uuid.hpp"

namespace pavane::expression {

enum class ScriptRank : std::uint8_t { text, client, job };  // a text to read; a script that a client, a job waits for

// In which line a script stands.
struct ScriptTurn {
    ScriptRank rank = ScriptRank::client;
    Uuid model;
};

namespace javascript {

template <class Work>
class Turns {
  public:
    // So many others of the kinds before it may go while one of a kind waits.
    static constexpr std::size_t most_passed_over = 20;

    void push(const ScriptTurn& turn, Work work) {
        Line& line = lines_.at(static_cast<std::size_t>(turn.rank));
        std::deque<Work>& of_model = line.by_model[turn.model];
        if (of_model.empty()) line.models.push_back(turn.model);
        of_model.push_back(std::move(work));
        ++line.size;
    }

    // Nothing: nobody waits.
    std::optional<Work> pop() {
        Line* const line = next_line();
        if (!line) return std::nullopt;
        for (Line& other : lines_)
            if (&other != line && other.size > 0) ++other.passed_over;
        line->passed_over = 0;
        --line->size;
        const auto of_model = line->by_model.find(line->models.front());
        line->models.pop_front();
        Work work = std::move(of_model->second.front());
        of_model->second.pop_front();
        if (of_model->second.empty())
            line->by_model.erase(of_model);
        else
            line->models.push_back(of_model->first);
        return work;
    }

    // All of a kind, who then wait no longer.
    std::vector<Work> take(ScriptRank rank) {
        std::vector<Work> taken;
        Line line = std::exchange(lines_.at(static_cast<std::size_t>(rank)), {});
        for (auto& [model, of_model] : line.by_model)
            for (Work& work : of_model) taken.push_back(std::move(work));
        return taken;
    }

    std::size_t size(ScriptRank rank) const { return lines_.at(static_cast<std::size_t>(rank)).size; }
    std::size_t size() const { return size(ScriptRank::text) + size(ScriptRank::client) + size(ScriptRank::job); }

  private:
    struct Line {
        std::map<Uuid, std::deque<Work>> by_model;  // none is empty
        std::deque<Uuid> models;                    // each that has some, the next in turn in front
        std::size_t size = 0;
        std::size_t passed_over = 0;
    };

    Line* next_line() {
        Line* first = nullptr;
        for (Line& line : lines_) {
            if (line.size == 0) continue;
            if (line.passed_over >= most_passed_over) return &line;
            if (!first) first = &line;
        }
        return first;
    }

    std::array<Line, 3> lines_;
};

}  // namespace javascript
}  // namespace pavane::expression
