#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: a file of docs/adr is one decision in the common form, and docs/adr/README.md lists them
all."""
import pathlib
import re
import sys

ADR = pathlib.Path(__file__).resolve().parents[2] / "docs/adr"
FORM = re.compile(
    r"# (?P<number>\d+)\. (?P<title>[^\n]+)\n\n"
    r"- Status: (?P<status>accepted|superseded by \d+)\n"
    r"- Date: \d{4}-\d\d-\d\d\n\n"
    r"## Context\n\nTEXT\n\n## Decision\n\nTEXT\n\n## Consequence\n\nTEXT\n".replace(
        "TEXT", r"(?:(?!\n## ).)+"
    ),
    re.S,
)


def main():
    problems, rows = [], []
    files = sorted(path for path in ADR.glob("*.md") if path.name != "README.md")
    for number, path in enumerate(files, 1):
        found = FORM.fullmatch(path.read_text())
        if not found:
            problems.append(f"docs/adr/{path.name}: not in the form of a decision")
        elif int(found["number"]) != number or not path.name.startswith(f"{number:04d}-"):
            problems.append(f"docs/adr/{path.name}: number {number} is expected")
        else:
            rows.append(f"| {number} | [{found['title']}]({path.name}) | {found['status']} |")
    listed = [line for line in (ADR / "README.md").read_text().splitlines() if "](0" in line]
    problems += [f"docs/adr/README.md lacks: {row}" for row in rows if row not in listed]
    problems += [f"docs/adr/README.md has a wrong row: {row}" for row in listed if row not in rows]
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
