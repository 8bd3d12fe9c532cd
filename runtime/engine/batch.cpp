#include "runtime/engine/batch.hpp"

#include <map>

#include "foundation/ensure.hpp"
#include "runtime/engine/record_rows.hpp"

namespace pavane::engine {

namespace {

// Whether a timer is due is for the database's clock to say, when it is leased.
bool is_due_at_once(const JobRow& row) { return row.in_turn && row.record.retries > 0 && !row.record.due; }

BatchedCommand batched(std::uint64_t number, const PendingChange& change) {
    BatchedCommand command;
    command.number = number;
    const Submission& submission = *change.submission;
    if (submission.job_fence) command.job_fences.push_back(*submission.job_fence);
    if (submission.worker_fence) command.worker_fences.push_back(*submission.worker_fence);
    if (submission.idempotency)
        if (const Done* done = std::get_if<Done>(&change.answer))
            command.idempotency = IdempotencyKey{submission.idempotency->tenant,
                                                 submission.idempotency->key,
                                                 {submission.idempotency->request, done->text}};
    return command;
}

void add(RootChange& root, std::uint64_t number, PendingChange& change) {
    if (root.commands.empty()) {
        root.root = change.root->id;
        root.born = change.born;
        root.base = change.base;
        root.writes = false;
    } else {
        // Changes of one root continue each other: the runner makes each on the revision of the one before.
        ENSURE(change.base == root.next);
    }
    root.next = change.next;
    // A rejection behind the change that ended the root does not bring it back.
    if (change.writes) {
        root.gone = change.gone;
        root.history_events = change.history_events;
    }
    root.writes = root.writes || change.writes;
    root.commands.push_back(batched(number, change));
    if (change.writes && change.submission->worker_lock) root.worker_locks.push_back(*change.submission->worker_lock);
    merge(root.rows, std::move(change.rows));
}

}  // namespace

Batch make_batch(const Uuid& operation, std::vector<PendingChange>& changes, const CommitterSettings& settings,
                 JobPlaces places) {
    Batch batch;
    batch.operation = operation;
    batch.node = settings.node;
    batch.lease = settings.lease;
    std::map<ActivityId, std::size_t> positions;
    for (std::size_t number = 0; number < changes.size(); ++number) {
        PendingChange& change = changes[number];
        const auto [position, is_new] = positions.emplace(change.root->id, batch.roots.size());
        if (is_new) batch.roots.emplace_back();
        add(batch.roots[position->second], number, change);
        if (change.submission->newest && change.writes) {
            batch.newest.push_back(*change.submission->newest);
            batch.newest.back().command = number;
        }
        for (NewestDefinition& claim : change.looked_up) {
            claim.command = number;
            batch.newest.push_back(std::move(claim));
        }
        for (NewestDecision& claim : change.looked_up_decisions) {
            claim.command = number;
            batch.newest_decisions.push_back(std::move(claim));
        }
    }
    for (RootChange& root : batch.roots) {
        for (const ProcessRow& row : root.rows.processes.inserted) root.runs_of.insert(row.record.definition);
        for (const auto& row : root.rows.ended_processes) root.runs_of.insert(row.origin.definition);
        for (const JobRow& row : root.rows.jobs.inserted)
            if (is_due_at_once(row) && places.take({row.origin.tenant, row.origin.definition}))
                root.leased_at_birth.push_back(row.key);
    }
    return batch;
}

Released released_by(const Batch& batch, const std::vector<bool>& root_refused, Instant now) {
    Released released;
    for (std::size_t at = 0; at < batch.roots.size(); ++at) {
        if (root_refused[at]) continue;
        const RootChange& root = batch.roots[at];
        std::map<core::JobId, bool> leased;
        for (const core::JobId& job : root.leased_at_birth) leased[job] = true;
        for (const JobRow& row : root.rows.jobs.inserted) {
            if (leased.contains(row.key)) {
                LeasedJob job;
                job.job = row.key;
                job.root = root.root;
                job.definition = row.origin.definition;
                job.tenant = row.origin.tenant;
                job.epoch = 1;
                job.acquisitions = 1;
                released.leased_jobs.push_back(std::move(job));
            } else if (row.in_turn && row.record.retries > 0) {
                released.due.push_back(row.record.due.value_or(now));
            }
        }
        for (const JobRow& row : root.rows.jobs.updated)
            if (row.in_turn && row.record.retries > 0) released.due.push_back(row.record.due.value_or(now));
        for (const ExternalTaskRow& row : root.rows.external_tasks.inserted)
            released.topics.push_back(row.record.topic);
        for (const ExternalTaskRow& row : root.rows.external_tasks.updated)
            if (row.record.retries.value_or(1) > 0) released.topics.push_back(row.record.topic);
    }
    return released;
}

}  // namespace pavane::engine
