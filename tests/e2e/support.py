"""What the end-to-end tests share: a server of their own, a throw-away PostgreSQL, a small REST client.

Every process that is started here ends with the test, also when the test is killed. Waiting always means asking for an
observable state until a deadline; nothing is assumed to have happened because time has passed.
"""

import contextlib
import ctypes
import glob
import http.client
import json
import os
import pwd
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.parse
import uuid

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAVANE = os.path.abspath(os.environ.get("PAVANE") or os.path.join(ROOT, "build", "dev", "pavane"))
SHARED = os.environ.get("PAVANE_SHARED") or os.path.join(os.path.dirname(ROOT), "shared")
CACHE = os.path.join(ROOT, "build", "e2e_clients")  # what package registries gave us
MODELS = os.path.join(ROOT, "tests", "e2e", "models")
JSON = "application/json"


class Failed(Exception):
    """What a test found wrong, in a sentence."""


def check(condition, message):
    if not condition:
        raise Failed(message)


def equal(found, expected, what):
    check(found == expected, f"{what}: expected {expected!r}, found {found!r}")


def wait_until(ask, what, timeout_s=20.0):
    """Asks until the answer is true and gives it back."""
    deadline = time.monotonic() + timeout_s
    pause_s = 0.005
    while True:
        answer = ask()
        if answer:
            return answer
        check(time.monotonic() < deadline, f"waited {timeout_s:g} s in vain: {what}")
        time.sleep(pause_s)
        pause_s = min(pause_s * 1.5, 0.1)


def model(name):
    with open(os.path.join(MODELS, name), "rb") as file:
        return file.read()


def read_line(pipe, timeout_s=20):
    """The next line of an unbuffered pipe without its end; '' when the writer has ended."""
    line, deadline = b"", time.monotonic() + timeout_s
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
        check(ready, f"no line was printed within {timeout_s} s")
        character = os.read(pipe.fileno(), 1)
        if not character:
            break
        line += character
    return line.decode().rstrip("\n")


def _die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def spawn(command, **options):
    return subprocess.Popen(command, preexec_fn=_die_with_parent, **options)


def pavane(*arguments, environment=None, cwd=None, timeout_s=60, preexec_fn=None):
    """Runs a verb that ends by itself; `preexec_fn` is subprocess's."""
    return subprocess.run([PAVANE, *arguments], capture_output=True, text=True, cwd=cwd, timeout=timeout_s,
                          env=_environment(environment), preexec_fn=preexec_fn)


def _environment(additions):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PAVANE_")}
    return {**kept, **(additions or {})}


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    def __str__(self):
        return f"{self.status} {self.body[:400]!r}"


