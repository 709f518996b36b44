#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds docs/report.schema.json against the report of every specimen and lie: each line is valid,
the schema forbids what it should and stays open to new fields.

usage: report_schema_test.py PROGRAM_THAT_PRINTS_LINES SCHEMA MESSAGES
"""
import copy
import json
import subprocess
import sys

import jsonschema

LEAST_LINES = 200


def problems(validator, line):
    return [
        f"{'/'.join(map(str, error.path))}: {error.message[:120]}"
        for error in validator.iter_errors(line)
    ]


def message_ids(line):
    """Ids that must stand in the table of messages."""
    about = line.get("error", line)
    return [about[name] for name in ("headline", "advice") if about[name]]


def agrees_with_itself(line):
    """What no schema can say."""
    if "error" in line:
        return True
    checks = {check["id"]: check for check in line["checks"]}
    decisive = [name for name, check in checks.items() if check["decisive"]]
    attention = {name for name, check in checks.items() if check["attention"]}
    codes_fit = all(
        check["code"] == (check["reasons"][0]["code"] if check["reasons"] else None)
        for check in checks.values()
    )
    return (
        decisive == line["because"][:1]
        and attention == set(line["attention"])
        and len(checks) == len(line["checks"])
        and codes_fit
    )


def spoilt(line):
    """Copies that the schema must refuse, each with what is wrong in it."""
    for name in ("report_id", "judged_at", "checks", "verdict", "holder", "signer"):
        copied = copy.deepcopy(line)
        del copied[name]
        yield f"without {name}", copied
    for name, value in (
        ("format", 1),
        ("report_id", "1"),
        ("judged_at", 1795262400),
        ("verdict", "fine"),
        ("exit_code", 1),
        ("error", {"code": "io"}),
    ):
        copied = copy.deepcopy(line)
        copied[name] = value
        yield f"{name} {value}", copied
    copied = copy.deepcopy(line)
    copied["checks"][0]["outcome"] = "perhaps"
    yield "an outcome that there is not", copied


def extended(line):
    """A later version's line."""
    copied = copy.deepcopy(line)
    copied["new"] = 1
    copied["checks"][0]["new"] = 1
    copied["checks"][0]["code"] = "a_new_reason"
    copied["trust"]["new"] = 1
    return copied


def main():
    program, schema_file, messages_file = sys.argv[1:]
    schema = json.load(open(schema_file, encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    known = {row.split("\t")[0] for row in open(messages_file, encoding="utf-8")}
    printed = (
        subprocess.run([program], check=True, capture_output=True)
        .stdout.decode("utf-8")
        .splitlines()
    )
    lines = [json.loads(text) for text in printed]
    wrong = []
    for number, line in enumerate(lines, 1):
        wrong += [f"line {number}: {text}" for text in problems(validator, line)]
        wrong += [
            f"line {number}: no message {name}" for name in message_ids(line) if name not in known
        ]
        if not agrees_with_itself(line):
            wrong.append(f"line {number}: does not agree with itself")
    numbers = {line["report_id"] for line in lines}
    if len(numbers) != len(lines):
        wrong.append("two lines have one report_id")
    reports = [line for line in lines if "error" not in line]
    genuine = next(line for line in reports if line["verdict"] == "genuine")
    wrong += [
        f"the schema takes a report {name}"
        for name, line in spoilt(genuine)
        if not problems(validator, line)
    ]
    wrong += [f"not open: {text}" for text in problems(validator, extended(genuine))]
    if len(lines) < LEAST_LINES:
        wrong.append(f"{len(lines)} lines only")
    print(f"{len(lines)} lines, {len(reports)} of them reports, {len(lines) - len(reports)} errors")
    print("\n".join(wrong[:40]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
