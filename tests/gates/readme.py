#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: README's first screen shows the two commands, CI runs the second, README.vi.md shows the
same ones, and the pages give the number of lies that docs/verdict.md has."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIRST_SCREEN = 50
TOP_LEVEL = {
    "CMakeLists.txt",
    "CMakePresets.json",
    "libcard",
    "kiosk_app",
    "drivers",
    "udev",
    "tests",
    "packaging",
    "docs",
    "README.md",
    "README.vi.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "build",
}


def commands(text):
    return [
        line.strip().removeprefix("$ ")
        for block in re.findall(r"```sh\n(.*?)```", text, re.S)
        for line in block.splitlines()
        if line.strip()
    ]


def lies():
    """How many lies docs/verdict.md names: those in the first column of its table."""
    table = (ROOT / "docs/verdict.md").read_text().split("\n## Lies")[1].split("\n## ")[0]
    names = "".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| "))
    return len(set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", re.sub(r"\([^)]*\)", "", names))))


PAGES_WITH_LIES = (
    ("README.md", "lies"),
    ("docs/threat_model.md", "lies"),
    ("README.vi.md", "kiểu nói dối"),
)


def write_numbers_of_lies():
    for page, words in PAGES_WITH_LIES:
        file = ROOT / page
        file.write_text(re.sub(rf"\d+ {words}", f"{lies()} {words}", file.read_text()))


def numbers_of_lies():
    for page, words in PAGES_WITH_LIES:
        told = set(re.findall(rf"(\d+) {words}", (ROOT / page).read_text()))
        if told != {str(lies())}:
            yield f"{page} speaks of {sorted(told)} {words}: it is {lies()}"


def commands_of_pages():
    english, vietnamese = ((ROOT / name).read_text() for name in ("README.md", "README.vi.md"))
    first = "\n".join(english.splitlines()[:FIRST_SCREEN])
    for command in ("packaging/quickstart", "tests/run"):
        if command not in commands(first):
            yield f"README.md: '{command}' is not shown on the first screen"
        if not (ROOT / command).stat().st_mode & 0o111:
            yield f"{command} cannot be executed"
    if commands(english) != commands(vietnamese):
        yield "README.vi.md does not show the commands of README.md"


def command_of_ci():
    ci = [
        line.strip()
        for line in (ROOT / ".ci/run").read_text().splitlines()
        if line.strip() and not line.startswith(("#", "set ", "cd "))
    ]
    if ci != ["tests/run"]:
        yield ".ci/run does not run exactly tests/run"


def strangers_at_the_top():
    for name in sorted(p.name for p in ROOT.iterdir()):
        if not name.startswith(".") and name not in TOP_LEVEL:
            yield f"{name} does not belong to the top level"


def main():
    problems = [
        *numbers_of_lies(),
        *commands_of_pages(),
        *command_of_ci(),
        *strangers_at_the_top(),
    ]
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    if "--write" in sys.argv:
        write_numbers_of_lies()
    sys.exit(main())
