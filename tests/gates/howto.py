#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: the files that docs/howto names exist or are marked as new, and are not too many."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs/howto"
# page -> files that a newcomer touches at most
MOST = {
    "check": 5,
    "data-group": 8,
    "driver": 6,
    "kiosk-page": 4,
    "output": 4,
    "state": 8,
}
ROW = re.compile(r"\| (\d+) \| `([^`]+)`( \(new\))? \| (.+) \|")


def problems_of(page):
    text = (FOLDER / f"{page}.md").read_text()
    rows = [ROW.fullmatch(line) for line in text.splitlines() if re.match(r"\| \d", line)]
    if not all(rows) or not rows:
        yield "a row is not '| number | `file` (new) | what goes there |'"
        return
    if [int(row[1]) for row in rows] != list(range(1, len(rows) + 1)):
        yield "its rows are not numbered from 1"
    if len(rows) > MOST[page]:
        yield f"{len(rows)} files (at most {MOST[page]})"
    for row in rows:
        if bool(row[3]) == (ROOT / row[2]).exists():
            yield f"{row[2]} exists" if row[3] else f"{row[2]} does not exist"
    for named in re.findall(r"`((?:libcard|drivers|kiosk_app|tests|docs)/[^` ]+)`", text):
        new = any(row[2] == named and row[3] for row in rows)
        if not new and not (ROOT / named).exists():
            yield f"{named} does not exist"


def main():
    problems = []
    index = (FOLDER / "README.md").read_text()
    pages = {path.stem for path in FOLDER.glob("*.md")} - {"README"}
    for page in sorted(pages | set(MOST)):
        if page not in pages or page not in MOST or f"({page}.md)" not in index:
            problems.append(f"docs/howto/{page}.md: page, gate and README.md do not agree")
        else:
            problems += [f"docs/howto/{page}.md: {problem}" for problem in problems_of(page)]
    print("\n".join(sorted(set(problems))))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
