#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Personalises the specimen cards and their trust stores.   make_specimens.py FOLDER

Every person is invented (province code 999 does not exist), every key is made anew. Needs the
openssl command, cjpeg and opj_compress."""
import json
import pathlib
import shutil
import sys
import tempfile

import authority
import curveball
import deliveries
import lds
import lies
import passports
import portrait
from authority import Authority, Signer

NAME = "/C=VN/O=libcard specimens, not an authority/serialNumber=001/CN=CSCA Specimen Vietnam"
SIGNER_NAME = "/C=VN/O=libcard specimens, not an authority/CN=Document Signer Specimen 01"
CSCA_BEGIN, CSCA_END = "20210119000000Z", "20460413000000Z"
SIGNER_BEGIN, SIGNER_END = "20210601000000Z", "20360601000000Z"
CRL_BEGIN, CRL_END = "20260101000000Z", "20460101000000Z"

THU = {
    "id": "999099000123",
    "name": "Nguyễn Văn Thử",
    "mrz_name": "NGUYEN<<VAN<THU",
    "birth": "990101",
    "birth_text": "01/01/1999",
    "sex": "M",
    "expiry": "390101",
    "expiry_text": "01/01/2039",
    "issue_text": "02/02/2022",
    "origin": "Xã Mẫu, Huyện Thử, Hà Nội",
    "residence": "Số 1 Đường Thử, Phường Mẫu, Hà Nội",
    "father": "Nguyễn Văn Cha",
    "mother": "Trần Thị Mẹ",
    "old_id": "000000001",
}
MAU = THU | {
    "id": "999185000456",
    "name": "Trần Thị Mẫu",
    "mrz_name": "TRAN<<THI<MAU",
    "birth": "850505",
    "birth_text": "05/05/1985",
    "sex": "F",
    "expiry": "450505",
    "expiry_text": "05/05/2045",
}
CU = THU | {
    "id": "999040000789",
    "name": "Lê Văn Cụ",
    "mrz_name": "LE<<VAN<CU",
    "birth": "400303",
    "birth_text": "03/03/1940",
    "expiry": "991231",
    "expiry_text": "Không thời hạn",
}
LONG = THU | {
    "id": "999301000321",
    "name": "Công Tằng Tôn Nữ Hoàng Nguyễn Thị Đoan Trang Thử",
    "birth": "010203",
    "birth_text": "03/02/2001",
    "mrz_name": "CONG<TANG<TON<NU<HOANG<NGUYEN<",
    "sex": "F",
    "expiry": "410203",
    "expiry_text": "03/02/2041",
}
ADDRESS = (
    "Số 128/47/5B Ngõ 193 Đường Nguyễn Thị Minh Khai kéo dài, Tổ dân phố Thống Nhất 12, "
    "Phường Mẫu Thượng Bắc, Thành phố Thử Nghiệm Mới, Tỉnh Mẫu"
)
ONE_WORD = THU | {
    "id": "999051000654",
    "name": "Thử",
    "mrz_name": "THU",
    "birth": "51<<<<",
    "birth_text": "1951",
    "residence": ADDRESS,
    "origin": ADDRESS,
}
HIGHLANDS = THU | {
    "id": "999192000777",
    "name": "H'Hen Niê Mẫu",
    "mrz_name": "HHEN<NIE<MAU",
    "birth": "920415",
    "birth_text": "15/04/1992",
    "sex": "F",
}
PAST = THU | {
    "id": "999080000888",
    "name": "Đỗ Văn Hạn",
    "mrz_name": "DO<<VAN<HAN",
    "birth": "800606",
    "birth_text": "06/06/1980",
    "expiry": "250606",
    "expiry_text": "06/06/2025",
}
GROUPS = [1, 2, 3, 13, 15, 14]


def atr(extended=False):
    body = bytes([0x85, 0x80, 0x01, 0x80, 0x73, 0xC8, 0x21, 0x40 if extended else 0x00])
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


def main(out):
    with tempfile.TemporaryDirectory() as work:
        make(Maker(out, work), pathlib.Path(work))


def make(maker, work):
    csca, signer = citizen_authority(work / "vn")
    withdrawn = csca.signer(
        "withdrawn",
        SIGNER_NAME,
        "brainpoolP384r1",
        SIGNER_BEGIN,
        SIGNER_END,
        more=authority.document_types("ID"),
    )
    csca.revoke("withdrawn")
    other = Authority(
        work / "de",
        "/C=DE/O=libcard specimens, not an authority/CN=CSCA Specimen Germany",
        "brainpoolP384r1",
        CSCA_BEGIN,
        CSCA_END,
        more=authority.usage_period("20210119000000Z", "20260121000000Z"),
    )
    other_signer = other.signer(
        "signer",
        "/C=DE/O=libcard specimens, not an authority/CN=Document Signer",
        "brainpoolP384r1",
        SIGNER_BEGIN,
        SIGNER_END,
        more=authority.document_types("ID"),
    )
    crl = csca.crl(CRL_BEGIN, CRL_END)
    maker.trust(
        "trust",
        csca_cer=csca.certificate,
        csca_crl=crl,
        other_cer=other.certificate,
        other_crl=other.crl(CRL_BEGIN, CRL_END),
    )
    maker.trust(
        "trust-stale",
        csca_cer=csca.certificate,
        csca_crl=csca.crl("20240601000000Z", "20250601000000Z"),
    )

    chip_key = maker.chip_key("vn")
    files = person_files(
        THU, maker.pictures[1], chip_key["public_key"], authority.public_key(maker.aa_key)
    )
    files["011D"] = maker.sign(files, signer)
    baseline = maker.specimen(
        "vn-citizen-2021",
        THU,
        files,
        chip_key,
        "trust",
        "VN citizen card 2021, explicit curve parameters",
    )
    later = Authority(
        work / "later",
        NAME,
        "brainpoolP384r1",
        CSCA_BEGIN,
        CSCA_END,
        more=authority.usage_period("20210119000000Z", "20300101000000Z"),
    )
    maker.trust("trust-later", csca_cer=later.certificate, csca_crl=later.crl(CRL_BEGIN, CRL_END))
    forger = lies.Forger(maker, work, THU, MAU, files, signer, csca, later)
    baseline["lies"] = lies.lies(forger, withdrawn, other_signer)
    baseline["truths"] = lies.truths(forger, atr)
    maker.write(baseline)

    (maker.out / "many-scans.jpg").write_bytes(portrait.many_scans(work))
    maker.plain(
        "vn-citizen-mau", MAU, csca, signer, "trust", "another person under the same issuer", seed=2
    )
    bac_only(maker, signer)
    field_17 = lds.sequence(lds.integer(17), lds.tlv(0x0C, "chưa rõ".encode()))
    maker.plain(
        "vn-citizen-long-name",
        LONG,
        csca,
        signer,
        "trust",
        "a name cut in the MRZ, and an unknown field of DG13",
        seed=2,
        more=(field_17,),
    )
    for name, person in (
        ("vn-citizen-one-word", ONE_WORD),
        ("vn-citizen-highlands", HIGHLANDS),
        ("vn-citizen-past", PAST),
    ):
        maker.plain(
            name,
            person,
            csca,
            signer,
            "trust",
            "names, dates and addresses that are hard to show",
            seed=2,
        )
    named_csca, named_signer = citizen_authority(work / "named", explicit=False)
    maker.trust(
        "trust-named", csca_cer=named_csca.certificate, csca_crl=named_csca.crl(CRL_BEGIN, CRL_END)
    )
    maker.plain(
        "vn-citizen-2021-named",
        THU,
        named_csca,
        named_signer,
        "trust-named",
        "VN citizen card 2021, named curves, JPEG 2000",
        explicit=False,
        picture=portrait.encode(1, work, "jpeg2000"),
    )
    early = csca.signer(
        "early",
        SIGNER_NAME,
        "brainpoolP384r1",
        "20230101000000Z",
        SIGNER_END,
        more=authority.document_types("ID"),
    )
    maker.plain(
        "vn-citizen-signed-early",
        THU,
        csca,
        early,
        "trust",
        "issued before its signer's certificate began",
    )
    fewer_proofs(maker, signer)
    odd_contents(maker, signer)
    signed_without_pace(maker, signer)
    successor(maker, work, csca)
    withdrawn_late(maker, work)
    expired(maker, work)
    passports.make(maker, work)
    deliveries.make(maker, work, THU, person_files, signed_groups)
    benches(maker, work)


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


def signed_without_pace(maker, signer):
    """EF.CardAccess offers PACE, and the signed DG14 does not speak of it."""
    chip_key = maker.chip_key("without-pace")
    files = person_files(
        THU, maker.pictures[1], chip_key["public_key"], authority.public_key(maker.aa_key)
    )
    files["010E"] = lds.dg14(chip_key["public_key"], lds.ta_info(), lds.ca_info())
    files["011D"] = maker.sign(files, signer)
    maker.write(
        maker.specimen(
            "vn-citizen-dg14-without-pace", THU, files, chip_key, "trust", "its DG14 names no PACE"
        )
    )


def successor(maker, work, csca):
    """A new key of the same CSCA, known through a link certificate alone; the CRL is the new
    key's."""
    new, signer = citizen_authority(work / "successor")
    maker.trust(
        "trust-successor",
        csca_cer=csca.certificate,
        link_cer=csca.link(new, CSCA_BEGIN, CSCA_END),
        csca_crl=new.crl(CRL_BEGIN, CRL_END),
    )
    after, after_signer = citizen_authority(work / "after-successor")
    for _ in range(8):  # one name, two keys: their serial numbers must not meet
        new.link(after, CSCA_BEGIN, CSCA_END)
    late = lambda who: who.crl("20260701000000Z", CRL_END)
    links = {
        "link_cer": csca.link(new, CSCA_BEGIN, CSCA_END),
        "second_link_cer": new.link(after, CSCA_BEGIN, CSCA_END),
        "after_crl": after.crl(CRL_BEGIN, CRL_END),
    }
    maker.trust("trust-links", csca_cer=csca.certificate, **links)
    csca.revoke("link")
    maker.trust(
        "trust-link-withdrawn",
        csca_cer=csca.certificate,
        csca_crl=csca.crl(CRL_BEGIN, CRL_END),
        back_link_cer=after.link(new, CSCA_BEGIN, CSCA_END),
        by_withdrawn_crl=late(new),
        **links,
    )
    maker.plain(
        "vn-citizen-after-successor",
        THU,
        after,
        after_signer,
        "trust-links",
        "signed under a key that two links in a row make known",
    )
    maker.plain(
        "vn-citizen-successor",
        THU,
        new,
        signer,
        "trust-successor",
        "signed under a successor key of the CSCA",
    )


