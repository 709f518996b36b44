# SPDX-License-Identifier: Apache-2.0
"""What reaches a trust store by post, stick or download: roots, links, lists and revocations of
several ages, and lies among them."""
import base64
import hashlib

import authority
import lds
from der import integer, octets, oid, sequence, set_of, tlv

MASTER_LIST, DEVIATION_LIST = "2.23.136.1.1.2", "2.23.136.1.1.7"
BEGIN, END = "20210119000000Z", "20460413000000Z"
NAME = "/C=VN/O=libcard specimens, not an authority/CN="


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


def make(maker, work, person, person_files, signed_groups):
    root = authority.Authority(
        work / "delivered", NAME + "CSCA Deliveries", "P-256", BEGIN, END, digest="sha256"
    )
    successor = authority.Authority(
        work / "delivered-next", NAME + "CSCA Deliveries", "P-256", BEGIN, END, digest="sha256"
    )
    namesake = authority.Authority(
        work / "delivered-namesake", NAME + "CSCA Deliveries", "P-256", BEGIN, END, digest="sha256"
    )
    foreign = authority.Authority(
        work / "delivered-foreign",
        "/C=UT/CN=CSCA of another state",
        "P-256",
        BEGIN,
        END,
        digest="sha256",
    )
    signer = root.signer("signer", NAME + "Document Signer", "P-256", BEGIN, END)
    stranger = namesake.signer(
        "signer", NAME + "Document Signer of a stranger", "P-256", BEGIN, END
    )
    list_signer = root.signer("ml", NAME + "Master List Signer", "P-256", BEGIN, END, more=role(3))
    false_signer = namesake.signer(
        "ml", NAME + "Master List Signer", "P-256", BEGIN, END, more=role(3)
    )
    deviation_signer = root.signer(
        "dl", NAME + "Deviation List Signer", "P-256", BEGIN, END, more=role(8)
    )
    foreign_signer = foreign.signer(
        "dl", "/C=UT/CN=Deviation List Signer of another state", "P-256", BEGIN, END, more=role(8)
    )
    old_crl = root.crl("20260101000000Z", "20460101000000Z")
    new_crl = root.crl("20260601000000Z", "20460101000000Z")
    (root.folder / "crlnumber").write_text("01\n")
    lower_number = root.crl("20260901000000Z", "20460101000000Z")
    (root.folder / "crlnumber").write_text("20\n")
    higher_number = root.crl("20260301000000Z", "20460101000000Z")
    inside = [root.certificate, foreign.certificate]
    maker.trust(
        "deliveries",
        root_cer=root.certificate,
        link_cer=root.link(successor, BEGIN, END),
        namesake_cer=namesake.certificate,
        old_crl=old_crl,
        new_crl=new_crl,
        lower_number_crl=lower_number,
        higher_number_crl=higher_number,
        forged_crl=namesake.crl("20261001000000Z", "20460101000000Z"),
        old_ml=master_list(inside, list_signer, "260101000000Z"),
        new_ml=master_list(inside, list_signer, "260601000000Z"),
        forged_ml=master_list(inside, false_signer, "261001000000Z"),
        by_document_signer_ml=master_list(inside, signer, "261001000000Z"),
        of_another_state_cer=root.link(foreign, BEGIN, END),
        before_its_signer_ml=master_list(inside, list_signer, "200101000000Z"),
        with_namesake_ml=master_list(
            [root.certificate, namesake.certificate], list_signer, "260601000000Z"
        ),
        foreign_dl=deviation_list(signer, person["id"][3:], foreign_signer, "260101000000Z"),
        a_dl=deviation_list(signer, person["id"][3:], deviation_signer, "260101000000Z"),
        forged_dl=deviation_list(signer, person["id"][3:], list_signer, "260101000000Z"),
        lists_ldif=ldif(
            [],
            [],
            "not/base64!",
            [
                ("pkdMasterListContent", master_list(inside, list_signer, "260601000000Z")),
                (
                    "pkdDeviationListContent",
                    deviation_list(signer, person["id"][3:], deviation_signer, "260101000000Z"),
                ),
            ],
        ),
        pkd_ldif=ldif([signer.certificate, stranger.certificate], [new_crl], "not/base64!"),
    )
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
