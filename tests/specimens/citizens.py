# SPDX-License-Identifier: Apache-2.0
"""Citizen cards of other people and signers, and such that offer less, announce more or hold odd
contents; all rightly signed."""
import authority
import lds
import portrait
from maker import atr, citizen_authority, person_files
from people import (
    CRL_BEGIN,
    CRL_END,
    HIGHLANDS,
    LONG,
    MAU,
    ONE_WORD,
    PAST,
    SIGNER_END,
    SIGNER_NAME,
    THU,
    WIDE,
)


def others(maker, csca, signer):
    """Other people under the same issuer."""
    plain = lambda name, person, about, more=(): maker.plain(
        name, person, csca, signer, "trust", about, seed=2, more=more
    )
    plain("vn-citizen-mau", MAU, "another person under the same issuer")
    field_17 = lds.sequence(lds.integer(17), lds.tlv(0x0C, "chưa rõ".encode()))
    about = "a name cut in the MRZ, and an unknown field of DG13"
    plain("vn-citizen-long-name", LONG, about, (field_17,))
    for name, person in (
        ("vn-citizen-one-word", ONE_WORD),
        ("vn-citizen-highlands", HIGHLANDS),
        ("vn-citizen-past", PAST),
    ):
        plain(name, person, "names, dates and addresses that are hard to show")


def named_curves(maker, work):
    csca, signer = citizen_authority(work / "named", explicit=False)
    maker.trust("trust-named", csca_cer=csca.certificate, csca_crl=csca.crl(CRL_BEGIN, CRL_END))
    maker.plain(
        "vn-citizen-2021-named",
        THU,
        csca,
        signer,
        "trust-named",
        "VN citizen card 2021, named curves, JPEG 2000",
        explicit=False,
        picture=portrait.encode(1, work, "jpeg2000"),
    )


def signed_early(maker, csca):
    """The card's date of issue lies before its signer's certificate."""
    signer = csca.signer(
        "early",
        SIGNER_NAME,
        "brainpoolP384r1",
        "20230101000000Z",
        SIGNER_END,
        more=authority.document_types("ID"),
    )
    about = "issued before its signer's certificate began"
    maker.plain("vn-citizen-signed-early", THU, csca, signer, "trust", about)


def announced(maker, signer):
    """A card that announces extended length, as Doc 9303-11 §9.3.1.1 asks: its answer to active
    authentication is longer than a short APDU. The other citizen cards deny it, as real ones do."""
    chip_key = maker.chip_key("wide")
    files = person_files(
        WIDE, maker.pictures[2], chip_key["public_key"], authority.public_key(maker.aa_key)
    )
    files["011D"] = maker.sign(files, signer)
    files["2F01"] = lds.atr_info()
    about = "announces extended length in answer to reset and EF.ATR/INFO"
    maker.write(
        maker.specimen("vn-citizen-extended", WIDE, files, chip_key, "trust", about)
        | {"atr": atr(extended=True)}
    )


def bac_only(maker, signer):
    """An older kind of card: no EF.CardAccess, and a DG14 that names no PACE."""
    chip_key = maker.chip_key("bac")
    files = person_files(
        THU, maker.pictures[1], chip_key["public_key"], authority.public_key(maker.aa_key)
    )
    del files["011C"]
    files["010E"] = lds.dg14(chip_key["public_key"], lds.ta_info(), lds.ca_info())
    files["011D"] = maker.sign(files, signer)
    maker.write(
        maker.specimen("vn-citizen-bac", THU, files, chip_key, "trust", "opens by BAC only")
        | {"pace": []}
    )


def fewer_proofs(maker, signer):
    """Cards that offer one proof, or none."""
    for name, ca, aa in (
        ("vn-citizen-aa-only", False, True),
        ("vn-citizen-ca-only", True, False),
        ("vn-citizen-no-proof", False, False),
    ):
        chip_key = maker.chip_key(name)
        files = person_files(
            THU, maker.pictures[1], chip_key["public_key"], authority.public_key(maker.aa_key)
        )
        if not ca:
            files["010E"] = lds.tlv(
                0x6E, lds.card_access(lds.ta_info(), lds.ca_info(), lds.pace_info())
            )
        if not aa:
            del files["010F"]
            files["011E"] = lds.com([1, 2, 3, 13, 14])
        files["011D"] = maker.sign(files, signer)
        maker.write(maker.specimen(name, THU, files, chip_key, "trust", "offers fewer proofs"))


def odd_contents(maker, signer):
    """Rightly signed files whose content is wrong."""
    right = THU["birth"] + lds.check_digit(THU["birth"])
    for name, changed in (
        ("vn-citizen-bad-dg1", {"0101": lds.dg1("NOT AN MRZ")}),
        ("vn-citizen-bad-dg13", {"010D": lds.tlv(0x6D, lds.tlv(0x30, b"\x02"))}),
        (
            "vn-citizen-bad-digit",
            {
                "0101": lds.dg1(
                    lds.td1(THU).replace(right, right[:-1] + str((int(right[-1]) + 1) % 10))
                )
            },
        ),
        ("vn-citizen-bad-dg2", {"0102": lds.tlv(0x75, b"\x7F\x61\x02\x02\x00")}),
        ("vn-citizen-unknown-state", {"0101": lds.dg1(lds.td1(THU).replace("IDVNM", "IDXQZ"))}),
        (
            "vn-citizen-differs",
            {"010D": lds.dg13(THU | {"name": "Nguyễn Văn Khác", "birth_text": "02/01/1998"})},
        ),
    ):
        chip_key = maker.chip_key(name)
        files = (
            person_files(
                THU, maker.pictures[1], chip_key["public_key"], authority.public_key(maker.aa_key)
            )
            | changed
        )
        files["011D"] = maker.sign(files, signer)
        maker.write(
            maker.specimen(name, THU, files, chip_key, "trust", "rightly signed, odd content")
        )


def odd_dg14s(maker, signer):
    """A signed DG14 that does not speak of the PACE that EF.CardAccess offers, and one in BER."""
    infos = [lds.pace_info(), lds.ta_info(), lds.ca_info()]
    for name, make, note in (
        ("vn-citizen-dg14-without-pace", lambda key: lds.dg14(key, *infos[1:]), "no PACE"),
        ("vn-citizen-dg14-ber", lambda key: lds.dg14_in_ber(key, *infos), "BER instead of DER"),
    ):
        chip_key = maker.chip_key("without-pace" if "without" in name else name)
        files = person_files(
            THU, maker.pictures[1], chip_key["public_key"], authority.public_key(maker.aa_key)
        )
        files["010E"] = make(chip_key["public_key"])
        files["011D"] = maker.sign(files, signer)
        maker.write(maker.specimen(name, THU, files, chip_key, "trust", "its DG14: " + note))
