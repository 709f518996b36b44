#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The kiosk as people meet it: a window under X11 and a kiosk session in cage, as an ordinary user,
with the real pcscd and vpcd. xdotool is the hand; a screen reader's view (AT-SPI) is what is
checked.   private_pcscd end_to_end.py BUILD [PICTURES]"""
import contextlib
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import typing

import people
from screen import Screen, until

NEEDED = ("Xvfb", "cage", "xdotool", "dbus-run-session", "Xwayland")
CONFIG = """profile = "{profile}"
reader.uri = "pcsc:*"
trust.paths = ["{trust}"]
journal.file = "{folder}/journal.jsonl"
state.folder = "{folder}"
[[clinic]]
id = "general"
name_vi = "Khám tổng quát"
name_en = "General"
"""
CAGE = {"WLR_BACKENDS": "x11", "WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1"}


class Visit(typing.NamedTuple):
    """Somebody with a card at a kiosk of a profile."""

    name: str
    profile: str
    walk: typing.Callable
    cage: bool = False
    options: tuple = ()
    session: dict = {}
    lie: tuple = ()


VISITS = (
    Visit("window", "counter", people.counter),
    Visit("lie", "counter", people.liar, lie=("--lie", "clone-refuses")),
    Visit("bank", "bank", people.bank),
    Visit("wayland", "counter", people.counter, True, session={"QT_QPA_PLATFORM": "wayland"}),
    Visit("cage", "hospital", people.hospital, True, options=("--full-screen",)),
)


@contextlib.contextmanager
def process(*command, **options):
    child = subprocess.Popen(command, start_new_session=True, **options)
    try:
        yield child
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGTERM)
        child.wait(10)


def inside(build, folder, pictures):
    """In a session bus of its own, as an ordinary user."""
    until(
        lambda: subprocess.run(["xdotool", "getdisplaygeometry"], capture_output=True).returncode
        == 0,
        "the display",
    )
    for visit in VISITS:
        if not fresh_card(folder, visit.name):
            return 1
        go_through(visit, build / "bin/card-kiosk", folder, pictures)
        print(visit.name, "as", pwd.getpwuid(os.getuid()).pw_name + ": passed")
    lines = (folder / "journal.jsonl").read_text()
    assert '"ended":"genuine"' in lines and "Nguy" not in lines and "999099" not in lines, lines
    return 0


def go_through(visit, kiosk, folder, pictures):
    session = os.environ | {
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_QUICK_BACKEND": "software",
        "QT_QPA_PLATFORM": "xcb",
        "LC_ALL": "C.UTF-8",
        "QT_LOGGING_RULES": "*.debug=false;qt.multimedia.*=false;qt.speech.*=false",
    }
    command = [str(kiosk), *visit.options]
    if visit.cage:
        session |= CAGE
        command = ["cage", "--", *command]
    session |= visit.session
    config = f"{folder}/{visit.profile}.toml"
    with process(*command, "--config", config, env=session) as running:
        screen = Screen(pictures, visit.name)
        search = ["xdotool", "search", "--onlyvisible", "--name", ""]
        until(lambda: subprocess.run(search, capture_output=True).stdout, "a window")
        screen.focus("")
        visit.walk(screen)
        assert running.poll() is None


def fresh_card(folder, name):
    """The root side lays the card anew when it sees this file, and answers with another."""
    (folder / f"lay-{name}").touch()
    return until(lambda: (folder / f"laid-{name}").exists(), "a card")


class Table:
    """The root side of fresh_card(): one card lies there at a time."""

    def __init__(self, build, folder, cards):
        self.build, self.folder, self.cards, self.laid = build, folder, cards, None

    def look(self):
        for visit in VISITS:
            wanted = (self.folder / f"lay-{visit.name}").exists()
            if wanted and not (self.folder / f"laid-{visit.name}").exists():
                self.lay(visit)

    def lay(self, visit):
        if self.laid:
            self.laid.close()
        self.laid = self.cards.enter_context(contextlib.ExitStack())
        command = [str(self.build / "bin/cardtool"), "simulate", "--specimen", "vn-citizen-2021"]
        command += [*visit.lie, "--vpcd", os.environ["CARD_VPCD"]]
        self.laid.enter_context(process(*command, stdout=subprocess.DEVNULL))
        (self.folder / f"laid-{visit.name}").touch()


def prepare(build, folder, user, pictures):
    """Configurations and folders that the ordinary user can use; their environment."""
    for profile in ("counter", "hospital", "bank"):
        teller = "bank.teller_window = true\n" if profile == "bank" else ""
        (folder / f"{profile}.toml").write_text(
            teller + CONFIG.format(profile=profile, trust=build / "specimens/trust", folder=folder)
        )
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    for path in (folder, runtime):
        os.chown(path, user.pw_uid, user.pw_gid)
    for path in pictures:
        pathlib.Path(path).mkdir(exist_ok=True)
        os.chown(path, user.pw_uid, user.pw_gid)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(runtime),
        "LC_ALL": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@contextlib.contextmanager
def display():
    """An X server; the display's name."""
    ready, end = os.pipe()
    command = ["Xvfb", "-displayfd", str(end), "-screen", "0", "1280x800x24"]
    command += ["-nolisten", "tcp", "-noreset"]
    with process(*command, pass_fds=(end,), stderr=subprocess.DEVNULL):
        yield ":" + os.read(ready, 16).decode().strip()


def as_user(user, build, folder, pictures):
    """The command that runs inside()."""
    become = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    again = ["/usr/bin/python3", __file__, str(build), "--inside", str(folder), *pictures]
    return [*become, "dbus-run-session", "--", *again]


def outside(build, folder, pictures):
    user = pwd.getpwnam("nobody")
    environment = prepare(build, folder, user, pictures)
    # of X, cage and D-Bus: shown when something went wrong
    with display() as name, open(folder / "noise", "w") as noise:
        environment["DISPLAY"] = name
        command = as_user(user, build, folder, pictures)
        with process(
            *command, env=environment, stderr=noise
        ) as child, contextlib.ExitStack() as cards:
            table = Table(build, folder, cards)
            while child.poll() is None:
                table.look()
                time.sleep(0.05)
    said = (folder / "noise").read_text()
    if child.returncode:
        print(said[-4000:])
    personal = [value for value in ("Nguy", "999099", "000123", "Kinh") if value in said]
    assert not personal, "personal values on the error output"
    return child.returncode


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    if len(sys.argv) > 2 and sys.argv[2] == "--inside":
        return inside(build, pathlib.Path(sys.argv[3]), sys.argv[4] if len(sys.argv) > 4 else "")
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing or os.getuid() != 0:
        print(
            "end_to_end: skipped:",
            "needs root to become an ordinary user"
            if not missing
            else "not installed: " + " ".join(missing),
        )
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        return outside(build, pathlib.Path(temporary), sys.argv[2:3])


if __name__ == "__main__":
    sys.exit(main())