def withdrawn_late(maker, work):
    """A root whose own list names its successor, which withdraws it, and a CSCA that nobody else
    knows."""
    name = NAME.replace("Specimen", "Specimen Late")
    root, next_root = (
        Authority(work / folder, name, "P-384", CSCA_BEGIN, CSCA_END)
        for folder in ("late-root", "late-next")
    )
    unknown = Authority(
        work / "late-unknown", name.replace("Late", "Unknown"), "P-384", CSCA_BEGIN, CSCA_END
    )
    pinned = root.again(CSCA_BEGIN, CSCA_END)
    list_signer = root.signer(
        "lists", SIGNER_NAME, "P-256", SIGNER_BEGIN, SIGNER_END, more=deliveries.role(3)
    )
    signer = unknown.signer(
        "signer",
        SIGNER_NAME,
        "P-256",
        SIGNER_BEGIN,
        SIGNER_END,
        more=authority.document_types("ID"),
    )
    files = {
        "root_cer": pinned,
        "list_ml": deliveries.master_list(
            [next_root.certificate, unknown.certificate], list_signer, "260101000000Z"
        ),
        "unknown_crl": unknown.crl(CRL_BEGIN, CRL_END),
    }
    maker.trust("trust-late", **files)
    next_root.revoke_other(root, "again")
    maker.trust("trust-late-withdrawn", next_crl=next_root.crl(CRL_BEGIN, CRL_END), **files)
    maker.plain(
        "vn-citizen-late",
        THU,
        unknown,
        signer,
        "trust-late",
        "signed under a CSCA that one list alone names",
    )


