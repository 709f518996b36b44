# SPDX-License-Identifier: Apache-2.0
"""Citizen cards under authorities with several keys, that were withdrawn, or that have ended; and
the documents of the benches."""
import authority
import deliveries
from authority import Authority
from maker import citizen_authority
from people import (
    CRL_BEGIN,
    CRL_END,
    CSCA_BEGIN,
    CSCA_END,
    CU,
    NAME,
    SIGNER_BEGIN,
    SIGNER_END,
    SIGNER_NAME,
    THU,
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
    about = "signed under a successor key of the CSCA"
    maker.plain("vn-citizen-successor", THU, new, signer, "trust-successor", about)
    return new


def second_successor(maker, work, csca, new):
    """A key that two links in a row make known; then the first of the links is withdrawn."""
    after, signer = citizen_authority(work / "after-successor")
    for _ in range(8):  # one name, two keys: their serial numbers must not meet
        new.link(after, CSCA_BEGIN, CSCA_END)
    links = {
        "link_cer": csca.link(new, CSCA_BEGIN, CSCA_END),
        "second_link_cer": new.link(after, CSCA_BEGIN, CSCA_END),
        "after_crl": after.crl(CRL_BEGIN, CRL_END),
    }
    maker.trust("trust-links", csca_cer=csca.certificate, **links)
    about = "signed under a key that two links in a row make known"
    maker.plain("vn-citizen-after-successor", THU, after, signer, "trust-links", about)
    csca.revoke("link")
    maker.trust(
        "trust-link-withdrawn",
        csca_cer=csca.certificate,
        csca_crl=csca.crl(CRL_BEGIN, CRL_END),
        back_link_cer=after.link(new, CSCA_BEGIN, CSCA_END),
        by_withdrawn_crl=new.crl("20260701000000Z", CRL_END),
        **links,
    )


def successors(maker, work, csca):
    new = successor(maker, work, csca)
    second_successor(maker, work, csca, new)


def late_authorities(work):
    """A root, its successor under the same name, and a CSCA that nobody else knows."""
    name = NAME.replace("Specimen", "Specimen Late")
    names = {
        "late-root": name,
        "late-next": name,
        "late-unknown": name.replace("Late", "Unknown"),
    }
    return (
        Authority(work / folder, subject, "P-384", CSCA_BEGIN, CSCA_END)
        for folder, subject in names.items()
    )


def withdrawn_late(maker, work):
    """A root whose own list names its successor, which withdraws it, and a CSCA that nobody else
    knows."""
    root, next_root, unknown = late_authorities(work)
    pinned = root.again(CSCA_BEGIN, CSCA_END)
    certified = lambda csca, file, more: csca.signer(
        file, SIGNER_NAME, "P-256", SIGNER_BEGIN, SIGNER_END, more=more
    )
    list_signer = certified(root, "lists", deliveries.role(3))
    signer = certified(unknown, "signer", authority.document_types("ID"))
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
    about = "signed under a CSCA that one list alone names"
    maker.plain("vn-citizen-late", THU, unknown, signer, "trust-late", about)


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
