# SPDX-License-Identifier: Apache-2.0
"""Data groups that deviate in form, rightly signed: what can be read is shown, with a note.
Outcomes: tests/judge/contents_test.cpp."""
import lds
import pictures
from der import content, integer, sequence, tlv
from maker import signed_groups
from patches import files_patch


def utf8(text):
    return tlv(0x0C, text.encode())


class Contents:
    def __init__(self, forger):
        self.files, self.signer, self.picture = (
            forger.files,
            forger.signer,
            forger.maker.pictures[1],
        )
        self.work, self.person = forger.work, forger.person

    def signed(self, **groups):
        """The card with these files instead of its own, listed and signed."""
        files = self.files | {name.lstrip("_"): data for name, data in groups.items()}
        listed = signed_groups(files)
        econtent = lds.security_object(listed)
        info = lds.signer_info(self.signer, econtent)
        return files_patch(
            **groups,
            _011E=lds.com(sorted(listed)),
            _011D=lds.sod(econtent, [self.signer.certificate], [info]),
        )

    def face(self, change):
        return self.signed(_0102=change(self.files["0102"]))

    def number(self, before, octets, add=None, to=0):
        """Changes a number of DG2 that stands behind the octets `before`."""

        def change(file):
            at = file.index(before) + len(before)
            old = int.from_bytes(file[at : at + octets], "big")
            new = old + add if add is not None else to
            return file[:at] + new.to_bytes(octets, "big") + file[at + octets :]

        return self.face(change)

    def record(self, change):
        """DG2 with another record, all lengths around it right."""
        record = lds.dg2(self.picture)
        record = change(record[record.index(b"FAC\x00") :])
        header = tlv(0xA1, tlv(0x81, b"\x02"), tlv(0x87, b"\x01\x01"), tlv(0x88, b"\x00\x08"))
        instance = tlv(0x7F60, header, tlv(0x5F2E, record))
        return self.signed(_0102=tlv(0x75, tlv(0x7F61, tlv(0x02, b"\x01"), instance)))

    def faces(self):
        head, version = b"FAC\x00010\x00", b"FAC\x00"
        block = head + bytes(6)
        start = self.files["0102"].index(head)
        block = self.files["0102"][start : start + 14]
        return {
            "record-1-short": self.number(head, 4, -1),
            "record-8-long": self.number(head, 4, 8),
            "record-zero": self.number(head, 4),
            "block-1-short": self.number(block, 4, -1),
            "block-20-long": self.number(block, 4, 20),
            "block-zero": self.number(block, 4),
            "points-wrong": self.number(block + self.files["0102"][start + 14 : start + 18], 2, 3),
            "no-faces": self.number(head + block[8:12], 2),
            "version": self.number(version, 4, to=int.from_bytes(b"030\x00", "big")),
            "trailing": self.record(lambda record: record + bytes(8)),
            "junk-before": self.record(lambda record: record.replace(b"\xFF\xD8", b"ab\xFF\xD8")),
            "template-length": self.number(b"\x5F\x2E\x82", 2, 1),
            "no-templates": self.number(b"\x02\x01", 1),
            "stray-in-75": self.face(lambda file: tlv(0x75, content(file), bytes(3))),
            "no-picture": self.record(lambda record: record[:46] + bytes(400)),
            "cut-picture": self.record(lambda record: record[:60]),
        }

    def texts(self):
        """DG11, DG12, DG13, DG16."""
        name = (0x5F0E, "NGUYEN<<VAN<self.person".encode())
        place = (0x5F11, "HA<NOI".encode())
        broken = tlv(0x6B, tlv(*name), b"\x5F\x12\x7Fno", tlv(*place))
        nested = tlv(0xA0, tlv(0xA0, tlv(0x5F0F, b"X")))
        person, count = lds.dg16(), tlv(0x02, b"\x01")
        field = lambda *values: sequence(*values)
        dg13 = lambda *more: self.signed(_010D=lds.dg13(self.person, more))
        return {
            "names": self.signed(_010B=lds.listed(0x6B, [name, place])),
            "unknown-tag": self.signed(_010B=lds.listed(0x6B, [name, (0x5F77, b"new"), place])),
            "broken-tag": self.signed(_010B=broken),
            "nested": self.signed(_010B=tlv(0x6B, tlv(*name), nested)),
            "latin": self.signed(_010B=lds.listed(0x6B, [(0x5F0E, b"M\xDCLLER<<ZO\xC9")])),
            "stray-in-6b": self.signed(_010B=tlv(0x6B, tlv(*name), bytes(3))),
            "stray-in-6c": self.signed(_010C=tlv(0x6C, bytes(2), tlv(0x5F19, b"X"))),
            "dg12-cut": self.signed(_010C=tlv(0x6C, tlv(0x5F19, b"X"), b"\x5F\x26\x082022")),
            "dg16-odd": self.signed(_0110=tlv(0x70, person[2:], tlv(0x5F7A, b"x"))),
            "dg16-count": self.signed(_0110=tlv(0x70, tlv(0x02, b"\x03"), person[5:])),
            "dg16-no-name": self.signed(
                _0110=tlv(0x70, count, tlv(0xA1, tlv(0x5F50, b"20220202")))
            ),
            "dg7-no-picture": self.signed(_0107=tlv(0x67, count, tlv(0x5F43, b"signed by hand"))),
            "dg5-no-picture": self.signed(_0105=tlv(0x65, count, tlv(0x5F40, b"a face"))),
            "field-twice": dg13(field(integer(2), utf8("Another"))),
            "field-no-number": dg13(field(utf8("x"))),
            "field-no-sequence": dg13(tlv(0x0C, b"x")),
            "field-cut": dg13(b"\x30\x7F\x02\x01\x14"),
            "stray-in-6d": self.signed(_010D=tlv(0x6D, content(lds.dg13(self.person)), bytes(2))),
            "year-only": self.signed(_010D=lds.dg13(self.person | {"birth_text": "1999"})),
            "stray-in-61": self.signed(_0101=tlv(0x61, content(self.files["0101"]), bytes(2))),
            "wrong-composite": self.signed(_0101=self.wrong_composite()),
            "stray-in-6f": self.signed(_010F=tlv(0x6F, content(self.files["010F"]), bytes(1))),
        }

    def wrong_composite(self):
        mrz = lds.td1(self.person)
        return lds.dg1(mrz[:59] + str((int(mrz[59]) + 1) % 10) + mrz[60:])

    def colours(self):
        return {
            "picture-" + name: self.signed(_0102=lds.dg2(made, pictures.SIDE, pictures.SIDE))
            for name, made in pictures.all_forms(self.work).items()
        }


def contents(forger):
    found = Contents(forger)
    all_of_them = found.faces() | found.texts() | found.colours()
    return {"content-" + name: patch for name, patch in all_of_them.items()}
