# SPDX-License-Identifier: Apache-2.0
"""Terminals' certificates (card verifiable, Doc 9303-12 and BSI TR-03110-3 \u00a7C) with their
keys, of an authority and two verifiers."""
import json

import authority
from authority import Signer, openssl
from der import children, content, oid, tlv

TA = "0.4.0.127.0.7.2.2.2."
INSPECTION = "0.4.0.127.0.7.3.1.2.1"
AUTHORITY, DOMESTIC, TERMINAL = 0xC0, 0x80, 0x00
# id-TA-*: digest and RSASSA-PSS of each (BSI TR-03110-3 \u00a7A.6.4).
ALGORITHMS = {
    "1.1": ("sha1", False),
    "1.2": ("sha256", False),
    "1.3": ("sha1", True),
    "1.4": ("sha256", True),
    "1.5": ("sha512", False),
    "1.6": ("sha512", True),
    "2.1": ("sha1", False),
    "2.2": ("sha224", False),
    "2.3": ("sha256", False),
    "2.4": ("sha384", False),
    "2.5": ("sha512", False),
}
# Kinds of terminals beside the two that passports here trust: a test gives a passport their
# authority.
OTHERS = {
    "ecdsa-sha1": ("P-192", "2.1"),
    "ecdsa-sha224": ("P-224", "2.2"),
    "ecdsa-sha384": ("P-384", "2.4"),
    "ecdsa-sha512": ("brainpoolP512r1", "2.5"),
    "rsa-v15-sha1": ("rsa1024", "1.1"),
    "rsa-v15-sha256": ("rsa2048", "1.2"),
    "rsa-pss-sha1": ("rsa1536", "1.3"),
    "rsa-v15-sha512": ("rsa2048", "1.5"),
    "rsa-pss-sha512": ("rsa3072", "1.6"),
}


def reference(text):
    return text.encode()


def day(text):
    return bytes(int(digit) for digit in text)


def plain(signature, size):
    """r || s of the ASN.1 that openssl writes."""
    numbers = [content(whole) for _, whole, _ in children(content(signature))]
    return b"".join(number.lstrip(b"\0").rjust(size, b"\0") for number in numbers)


def domain(curve, point):
    """The parameters of a curve around a point, as a certificate of an authority has them (BSI
    TR-03110-3 \u00a7D.3.3)."""
    parts = [
        whole
        for _, whole, _ in children(
            content(
                openssl(
                    "ecparam",
                    "-name",
                    curve,
                    "-param_enc",
                    "explicit",
                    "-conv_form",
                    "uncompressed",
                    "-outform",
                    "DER",
                )
            )
        )
    ]
    prime = content([whole for _, whole, _ in children(content(parts[1]))][1]).lstrip(b"\0")
    a, b = [content(whole) for _, whole, _ in children(content(parts[2]))][:2]
    return [
        tlv(0x81, prime),
        tlv(0x82, a),
        tlv(0x83, b),
        tlv(0x84, content(parts[3])),
        tlv(0x85, content(parts[4]).lstrip(b"\0")),
        *point,
        tlv(0x87, content(parts[5])),
    ]


