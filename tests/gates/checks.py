#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: the checks in docs/verdict.md are those that the code makes, and no others; it has every
row and every lie; the tests that it and docs/features.md name exist."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def in_code():
    """The names of the catalogue's rows; one of a data group carries its number."""
    rows = (ROOT / "libcard/src/judge/catalogue.cpp").read_text()
    names = re.findall(r'\{CheckId::\w+, "([a-z_0-9.]+)"', rows)
    return {name + ".N" if name.startswith("dg.") else name for name in names}


def in_document():
    table = (ROOT / "docs/verdict.md").read_text().split("## Checks")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| ")]
    return {name.strip() for row in rows for name in row.split(",")} - {"id"}


code, document = in_code(), in_document()
for name in sorted(code - document):
    print(f"docs/verdict.md does not name the check {name}")
for name in sorted(document - code):
    print(f"docs/verdict.md names the check {name}, which the code does not make")

tests = set()
for path in (ROOT / "tests").rglob("*.cpp"):
    tests |= {
        ".".join(name)
        for name in re.findall(r"TEST(?:_P|_F)?\(\s*(\w+),\s*(\w+)\s*\)", path.read_text())
    }
wrong = []
for page in ("features", "verdict"):
    named = set(re.findall(r"`([A-Z]\w+\.\w{12,})`", (ROOT / f"docs/{page}.md").read_text()))
    wrong += [
        f"docs/{page}.md names the test {name}, which is not there"
        for name in sorted(named - tests)
    ]

page = (ROOT / "docs/verdict.md").read_text()
table, lies = page.split("## Decision table")[1].split("\n## Lies")
rows = {
    number
    for line in table.splitlines()
    if re.match(r"\| \d", line)
    for number in re.findall(r"\d+", line.split("|")[1])
}
wrong += [
    f"docs/verdict.md lacks row {number} of the decision table"
    for number in range(1, 55)
    if str(number) not in rows
]
wrong += [
    f"row {line.split('|')[1].strip()} of docs/verdict.md names no test"
    for line in table.splitlines()
    if re.match(r"\| \d", line) and "`" not in line
]
told = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", lies))
for file in ("lies", "passport_lies"):
    listed = (
        (ROOT / f"tests/judge/{file}_test.cpp")
        .read_text()
        .split(" kLies[] = {")[1]
        .split("\n};")[0]
    )
    names = re.findall(r'\{"(?:passport[a-z0-9-]*",\s*")?([a-z0-9-]+)",\s*\{\{', listed)
    wrong += [f"docs/verdict.md does not tell the lie {lie}" for lie in sorted(set(names) - told)]
    if len(names) < 20:
        wrong.append(f"only {len(names)} lies of {file}_test.cpp were seen: the gate is blind")
for line in wrong:
    print(line)
sys.exit(code != document or bool(wrong))
