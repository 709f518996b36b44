#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Gate: every #include stays within its layer (docs/architecture.md)."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BASE = {
    "card/bytes.h",
    "card/error.h",
    "card/export.h",
    "card/printable.h",
    "card/sentence.h",
    "card/step.h",
    "tlv",
    "crypto",
}
# folder of libcard/src -> what it may include: other folders of src, or public headers
ALLOWED = {
    "bytes": {"card/bytes.h", "card/error.h", "card/printable.h"},
    "tlv": {"card/bytes.h", "card/error.h"},
    "apdu": {"card/bytes.h", "card/error.h"},
    "crypto": {
        "card/bytes.h",
        "card/reason.h",
        "card/error.h",
        "card/random.h",
        "card/terminal.h",
        "tlv",
        "openssl",
    },
    "lds": BASE | {"card/document.h", "card/fields.h", "card/holder.h"},
    "national": BASE
    | {
        "card/access_key.h",
        "card/fields.h",
        "card/report.h",
        "lds",
    },
    "channel": {
        "card/bytes.h",
        "card/error.h",
        "card/document.h",
        "card/transport.h",
        "apdu",
        "tlv",
    },
    "sm": {"card/error.h", "channel", "apdu", "tlv", "crypto"},
    "access": BASE
    | {
        "card/access_key.h",
        "card/terminal.h",
        "card/document.h",
        "card/random.h",
        "sm",
        "channel",
        "apdu",
        "lds",
    },
    "session": BASE
    | {
        "card/card.h",
        "card/document.h",
        "card/link_memory.h",
        "card/progress.h",
        "access",
        "sm",
        "channel",
        "apdu",
        "lds",
    },
    "x509": BASE,
    "trust": BASE
    | {
        "sys/stat.h",
        "card/document.h",
        "card/store_mark.h",
        "card/trust_store.h",
        "card/trust_import.h",
        "card/trust_conformance.h",
        "card/messages.h",
        "lds",
        "x509",
        "openssl",
    },
    "judge": BASE
    | {
        "image",
        "national",
        "card/fields.h",
        "card/check_id.h",
        "card/reason.h",
        "card/document.h",
        "card/report.h",
        "card/trust_store.h",
        "lds",
        "x509",
        "trust",
    },
    "show": BASE
    | {
        "national",
        "card/messages.h",
        "card/report.h",
        "card/explain.h",
        "card/describe.h",
        "card/survey.h",
        "card/report_json.h",
        "card/transport.h",
        "card/document.h",
        "lds",
        "x509",
        "access/cv_certificate.h",
        "judge",
        "nlohmann",
    },
    "explain": {"card/explain.h", "card/fields.h", "card/messages.h", "messages_table.inc"},
    "image": {"card/bytes.h", "card/error.h", "card/portrait.h", "lds", "openjpeg.h", "jpeglib.h"},
}
DRIVER_HEADERS = {
    "card/readers.h",
    "card/step.h",
    "card/transport.h",
    "card/terminal.h",
    "card/bytes.h",
    "card/error.h",
}
PUBLIC_HEADERS = {
    "card.h",
    "readers.h",
    "step.h",
    "link_memory.h",
    "progress.h",
    "bytes.h",
    "printable.h",
    "sentence.h",
    "error.h",
    "transport.h",
    "access_key.h",
    "document.h",
    "report.h",
    "store_mark.h",
    "trust_store.h",
    "trust_import.h",
    "trust_conformance.h",
    "terminal.h",
    "random.h",
    "export.h",
    "portrait.h",
    "describe.h",
    "survey.h",
    "report_json.h",
    "fields.h",
    "holder.h",
    "messages.h",
    "check_id.h",
    "reason.h",
    "explain.h",
}


def includes(path):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        found = re.match(r'\s*#include\s+([<"])([^>"]+)[>"]', line)
        if found:
            yield number, found.group(1) == '"', found.group(2)


def sources(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".h", ".cpp"):
                yield path


def library_problem(path, quoted, name):
    layer = path.relative_to(ROOT / "libcard/src").parts[0]
    if layer not in ALLOWED:
        return f"'{layer}' is no layer of the table"
    first = name.split("/")[0]
    if quoted or "/" in name or name in ("openjpeg.h", "jpeglib.h", "winscard.h"):
        # A store is read through one opened folder (docs/adr/0089).
        if first in ("sys",) and (layer, name) != ("trust", "sys/stat.h"):
            return "the library does not touch the system"
        if first == layer or first in ALLOWED[layer] or name in ALLOWED[layer]:
            return None
        return f"{layer} may not include {name}"
    return None


def driver_problem(path, quoted, name):
    folder = path.relative_to(ROOT / "drivers").parts[0]
    if name.startswith("card/") and name not in DRIVER_HEADERS:
        return f"drivers may not include {name}"
    if (
        name == "card/terminal.h"
        and folder != "pkcs11"
        or name == "libp11.h"
        and folder != "pkcs11"
    ):
        return "terminals' keys belong to drivers/pkcs11"
    if name in ("winscard.h", "reader.h") and folder != "pcsc":
        return "PC/SC belongs to drivers/pcsc"
    if name == "nfc/nfc.h" and path.name not in ("device.h", "device.cpp"):
        return "libnfc belongs to the helper process, drivers/nfc/device"
    if (
        folder == "simulated"
        and quoted
        and name.startswith(("tlv/", "sm/", "crypto/", "apdu/", "lds/", "access/"))
    ):
        return "the simulated card is a stranger to libcard"
    return None


# Each room of the kiosk and those that it stands on.
KIOSK_ROOMS = {
    "core": (),
    "visit": ("core",),
    "outputs": ("core",),
    "ui": ("core", "visit", "outputs"),
}


def kiosk_problem(path, quoted, name):
    folder = path.relative_to(ROOT / "kiosk_app").parts[0]
    if name.startswith("card/") and name[5:] not in PUBLIC_HEADERS:
        return "the kiosk uses public headers only"
    rooms = tuple(room + "/" for room in KIOSK_ROOMS)
    if quoted and not name.startswith(("card/", *rooms)) and name != "simulated/table.h":
        return f"the kiosk may not include {name}"
    if folder == "ui":
        return None
    if not quoted and name.startswith("Q"):
        return f"{folder}/ knows no Qt"
    if quoted and name.startswith(rooms):
        room = name.split("/")[0]
        if room != folder and room not in KIOSK_ROOMS[folder]:
            return f"{folder}/ does not stand on {room}/"
    return None


def tool_problem(path, quoted, name):
    if quoted and "/" in name and name.split("/")[0] in ALLOWED:
        return "tools and examples use public headers only"
    return None


def header_problem(path, quoted, name):
    if quoted and not (name.startswith("card/") and name[5:] in PUBLIC_HEADERS):
        return "a public header includes public headers only"
    if name.startswith(("openssl/", "nlohmann/", "spdlog/")):
        return "a public header shows no library below"
    return None


def main():
    problems = []
    for folders, judge in (
        (("libcard/src",), library_problem),
        (("drivers",), driver_problem),
        (("libcard/tools", "libcard/examples"), tool_problem),
        (("libcard/include", "drivers/include"), header_problem),
        (("kiosk_app",), kiosk_problem),
    ):
        for path in sources(*folders):
            for number, quoted, name in includes(path):
                problem = judge(path, quoted, name)
                if problem:
                    problems.append(f"{path.relative_to(ROOT)}:{number}: {problem}")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
