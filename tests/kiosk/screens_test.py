#!/usr/bin/env python3
"""Walks the kiosk through visits without a display and checks that every page was drawn.   screens_test.py CARD_KIOSK [FOLDER]"""
import os
import pathlib
import subprocess
import sys
import tempfile

STAFF = {"welcome", "key", "place", "verdict"}
SELF = {"welcome", "consent", "key", "place", "confirmed"}
WALKS = [("counter", "sim:vn-citizen-2021", STAFF | {"reading"}), ("counter", "sim:vn-citizen-2021,clone-refuses", STAFF), ("counter", "sim:vn-citizen-2021,sod-unknown-csca", STAFF),
         ("counter", "sim:vn-citizen-2021,dg2-other-portrait", STAFF), ("hospital", "sim:vn-citizen-2021", SELF), ("bank", "sim:vn-citizen-2021,clone-refuses", SELF),
         ("counter", "sim:vn-citizen-long-name", {"welcome", "key", "place", "problem"})]


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as temporary:
        to = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else temporary)
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "XDG_RUNTIME_DIR": temporary, "LC_ALL": "C.UTF-8"}
        problems = 0
        for profile, reader, pages in WALKS:
            for language, size, theme in (("vi", "1280x800", "light"), ("en", "1080x1920", "high")):
                folder = to / f"{profile}-{reader.replace(':', '-').replace(',', '-')}-{size}"
                run = subprocess.run([program, "--profile", profile, "--demo", reader, "--language", language, "--size", size, "--theme", theme,
                                      "--screenshots", folder], env=environment, capture_output=True, text=True, timeout=120)
                drawn = {file.name.rsplit("-", 1)[0] for file in folder.glob(f"*-{language}.png") if file.stat().st_size > 5000}
                complaints = [line for line in run.stderr.splitlines() if ".qml" in line]
                if run.returncode != 0 or not pages <= drawn or complaints:
                    problems += 1
                    print(profile, reader, language, "exit", run.returncode, "missing", sorted(pages - drawn), *complaints[:5], sep="\n  ")
        print(f"{len(WALKS) * 2} walks, {problems} with problems")
        return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
