#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: the codes for staff in docs/kiosk.md are those of short_codes.h, in words of step.h."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODES = ROOT / "kiosk_app/core/short_codes.h"
STEPS = ROOT / "libcard/include/card/step.h"
PAGE = ROOT / "docs/kiosk.md"
HEAD = "| code | name | what it is about |\n|---|---|---|\n"
ROW = re.compile(r'\{(\d+), "([\w.]+)"\},(?:\s*// (.+))?')


def words_of_steps():
    """Name of each step -> what step.h says about it."""
    text = STEPS.read_text()
    about = dict(re.findall(r"^    (\w+),\s*///< (.+)$", text, re.M))
    rows = re.findall(r'\{Step::(\w+), StepArea::\w+, "([\w.]+)"\}', text)
    return {name: about[value] for value, name in rows}


def table():
    """The rows of the page, in the order of the codes."""
    words = words_of_steps()
    rows = [
        (int(number), name, own or words.get(name, ""))
        for number, name, own in ROW.findall(CODES.read_text())
    ]
    return HEAD + "".join(f"| K{n:02} | {name} | {about} |\n" for n, name, about in sorted(rows))


def problems():
    named = [name for _, name, _ in ROW.findall(CODES.read_text())]
    yield from (
        f"short_codes.h lacks {name}" for name in sorted(set(words_of_steps()) - set(named))
    )
    if table() not in PAGE.read_text():
        yield "docs/kiosk.md: the codes for staff are others: tests/gates/short_codes.py --write"
    if re.search(r"\| K\d\d \| [\w.]+ \|  \|", table()):
        yield "short_codes.h: a code of the kiosk's own has no comment that says what it is about"


def main():
    if "--write" in sys.argv:
        text = PAGE.read_text()
        start = text.index(HEAD)
        end = text.index("\n\n", start) + 1
        PAGE.write_text(text[:start] + table() + text[end:])
    found = list(problems())
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
