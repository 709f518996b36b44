#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: C++ is formatted by clang-format-16, Python by black with 100 columns."""
import subprocess
import sys

from tree import ROOT, files, python_files


def main():
    cpp = ["clang-format-16", "--dry-run", "-Werror", *files("*.cpp", "*.h")]
    python = ["black", "--quiet", "--check", "--line-length", "100", "--target-version", "py311"]
    python += python_files()
    failed = 0
    for command in (cpp, python):
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if ran.returncode != 0:
            failed = 1
            lines = [line for line in ran.stderr.splitlines() if "error:" in line]
            print("\n".join(lines[:20]) or f"{command[0]}: not every file is formatted")
    return failed


if __name__ == "__main__":
    sys.exit(main())
