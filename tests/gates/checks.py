#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: the checks in docs/verdict.md are those that the code makes, and no others; it has every
row and every lie; the tests that it and docs/features.md name exist."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


CATALOGUE = ROOT / "libcard/src/judge/catalogue.cpp"
PAGE = ROOT / "docs/verdict.md"
TEXT = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
ROW = re.compile(
    r"\{CheckId::(\w+),\s*" + TEXT + r",\s*Weight::(\w+),\s*Weight::(\w+),\s*"
    r"" + r",\s*".join([TEXT] * 4) + r"\}"
)
WEIGHTS = {"none": "–", "attention": "attention", "undetermined": "U", "not_genuine": "N"}


def joined(literals):
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals)).replace('\\"', '"')


def table():
    """The table of docs/verdict.md as the catalogue makes it."""
    lines = ["| id | passes when | failed | not possible | clause |", "|---|---|---|---|---|"]
    for _, name, failed, missing, passes, failed_note, missing_note, clause in ROW.findall(
        CATALOGUE.read_text()
    ):
        name = joined(name) + (".N" if joined(name).startswith("dg.") else "")
        cells = (
            name,
            joined(passes),
            joined(failed_note) or WEIGHTS[failed],
            joined(missing_note) or WEIGHTS[missing],
            "–" if joined(clause) == "docs/verdict.md" else joined(clause),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def split_page():
    """What stands before the table, the table, and what stands behind it."""
    text = PAGE.read_text()
    head, rest = text.split("## Checks\n\n")
    if rest.startswith("Made from"):
        rest = rest.split("\n\n", 1)[1]
    there, behind = rest.split("\n\n", 1)
    return head + "## Checks\n\n", there, behind


head, there, behind = split_page()
if "--write" in sys.argv:
    note = (
        "Made from `libcard/src/judge/catalogue.cpp` by `tests/gates/checks.py --write`. "
        "Clauses of Doc 9303: eighth\nedition (2021).\n\n"
    )
    PAGE.write_text(head + note + "\n".join(table()) + "\n\n" + behind)
    sys.exit()
stale = there != "\n".join(table())
if stale:
    print(
        "docs/verdict.md: the table of checks is not the catalogue's: tests/gates/checks.py --write"
    )
if len(table()) != 2 + CATALOGUE.read_text().count("{CheckId::"):
    print("the gate does not see every row of the catalogue")
    stale = True

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
sys.exit(stale or bool(wrong))
