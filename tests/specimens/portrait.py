# SPDX-License-Identifier: Apache-2.0
"""A drawn portrait: nobody's face, with enough grain to weigh what a photograph weighs."""
import math
import pathlib
import random
import subprocess

WIDTH, HEIGHT = 240, 320


def pixels(seed):
    chance = random.Random(seed)
    skin = (200 + chance.randrange(30), 160 + chance.randrange(30), 130 + chance.randrange(20))
    hair = tuple(20 + chance.randrange(60) for _ in range(3))
    shirt = tuple(60 + chance.randrange(150) for _ in range(3))
    out = bytearray()
    for y in range(HEIGHT):
        for x in range(WIDTH):
            dx, dy = (x - 120) / 62, (y - 150) / 82
            face = dx * dx + dy * dy
            if y > 245 + 40 * abs(x - 120) / 120 and face > 0.9:
                colour = shirt
            elif face < 1:
                colour = skin
                if (
                    math.hypot((x - 96) / 10, (y - 135) / 6) < 1
                    or math.hypot((x - 144) / 10, (y - 135) / 6) < 1
                ):
                    colour = (40, 30, 30)
                if math.hypot((x - 120) / 24, (y - 195) / 5) < 1:
                    colour = (150, 70, 70)
                if y < 105:
                    colour = hair
            elif (dx * dx + ((y - 140) / 95) ** 2) < 1 and y < 150:
                colour = hair
            else:
                colour = (190 + y // 12, 200 + y // 12, 215 + y // 16)
            out += bytes(max(0, min(255, c + chance.randrange(-9, 10))) for c in colour)
    return bytes(out)


def encode(seed, work, fmt="jpeg", largest=17600):
    """The picture as JPEG or JPEG 2000, as large as fits into `largest` octets."""
    ppm = pathlib.Path(work) / "portrait.ppm"
    ppm.write_bytes(b"P6\n%d %d\n255\n" % (WIDTH, HEIGHT) + pixels(seed))
    if fmt == "jpeg2000":
        out = pathlib.Path(work) / "portrait.jp2"
        subprocess.run(
            ["opj_compress", "-i", ppm, "-o", out, "-r", "14"], check=True, capture_output=True
        )
        return out.read_bytes()
    low, high, best = 20, 95, b""
    while low <= high:
        quality = (low + high) // 2
        data = subprocess.run(
            ["cjpeg", "-quality", str(quality), ppm], check=True, capture_output=True
        ).stdout
        if len(data) <= largest:
            best, low = data, quality + 1
        else:
            high = quality - 1
    return best


def many_scans(work, copies=200):
    """A progressive picture with its last scan written again and again: an attack on time."""
    ppm = pathlib.Path(work) / "portrait.ppm"
    data = subprocess.run(["cjpeg", "-progressive", ppm], check=True, capture_output=True).stdout
    last = data.rindex(b"\xFF\xDA")
    scan = data[last:-2]
    return data[:-2] + scan * copies + data[-2:]
