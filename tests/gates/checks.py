#!/usr/bin/env python3
"""Gate: the checks in docs/verdict.md are those that the code makes, and no others; the tests in docs/features.md exist."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
AREAS = "time|sod|dsc|csca|dg|lds|access|chip|data|body|document"
STEPS = re.compile(r"access\.(pace|bac)(\.|$)")  # where a reading ends; no checks


def in_code():
    found = set()
    for path in sorted((ROOT / "libcard/src").rglob("*.cpp")):
        found |= set(re.findall(r'"((?:' + AREAS + r')\.[a-z_0-9]+\.?)[0-9]*"', path.read_text()))
    return {name + "N" if name.endswith(".") else name for name in found if not STEPS.match(name)}


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
    tests |= {".".join(name) for name in re.findall(r"TEST(?:_P|_F)?\((\w+), (\w+)\)", path.read_text())}
missing = sorted(set(re.findall(r"`(\w+\.\w{12,})`", (ROOT / "docs/features.md").read_text())) - tests)
for name in missing:
    print(f"docs/features.md names the test {name}, which is not there")
sys.exit(code != document or bool(missing))
