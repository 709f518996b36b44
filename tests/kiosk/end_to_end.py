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

LIMIT = 30.0
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


@contextlib.contextmanager
def process(*command, **options):
    child = subprocess.Popen(command, start_new_session=True, **options)
    try:
        yield child
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGTERM)
        child.wait(10)


def until(what, text):
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.05)  # AT-SPI and X tell by asking only
    raise SystemExit("never came: " + text)


class Screen:
    """What a screen reader finds of the kiosk, and xdotool's hand."""

    def __init__(self, pictures, name):
        import pyatspi

        self.atspi, self.pictures, self.name, self.taken = pyatspi, pictures, name, 0

    def items(self):
        names = []

        def walk(node, depth):
            if node is None or depth > 40:
                return
            states = node.getState()
            if states.contains(self.atspi.STATE_SHOWING) or depth < 3:
                if node.name:
                    names.append((node.getRoleName(), node.name, node))
                for child in node:
                    walk(child, depth + 1)

        for application in self.atspi.Registry.getDesktop(0):
            if application and application.name == "card-kiosk":
                with contextlib.suppress(Exception):
                    walk(application, 0)
        return names

    def wait(self, text):
        return until(
            lambda: [item for item in self.items() if text in item[1]],
            f"{self.name}: '{text}' among {[item[1] for item in self.items()][:40]}",
        )[0]

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--delay", "120", *keys], check=True)

    def press(self, text):
        """By the screen reader's own Press, as a blind visitor's software does."""
        node = self.wait(text)[2]
        action = node.queryAction()
        names = [action.getName(i).lower() for i in range(action.nActions)]
        action.doAction(names.index("press") if "press" in names else 0)

    def click(self, text):
        """With the mouse, where the screen reader finds it."""
        node = self.wait(text)[2]
        box = node.queryComponent().getExtents(self.atspi.DESKTOP_COORDS)
        subprocess.run(
            [
                "xdotool",
                "mousemove",
                str(box.x + box.width // 2),
                str(box.y + box.height // 2),
                "click",
                "1",
            ],
            check=True,
        )

    def picture(self):
        if self.pictures:
            self.taken += 1
            subprocess.run(
                [
                    "import",
                    "-window",
                    "root",
                    str(pathlib.Path(self.pictures) / f"{self.name}-{self.taken}.png"),
                ],
                check=False,
            )


def counter(screen):
    """A clerk, by keys alone."""
    screen.wait("Xin phép đọc chip trên thẻ")  # the card that lies there has begun the visit
    screen.picture()
    screen.key("Return")
    screen.wait("Nhập 12 số trên thẻ")
    screen.key("0", "0", "0", "1", "2", "3", "Return")
    screen.wait("Thẻ thật, còn hạn")
    screen.wait("Nguyễn Văn Thử")
    screen.picture()
    names = [name for _, name, _ in screen.items()]
    for text in (
        "Đúng người",
        "Không đúng người",
        "Khách tiếp theo",
        "Hiện số",
        "Sao chép Họ và tên",
    ):
        assert any(text in name for name in names), (text, names)
    assert not any("Kinh" == name or "999099000123" in name for name in names), "hidden or unmasked"
    screen.key("F2")
    screen.wait("Thẻ vẫn còn trên đầu đọc")
    screen.picture()


def liar(screen):
    """A copy of a card, at a counter."""
    screen.wait("Xin phép đọc chip trên thẻ")
    screen.key("Return")
    screen.wait("Nhập 12 số trên thẻ")
    screen.key("0", "0", "0", "1", "2", "3", "Return")
    screen.wait("Thông tin đúng, chưa xác minh được chip")
    screen.wait("Lý do: chip từ chối")
    assert not any("Thẻ thật" in name for _, name, _ in screen.items())
    screen.picture()
    screen.key("Escape")
    screen.wait("Thẻ vẫn còn trên đầu đọc")


def hospital(screen):
    """A visitor, by touch and, from the result on, by a screen reader."""
    screen.wait("Lấy số khám bằng thẻ căn cước")
    screen.picture()
    screen.click("Bắt đầu")
    screen.click("Đồng ý cho đọc chip trên thẻ")
    screen.click("Đồng ý, tiếp tục")
    screen.wait("Nhập 12 số trên thẻ")
    screen.key("0", "0", "0", "1", "2", "3", "Return")
    screen.wait("Đã xác nhận thẻ")
    screen.picture()
    assert not any("Thẻ thật" in name for _, name, _ in screen.items()), "no verdict for neighbours"
    screen.press("Đúng")
    screen.press("Khám tổng quát")
    screen.press("Bảo hiểm y tế")
    screen.press("Không thuộc diện nào")
    screen.press("Lấy số")
    screen.wait("A001")
    screen.picture()


def bank(screen):
    """A visitor of a bank, whose teller sees the verdict in a window of its own."""
    screen.press("Bắt đầu")
    screen.press("Đồng ý cho đọc chip trên thẻ")
    screen.press("Đồng ý, tiếp tục")
    screen.wait("Nhập 12 số trên thẻ")
    screen.key("0", "0", "0", "1", "2", "3", "Return")
    screen.wait("Đã xác nhận thẻ")
    screen.wait("Thẻ thật, còn hạn")  # in the teller's window
    screen.press("Đúng")
    screen.wait("Mã giao dịch")
    screen.picture()
    screen.press("Đúng người")


def inside(build, folder, pictures):
    """In a session bus of its own, as an ordinary user."""
    environment = os.environ | {
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_QUICK_BACKEND": "software",
        "QT_QPA_PLATFORM": "xcb",
        "LC_ALL": "C.UTF-8",
        "QT_LOGGING_RULES": "*.debug=false;qt.multimedia.*=false;qt.speech.*=false",
    }
    kiosk = str(build / "bin/card-kiosk")
    until(
        lambda: subprocess.run(["xdotool", "getdisplaygeometry"], capture_output=True).returncode
        == 0,
        "the display",
    )
    for name, profile, walk, command in (
        ("window", "counter", counter, [kiosk]),
        ("lie", "counter", liar, [kiosk]),
        ("bank", "bank", bank, [kiosk]),
        ("wayland", "counter", counter, ["cage", "--", kiosk]),
        ("cage", "hospital", hospital, ["cage", "--", kiosk, "--full-screen"]),
    ):
        if not fresh_card(folder, name):
            return 1
        session = (
            environment
            | (
                {"WLR_BACKENDS": "x11", "WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1"}
                if command[0] == "cage"
                else {}
            )
            | ({"QT_QPA_PLATFORM": "wayland"} if name == "wayland" else {})
        )
        with process(*command, "--config", f"{folder}/{profile}.toml", env=session) as running:
            screen = Screen(pictures, name)
            until(
                lambda: subprocess.run(
                    ["xdotool", "search", "--onlyvisible", "--name", ""], capture_output=True
                ).stdout,
                "a window",
            )
            subprocess.run(
                "xdotool search --onlyvisible --name '' windowfocus",
                shell=True,
                capture_output=True,
            )
            walk(screen)
            assert running.poll() is None
        print(name, "as", pwd.getpwuid(os.getuid()).pw_name + ": passed")
    lines = (folder / "journal.jsonl").read_text()
    assert '"ended":"genuine"' in lines and "Nguy" not in lines and "999099" not in lines, lines
    return 0


def fresh_card(folder, name):
    """The root side lays the card anew when it sees this file, and answers with another."""
    (folder / f"lay-{name}").touch()
    return until(lambda: (folder / f"laid-{name}").exists(), "a card")


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
    pictures = sys.argv[2:3]
    user = pwd.getpwnam("nobody")
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for profile in ("counter", "hospital", "bank"):
            teller = "bank.teller_window = true\n" if profile == "bank" else ""
            (folder / f"{profile}.toml").write_text(
                teller
                + CONFIG.format(profile=profile, trust=build / "specimens/trust", folder=folder)
            )
        runtime = folder / "run"
        runtime.mkdir(mode=0o700)
        for path in (folder, runtime):
            os.chown(path, user.pw_uid, user.pw_gid)
        for path in pictures:
            pathlib.Path(path).mkdir(exist_ok=True)
            os.chown(path, user.pw_uid, user.pw_gid)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(runtime),
            "LC_ALL": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        ready, end = os.pipe()
        with process(
            "Xvfb",
            "-displayfd",
            str(end),
            "-screen",
            "0",
            "1280x800x24",
            "-nolisten",
            "tcp",
            "-noreset",
            pass_fds=(end,),
            stderr=subprocess.DEVNULL,
        ):
            environment["DISPLAY"] = ":" + os.read(ready, 16).decode().strip()
            command = [
                "setpriv",
                f"--reuid={user.pw_uid}",
                f"--regid={user.pw_gid}",
                "--clear-groups",
                "dbus-run-session",
                "--",
                "/usr/bin/python3",
                __file__,
                str(build),
                "--inside",
                str(folder),
                *pictures,
            ]
            noise = open(
                folder / "noise", "w"
            )  # of X, cage and D-Bus: shown when something went wrong
            with process(
                *command, env=environment, stderr=noise
            ) as child, contextlib.ExitStack() as cards:
                laid = None
                while child.poll() is None:
                    for name, lie in (
                        ("window", []),
                        ("lie", ["--lie", "clone-refuses"]),
                        ("bank", []),
                        ("wayland", []),
                        ("cage", []),
                    ):
                        if (folder / f"lay-{name}").exists() and not (
                            folder / f"laid-{name}"
                        ).exists():
                            if laid:
                                laid.close()
                            laid = cards.enter_context(contextlib.ExitStack())
                            laid.enter_context(
                                process(
                                    str(build / "bin/cardtool"),
                                    "simulate",
                                    "--specimen",
                                    "vn-citizen-2021",
                                    *lie,
                                    "--vpcd",
                                    os.environ["CARD_VPCD"],
                                    stdout=subprocess.DEVNULL,
                                )
                            )
                            (folder / f"laid-{name}").touch()
                    time.sleep(0.05)
            said = (folder / "noise").read_text()
            if child.returncode:
                print(said[-4000:])
            personal = [value for value in ("Nguy", "999099", "000123", "Kinh") if value in said]
            assert not personal, "personal values on the error output"
            return child.returncode


if __name__ == "__main__":
    sys.exit(main())
