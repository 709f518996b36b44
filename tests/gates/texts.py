#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: every text of the kiosk's table is used by a page or by the program."""
import pathlib
import re
import sys

KIOSK = pathlib.Path(__file__).resolve().parents[2] / "kiosk_app"
LITERAL = re.compile(r'"([\w.]+)"')
PREFIX = re.compile(r'"([\w.]+\.)"\)?\s*\+')  # of an id that is put together


def is_used(text, literals, prefixes):
    """By its whole id, by its problem ("e.key" has "e.key.t" and "e.key.b"), or composed."""
    if text in literals or (text.endswith((".t", ".b")) and text[:-2] in literals):
        return True
    for prefix in (name for name in prefixes if text.startswith(name)):
        rest = text[len(prefix) :]
        ends = [name for name in literals if name.startswith(".") and rest.endswith(name)]
        if rest in literals or any(rest[: -len(end)] in literals for end in ends):
            return True
    return False


def main():
    files = sorted(p for p in KIOSK.rglob("*") if p.suffix in (".cpp", ".h", ".qml"))
    source = "\n".join(path.read_text() for path in files)
    literals, prefixes = set(LITERAL.findall(source)), set(PREFIX.findall(source))
    rows = (KIOSK / "ui/i18n/strings.tsv").read_text().splitlines()[1:]
    texts = [row.split("\t")[0] for row in rows]
    unused = [text for text in texts if not is_used(text, literals, prefixes)]
    for text in unused:
        print(f"kiosk_app/ui/i18n/strings.tsv: {text} is used by nobody")
    return 1 if unused else 0


if __name__ == "__main__":
    sys.exit(main())
