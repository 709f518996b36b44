#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: i18n/messages.tsv is whole, and code and table name the same ids."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "libcard/i18n/messages.tsv"
NAMES = "reasons.cpp"  # names every reason and uses none
FOLDERS = ("libcard/include", "libcard/src", "libcard/tools", "kiosk_app", "drivers")


def room(message):
    """What stands before the first dot: rows of one room stand together."""
    return message.split(".")[0]


def placeholders(text):
    return sorted(set(re.findall(r"%[1-9]", text)))


# Words that no Vietnamese sentence has; what people type stays as it is.
ENGLISH = set(
    "the of is and its it not with that has have for certificate certificates signed file files "
    "folder list lists store key keys signature was were been by from this which who what only "
    "are card reader document read write cannot anchor anchors import issuer signer picture "
    "octets version too many".split()
)
TYPED = re.compile(
    r"'[^']*'|--[a-z-]+|cardtool [a-z. ]+|\(master list\)|issuer, own list, foreign list"
)


def left_in_english(name, vietnamese):
    """English words in a Vietnamese text; examples are commands."""
    if ".example." in name:
        return []
    words = re.findall(r"(?<![\w-])[A-Za-z]+(?![\w-])", TYPED.sub(" ", vietnamese))
    return [word for word in words if word.lower() in ENGLISH]


def row_problems(rows):
    """Each row by itself, and its place."""
    seen, closed, last = set(), set(), None
    for number, parts in enumerate(rows, 2):
        if len(parts) != 3 or not all(part.strip() == part != "" for part in parts):
            yield number, "needs id, English and Vietnamese, none of them empty"
            continue
        name, english, vietnamese = parts
        if name in seen:
            yield number, f"{name} stands twice"
        if room(name) != last:
            closed.add(last)
            last = room(name)
            if last in closed:
                yield number, f"{name} stands apart from the other rows of '{last}'"
        if placeholders(english) != placeholders(vietnamese):
            yield number, f"{name} has other placeholders in English than in Vietnamese"
        for word in left_in_english(name, vietnamese):
            yield number, f"{name} says '{word}' in Vietnamese"
        seen.add(name)


def named_in_code(rooms):
    """String literals of the code that have the form of a message's id, with file and line."""
    form = re.compile(r'"((?:' + "|".join(sorted(rooms)) + r')\.[a-z0-9_.]+)"')
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix not in (".h", ".cpp", ".qml"):
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                for found in form.finditer(line):
                    yield found.group(1), f"{path.relative_to(ROOT)}:{number}"
                for found in re.finditer(r"\bReason::(\w+?)_?\b", line):
                    if path.name != NAMES and found.group(1) != "none":
                        yield f"reason.{found.group(1)}", f"{path.relative_to(ROOT)}:{number}"


def main():
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    where = TABLE.relative_to(ROOT)
    if lines[0] != "id\ten\tvi":
        print(f"{where}:1: the heading is id, en, vi")
        return 1
    rows = [line.split("\t") for line in lines[1:]]
    problems = [f"{where}:{number}: {text}" for number, text in row_problems(rows)]
    ids = {row[0] for row in rows}
    used = set()
    for name, place in named_in_code({room(name) for name in ids}):
        used.add(name)
        if name not in ids:
            problems.append(f"{place}: no message has the id {name}")
    problems += [f"{where}: nothing uses {name}" for name in sorted(ids - used)]
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
