#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: every sentence that the library gives as a check's reason has its Vietnamese in cardtool's table."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LITERAL = r'"((?:[^"\\]|\\.)*)"'
JUDGES = (
    "judge/active_authentication",
    "judge/card_security",
    "judge/chip_proof",
    "judge/passive_authentication",
    "judge/revocation",
    "judge/signer_checks",
    "judge/check_access",
    "judge/check_body",
    "judge/check_data",
    "judge/check_dates",
    "judge/check_files",
    "judge/verify",
)
CALL = re.compile(
    r"\b(?:passed|failed|not_possible|not_offered|missing|fail)\(((?:[^;\"]|"
    + LITERAL.replace("(", "(?:", 1)
    + r")*?)\);",
    re.S,
)


def table(source, name):
    return [
        match[0]
        for match in re.findall(
            r"\{" + LITERAL + ", " + LITERAL + r"\}",
            source.split(f"k{name}[] = {{")[1].split("};")[0],
        )
    ]


def main():
    source = (ROOT / "libcard/tools/reasons.cpp").read_text()
    source = re.sub(r'"\s*\n\s*"', "", source)  # one sentence on two lines
    source = re.sub(r",\s*\n\s*", ", ", source)
    whole, dates, beginnings = (
        set(table(source, "Whole")),
        table(source, "Dates"),
        table(source, "Beginnings"),
    )
    known = lambda text: text in whole or any(
        text.startswith(begin) or (begin.startswith(" ") and text.endswith(begin))
        for begin in beginnings + dates
    )
    problems, seen = [], 0
    for judge in JUDGES:
        source = (ROOT / "libcard/src" / (judge + ".cpp")).read_text()
        source = re.sub(r'"\s*\n\s*"', "", source)  # one sentence on two lines
        for call in CALL.findall(source):
            for match in re.finditer(LITERAL, call):
                pieces = call[: match.start()].rstrip().endswith("+")
                pieces = pieces or call[match.end() :].lstrip().startswith("+")
                if " " not in match[1] or pieces:  # an identifier, or a part of a sentence
                    continue
                seen += 1
                if not known(match[1]):
                    problems.append(
                        f"{judge}.cpp: '{match[1]}' has no Vietnamese in libcard/tools/reasons.cpp"
                    )
    if seen < 60:
        problems.append(
            f"only {seen} reasons were found: the gate does not see the library any more"
        )
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
