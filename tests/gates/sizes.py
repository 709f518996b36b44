#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: files of at most 300 code lines, functions of C++ and Python of at most 40; exceptions in
sizes.allowed, each with its reason."""
import ast
import io
import re
import sys
import tokenize

from tree import ROOT, files, python_files

MAX_FILE, MAX_FUNCTION = 300, 40
# Tokens of Python that make no line of code.
NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
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


def python_code(text):
    """Numbers of the lines that hold more than a comment; docstrings count."""
    code = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in NO_CODE:
            code |= set(range(token.start[0], token.end[0] + 1))
    return code - {n for n, line in enumerate(text.split("\n"), 1) if not line.strip()}


def python_functions(text, code):
    """(name, first line, code lines) of each function; inner ones count for the outer one too."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.lineno, len(code & set(range(node.lineno, node.end_lineno + 1)))


def measure(name, is_python):
    """Code lines of a file, and its functions."""
    text = (ROOT / name).read_text()
    if is_python:
        code = python_code(text)
        return len(code), list(python_functions(text, code))
    text = without_literals(text)
    code = sum(1 for line in text.split("\n") if line.strip())
    return code, list(functions(text)) if name.endswith((".h", ".cpp")) else []


def middle_and_end(numbers):
    numbers = sorted(numbers)
    return f"median {numbers[len(numbers) // 2]}, largest {numbers[-1]}"


def main():
    exceptions, problems, sizes, lengths = allowed(), [], [], []
    python = set(python_files())
    for name in sorted({*files("*.h", "*.cpp", "*.qml"), *python}):
        size, found = measure(name, name in python)
        sizes.append(size)
        if size > MAX_FILE and name not in exceptions:
            problems.append(f"{name}: {size} code lines (at most {MAX_FILE})")
        for function, line, length in found:
            lengths.append(length)
            if length > MAX_FUNCTION and f"{name}:{function}" not in exceptions:
                problems.append(
                    f"{name}:{line}: {function} has {length} lines (at most {MAX_FUNCTION})"
                )
    print("\n".join(problems))
    print(f"sizes: {len(sizes)} files, {middle_and_end(sizes)}; ", end="")
    print(f"{len(lengths)} functions, {middle_and_end(lengths)}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
