# SPDX-License-Identifier: Apache-2.0
"""What the specimen's lies change, as merge patches. Names and outcomes: docs/verdict.md."""
import authority
import lds
from authority import Authority
from maker import person_files, signed_groups
from patches import behave, files_patch, flipped
from people import (
    CSCA_BEGIN,
    CSCA_END,
    NAME,
    SIGNER_BEGIN,
    SIGNER_END,
    SIGNER_NAME,
)
from signer_lies import issuer_lies, signer_lies


class Forger:
    """Has the genuine card's files, an authority of his own and keys of his own."""

    def __init__(self, maker, work, person, other, files, signer, csca, later_csca):
        self.later_csca = later_csca
        self.maker, self.work, self.person, self.other = maker, work, person, other
        self.files, self.signer, self.csca = files, signer, csca
        self.chip_key = maker.chip_key("forger")
        self.aa_key = authority.key(work / "forger-aa.pem", "rsa2048")
        infos = [lds.ta_info(), lds.ca_info(), lds.pace_info()]
        self.dg14 = lds.dg14(self.chip_key["public_key"], *infos)
        self.changed_dg1 = lds.dg1(lds.td1(person | {"birth": "910101"}))

    def keys(self):
        return {
            "chip_authentication": {"private_key": self.chip_key["private_key"]},
            "active_authentication": {"key_pem": self.aa_key.read_text()},
        }

    def invented(self, signer, certificates):
        """All data invented, all keys his own, signed by `signer`."""
        files = person_files(
            self.other,
            self.maker.pictures[2],
            self.chip_key["public_key"],
            authority.public_key(self.aa_key),
        )
        econtent = lds.security_object(signed_groups(files))
        files["011D"] = lds.sod(econtent, certificates, [lds.signer_info(signer, econtent)])
        return files_patch(**{"_" + name: data for name, data in files.items()}) | self.keys()

    def authority(self, name, ski="hash"):
        csca = Authority(self.work / name, NAME, "brainpoolP384r1", CSCA_BEGIN, CSCA_END, ski=ski)
        return csca, csca.signer(
            "signer",
            SIGNER_NAME,
            "brainpoolP384r1",
            SIGNER_BEGIN,
            SIGNER_END,
            more=authority.document_types("ID"),
        )


def signed_object_lies(forger):
    files, signer = forger.files, forger.signer
    genuine = lds.security_object(signed_groups(files))
    changed_files = files | {"0101": forger.changed_dg1}
    changed = lds.security_object(signed_groups(changed_files))
    old_info = lds.signer_info(signer, genuine)
    forged_csca, forged_signer = forger.authority("second-signer")
    reduced = lds.security_object(
        {n: d for n, d in signed_groups(files).items() if n not in (14, 15)}
    )
    unsigned = files_patch(
        _011D=lds.sod(reduced, [signer.certificate], [lds.signer_info(signer, reduced)]),
        _011E=lds.com([1, 2, 3, 13, 15]),
        _010E=None,
        _010F=lds.dg15(authority.public_key(forger.aa_key)),
    )
    return {
        "dg15-unsigned": unsigned
        | {"active_authentication": forger.keys()["active_authentication"]},
        "sod-signature-bit": files_patch(_011D=flipped(files["011D"])),
        "sod-digest-stale": files_patch(
            _0101=forger.changed_dg1, _011D=lds.sod(changed, [signer.certificate], [old_info])
        ),
        "sod-md5": weak_digest(forger),
        "sod-no-signer": files_patch(_011D=lds.sod(genuine, [signer.certificate], [])),
        "sod-second-signer": files_patch(
            _0101=forger.changed_dg1,
            _011D=lds.sod(
                changed,
                [signer.certificate, forged_signer.certificate],
                [old_info, lds.signer_info(forged_signer, changed)],
            ),
        ),
    }


