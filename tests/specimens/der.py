# SPDX-License-Identifier: Apache-2.0
"""DER, as far as the specimen maker needs it."""


def tlv(tag, *values):
    value = b"".join(values)
    head = bytes([tag]) if tag < 0x100 else tag.to_bytes(2, "big")
    size = len(value)
    if size < 0x80:
        return head + bytes([size]) + value
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return head + bytes([0x80 | len(octets)]) + octets + value


def sequence(*values):
    return tlv(0x30, *values)


def set_of(*values):
    return tlv(0x31, *sorted(values))


def integer(number):
    size = max(1, (number.bit_length() + 8) // 8)
    return tlv(0x02, number.to_bytes(size, "big"))


def oid(dotted):
    arcs = [int(arc) for arc in dotted.split(".")]
    out = b""
    for arc in [arcs[0] * 40 + arcs[1]] + arcs[2:]:
        part = bytes([arc & 0x7F])
        while arc >= 0x80:
            arc >>= 7
            part = bytes([0x80 | arc & 0x7F]) + part
        out += part
    return tlv(0x06, out)


def octets(value):
    return tlv(0x04, value)


def null():
    return b"\x05\x00"


def children(value):
    """(tag, whole, content) of each element; definite lengths, tags of one octet."""
    at = 0
    while at < len(value):
        start, tag = at, value[at]
        size = value[at + 1]
        at += 2
        if size & 0x80:
            count = size & 0x7F
            size = int.from_bytes(value[at : at + count], "big")
            at += count
        yield tag, value[start : at + size], value[at : at + size]
        at += size


def content(element):
    return next(children(element))[2]


def indefinite(tag, value):
    """BER with an indefinite length, for the truths that must pass."""
    return bytes([tag, 0x80]) + value + b"\x00\x00"