class Holder:
    """A key pair and what its certificates say of it."""

    def __init__(self, work, name, algorithm, arcs):
        self.name, self.arcs, self.rsa, self.curve = (
            name,
            arcs,
            algorithm.startswith("rsa"),
            algorithm,
        )
        self.key = authority.key(work / (name + ".key"), algorithm, explicit=False)
        public = authority.public_key(self.key)
        bits = content([whole for _, whole, _ in children(content(public))][1])[1:]
        if self.rsa:
            self.modulus, self.exponent = [
                content(whole).lstrip(b"\0") for _, whole, _ in children(content(bits))
            ]
        else:
            self.point = bits

    def public_key(self, with_domain=False):
        values = (
            [tlv(0x81, self.modulus), tlv(0x82, self.exponent)]
            if self.rsa
            else [tlv(0x86, self.point)]
        )
        if with_domain and not self.rsa:
            values = domain(self.curve, values)
        return tlv(0x7F49, oid(TA + self.arcs), *values)

    def sign(self, data):
        digest, pss = ALGORITHMS[self.arcs]
        signature = Signer(self.key, b"").sign(data, digest, pss, "digest")
        return signature if self.rsa else plain(signature, (len(self.point) - 1) // 2)

    def certify(self, subject, role, rights=3, begin="260101", end="360101", name=None):
        body = tlv(
            0x7F4E,
            tlv(0x5F29, b"\0"),
            tlv(0x42, reference(self.name)),
            subject.public_key(role == AUTHORITY),
            tlv(0x5F20, reference(name or subject.name)),
            tlv(0x7F4C, oid(INSPECTION), tlv(0x53, bytes([role | rights]))),
            tlv(0x5F25, day(begin)),
            tlv(0x5F24, day(end)),
        )
        return tlv(0x7F21, body, tlv(0x5F37, self.sign(body)))

    def on_chip(self, curve=""):
        value = {
            "authority": self.name,
            "oid": oid(TA + self.arcs)[2:].hex().upper(),
            "curve": curve,
        }
        return value | (
            {"modulus": self.modulus.hex(), "exponent": self.exponent.hex()}
            if self.rsa
            else {"point": self.point.hex()}
        )


def cvca_file(*names):
    return b"".join(tlv(0x42, reference(name)) for name in names).ljust(36, b"\0")


def make(maker, work, kind, algorithm, arcs):
    """Writes a folder terminal-KIND with a chain over a link certificate, and returns the authority
    whose key the chip has."""
    work = work / ("terminal-" + kind)
    work.mkdir()
    old, new = Holder(work, "UTCVCA00001", algorithm, arcs), Holder(
        work, "UTCVCA00002", algorithm, arcs
    )
    verifier, terminal, other = (
        Holder(work, "UTDVDE00001", algorithm, arcs),
        Holder(work, "UTISDE00001", algorithm, arcs),
        Holder(work, "UTISDE00002", algorithm, arcs),
    )
    folder = maker.out / ("terminal-" + kind)
    folder.mkdir()
    for name, data in {
        "root": old.certify(old, AUTHORITY),
        "link": old.certify(new, AUTHORITY),
        "verifier": new.certify(verifier, DOMESTIC),
        "terminal": verifier.certify(terminal, TERMINAL),
        "fingers-only": verifier.certify(terminal, TERMINAL, 1),
        "stranger": other.certify(terminal, TERMINAL),
    }.items():
        (folder / (name + ".cvcert")).write_bytes(data)
    (folder / "on_chip.json").write_text(json.dumps(old.on_chip("" if old.rsa else algorithm)))
    for name, holder in {"terminal": terminal, "other": other}.items():
        (folder / (name + ".pem")).write_bytes(openssl("pkey", "-in", holder.key))
    if kind == "ecdsa":
        several(maker, work, old, new, verifier, terminal, other)
    return old


def several(maker, work, old, new, verifier, terminal, other):
    """A folder terminal-several: many chains to one terminal, below the same authority and below
    another one."""
    folder = maker.out / "terminal-several"
    folder.mkdir()
    narrow, newest, strange, stranger = (
        Holder(work, name, old.curve, old.arcs)
        for name in ("UTDVDE00002", "UTCVCA00003", "XXCVCA00001", "XXDVXX00001")
    )

    def to_terminal(name, rights, end, begin="260101", by=verifier):
        return by.certify(terminal, TERMINAL, rights, begin, end, name)

    for name, data in {
        "link": old.certify(new, AUTHORITY, end="260201"),
        "round-1": new.certify(newest, AUTHORITY),
        "round-2": newest.certify(new, AUTHORITY),
        "verifier": new.certify(verifier, DOMESTIC),
        "narrow-verifier": new.certify(narrow, DOMESTIC, 1, end="370101"),
        "both": to_terminal("UTISDE00010", 3, "300101"),
        "both-longer": to_terminal("UTISDE00011", 3, "340101"),
        "ended": to_terminal("UTISDE00012", 3, "251231", "250101"),
        "under-narrow": to_terminal("UTISDE00013", 3, "370101", by=narrow),
        "fingers": to_terminal("UTISDE00014", 1, "350101"),
        "irises": to_terminal("UTISDE00015", 2, "350601"),
        "nothing": to_terminal("UTISDE00016", 0, "360101"),
        "other-terminal": verifier.certify(other, TERMINAL),
        "strange-verifier": strange.certify(stranger, DOMESTIC),
        "strange-terminal": to_terminal("XXISXX00001", 3, "360101", by=stranger),
    }.items():
        (folder / (name + ".cvcert")).write_bytes(data)
    (folder / "terminal.pem").write_bytes(openssl("pkey", "-in", terminal.key))
