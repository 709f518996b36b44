#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: libcard.so exports the listed symbols and no other.   exported_symbols.py LIBRARY
[--write]"""
import pathlib
import subprocess
import sys

LIST = pathlib.Path(__file__).with_name("exported_symbols.txt")


def exported(library):
    out = subprocess.run(
        ["nm", "-D", "--defined-only", "-C", library], capture_output=True, text=True, check=True
    ).stdout
    names = {line.split(" ", 2)[2] for line in out.splitlines()}
    # Templates of the standard library that the compiler could not keep hidden are nobody's
    # promise.
    return sorted(
        name
        for name in names
        if name.startswith(("card::", "typeinfo", "vtable")) and "std::" not in name.split("(")[0]
    )


def main(library, write):
    names = exported(library)
    if write:
        LIST.write_text("\n".join(names) + "\n")
        return 0
    listed = LIST.read_text().split("\n")[:-1]
    for name in sorted(set(names) ^ set(listed)):
        print(("new: " if name in names else "gone: ") + name)
    return 0 if names == listed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "--write" in sys.argv))
