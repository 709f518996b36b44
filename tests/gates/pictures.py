#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: the pictures of docs/pictures are of the pages as they are now; with --write it notes that
they have just been taken (docs/pictures/make does)."""
import hashlib
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOTE = ROOT / "docs/pictures/taken-of"
#: What a picture shows: pages, controls, words; and the visits that lead there.
SHOWN = ("kiosk_app/ui/qml", "kiosk_app/ui/i18n", "docs/pictures/make")


def files():
    for place in SHOWN:
        path = ROOT / place
        yield from sorted(file for file in path.rglob("*") if file.is_file()) or [path]


def shown():
    digest = hashlib.sha256()
    for file in files():
        digest.update(
            file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes() + b"\0"
        )
    return digest.hexdigest() + "\n"


if "--write" in sys.argv:
    NOTE.write_text(shown())
elif not NOTE.is_file() or NOTE.read_text() != shown():
    sys.exit("docs/pictures are older than the pages: docs/pictures/make takes them anew")
