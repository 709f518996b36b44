#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: code has at most 100 columns, docs 120 (tables, code blocks and bare links excepted)."""
import sys

import tree

CODE, DOCS = 100, 120


def long_code(path):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if len(line) > CODE:
            yield number, len(line), CODE


def long_docs(path):
    block = False
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if line.startswith("```"):
            block = not block
        indented = line.startswith("    ") and not line.lstrip().startswith(("-", "*"))
        bare_link = " " not in line.strip().removeprefix("- ")
        if len(line) > DOCS and not (block or indented or bare_link or line.startswith("|")):
            yield number, len(line), DOCS


def main():
    problems = []
    for name in tree.files():
        path = tree.ROOT / name
        if path.suffix in (".cpp", ".h", ".py", ".qml"):
            long = long_code(path)
        elif path.suffix == ".md":
            long = long_docs(path)
        else:
            continue
        problems += [f"{name}:{at}: {length} columns (at most {most})" for at, length, most in long]
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
