# SPDX-License-Identifier: Apache-2.0
"""One picture of four colours in every form that JPEG and JPEG 2000 have: red and green above,
blue and grey below."""
import pathlib
import subprocess

SIDE = 32
COLOURS = ((200, 40, 30), (30, 180, 60), (40, 50, 210), (128, 128, 128))


def grey(colour):
    r, g, b = colour
    return round(0.299 * r + 0.587 * g + 0.114 * b)


def ycc(colour):
    r, g, b = colour
    return (
        grey(colour),
        round(128 - 0.168736 * r - 0.331264 * g + 0.5 * b),
        round(128 + 0.5 * r - 0.418688 * g - 0.081312 * b),
    )


def quarter(x, y):
    return (x >= SIDE // 2) + 2 * (y >= SIDE // 2)


def samples(of_colour, bits=8):
    """Pixel by pixel, scaled to this many bits."""
    out = bytearray()
    for y in range(SIDE):
        for x in range(SIDE):
            for value in of_colour(COLOURS[quarter(x, y)]):
                out += round(value * (2**bits - 1) / 255).to_bytes(1 if bits <= 8 else 2, "big")
    return bytes(out)


def pnm(kind, data, bits=8):
    return b"%s\n%d %d\n%d\n" % (kind, SIDE, SIDE, 2**bits - 1) + data


def pam(depth, kind, data):
    head = f"P7\nWIDTH {SIDE}\nHEIGHT {SIDE}\nDEPTH {depth}\nMAXVAL 255\nTUPLTYPE {kind}\nENDHDR\n"
    return head.encode() + data


def box(kind, data):
    return (8 + len(data)).to_bytes(4, "big") + kind + data


def boxes(data):
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big") or len(data) - at
        yield data[at + 4 : at + 8], data[at + 8 : at + size]
        at += size


def with_header(jp2, change):
    """`change` sees the boxes of the header as a list and gives others."""
    out = b""
    for kind, data in boxes(jp2):
        if kind == b"jp2h":
            data = b"".join(box(*part) for part in change(list(boxes(data))))
        out += box(kind, data)
    return out


def colour_space(number):
    colour = b"\x01\x00\x00" + number.to_bytes(4, "big")
    return lambda parts: [(k, colour if k == b"colr" else d) for k, d in parts]


def palette(parts):
    """Four colours, by number."""
    table = b"\x00\x04\x03" + b"\x07" * 3 + b"".join(bytes(colour) for colour in COLOURS)
    columns = b"".join(b"\x00\x00\x01" + bytes([column]) for column in range(3))
    return colour_space(16)(parts) + [(b"pclr", table), (b"cmap", columns)]


class Press:
    def __init__(self, work):
        self.work = pathlib.Path(work)

    def jp2(self, text, ending, *options, to="jp2"):
        source, made = self.work / ("form." + ending), self.work / ("form." + to)
        source.write_bytes(text)
        subprocess.run(
            ["opj_compress", "-i", source, "-o", made, "-n", "3", *options],
            check=True,
            capture_output=True,
        )
        return made.read_bytes()

    def jpeg(self, text, *options):
        source = self.work / "form.ppm"
        source.write_bytes(text)
        command = ["cjpeg", "-quality", "98", *options, source]
        return subprocess.run(command, check=True, capture_output=True).stdout


def planes():
    """YCC, the colours at half the grid."""
    light = bytes(samples(lambda c: ycc(c)[:1]))
    out = light
    for part in (1, 2):
        whole = samples(lambda c: ycc(c)[part : part + 1])
        for y in range(0, SIDE, 2):
            out += whole[y * SIDE : (y + 1) * SIDE : 2]
    return out


def four_bits(of_colour, parts):
    """Part by part, an octet a sample."""
    mixed = samples(of_colour, 4)
    return b"".join(mixed[part::parts] for part in range(parts))


def inks():
    """Cyan, magenta and yellow without black, part by part."""
    mixed = samples(lambda c: (*(255 - value for value in c), 0))
    return b"".join(mixed[part::4] for part in range(4))


def all_forms(work):
    press = Press(work)
    rgb, light = (lambda c: c), (lambda c: (grey(c),))
    colour = pnm(b"P6", samples(rgb))
    number = b"P5\n%d %d\n255\n" % (SIDE, SIDE) + bytes(
        quarter(x, y) for y in range(SIDE) for x in range(SIDE)
    )
    half = f"{SIDE},{SIDE},3,8,u@1x1:2x2:2x2"
    plain = press.jp2(colour, "ppm")
    in_ycc = press.jp2(pnm(b"P6", samples(ycc)), "ppm", "-mct", "0")
    without = lambda kind: lambda parts: [part for part in parts if part[0] != kind]
    return {
        "jp2": plain,
        "jp2-codestream": press.jp2(colour, "ppm", to="j2k"),
        "jp2-no-colour-box": with_header(plain, without(b"colr")),
        "jp2-4-bits": press.jp2(four_bits(rgb, 3), "raw", "-F", f"{SIDE},{SIDE},3,4,u"),
        "jp2-12-bits": press.jp2(pnm(b"P6", samples(rgb, 12), 12), "ppm"),
        "jp2-16-bits": press.jp2(pnm(b"P6", samples(rgb, 16), 16), "ppm"),
        "jp2-alpha": press.jp2(pam(4, "RGB_ALPHA", samples(lambda c: (*c, 255))), "pam"),
        "jp2-ycc": with_header(in_ycc, colour_space(18)),
        "jp2-inks": with_header(
            press.jp2(inks(), "raw", "-F", f"{SIDE},{SIDE},4,8,u", "-mct", "0"), colour_space(12)
        ),
        "jp2-half-grid": press.jp2(planes(), "raw", "-F", half, "-mct", "0", to="j2k"),
        "jp2-palette": with_header(press.jp2(number, "pgm"), palette),
        "jp2-grey": press.jp2(pnm(b"P5", samples(light)), "pgm"),
        "jp2-grey-4-bits": press.jp2(four_bits(light, 1), "raw", "-F", f"{SIDE},{SIDE},1,4,u"),
        "jp2-grey-16-bits": press.jp2(pnm(b"P5", samples(light, 16), 16), "pgm"),
        "jp2-grey-alpha": press.jp2(
            pam(2, "GRAYSCALE_ALPHA", samples(lambda c: (grey(c), 255))), "pam"
        ),
        "jpeg": press.jpeg(colour),
        "jpeg-rgb": press.jpeg(colour, "-rgb"),
        "jpeg-progressive": press.jpeg(colour, "-progressive"),
        "jpeg-arithmetic": press.jpeg(colour, "-arithmetic"),
        "jpeg-grey": press.jpeg(colour, "-grayscale"),
    }
