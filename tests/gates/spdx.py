#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: every source begins with its licence, before the line that says its purpose.   spdx.py
[--write]"""
import sys

from tree import ROOT, files

LINE = "SPDX-License-" + "Identifier: Apache-2.0"
SLASHES, HASHES = {".h", ".cpp", ".qml", ".inc"}, {".py", ".cmake"}


def sources():
    for path in (ROOT / name for name in files()):
        if path.suffix in SLASHES:
            yield path, "// " + LINE
        elif path.suffix in HASHES or path.name == "CMakeLists.txt":
            yield path, "# " + LINE
        elif not path.suffix and path.open("rb").read(2) == b"#!":
            yield path, "# " + LINE


def main(write):
    wrong = []
    for path, line in sources():
        lines = path.read_text().split("\n")
        at = 1 if lines[0].startswith("#!") else 0
        if lines[at] == line:
            continue
        wrong.append(path)
        if write:
            path.write_text("\n".join(lines[:at] + [line] + lines[at:]))
    if wrong and not write:
        print("\n".join(f"{path.relative_to(ROOT)}: lacks '{LINE}'" for path in wrong))
        print("tests/gates/spdx.py --write adds it")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main("--write" in sys.argv))
