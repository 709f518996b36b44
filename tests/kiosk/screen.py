# SPDX-License-Identifier: Apache-2.0
"""The kiosk's screen for end_to_end.py: a screen reader's view of it (AT-SPI), xdotool as the
hand."""
import contextlib
import pathlib
import subprocess
import time

LIMIT = 30.0
LOOK = 0.6  # seconds that a hand looks at a page: one that has just come takes no press


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

    def focus(self, title):
        """The keyboard is this window's."""
        search = ["xdotool", "search", "--onlyvisible", "--name", title]
        subprocess.run([*search, "windowfocus", "--sync"], capture_output=True, timeout=20)

    def key(self, *keys):
        time.sleep(LOOK)
        subprocess.run(["xdotool", "key", "--delay", "120", *keys], check=True)

    def number(self, page, *digits):
        """Types a number on a page and looks whether all of it came. Servers within one another
        stamp a key when they pass it on: where two of a hand's wait together on a loaded machine,
        they come as fast as a scanner's and are taken for its."""
        less, tries = "Còn thiếu", 5
        self.wait(page)
        for _ in range(tries):
            self.key(*digits)
            self.key("Return")
            until(lambda: self.shows(less) or self.left(page), f"{self.name}: an answer")
            if not self.shows(less):
                return
            self.press("Xóa hết")
            until(lambda: not self.shows(less), f"{self.name}: an empty field")
        raise SystemExit(f"{self.name}: {len(digits)} keys never came whole")

    def shows(self, text):
        return any(text in name for _, name, _ in self.items())

    def left(self, page):
        """A screen reader that sees nothing at all does not know."""
        names = [name for _, name, _ in self.items()]
        return names and not any(page in name for name in names)

    def press(self, text):
        """By the screen reader's own Press, as a blind visitor's software does."""
        node = self.wait(text)[2]
        action = node.queryAction()
        names = [action.getName(i).lower() for i in range(action.nActions)]
        action.doAction(names.index("press") if "press" in names else 0)

    def click(self, text):
        """With the mouse, where the screen reader finds it."""
        node = self.wait(text)[2]
        time.sleep(LOOK)
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