def weak_digest(forger):
    """All of it by MD5, under the right issuer."""
    signer = forger.csca.signer(
        "md5", SIGNER_NAME, "rsa2048", SIGNER_BEGIN, SIGNER_END, more=authority.document_types("ID")
    )
    econtent = lds.security_object(signed_groups(forger.files), digest="md5")
    return files_patch(
        _011D=lds.sod(
            econtent,
            [signer.certificate],
            [lds.signer_info(signer, econtent, digest="md5", rsa=True)],
            digest="md5",
        )
    )


def file_lies(forger):
    maker, files = forger.maker, forger.files
    own_dg14 = files_patch(_010E=forger.dg14) | {
        "chip_authentication": forger.keys()["chip_authentication"]
    }
    return {
        "dg1-birth-date-changed": files_patch(_0101=forger.changed_dg1),
        "dg2-other-portrait": files_patch(_0102=lds.dg2(maker.pictures[2])),
        "dg13-name-changed": files_patch(
            _010D=lds.dg13(forger.person | {"name": "Nguyễn Văn Khác"})
        ),
        "dg14-own-key": own_dg14,
        "dg14-two-faces": own_dg14 | {"later_files": {"010E": files["010E"].hex().upper()}},
    }


def clone_lies(forger):
    other_ca = {"chip_authentication": forger.keys()["chip_authentication"]}
    return {
        "clone-refuses": behave(chip_authentication="refuse", active_authentication="refuse"),
        "clone-hides-keys": files_patch(_010E=None, _010F=None),
        "clone-ca-other-key": other_ca,
        "clone-ca-other-key-random-mac": other_ca | behave(after_chip_authentication="random-mac"),
        "clone-ca-keeps-old-keys": behave(after_chip_authentication="old-keys"),
        "aa-short": behave(active_authentication="short"),
        "clone-aa-replays": behave(chip_authentication="refuse", active_authentication="replay"),
        "ca-right-aa-wrong": {"active_authentication": forger.keys()["active_authentication"]},
    }


def access_lies():
    found = {
        "pace-broken-bac-open": behave(pace_error_step="select", pace_error="6FFF"),
        "card-access-hidden": files_patch(_011C=None),
        "card-access-weaker": files_patch(
            _011C=lds.card_access(
                lds.ta_info(), lds.ca_info(), lds.pace_info("0.4.0.127.0.7.2.2.4.2.1", 8)
            )
        )
        | {"pace": [{"oid": "04007F00070202040201", "parameter_id": 8}]},
        "pace-mirror": behave(pace_mirror_step="agreement", pace_mirror="own-key"),
        "chip-without-password": behave(without_password="pace"),
    }
    for status in ("6300", "6982", "6A80", "6A88"):
        found["pace-broken-bac-open-" + status.lower()] = behave(
            pace_error_step="select", pace_error=status
        )
    for status in ("6FFF", "6300", "6982", "6A80", "6A88"):
        found["pace-broken-bac-open-nonce-" + status.lower()] = behave(
            pace_error_step="nonce", pace_error=status
        )
    for step in ("mapping", "agreement"):
        for kind in ("own-key", "off-curve", "infinity"):
            found[f"pace-mirror-{step}-{kind}"] = behave(pace_mirror_step=step, pace_mirror=kind)
    for kind in ("bac-challenge", "bac-mac"):
        found["chip-without-password-" + kind] = files_patch(_011C=None) | behave(
            without_password=kind
        )
    return found


def session_lies():
    found = {
        "sm-unprotected": behave(unprotected_read=3),
        "sm-forged-answer": behave(forged_read=3, forgery="b"),
    }
    for kind in "abcdef":
        found["sm-forged-answer-" + kind] = behave(forged_read=3, forgery=kind)
    for file, name in (("011C", "card-access"), ("011D", "sod"), ("0102", "dg2")):
        for kind in ("length", "empty", "61"):
            found[f"endless-file-{name}-{kind}"] = behave(endless_file=file, endless_kind=kind)
    found["endless-file"] = found["endless-file-dg2-length"]
    return found


def lies(forger, withdrawn, other_signer):
    return (
        file_lies(forger)
        | signed_object_lies(forger)
        | issuer_lies(forger, withdrawn, other_signer)
        | signer_lies(forger)
        | clone_lies(forger)
        | access_lies()
        | session_lies()
    )
