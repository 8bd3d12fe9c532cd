#!/usr/bin/env python3
"""External task workers at once: long polls that wake, tasks that nobody gets twice, answers that nobody took."""

import json
import socket
import threading
import time

from support import Server, check, connect, equal, in_background, main, model, on_both_databases, wait_until

WAIT_MS = 30000
TASKS = 120
WORKERS = 6


def fetch(rest, worker, wait_ms=0, most=1, lock_ms=20000):
    answer = rest.send("POST", "/external-task/fetchAndLock", {
        "workerId": worker, "maxTasks": most, "asyncResponseTimeout": wait_ms,
        "topics": [{"topicName": "values", "lockDuration": lock_ms}]}, timeout_s=60)
    equal(answer.status, 200, f"fetchAndLock: {answer}")
    return answer.json


def waiting_polls(rest):
    return rest.metric("pavane_long_polls_waiting")


def poll_in_background(rest, worker, before=0):
    def poll():
        found = fetch(rest, worker, WAIT_MS)
        return found, time.monotonic()

    join = in_background(poll)
    wait_until(lambda: waiting_polls(rest) == before + 1, f"the poll of {worker} waits")
    return join


def polls_wake(rest):
    latencies = []
    for number in range(10):
        poll = poll_in_background(rest, f"sleeper-{number}")
        began = time.monotonic()
        instance = rest.start("values")["id"]
        found, ended = poll()
        equal([task["processInstanceId"] for task in found], [instance], "the task that woke the poll")
        latencies.append((ended - began) * 1000)
        rest.post(f"/external-task/{found[0]['id']}/complete", {"workerId": f"sleeper-{number}"})
    check(max(latencies) < WAIT_MS / 2, "a poll wakes long before its time is up")
    print(f"    from the start request to the poll's answer: {sorted(latencies)[5]:.1f} ms (median), "
          f"{max(latencies):.1f} ms (longest)")


def unlocking_wakes(rest):
    rest.start("values")
    first = fetch(rest, "holder")
    equal(len(first), 1, "tasks of the holder")
    poll = poll_in_background(rest, "heir")
    rest.send("POST", f"/external-task/{first[0]['id']}/unlock")
    found, _ = poll()
    equal([task["id"] for task in found], [first[0]["id"]], "what unlocking gave to the poll that waits")
    rest.post(f"/external-task/{found[0]['id']}/complete", {"workerId": "heir"})


def nothing_comes_in_time(rest):
    equal(fetch(rest, "patient", 50), [], "a poll that ran out")


def nobody_gets_a_task_twice(rest):
    started = {rest.start("values")["id"] for _ in range(TASKS // 2)}
    lock, seen, line_up = threading.Lock(), [], threading.Barrier(WORKERS + 1)

    def work(name):
        line_up.wait()
        while True:
            tasks = fetch(rest, name, 0, 3)
            if not tasks:
                with lock:
                    if len(seen) >= TASKS:
                        return
                time.sleep(0)  # lets the others go on
                continue
            with lock:
                seen.extend((task["id"], task["processInstanceId"]) for task in tasks)
            for task in tasks:
                answer = rest.send("POST", f"/external-task/{task['id']}/complete", {"workerId": name})
                equal(answer.status, 204, f"completing as {name}: {answer}")

    workers = [in_background(lambda name=f"racer-{number}": work(name)) for number in range(WORKERS)]
    line_up.wait()
    started |= {rest.start("values")["id"] for _ in range(TASKS // 2)}  # while they race
    for worker in workers:
        worker(60)
    equal(len({task for task, _ in seen}), len(seen), "tasks given to one worker each")
    equal({instance for _, instance in seen}, started, "the instances whose tasks were given")


def lost_answers_unlock(rest, server):
    """A worker whose connection is gone when its answer comes; nothing of it may stay locked."""
    poll = connect(server)
    body = json.dumps({"workerId": "vanished", "maxTasks": 1, "asyncResponseTimeout": WAIT_MS,
                       "topics": [{"topicName": "values", "lockDuration": 600000}]}).encode()
    poll.sendall(b"POST /engine-rest/external-task/fetchAndLock HTTP/1.1\r\nHost: x\r\n"
                 b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    wait_until(lambda: waiting_polls(rest) == 1, "the poll waits")
    # Closed with a reset, so that the server's answer cannot be taken for delivered.
    poll.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    poll.close()
    instance = rest.start("values")["id"]
    wait_until(lambda: waiting_polls(rest) == 0, "the lost poll is answered before anybody else asks")
    found = fetch(rest, "successor", WAIT_MS // 2)
    equal([task["processInstanceId"] for task in found], [instance], "the task that the vanished worker did not get")
    rest.post(f"/external-task/{found[0]['id']}/complete", {"workerId": "successor"})


def locks_are_kept(rest):
    rest.start("values")
    task = fetch(rest, "owner")[0]
    path = f"/external-task/{task['id']}"
    for action, body in (("complete", {}), ("failure", {"errorMessage": "x"}), ("bpmnError", {"errorCode": "x"}),
                         ("extendLock", {"newDuration": 1000})):
        answer = rest.send("POST", f"{path}/{action}", {"workerId": "thief", **body})
        check(answer.status == 400 and "It is locked by worker 'owner'" in answer.json["message"],
              f"{action} by another worker was answered {answer}")
    rest.post(f"{path}/extendLock", {"workerId": "owner", "newDuration": 1})
    wait_until(lambda: rest.send("POST", f"{path}/extendLock", {"workerId": "owner", "newDuration": 1}).status == 400,
               "a lock that ran out cannot be extended")
    equal(rest.send("POST", f"{path}/complete", {"workerId": "owner"}).status, 204,
          "completing with a lock that ran out and that nobody took")


def workers(database):
    with Server(database) as server:
        rest = server.rest
        rest.deploy({"values.bpmn": model("values.bpmn")})
        for case in (polls_wake, unlocking_wakes, nothing_comes_in_time, nobody_gets_a_task_twice, locks_are_kept):
            case(rest)
        lost_answers_unlock(rest, server)


if __name__ == "__main__":
    main([on_both_databases(workers)])
