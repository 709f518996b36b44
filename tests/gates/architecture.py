#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: docs/architecture.md names the rooms of layers.py and the fall-backs of the code, and no
others."""
import pathlib
import re
import sys

import layers

ROOT = pathlib.Path(__file__).resolve().parents[2]
FALLBACK = re.compile(r'(?:fell_back\(|fallbacks\.emplace_back\()"([^"]+)"')


def first_column(text, head):
    table = text.split(f"\n| {head} |")[1].split("\n\n")[0]
    return {line.split("|")[1].strip() for line in table.splitlines()[2:]}


def main():
    page = (ROOT / "docs/architecture.md").read_text()
    sources = sorted((ROOT / "libcard/src").rglob("*.cpp"))
    fallbacks = {name for path in sources for name in FALLBACK.findall(path.read_text())}
    problems = []
    for what, code, told in (
        ("room", set(layers.ALLOWED), first_column(page, "room")),
        ("fall-back", fallbacks, first_column(page, "name")),
    ):
        problems += [
            f"docs/architecture.md lacks the {what} {name}" for name in sorted(code - told)
        ]
        problems += [f"docs/architecture.md: no {what} {name}" for name in sorted(told - code)]
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