def expired(maker, work):
    """An old person's card: the certificates are out of date, the card is not."""
    csca = Authority(
        work / "expired", NAME, "brainpoolP384r1", "20160101000000Z", "20250101000000Z"
    )
    signer = csca.signer(
        "signer", SIGNER_NAME, "brainpoolP384r1", "20210601000000Z", "20241231000000Z"
    )
    maker.trust(
        "trust-expired", csca_cer=csca.certificate, csca_crl=csca.crl("20240601000000Z", CRL_END)
    )
    late_signer = csca.signer("late", SIGNER_NAME, "brainpoolP384r1", "20260601000000Z", SIGNER_END)
    maker.plain(
        "vn-citizen-after-csca",
        THU,
        csca,
        late_signer,
        "trust-expired",
        "its signer was certified after the CSCA's end",
    )
    maker.trust(
        "trust-expired-late-list", csca_cer=csca.certificate, csca_crl=csca.crl(CRL_BEGIN, CRL_END)
    )
    maker.plain(
        "vn-citizen-no-expiry",
        CU,
        csca,
        signer,
        "trust-expired",
        "without expiry, signer and CSCA expired",
        seed=2,
    )


def benches(maker, work):
    for name, algorithm, csca_algorithm, options in (
        ("doc-p256", "P-256", "P-256", {}),
        ("doc-rsa2048", "rsa2048", "rsa4096", {"rsa": True}),
    ):
        csca = Authority(work / name, NAME, csca_algorithm, CSCA_BEGIN, CSCA_END, digest="sha256")
        signer = csca.signer("signer", SIGNER_NAME, algorithm, SIGNER_BEGIN, SIGNER_END)
        maker.trust(
            "trust-" + name, csca_cer=csca.certificate, csca_crl=csca.crl(CRL_BEGIN, CRL_END)
        )
        maker.plain(
            name, THU, csca, signer, "trust-" + name, "for the bench: " + algorithm, **options
        )
    for digest in ("md5", "sha1"):
        weak = csca.signer(digest, SIGNER_NAME, "rsa2048", SIGNER_BEGIN, SIGNER_END, digest=digest)
        maker.plain(
            "doc-signer-" + digest,
            THU,
            weak,
            weak,
            "trust-" + name,
            "its signer's certificate is signed with " + digest,
            **options,
        )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    target = pathlib.Path(sys.argv[1])
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    main(target)
    (target / "made").write_text("complete\n")
