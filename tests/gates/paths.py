#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: files that the pages name in `code` or link to exist (docs/howto: see howto.py)."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Pages name files from the top, or from one of these folders.
BASES = [
    ROOT / name
    for name in ("", "libcard", "libcard/src", "libcard/include", "kiosk_app", "drivers")
]
NAMED = re.compile(r"`([a-z]\w*(?:/[\w.-]+)+)`|\]\(([\w./-]+)(?:#[\w-]+)?\)")
NO_FILES = ("build/",)


def pages():
    yield from sorted(ROOT.glob("*.md"))
    for folder in ("docs", "kiosk_app", "udev"):
        yield from sorted(p for p in (ROOT / folder).rglob("*.md") if p.parent.name != "howto")


def exists(page, code, link):
    if link:
        return (page.parent / link).exists()
    bases = [base for base in BASES if (base / code.split("/")[0]).is_dir()]
    if code.startswith(NO_FILES) or not bases:
        return True  # no file of this tree
    # `trust/store_files` may stand for its header and source.
    name = pathlib.Path(code).name
    return any(
        (base / code).exists() or any((base / code).parent.glob(name + ".*")) for base in bases
    )


def main():
    problems = []
    for page in pages():
        for number, line in enumerate(page.read_text().splitlines(), 1):
            problems += [
                f"{page.relative_to(ROOT)}:{number}: {code or link} does not exist"
                for code, link in NAMED.findall(line)
                if not exists(page, code, link)
            ]
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
