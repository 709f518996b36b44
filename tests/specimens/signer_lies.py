# SPDX-License-Identifier: Apache-2.0
"""Lies about who signed: issuers that nobody trusts, and signers that must not sign this document.
Names and outcomes: docs/verdict.md."""
import authority
import curveball
import lds
from authority import Signer
from maker import signed_groups
from patches import files_patch
from people import SIGNER_BEGIN, SIGNER_END, SIGNER_NAME

CURVE = "brainpoolP384r1"
MASTER_LIST = "2.23.136.1.1.2"
FOR_CARDS = authority.document_types("ID")


def resigned(forger, signer):
    return files_patch(_011D=forger.maker.sign(forger.files, signer))


def issuer_lies(forger, withdrawn, other_signer):
    own_csca, own_signer = forger.authority("unknown")
    namesake, namesake_signer = forger.authority(
        "namesake", ski=authority.key_identifier(forger.csca.certificate)
    )
    curve = curveball.parameters(authority.public_key(forger.csca.key))
    ball_csca = curveball.forge(namesake.certificate, curve, replace_key=curve["key"])
    ball_signer = Signer(namesake_signer.key, curveball.forge(namesake_signer.certificate, curve))
    return {
        "sod-unknown-csca": forger.invented(
            own_signer, [own_signer.certificate, own_csca.certificate]
        ),
        "sod-csca-namesake": forger.invented(
            namesake_signer, [namesake_signer.certificate, namesake.certificate]
        ),
        "csca-curveball": forger.invented(ball_signer, [ball_signer.certificate, ball_csca]),
        "dsc-other-state": resigned(forger, other_signer),
        "dsc-revoked": resigned(forger, withdrawn),
    }


def certified(csca, name, begin=SIGNER_BEGIN, more=FOR_CARDS):
    return csca.signer(name, SIGNER_NAME, CURVE, begin, SIGNER_END, more=more)


def list_signer_lies(forger):
    """The signer of lists signs the document, or a list stands in the document's place."""
    usage = "extendedKeyUsage = 2.23.136.1.1.3\n"
    listing = certified(forger.csca, "list-signer", more=usage + FOR_CARDS)
    econtent = lds.sequence(lds.integer(0), lds.tlv(0x31, forger.csca.certificate))
    foreign = lds.sod(
        econtent,
        [listing.certificate],
        [lds.signer_info(listing, econtent, content_type=MASTER_LIST)],
        content_type=MASTER_LIST,
    )
    return {
        "sod-foreign-object": files_patch(_011D=foreign),
        "dsc-is-list-signer": resigned(forger, listing),
    }


def grandchild_lies(forger):
    """A signer of documents, no CA, has issued the signer."""
    parent = forger.signer
    child = forger.csca.issued_by_signer(
        parent, "signer", SIGNER_NAME, CURVE, SIGNER_BEGIN, "20360501000000Z", FOR_CARDS
    )
    hashes = lds.security_object(signed_groups(forger.files))
    grandchild = lds.sod(
        hashes, [child.certificate, parent.certificate], [lds.signer_info(child, hashes)]
    )
    return {"dsc-issued-by-dsc": files_patch(_011D=grandchild)}


def other_scope_lies(forger):
    """The CSCA certified the signer for other documents, or for another time."""
    for_passports = certified(forger.csca, "passports", more=authority.document_types("P"))
    future = certified(forger.later_csca, "future", "20271121000000Z")
    late = certified(forger.csca, "late", "20260601000000Z")
    later = lds.dg13(forger.person | {"issue_text": "01/07/2026"})
    return {
        "dsc-for-passports": resigned(forger, for_passports),
        "dsc-not-yet-valid": resigned(forger, future) | {"trust": "trust-later"},
        "dsc-after-csca-period": files_patch(
            _010D=later,
            _011D=forger.maker.sign(forger.files | {"010D": later}, late),
        ),
    }


def signer_lies(forger):
    """Signers whose certificate the CSCA did issue, and that must not sign this document now."""
    return list_signer_lies(forger) | grandchild_lies(forger) | other_scope_lies(forger)
