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
    MAU,
    NAME,
    SIGNER_BEGIN,
    SIGNER_END,
    SIGNER_NAME,
    THU,
)
from truths import truths

CURVE = "brainpoolP384r1"
FOREIGN = "/C=DE/O=libcard specimens, not an authority/CN="


def main(out):
    with tempfile.TemporaryDirectory() as work:
        make(Maker(out, work), pathlib.Path(work))


def withdrawn_signer(csca):
    signer = csca.signer(
        "withdrawn",
        SIGNER_NAME,
        CURVE,
        SIGNER_BEGIN,
        SIGNER_END,
        more=authority.document_types("ID"),
    )
    csca.revoke("withdrawn")
    return signer


def other_state(work):
    csca = Authority(
        work / "de",
        FOREIGN + "CSCA Specimen Germany",
        CURVE,
        CSCA_BEGIN,
        CSCA_END,
        more=authority.usage_period("20210119000000Z", "20260121000000Z"),
    )
    signer = csca.signer(
        "signer",
        FOREIGN + "Document Signer",
        CURVE,
        SIGNER_BEGIN,
        SIGNER_END,
        more=authority.document_types("ID"),
    )
    return csca, signer


def stores(maker, csca, other):
    """The store of most specimens, and one whose revocations are out of date."""
    maker.trust(
        "trust",
        csca_cer=csca.certificate,
        csca_crl=csca.crl(CRL_BEGIN, CRL_END),
        other_cer=other.certificate,
        other_crl=other.crl(CRL_BEGIN, CRL_END),
    )
    maker.trust(
        "trust-stale",
        csca_cer=csca.certificate,
        csca_crl=csca.crl("20240601000000Z", "20250601000000Z"),
    )


def later_authority(maker, work):
    """The same state's authority with a key that is in use for longer."""
    csca = Authority(
        work / "later",
        NAME,
        CURVE,
        CSCA_BEGIN,
        CSCA_END,
        more=authority.usage_period("20210119000000Z", "20300101000000Z"),
    )
    maker.trust("trust-later", csca_cer=csca.certificate, csca_crl=csca.crl(CRL_BEGIN, CRL_END))
    return csca


def baseline(maker, work, csca, signer):
    """The card that all lies and truths change."""
    withdrawn = withdrawn_signer(csca)
    other, other_signer = other_state(work)
    stores(maker, csca, other)
    chip_key = maker.chip_key("vn")
    files = person_files(
        THU, maker.pictures[1], chip_key["public_key"], authority.public_key(maker.aa_key)
    )
    files["011D"] = maker.sign(files, signer)
    about = "VN citizen card 2021, explicit curve parameters"
    specimen = maker.specimen("vn-citizen-2021", THU, files, chip_key, "trust", about)
    later = later_authority(maker, work)
    forger = lies.Forger(maker, work, THU, MAU, files, signer, csca, later)
    specimen["lies"] = lies.lies(forger, withdrawn, other_signer)
    specimen["truths"] = truths(forger, atr) | forms.forms(forger) | contents.contents(forger)
    maker.write(specimen)


def make(maker, work):
    csca, signer = citizen_authority(work / "vn")
    baseline(maker, work, csca, signer)
    (maker.out / "many-scans.jpg").write_bytes(portrait.many_scans(work))
    citizens.others(maker, csca, signer)
    citizens.bac_only(maker, signer)
    citizens.named_curves(maker, work)
    citizens.signed_early(maker, csca)
    citizens.announced(maker, signer)
    citizens.fewer_proofs(maker, signer)
    citizens.odd_contents(maker, signer)
    citizens.odd_dg14s(maker, signer)
    successions.successors(maker, work, csca)
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
