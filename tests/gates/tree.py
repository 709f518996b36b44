# SPDX-License-Identifier: Apache-2.0
"""The working tree's files, for the gates: tracked by git, or new and not ignored."""
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def files(*patterns):
    """Names within the tree, sorted, of files that are there; patterns as git has them."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())


def python_files():
    """Modules, and scripts whose first line names python3."""
    for name in files():
        path = ROOT / name
        if path.suffix == ".py":
            yield name
        elif not path.suffix and re.match(rb"#!.*\bpython3\n", path.open("rb").readline()):
            yield name
