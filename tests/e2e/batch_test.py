#!/usr/bin/env python3
"""A batch goes on after its server was killed, as often as that happens, and does everything once."""

import uuid

from support import Server, check, equal, main, model, on_both_databases, pavane, wait_until

KILLS = 3
OF_NOTHING = 50_000  # records that are not there, so that it takes its time


def evaluate(rest, times):
    for number in range(times):
        rest.post("/decision-definition/key/dish/evaluate",
                  {"variables": {"temperature": {"value": number}, "guests": {"value": 2}}})


def progress(rest, batch):
    """How many records have been worked off; None: the batch has ended."""
    found = rest.get(f"/batch/statistics?batchId={batch}")
    return found[0]["completedJobs"] if found else None


def kill_on_the_way(server, batch, so_far):
    """Kills the server once it has done more than `so_far`, and gives what it had then told to be done."""
    done = so_far
    while done is not None and done <= so_far:
        done = progress(server.rest, batch)
    server.kill()
    return done


def survives(database):
    with Server(database) as server:
        server.rest.deploy({"kitchen.dmn": model("kitchen.dmn")})
        evaluate(server.rest, 20)
        equal(server.rest.get("/history/decision-instance/count"), {"count": 40}, "evaluations")
        batch = server.rest.post("/history/decision-instance/delete", {
            "historicDecisionInstanceIds": [str(uuid.uuid4()) for _ in range(OF_NOTHING)],
            "historicDecisionInstanceQuery": {"decisionDefinitionKey": "dish"}})
        equal(batch["totalJobs"], OF_NOTHING + 20, "records of the batch")
        done = kill_on_the_way(server, batch["id"], 0)
    killed = 1
    while done is not None and killed < KILLS:
        with Server(database) as server:
            after = progress(server.rest, batch["id"])
            check(after is None or after >= done, f"{done} records were done before the kill, and {after} after it")
            done = kill_on_the_way(server, batch["id"], done)
        killed += 1
    with Server(database) as server:
        ended = f"/history/batch?batchId={batch['id']}&completed=true"
        wait_until(lambda: server.rest.get(ended), "the batch ends")
        equal(server.rest.get("/batch/count"), {"count": 0}, "batches under way")
        left = server.rest.get("/history/decision-instance")
        equal({item["decisionDefinitionKey"] for item in left}, {"season"}, "what was not to be deleted")
        equal(len(left), 20, "evaluations that are left")
        equal(server.stop(), 0, "the exit code")
    checked = pavane("db", "check", "--db", database)
    equal(checked.returncode, 0, f"the exit code of db check, which said {checked.stdout}{checked.stderr}")
    print(f"    {killed} kills")


if __name__ == "__main__":
    main([on_both_databases(survives)])
