#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The rules as udev itself reads them, in a mount namespace of the test's own; and lintian's wishes
for such rules."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = [ROOT / "udev/70-libcard.rules", ROOT / "udev/71-libcard-serial.rules"]


def complaints(rules):
    """What `udevadm test` says of a rules file."""
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "70-libcard.rules").write_text(rules)
        script = (
            f"mkdir -p /etc/udev/rules.d && mount --bind {folder} /etc/udev/rules.d"
            " && udevadm test /devices/virtual/mem/null"
        )
        unshare = ["unshare", "--mount"] + (["--user", "--map-root-user"] if os.getuid() else [])
        run = subprocess.run([*unshare, "sh", "-c", script], capture_output=True, text=True)
    said = run.stdout + run.stderr
    if "/etc/udev/rules.d/70-libcard.rules" not in said:
        return None
    return [line for line in said.splitlines() if "70-libcard.rules:" in line]


def lint(rules):
    for number, line in enumerate(rules.splitlines(), 1):
        if (
            line.startswith(("#", "LABEL", "GOTO", "ACTION", "SUBSYSTEM!=", "ENV{DEVTYPE}!="))
            or not line
        ):
            continue
        if "SUBSYSTEM==" not in line:
            yield f"line {number} names no subsystem"
        if re.search(r"\b(MODE|GROUP)=", line) and 'TAG+="uaccess"' not in line:
            yield f"line {number} opens a device without uaccess"


def main():
    rules = "".join(file.read_text() for file in RULES)
    problems = list(lint(rules))
    assert list(lint('ATTRS{idVendor}=="1234", MODE="0666"\n')), "the lint sees nothing"
    if shutil.which("udevadm"):
        found = complaints(rules)
        if found is None:
            print("udevadm test: skipped, no namespaces here")
        else:
            problems += found
            assert complaints(
                'SUBSYSTEM=="usb", NO_SUCH_KEY=="1"\n'
            ), "udevadm does not see a broken rule"
            print("udevadm test: read, no complaint" if not found else "udevadm test: complaints")
    else:
        print("udevadm test: skipped, udev is not installed")
    problems += subprocess.run(
        [ROOT / "udev/generate", "--check"], capture_output=True, text=True
    ).stdout.splitlines()
    print("\n".join(problems))
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
