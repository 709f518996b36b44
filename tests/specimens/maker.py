# SPDX-License-Identifier: Apache-2.0
"""Writes specimens and trust stores into a folder: files, keys, signatures."""
import json
import pathlib

import authority
import lds
import portrait
from authority import Authority
from people import CSCA_BEGIN, CSCA_END, NAME, SIGNER_BEGIN, SIGNER_END, SIGNER_NAME

GROUPS = [1, 2, 3, 13, 15, 14]


def atr(extended=False):
    """As PC/SC makes it of an ATS: the third software function table says whether extended fields
    are taken and that EF.ATR/INFO has their sizes (ISO 7816-4 §12.1.1.9)."""
    body = bytes([0x85, 0x80, 0x01, 0x80, 0x73, 0xC8, 0x21, 0x60 if extended else 0x00])
    check = 0
    for octet in body:
        check ^= octet
    return (b"\x3B" + body + bytes([check])).hex().upper()


def person_files(person, picture, chip_key, aa_key, more=()):
    infos = [lds.ta_info(), lds.ca_info(), lds.pace_info()]
    return {
        "011C": lds.card_access(*infos),
        "011E": lds.com(GROUPS),
        "0101": lds.dg1(lds.td1(person)),
        "0102": lds.dg2(picture),
        "0103": lds.tlv(0x63, bytes(64)),
        "010D": lds.dg13(person, more),
        "010E": lds.dg14(chip_key, *infos),
        "010F": lds.dg15(aa_key),
    }


def signed_groups(files):
    return {
        int(name, 16) - 0x100: data
        for name, data in files.items()
        if len(name) == 4 and 0x101 <= int(name, 16) <= 0x110
    }


class Maker:
    atr = staticmethod(atr)

    def __init__(self, out, work):
        self.out, self.work = pathlib.Path(out), pathlib.Path(work)
        self.pictures = {seed: portrait.encode(seed, work) for seed in (1, 2)}
        self.aa_key = authority.key(self.work / "aa.pem", "rsa2048")

    def chip_key(self, name, explicit=True):
        path = self.work / (name + ".pem")
        authority.key(path, "brainpoolP256r1", explicit)
        return {
            "private_key": authority.private_scalar(path).upper(),
            "public_key": authority.public_key(path),
        }

    def specimen(self, name, person, files, chip_key, trust, about):
        return {
            "format": 1,
            "name": name,
            "about": about,
            "trust": trust,
            "can": person["id"][6:],
            "mrz": lds.td1(person),
            "mrz_information": lds.mrz_information(person),
            "atr": atr(),
            "bac": True,
            "pace": [{"oid": "04007F00070202040202", "parameter_id": 13}],
            "protected": ["0103"],
            "files": {key: data.hex().upper() for key, data in files.items()},
            "chip_authentication": {
                "oid": "04007F00070202030202",
                "parameter_id": 13,
                "private_key": chip_key["private_key"],
            },
            "active_authentication": {"key_pem": self.aa_key.read_text(), "trailer": "34CC"},
            "holder": {
                "id_number": person["id"],
                "full_name": person["name"],
                "date_of_birth": person["birth_text"],
                "place_of_residence": person["residence"],
            },
        }

    def write(self, specimen):
        (self.out / (specimen["name"] + ".json")).write_text(
            json.dumps(specimen, ensure_ascii=False)
        )

    def trust(self, name, **files):
        folder = self.out / name
        folder.mkdir(parents=True)
        for file, data in files.items():
            stem, kind = file.rsplit("_", 1)
            (folder / (stem + "." + kind)).write_bytes(data)

    def sign(self, files, signer, **options):
        econtent = lds.security_object(signed_groups(files))
        return lds.sod(
            econtent, [signer.certificate], [lds.signer_info(signer, econtent, **options)]
        )

    def plain(
        self,
        name,
        person,
        csca,
        signer,
        trust,
        about,
        seed=1,
        explicit=True,
        picture=None,
        more=(),
        **options,
    ):
        """A specimen without lies."""
        chip_key = self.chip_key(name, explicit)
        files = person_files(
            person,
            picture or self.pictures[seed],
            chip_key["public_key"],
            authority.public_key(self.aa_key),
            more,
        )
        files["011D"] = self.sign(files, signer, **options)
        self.write(self.specimen(name, person, files, chip_key, trust, about))


def citizen_authority(folder, explicit=True):
    more = authority.usage_period("20210119000000Z", "20260121000000Z")
    csca = Authority(
        folder, NAME, "brainpoolP384r1", CSCA_BEGIN, CSCA_END, explicit=explicit, more=more
    )
    signer = csca.signer(
        "signer",
        SIGNER_NAME,
        "brainpoolP384r1",
        SIGNER_BEGIN,
        SIGNER_END,
        explicit=explicit,
        more=authority.document_types("ID"),
    )
    return csca, signer
