#!/usr/bin/env python3
"""The house rules as a test: sizes, names, includes, what the core may not touch, and documents that keep up with the code.

Each rule is a function that yields its violations as 'where: what'. A rule that has an exception names it here, with the reason.
"""
import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAX_FILE_LINES = 320
MAX_FUNCTION_LINES = 70

# file -> why it may be longer than a sitting
LONG_FILES = {}
# (file, first words of the function) -> why it may be long
LONG_FUNCTIONS = {
    ("persistence/db_check.cpp", "const std::vector<Check>& checks()"): "a table of statements, one a finding",
}

# Third-party headers and the folders that own them; tests of a folder may use what it owns.
OWNERS = {
    "xercesc/": ("xml/",),
    "Poco/": ("api/", "app/", "tests/", "bench/", "conformance/"),
    "soci/": ("persistence/",),
    "sqlite3": ("persistence/",),
    "libpq": ("persistence/",),
    "boost/json": ("json/",),
    "boost/test": ("tests/",),
    "date/": ("expression/",),
    "bid_": ("expression/",),
    "libxml/": ("expression/xpath/",),
    "re2/": ("expression/regex/",),
    "unicode/": ("expression/regex/",),
    "tl/": ("foundation/",),
    "js/": ("expression/javascript/mozjs/",),
    "jsapi": ("expression/javascript/mozjs/",),
    "jsfriendapi": ("expression/javascript/mozjs/",),
}
SKIPPED_FOLDERS = {"build", "node_modules", "__pycache__"}


def files(*endings):
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(f for f in folders if f not in SKIPPED_FOLDERS and not f.startswith("."))
        for name in sorted(names):
            if name.endswith(endings):
                yield Path(folder, name).relative_to(ROOT).as_posix()


def read(path):
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def blank(match):
    """What takes the place of text that is no code: its line ends."""
    return "\n" * match.group(0).count("\n")


LITERALS_AND_COMMENTS = re.compile(
    r'R"([^(\s]{0,16})\(.*?\)\1"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])\'(?:\\.|[^\'\\\n])+\'', re.S)


def code_of(text):
    """The text without comments, strings, preprocessor lines; line numbers stay."""
    text = LITERALS_AND_COMMENTS.sub(blank, text)
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", blank, text, flags=re.M)


def functions(text):
    """(first line, lines, header) of every function body that is not inside another one, told by counting braces."""
    code = code_of(text)
    depth_of_function = None
    depth = header_start = 0
    for at, char in enumerate(code):
        if char == "{":
            header = " ".join(code[header_start:at].split())
            holds_declarations = re.match(r"(template\s*<.*>\s*)?(inline )?(namespace|class|struct|union|enum|extern)\b", header)
            if depth_of_function is None and ")" in header and not holds_declarations and "=" not in header.split("(")[0]:
                depth_of_function = depth
                first = code.count("\n", 0, at) + 1
                name = header
            depth += 1
            header_start = at + 1
        elif char == "}":
            depth -= 1
            if depth_of_function == depth:
                yield first, code.count("\n", 0, at) + 1 - first + 1, name
                depth_of_function = None
            header_start = at + 1
        elif char == ";":
            header_start = at + 1


def files_are_read_in_one_sitting():
    for path in files(".cpp", ".hpp"):
        lines = read(path).count("\n")
        if lines > MAX_FILE_LINES and path not in LONG_FILES:
            yield f"{path}: {lines} lines, {MAX_FILE_LINES} at the most"


def functions_are_short():
    for path in files(".cpp", ".hpp"):
        for first, lines, header in functions(read(path)):
            if lines > MAX_FUNCTION_LINES and not any(path == p and header.startswith(h) for p, h in LONG_FUNCTIONS):
                yield f"{path}:{first}: a function of {lines} lines, {MAX_FUNCTION_LINES} at the most: {header[:60]}"


def includes_begin_at_the_root():
    for path in files(".cpp", ".hpp"):
        for number, line in enumerate(read(path).split("\n"), 1):
            if re.match(r'\s*#include\s*"\.\.?/', line):
                yield f"{path}:{number}: {line.strip()}"


