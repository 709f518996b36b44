#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Personalises the specimen cards and their trust stores.   make_specimens.py FOLDER

Every person is invented (province code 999 does not exist), every key is made anew. Needs the
openssl command, cjpeg and opj_compress."""
import pathlib
import shutil
import sys
import tempfile

import authority
import citizens
import contents
import deliveries
import forms
import lds
import lies
import passports
import portrait
import successions
from authority import Authority
from maker import Maker, atr, citizen_authority, person_files
from people import (
    CRL_BEGIN,
    CRL_END,
    CSCA_BEGIN,
    CSCA_END,
    HIGHLANDS,
    LONG,
    MAU,
    NAME,
    ONE_WORD,
    PAST,
    SIGNER_BEGIN,
    SIGNER_END,
    SIGNER_NAME,
    THU,
)
from truths import truths


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
    baseline["truths"] = truths(forger, atr) | forms.forms(forger) | contents.contents(forger)
    maker.write(baseline)

    (maker.out / "many-scans.jpg").write_bytes(portrait.many_scans(work))
    maker.plain(
        "vn-citizen-mau", MAU, csca, signer, "trust", "another person under the same issuer", seed=2
    )
    citizens.bac_only(maker, signer)
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
    citizens.announced(maker, signer)
    citizens.fewer_proofs(maker, signer)
    citizens.odd_contents(maker, signer)
    citizens.signed_without_pace(maker, signer)
    successions.successor(maker, work, csca)
    successions.withdrawn_late(maker, work)
    successions.expired(maker, work)
    passports.make(maker, work)
    deliveries.make(maker, work, THU)
    successions.benches(maker, work)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    target = pathlib.Path(sys.argv[1])
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    main(target)
    (target / "made").write_text("complete\n")
