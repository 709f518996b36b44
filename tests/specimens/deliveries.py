# SPDX-License-Identifier: Apache-2.0
"""What reaches a trust store by post, stick or download: roots, links, lists and revocations of
several ages, and lies among them."""
import base64
import hashlib

import authority
import lds
from authority import Authority
from der import integer, octets, oid, sequence, set_of, tlv
from maker import person_files, signed_groups

MASTER_LIST, DEVIATION_LIST = "2.23.136.1.1.2", "2.23.136.1.1.7"
BEGIN, END = "20210119000000Z", "20460413000000Z"
NAME = "/C=VN/O=libcard specimens, not an authority/CN="
NOT_BASE64 = "not/base64!"


def role(arc):
    return "extendedKeyUsage = critical, 2.23.136.1.1." + str(arc)


def dated_list(content, kind, signer, signed):
    attribute = lambda name, value: sequence(oid(name), tlv(0x31, value))
    attributes = set_of(
        attribute("1.2.840.113549.1.9.3", oid(kind)),
        attribute("1.2.840.113549.1.9.5", tlv(0x17, signed.encode())),
        attribute("1.2.840.113549.1.9.4", octets(hashlib.sha256(content).digest())),
    )
    return lds.signed_data(
        content,
        [signer.certificate],
        [lds.signer_info(signer, content, attributes=attributes, content_type=kind)],
        content_type=kind,
    )


def master_list(certificates, signer, signed):
    return dated_list(sequence(integer(0), tlv(0x31, *certificates)), MASTER_LIST, signer, signed)


def deviation_list(document_signer, number, signer, signed):
    """Says of one document under one signer that its DG2 is padded."""
    issuer, serial = lds.issuer_and_serial(document_signer.certificate)
    documents = sequence(tlv(0xA1, issuer, serial), tlv(0xA5, tlv(0x13, number.encode())))
    description = sequence(tlv(0x13, b"EF.SOD without certificate"), oid("2.23.136.1.1.7.2.2"))
    return dated_list(
        sequence(
            integer(0),
            lds.algorithm(lds.HASHES["sha256"]),
            tlv(0x31, sequence(documents, tlv(0x31, description))),
        ),
        DEVIATION_LIST,
        signer,
        signed,
    )


def ldif(certificates, revocation_lists, refuse, lists=()):
    """Lines of 76, continued as RFC 2849 does."""
    out = "version: 1\n"
    entries = (
        [("userCertificate;binary", data) for data in certificates]
        + [("certificateRevocationList;binary", data) for data in revocation_lists]
        + list(lists)
    )
    for number, (name, data) in enumerate(entries):
        line = name + ":: " + base64.b64encode(data).decode()
        folded = [line[:76]] + [" " + line[at : at + 75] for at in range(76, len(line), 75)]
        out += (
            f"\ndn: cn={number},o=dsc,c=VN,dc=data,dc=download,dc=pkd,dc=icao,dc=int\n"
            "objectClass: top\n" + "\n".join(folded) + "\n"
        )
    return (out + "\ndn: cn=bad\nuserCertificate;binary:: " + refuse + "\n").encode()


class Senders:
    """An authority with its signers, and those beside it whose word must not count for it."""

    def __init__(self, work):
        def csca(folder, name=NAME + "CSCA Deliveries"):
            return Authority(work / folder, name, "P-256", BEGIN, END, digest="sha256")

        def signer(issuer, file, name, more=""):
            return issuer.signer(file, name, "P-256", BEGIN, END, more=more)

        lists, deviations = NAME + "Master List Signer", NAME + "Deviation List Signer"
        self.root, self.successor = csca("delivered"), csca("delivered-next")
        self.namesake = csca("delivered-namesake")
        self.foreign = csca("delivered-foreign", "/C=UT/CN=CSCA of another state")
        self.signer = signer(self.root, "signer", NAME + "Document Signer")
        self.stranger = signer(self.namesake, "signer", NAME + "Document Signer of a stranger")
        self.list_signer = signer(self.root, "ml", lists, role(3))
        self.false_signer = signer(self.namesake, "ml", lists, role(3))
        self.deviation_signer = signer(self.root, "dl", deviations, role(8))
        self.foreign_signer = signer(
            self.foreign, "dl", "/C=UT/CN=Deviation List Signer of another state", role(8)
        )
        self.listed = [self.root.certificate, self.foreign.certificate]


