#include <map>

#include "runtime/engine/record_rows.hpp"

namespace pavane::engine {

namespace {

template <class R>
class Merge {
  public:
    explicit Merge(RowChanges<R>& rows) : rows_(rows) {
        index(rows_.inserted, inserted_);
        index(rows_.updated, updated_);
        for (std::size_t at = 0; at < rows_.erased.size(); ++at) erased_.emplace(rows_.erased[at], at);
    }

    void insert(R&& row) {
        // Only a variable comes back under the key it had: for the store that is an update.
        const auto gone = erased_.find(row.key);
        if (gone == erased_.end()) {
            rows_.inserted.push_back(std::move(row));
            return;
        }
        erased_again_.push_back(gone->second);
        rows_.updated.push_back(std::move(row));
    }
    void update(R&& row) {
        if (const auto born = inserted_.find(row.key); born != inserted_.end())
            rows_.inserted[born->second] = std::move(row);
        else if (const auto known = updated_.find(row.key); known != updated_.end())
            rows_.updated[known->second] = std::move(row);
        else
            rows_.updated.push_back(std::move(row));
    }
    void erase(decltype(R::key)&& key) {
        if (const auto born = inserted_.find(key); born != inserted_.end()) {
            unborn_.push_back(born->second);
            return;
        }
        if (const auto known = updated_.find(key); known != updated_.end()) outdated_.push_back(known->second);
        rows_.erased.push_back(std::move(key));
    }
    void finish() {
        drop(rows_.inserted, unborn_);
        drop(rows_.updated, outdated_);
        drop(rows_.erased, erased_again_);
    }

  private:
    using Positions = std::map<decltype(R::key), std::size_t>;

    static void index(const std::vector<R>& rows, Positions& positions) {
        for (std::size_t at = 0; at < rows.size(); ++at) positions.emplace(rows[at].key, at);
    }
    template <class T>
    static void drop(std::vector<T>& from, std::vector<std::size_t>& positions) {
        if (positions.empty()) return;
        std::vector<bool> dropped(from.size(), false);
        for (const std::size_t at : positions) dropped[at] = true;
        std::vector<T> kept;
        for (std::size_t at = 0; at < from.size(); ++at)
            if (!dropped[at]) kept.push_back(std::move(from[at]));
        from = std::move(kept);
    }

    RowChanges<R>& rows_;
    Positions inserted_;
    Positions updated_;
    Positions erased_;
    std::vector<std::size_t> unborn_;
    std::vector<std::size_t> outdated_;
    std::vector<std::size_t> erased_again_;
};

template <class R>
void merge_rows(RowChanges<R>& earlier, RowChanges<R>&& later) {
    if (later.empty()) return;
    if (earlier.empty()) {
        earlier = std::move(later);
        return;
    }
    Merge<R> merge(earlier);
    for (R& row : later.inserted) merge.insert(std::move(row));
    for (R& row : later.updated) merge.update(std::move(row));
    for (auto& key : later.erased) merge.erase(std::move(key));
    merge.finish();
}

template <class T>
void append(std::vector<T>& earlier, std::vector<T>&& later) {
    earlier.insert(earlier.end(), std::make_move_iterator(later.begin()), std::make_move_iterator(later.end()));
}

}  // namespace

void merge(RootRows& earlier, RootRows&& later) {
    merge_rows(earlier.processes, std::move(later.processes));
    merge_rows(earlier.activities, std::move(later.activities));
    merge_rows(earlier.tokens, std::move(later.tokens));
    merge_rows(earlier.subscriptions, std::move(later.subscriptions));
    merge_rows(earlier.jobs, std::move(later.jobs));
    merge_rows(earlier.user_tasks, std::move(later.user_tasks));
    merge_rows(earlier.external_tasks, std::move(later.external_tasks));
    merge_rows(earlier.incidents, std::move(later.incidents));
    merge_rows(earlier.variables, std::move(later.variables));
    append(earlier.ended_processes, std::move(later.ended_processes));
    append(earlier.ended_activities, std::move(later.ended_activities));
    append(earlier.ended_tasks, std::move(later.ended_tasks));
    append(earlier.ended_variables, std::move(later.ended_variables));
    append(earlier.ended_incidents, std::move(later.ended_incidents));
    append(earlier.decisions, std::move(later.decisions));
    append(earlier.end_elements, std::move(later.end_elements));
}

}  // namespace pavane::engine
