#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: no private path, no registry host, no deprecated OpenSSL, no sleep in a test."""
import re
import sys

from tree import ROOT, files

RULES = [
    (r"/(home|root|work)/[a-z]", r".*", "a path of one machine"),
    (r"\b(deb|registry|pypi|files)\.(debian|npmjs|pythonhosted)\.org", r".*", "a registry's host"),
    (
        r"\b(usleep|sleep_for|sleep_until|nanosleep)\b",
        r".*\.(cpp|h)$",
        "a sleep: wait for the event with a limit",
    ),
    (
        r"\b(EC_KEY_|RSA_new|DH_new|SHA256_Init|MD5_Init|AES_set_)",
        r".*\.(cpp|h)$",
        "a deprecated OpenSSL call",
    ),
    (r"\bTODO\b|\bFIXME\b|\bXXX\b", r".*\.(cpp|h|py)$", "an unfinished note"),
]


def main():
    problems = []
    for name in files():
        path = ROOT / name
        if name in ("LICENSE", "tests/gates/words.py"):
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            for pattern, where, what in RULES:
                if re.match(where, name) and re.search(pattern, line):
                    problems.append(f"{name}:{number}: {what}")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
