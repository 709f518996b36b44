#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: files of at most 300 code lines, C++ functions of at most 40; exceptions in sizes.allowed,
each with its reason."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAX_FILE, MAX_FUNCTION = 300, 40
KEYWORDS = {
    "if",
    "for",
    "while",
    "switch",
    "catch",
    "do",
    "else",
    "return",
    "namespace",
    "struct",
    "class",
    "enum",
    "union",
}


def allowed():
    entries = {}
    for line in (ROOT / "tests/gates/sizes.allowed").read_text().splitlines():
        if line and not line.startswith("#"):
            name, reason = line.split(None, 1)
            entries[name] = reason
    return entries


def without_literals(text):
    text = re.sub(r'R"\w*\((?:.|\n)*?\)\w*"', '""', text)
    text = re.sub(r"//[^\n]*", "", text)
    text = re.sub(r"/\*(?:.|\n)*?\*/", lambda m: "\n" * m.group(0).count("\n"), text)
    text = re.sub(r'"(?:\\.|[^"\\\n])*"', '""', text)
    return re.sub(r"'(?:\\.|[^'\\\n])'", "' '", text)


def functions(text):
    """(name, first line, code lines) of each outermost function body."""
    lines = text.split("\n")
    depth_of_scope = []  # True where a brace opened a namespace or class
    start, name = None, None
    head = ""
    for number, line in enumerate(lines, 1):
        for char in line:
            if char == "{":
                scope = (
                    re.search(r"\b(namespace|struct|class|enum|union|extern)\b[^;()]*$", head)
                    is not None
                    and "(" not in head.split("class")[-1]
                )
                is_function = not scope and start is None and "(" in head
                if is_function:
                    start = number
                    found = re.findall(r"([\w:~]+|operator[^\s(]+)\s*\(", head)
                    name = next((f for f in found if f not in KEYWORDS), "?")
                    base = len(depth_of_scope)
                depth_of_scope.append(scope)
                head = ""
            elif char == "}":
                if depth_of_scope:
                    depth_of_scope.pop()
                if start is not None and len(depth_of_scope) == base:
                    yield name, start, sum(1 for l in lines[start - 1 : number] if l.strip())
                    start = None
                head = ""
            elif char == ";":
                head = ""
            else:
                head += char
        head += " "


def main():
    exceptions, problems, sizes, lengths = allowed(), [], [], []
    folders = ("libcard", "drivers", "kiosk_app", "tests")
    for path in sorted(
        p
        for f in folders
        for p in (ROOT / f).rglob("*")
        if p.suffix in (".h", ".cpp", ".qml", ".py")
    ):
        name = str(path.relative_to(ROOT))
        text = path.read_text()
        code = [
            l
            for l in (without_literals(text) if path.suffix != ".py" else text).split("\n")
            if l.strip() and not l.strip().startswith(("#  ", "# SPDX-"))
        ]
        sizes.append(len(code))
        if len(code) > MAX_FILE and name not in exceptions:
            problems.append(f"{name}: {len(code)} code lines (at most {MAX_FILE})")
        if path.suffix not in (".h", ".cpp"):
            continue
        for function, line, length in functions(without_literals(text)):
            lengths.append(length)
            if length > MAX_FUNCTION and f"{name}:{function}" not in exceptions:
                problems.append(
                    f"{name}:{line}: {function} has {length} lines (at most {MAX_FUNCTION})"
                )
    print("\n".join(problems))
    sizes.sort()
    lengths.sort()
    print(
        f"sizes: {len(sizes)} files, median {sizes[len(sizes) // 2]}, largest {sizes[-1]}; "
        f"{len(lengths)} functions, median {lengths[len(lengths) // 2]}, largest {lengths[-1]}"
    )
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
