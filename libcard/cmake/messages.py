#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the sorted table of messages.tsv that src/explain/messages.cpp includes."""
import pathlib
import sys


def rows(source):
    """(id, English, Vietnamese) of each line behind the heading."""
    lines = pathlib.Path(source).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines[1:], 2):
        parts = line.split("\t")
        if len(parts) != 3:
            raise SystemExit(f"{source}:{number}: a line has three columns: id, en, vi")
        yield tuple(parts)


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main():
    source, target = sys.argv[1:]
    out = [f"{{{', '.join(map(literal, row))}}},\n" for row in sorted(rows(source))]
    pathlib.Path(target).write_text("".join(out), encoding="utf-8")


if __name__ == "__main__":
    main()