def certificates(senders):
    root = senders.root
    return {
        "root_cer": root.certificate,
        "link_cer": root.link(senders.successor, BEGIN, END),
        "namesake_cer": senders.namesake.certificate,
        "of_another_state_cer": root.link(senders.foreign, BEGIN, END),
    }


def revocations(senders):
    """Two in the order of their days, two whose numbers contradict their days, and a forged one."""
    until = "20460101000000Z"

    def numbered(number, begin):
        (senders.root.folder / "crlnumber").write_text(number + "\n")
        return senders.root.crl(begin, until)

    return {
        "old_crl": senders.root.crl("20260101000000Z", until),
        "new_crl": senders.root.crl("20260601000000Z", until),
        "lower_number_crl": numbered("01", "20260901000000Z"),
        "higher_number_crl": numbered("20", "20260301000000Z"),
        "forged_crl": senders.namesake.crl("20261001000000Z", until),
    }


def master_lists(senders):
    inside, list_signer = senders.listed, senders.list_signer
    with_namesake = [senders.root.certificate, senders.namesake.certificate]
    return {
        "old_ml": master_list(inside, list_signer, "260101000000Z"),
        "new_ml": master_list(inside, list_signer, "260601000000Z"),
        "forged_ml": master_list(inside, senders.false_signer, "261001000000Z"),
        "by_document_signer_ml": master_list(inside, senders.signer, "261001000000Z"),
        "before_its_signer_ml": master_list(inside, list_signer, "200101000000Z"),
        "with_namesake_ml": master_list(with_namesake, list_signer, "260601000000Z"),
    }


def deviation_lists(senders, number):
    by = lambda who: deviation_list(senders.signer, number, who, "260101000000Z")
    return {
        "foreign_dl": by(senders.foreign_signer),
        "a_dl": by(senders.deviation_signer),
        "forged_dl": by(senders.list_signer),
    }


def directories(senders, number, crl):
    """Files as the ICAO PKD hands them out, each with an entry that cannot be read."""
    masters = master_list(senders.listed, senders.list_signer, "260601000000Z")
    deviations = deviation_list(senders.signer, number, senders.deviation_signer, "260101000000Z")
    lists = [("pkdMasterListContent", masters), ("pkdDeviationListContent", deviations)]
    signers = [senders.signer.certificate, senders.stranger.certificate]
    return {
        "lists_ldif": ldif([], [], NOT_BASE64, lists),
        "pkd_ldif": ldif(signers, [crl], NOT_BASE64),
    }


def bare_card(maker, person, signer):
    """A card whose signer the store learns from a delivery alone."""
    chip_key = maker.chip_key("bare")
    files = person_files(
        person, maker.pictures[1], chip_key["public_key"], authority.public_key(maker.aa_key)
    )
    econtent = lds.security_object(signed_groups(files))
    files["011D"] = lds.sod(econtent, [], [lds.signer_info(signer, econtent)])
    maker.write(
        maker.specimen(
            "vn-citizen-bare-sod",
            person,
            files,
            chip_key,
            "deliveries",
            "its signed object does not carry the signer's certificate",
        )
    )


def make(maker, work, person):
    senders, number = Senders(work), person["id"][3:]
    lists = revocations(senders)
    maker.trust(
        "deliveries",
        **certificates(senders),
        **lists,
        **master_lists(senders),
        **deviation_lists(senders, number),
        **directories(senders, number, lists["new_crl"]),
    )
    bare_card(maker, person, senders.signer)