def third_party_headers_stay_with_their_owner():
    for path in files(".cpp", ".hpp"):
        for included in re.findall(r'^\s*#include\s*[<"]([^>"]+)[>"]', read(path), re.M):
            for prefix, owners in OWNERS.items():
                if included.startswith(prefix) and not path.startswith(owners):
                    yield f"{path}: <{included}> belongs to {', '.join(owners)}"


def nothing_is_put_off():
    words = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b|\bfor no" r"w\b", re.I)
    for path in files(".cpp", ".hpp", ".md", ".py", ".cmake", ".txt", ".sh", ".js"):
        for number, line in enumerate(read(path).split("\n"), 1):
            if words.search(line):
                yield f"{path}:{number}: {line.strip()[:100]}"


def no_merge_is_left_open():
    for path in files(".cpp", ".hpp", ".md", ".py", ".cmake", ".txt", ".sh", ".js", ".json", ".scenario", ".bpmn"):
        if re.search(r"^(<{7}|>{7}) ", read(path), re.M):
            yield f"{path}: a conflict that nobody has decided"


def names_say_what_things_are():
    vague = r"(?:Manager|Helper|Util|Impl)s?(?![a-z])"
    for path in files(".cpp", ".hpp"):
        if re.search(r"(^|_|/)(manager|helpers?|utils?|impl|base)(_|\.)", path):
            yield f"{path}: a file name that says nothing"
        for name in re.findall(rf"\b(?:class|struct|union|enum class|enum)\s+(\w*{vague}\w*|\w+Base)\b", code_of(read(path))):
            yield f"{path}: {name}"


def tests_do_not_sleep():
    for path in files(".cpp", ".hpp"):
        if path.startswith(("tests/", "conformance/")) and re.search(r"\b(sleep_for|sleep_until|usleep|nanosleep)\b", code_of(read(path))):
            yield f"{path}: waits for time to pass"


def the_core_is_a_function_of_its_arguments():
    banned = re.compile(r"#include <(thread|mutex|shared_mutex|condition_variable|future|random|fstream|iostream|filesystem|ctime)>"
                        r"|_clock::now\b|std::unordered_|\brand\(|\bgetenv\b|\bstatic (thread_local|std::)")
    for path in files(".cpp", ".hpp"):
        if path.startswith(("runtime/core/", "bpmn/model/")):
            for number, line in enumerate(read(path).split("\n"), 1):
                if banned.search(line):
                    yield f"{path}:{number}: {line.strip()}"


def headers_begin_with_what_they_are_for():
    for path in files(".hpp"):
        if not read(path).startswith("// "):
            yield f"{path}: no comment at its head"
        if "#pragma once" not in read(path):
            yield f"{path}: no #pragma once"


def no_machine_is_named():
    for path in files(".cpp", ".hpp", ".md", ".py", ".cmake", ".txt", ".sh", ".js", ".json"):
        for number, line in enumerate(read(path).split("\n"), 1):
            if re.search(r"(?<![\w.])/wo" r"rk/|\.lib" r"rary/", line):
                yield f"{path}:{number}: {line.strip()[:100]}"


def links_of_documents_lead_somewhere():
    for path in files(".md"):
        text = re.sub(r"```.*?```", blank, read(path), flags=re.S)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"[a-z]+:|#", target):
                continue
            if not (ROOT / path).parent.joinpath(target.split("#")[0]).exists():
                yield f"{path}: {target}"


def files_named_in_documents_are_there():
    known = {name for path in files("") for name in (path, path.rsplit("/", 1)[-1])}
    for path in files(".md"):
        for name in re.findall(r"`([\w./-]+\.(?:cpp|hpp|cmake|py))`", read(path)):
            if not any(whole == name or whole.endswith("/" + name) for whole in known):
                yield f"{path}: {name}"


def documents_cited_in_code_are_there():
    """The notes of the contract are outside and are cited in words ("REST contract §3.2"), so that nobody looks for them here."""
    for path in files(".cpp", ".hpp", ".py", ".cmake", "CMakeLists.txt", "CMakePresets.json"):
        for number, line in enumerate(read(path).split("\n"), 1):
            for cited in re.findall(r"[\w./-]*\w\.md\b", line):
                if not (ROOT / cited).exists():
                    yield f"{path}:{number}: {cited}"


