#!/usr/bin/env python3
"""What `cmake --install` puts somewhere runs there."""

import ctypes
import os
import re
import shutil
import subprocess

from support import MODELS, PAVANE, Server, check, equal, main, model, scratch, sqlite


def links_of_documents_lead_somewhere(home):
    documents = [os.path.join(at, name) for at, _, names in os.walk(home) for name in names if name.endswith(".md")]
    check(len(documents) > 10 and os.path.join(home, "README.md") in documents, f"documents: {documents}")
    for document in documents:
        with open(document, encoding="utf-8") as file:
            text = re.sub(r"```.*?```", "", file.read(), flags=re.S)
        for target in re.findall(r"\]\(([^)\s#]+)[^)\s]*\)", text):
            there = re.match(r"[a-z]+:", target) or os.path.exists(os.path.join(os.path.dirname(document), target))
            check(there, f"{os.path.relpath(document, home)} links to {target}, which is not installed")


def an_installed_tree_runs_wherever_it_is():
    with scratch() as folder:
        staged, moved = os.path.join(folder, "staged"), os.path.join(folder, "moved to")
        done = subprocess.run(["cmake", "--install", os.path.dirname(PAVANE), "--prefix", staged], capture_output=True,
                              text=True, check=False)
        equal(done.returncode, 0, f"cmake --install: {done.stdout}{done.stderr}")
        shutil.move(staged, moved)
        found = sorted(os.path.relpath(os.path.join(at, name), moved) for at, _, names in os.walk(moved) for name in names)
        programs = [name for name in found if not name.startswith("share/doc/pavane/")]
        equal(programs, ["bin/pavane", "lib/pavane/pavane_javascript.so"], "what is installed beside documents")
        links_of_documents_lead_somewhere(os.path.join(moved, "share", "doc", "pavane"))
        program = os.path.join(moved, "bin", "pavane")
        done = subprocess.run([program, "check", os.path.join(MODELS, "order.bpmn")], capture_output=True, text=True,
                              cwd=folder, check=False)
        equal(done.returncode, 0, f"check: {done.stdout}{done.stderr}")
        with sqlite() as database, Server(database, program=program) as server:
            server.rest.deploy({"order.bpmn": model("order.bpmn")})
            server.rest.start("order")
            equal(server.stop(), 0, "the exit code")
        module = ctypes.CDLL(os.path.join(moved, "lib", "pavane", "pavane_javascript.so"))
        check(module.pavane_javascript_open, "the module of JavaScript can be loaded")


if __name__ == "__main__":
    main([an_installed_tree_runs_wherever_it_is])