class Rest:
    """The REST API under one root; a connection for every request, so that a killed server is seen at once."""

    def __init__(self, url, timeout_s=30):
        parts = urllib.parse.urlsplit(url)
        self.url, self.host, self.port, self.root, self.timeout_s = url, parts.hostname, parts.port, parts.path, timeout_s

    def metric(self, name):
        """With its labels, where it has some."""
        text = self.send("GET", "/metrics", absolute=True).body.decode()
        return next(float(line.split()[1]) for line in text.splitlines() if line.startswith(name + " "))

    def send(self, method, path, body=None, headers=None, timeout_s=None, absolute=False):
        headers = dict(headers or {})
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body)
            headers.setdefault("Content-Type", JSON)
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout_s or self.timeout_s)
        try:
            connection.request(method, path if absolute else self.root + path,
                               body.encode() if isinstance(body, str) else body, headers)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path, **options):
        return self._good(self.send("GET", path, **options), "GET", path).json

    def post(self, path, body=None, **options):
        answer = self._good(self.send("POST", path, {} if body is None else body, **options), "POST", path)
        return answer.json if answer.status == 200 else None

    def put(self, path, body, **options):
        answer = self._good(self.send("PUT", path, body, **options), "PUT", path)
        return answer.json if answer.status == 200 else None

    def delete(self, path, **options):
        self._good(self.send("DELETE", path, **options), "DELETE", path)

    @staticmethod
    def _good(answer, method, path):
        check(answer.status in (200, 204), f"{method} {path} was answered {answer}")
        return answer

    def deploy_answer(self, files, fields=None):
        """files: name to content. The multipart form of POST /deployment/create."""
        boundary = uuid.uuid4().hex
        body = b""
        for name, value in (fields or {}).items():
            body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for number, (name, content) in enumerate(files.items()):
            content = content if isinstance(content, bytes) else content.encode()
            body += (f'--{boundary}\r\nContent-Disposition: form-data; name="data_{number}"; filename="{name}"\r\n'
                     "Content-Type: text/xml\r\n\r\n").encode() + content + b"\r\n"
        body += f"--{boundary}--\r\n".encode()
        return self.send("POST", "/deployment/create", body,
                         {"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def deploy(self, files, fields=None):
        fields = {"deployment-name": "e2e", **(fields or {})}
        return self._good(self.deploy_answer(files, fields), "POST", "/deployment/create").json

    def start(self, key, variables=None, **more):
        typed = {name: {"value": value} for name, value in (variables or {}).items()}
        return self.post(f"/process-definition/key/{key}/start", {"variables": typed, **more})

    def tasks(self, instance):
        return self.get(f"/task?processInstanceId={instance}")

    def state_of(self, instance):
        return self.get(f"/history/process-instance/{instance}")["state"]

    def complete(self, task, variables=None):
        typed = {name: {"value": value} for name, value in (variables or {}).items()}
        self.post(f"/task/{task}/complete", {"variables": typed})


class Server:
    """pavane serve (or another serving verb) on a free port. Use it with `with`."""

    def __init__(self, database, arguments=(), environment=None, verb="serve", operands=(), cwd=None, limits=(),
                 listen="127.0.0.1:0", program=PAVANE):
        self.database, self.log = database, tempfile.TemporaryFile()
        command = [*limits, program, verb, *operands, *arguments]
        if listen:
            command += ["--listen", listen]
        if database:
            command += ["--db", database]
        self.began = time.monotonic()
        self.process = spawn(command, stdout=subprocess.PIPE, stderr=self.log, cwd=cwd, env=_environment(environment))
        self.ended_early = None
        self.url = self._read_ready()
        self.rest = Rest(self.url)

    def _read_ready(self):
        line = self.read_line(20)
        if not line.startswith("ready "):
            self.process.kill()
            self.process.wait()
            raise Failed(f"the server did not get ready; it printed {line!r} and said: {self.log_text()}")
        return line.split()[1]

    def read_line(self, timeout_s=20):
        """The next line of standard output; '' when it has ended."""
        return read_line(self.process.stdout, timeout_s)

    def log_text(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")[-3000:]

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self, timeout_s=30):
        """SIGTERM; the exit code."""
        self.process.terminate()
        try:
            return self.process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Failed(f"the server did not end within {timeout_s} s of SIGTERM: {self.log_text()}") from None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if self.process.poll() is None:
            self.kill()
        if kind is not None and self.log_text():
            print("    the server's log ends with:\n      " + self.log_text().strip().replace("\n", "\n      "))
        self.process.stdout.close()
        self.log.close()


class Cluster:
    """A private PostgreSQL on a unix socket, as another user than root because it refuses to be root's."""

    def __init__(self, settings=()):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))
        check(found, "PostgreSQL is not installed (Debian's package postgresql)")
        self.programs = found[-1]
        self.home = tempfile.mkdtemp(prefix="pavane-pg-")
        self.user = None
        if os.getuid() == 0:
            self.user = next(name for name in ("postgres", "nobody") if name in {user.pw_name for user in pwd.getpwall()})
            os.chown(self.home, pwd.getpwnam(self.user).pw_uid, -1)
        self.settings = ["fsync=off", *settings]
        self.process = None
        try:
            # The test ends before the machine does: what a power cut would lose is of no interest here.
            self._run("initdb", "-D", f"{self.home}/data", "-U", "pavane", "-A", "trust", "-E", "UTF8", "--locale=C",
                      "--no-sync")
            self.start()
        except BaseException:
            self.close()
            raise

    def _as_user(self):
        return {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []} if self.user else {}

    def _run(self, program, *arguments):
        done = subprocess.run([f"{self.programs}/{program}", *arguments], cwd=self.home, capture_output=True, text=True,
                              **self._as_user())
        check(done.returncode == 0, f"{program} failed: {done.stderr}")
        return done.stdout

    def start(self):
        options = [part for setting in self.settings for part in ("-c", setting)]
        with open(f"{self.home}/log", "ab") as log:
            self.process = spawn([f"{self.programs}/postgres", "-D", f"{self.home}/data", "-k", self.home, "-h", "",
                                  *options], cwd=self.home, stdout=log, stderr=log, **self._as_user())
        wait_until(self._answers, "the private PostgreSQL gets ready", 60)

    def _answers(self):
        check(self.process.poll() is None, f"the private PostgreSQL ended; see {self.home}/log")
        return subprocess.run([f"{self.programs}/pg_isready", "-q", "-h", self.home], check=False).returncode == 0

    def stop(self):
        self.process.send_signal(signal.SIGINT)  # fast: sessions are cut off
        self.process.wait(60)

    def new_database(self):
        """The URL of an empty database, as an ordinary role that owns it."""
        name = "e2e_" + uuid.uuid4().hex[:12]
        self._run("createuser", "-h", self.home, "-U", "pavane", "--no-superuser", name)
        self._run("createdb", "-h", self.home, "-U", "pavane", "--owner", name, name)
        return f"postgresql://{name}@/{name}?host={urllib.parse.quote(self.home, safe='')}"

    def close(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(60)
        shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


@contextlib.contextmanager
def scratch():
    """A folder of its own for a test."""
    path = tempfile.mkdtemp(prefix="pavane-e2e-")
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def sqlite():
    with scratch() as folder:
        yield f"sqlite:{folder}/pavane.db"


def on_both_databases(test):
    """The test as two cases; it is given the URL of an empty database."""

    def on_sqlite():
        with sqlite() as database:
            test(database)

    def on_postgresql():
        with Cluster() as cluster:
            test(cluster.new_database())

    name = test.__name__
    return [(f"{name} on SQLite", on_sqlite), (f"{name} on PostgreSQL", on_postgresql)]


def in_background(action):
    """Runs the action on a thread; join() gives its result or raises what it raised."""
    outcome = {}

    def run():
        try:
            outcome["result"] = action()
        except BaseException as error:  # handed to join()
            outcome["error"] = error

    thread = threading.Thread(target=run, daemon=True)
    thread.start()

    def join(timeout_s=30):
        thread.join(timeout_s)
        check(not thread.is_alive(), f"a request did not end within {timeout_s} s")
        if "error" in outcome:
            raise outcome["error"]
        return outcome["result"]

    return join


def connect(server):
    return socket.create_connection((server.rest.host, server.rest.port), timeout=30)


def shared_file(*path):
    """A reference file, or nothing where the reference data is not at hand (then the test says that it is skipped)."""
    file = os.path.join(SHARED, *path)
    return file if os.path.exists(file) else None


def main(cases):
    """Runs the cases (functions, or pairs of a name and a function) and exits; the last lines tell what failed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    named = []
    for case in cases:
        named += case if isinstance(case, list) else [case if isinstance(case, tuple) else (case.__name__, case)]
    wanted = sys.argv[1:]
    failures = []
    for name, case in named:
        if wanted and not any(word in name for word in wanted):
            continue
        began = time.monotonic()
        try:
            case()
            print(f"  passed  {name} ({time.monotonic() - began:.1f} s)", flush=True)
        except Exception as error:  # a test that breaks has failed, and the others still run
            if not isinstance(error, Failed):
                traceback.print_exc(file=sys.stdout)
            failures.append((name, error))
            print(f"  FAILED  {name}", flush=True)
    for name, error in failures:
        print(f"failed: {name}: {error or type(error).__name__}")
    sys.exit(1 if failures else 0)