def columns_of_migrations():
    """(table, columns) of every statement that makes or adds some."""
    statements = "".join(re.findall(r'"((?:\\.|[^"\\])*)"', read("persistence/schema/migrations.cpp")))
    for table, columns in re.findall(r"create table (\w+) \((.*?)\)(?=\$live|\$history|create|alter|drop|$)", statements):
        yield table, re.findall(r"(?:^|, )(\w+) \$\w+", columns)
    for table, column in re.findall(r"alter table (\w+) add (?:column )?(\w+) \$", statements):
        yield table, [column]


def every_table_and_column_is_told():
    told = read("docs/tables.md")
    for table, columns in columns_of_migrations():
        section = re.search(rf"^### `{table}`.*?(?=^#|\Z)", told, re.M | re.S)
        if not section:
            yield f"docs/tables.md: no section for {table}"
            continue
        inherited = re.search(r"[Aa]s `(\w+)`", section.group(0))
        text = section.group(0)
        if inherited:
            text += re.search(rf"^### `{inherited.group(1)}`.*?(?=^#|\Z)", told, re.M | re.S).group(0)
        if "the origin" in text:
            text += re.search(r"^## The origin.*?(?=^#|\Z)", told, re.M | re.S).group(0)
        if "the value" in text:
            text += re.search(r"^## The value.*?(?=^#|\Z)", told, re.M | re.S).group(0)
        for column in columns:
            if f"`{column}`" not in text:
                yield f"docs/tables.md: {table} does not tell of {column}"


def every_option_and_metric_is_told():
    told = read("docs/operating.md")
    for option in re.findall(r'\{"([\w-]+)", (?:true|false)', read("app/server_arguments.cpp")):
        if f"--{option}" not in told:
            yield f"docs/operating.md: --{option}"
    for metric in re.findall(r'"((?:pavane|process|http)_\w+)"', read("app/metrics.cpp")):
        if metric not in told:
            yield f"docs/operating.md: {metric}"


def every_module_is_on_the_map():
    told = read("docs/architecture.md")
    for module in re.findall(r"^pavane_module\(([\w/]+)", read("CMakeLists.txt"), re.M):
        if f"| `{module}` |" not in told:
            yield f"docs/architecture.md: {module}"


RULES = [
    files_are_read_in_one_sitting, functions_are_short, includes_begin_at_the_root, third_party_headers_stay_with_their_owner,
    nothing_is_put_off, no_merge_is_left_open, names_say_what_things_are, tests_do_not_sleep, the_core_is_a_function_of_its_arguments,
    headers_begin_with_what_they_are_for, no_machine_is_named, links_of_documents_lead_somewhere,
    files_named_in_documents_are_there, documents_cited_in_code_are_there, every_table_and_column_is_told, every_option_and_metric_is_told, every_module_is_on_the_map,
]


def the_measure_measures():
    """A measure that sees nothing would pass everything."""
    body = "    x();\n" * 80
    found = list(functions(f"namespace a {{\nvoid f(int) {{\n{body}}}\nint g() {{ return '}}' + \"}}\"; }}\n}}\n"))
    assert [(first, lines) for first, lines, _ in found] == [(2, 82), (84, 1)], found
    assert sum(1 for _ in files(".cpp")) > 100
    assert sum(1 for path in files(".cpp") for _ in functions(read(path))) > 1000
    columns = {(table, column) for table, columns in columns_of_migrations() for column in columns}
    assert columns >= {("job", "due"), ("job", "in_turn"), ("process_instance", "history_events")}, columns


def main():
    the_measure_measures()
    broken = 0
    for rule in RULES:
        violations = list(rule())
        broken += bool(violations)
        for violation in violations:
            print(f"{rule.__name__.replace('_', ' ')}: {violation}")
    print(f"{len(RULES) - broken} of {len(RULES)} house rules hold")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
