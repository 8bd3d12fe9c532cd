#!/usr/bin/env python3
"""What clients that behave badly cost: resident memory, and how long a good client waits beside them.

    bench/hostile_clients.py [PROGRAM]          (build/release/pavane if not said)

Not a test: it prints figures. Each line is one kind of client, many at a time, on one server with 20,000 user tasks.
"""

import os
import socket
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
os.environ.setdefault("PAVANE", sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build", "release", "pavane"))
sys.path.insert(0, os.path.join(ROOT, "tests", "e2e"))
from support import Rest, Server, sqlite  # noqa: E402

BRANCHES = 100
INSTANCES = 200
START = b"POST /engine-rest/process-definition/key/many/start HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"


def forking(branches):
    elements = '<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="fork"/><parallelGateway id="fork"/>'
    for number in range(branches):
        elements += (f'<sequenceFlow id="f{number}" sourceRef="fork" targetRef="t{number}"/>'
                     f'<userTask id="t{number}" name="A task of many"/>')
    return ('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" '
            'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="many" isExecutable="true" '
            f'camunda:historyTimeToLive="1">{elements}</process></definitions>').encode()


def memory_mb(server, what):
    with open(f"/proc/{server.process.pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(what)) / 1024


def good_requests(server, count=100):
    times = []
    for _ in range(count):
        began = time.monotonic()
        try:
            answer = server.rest.send("GET", "/task/count")
        except TimeoutError:
            return f"no answer within 30 s after {len(times)}"
        times.append((time.monotonic() - began) * 1000)
        if answer.status != 200:
            return f"{answer.status} after {len(times)}"
    return f"{statistics.median(times):.1f} ms, the slowest {max(times):.1f} ms"


def attack(server, name, count, request):
    port = int(server.url.split(":")[2].split("/")[0])
    clients = []
    for _ in range(count):
        client = socket.create_connection(("127.0.0.1", port))
        client.setblocking(False)
        try:
            client.send(request)
        except BlockingIOError:
            pass
        clients.append(client)
    deadline = time.monotonic() + 8
    peak = 0.0
    while time.monotonic() < deadline:
        peak = max(peak, memory_mb(server, "VmRSS"))
        time.sleep(0.1)
    print(f"{name:58} {count:6} {peak:8.0f} MB   good client: {good_requests(server)}", flush=True)
    for client in clients:
        client.close()
    while server.rest.send("GET", "/livez", absolute=True).status != 200:
        time.sleep(0.1)


def main():
    with sqlite() as database, Server(database) as server:
        server.rest.deploy({"many.bpmn": forking(BRANCHES)})
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: Rest(server.url).start("many"), range(INSTANCES)))
        print(f"{'nobody':58} {0:6} {memory_mb(server, 'VmRSS'):8.0f} MB   good client: {good_requests(server)}")
        page = b"GET /engine-rest/task?maxResults=4000 HTTP/1.1\r\nHost: h\r\n\r\n"
        every = b"GET /engine-rest/task HTTP/1.1\r\nHost: h\r\n\r\n"
        small = b"GET /engine-rest/task/count HTTP/1.1\r\nHost: h\r\n\r\n"
        attack(server, "ask for 2.6 MB, 20 times ahead, and read nothing", 200, page * 20)
        attack(server, "ask for 13 MB and read nothing", 50, every)
        attack(server, "ask for little, 200 times ahead, and read nothing", 100, small * 200)
        attack(server, "send half a head", 5000, b"GET /engine-rest/task HTTP/1.1\r\nX-Half: " + b"x" * 8000)
        attack(server, "send half a body of 4 MB", 1000, START + b"Content-Length: 4000000\r\n\r\n" + b"x" * 200_000)
        attack(server, "send nothing", 5000, b"")
        print(f"{'nobody any more':58} {0:6} {memory_mb(server, 'VmRSS'):8.0f} MB   good client: {good_requests(server)}")
        print(f"the peak of all: {memory_mb(server, 'VmHWM'):.0f} MB")


if __name__ == "__main__":
    main()
