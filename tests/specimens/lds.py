# SPDX-License-Identifier: Apache-2.0
"""The files of an eMRTD as Doc 9303-10 and the facts known of Vietnam's card have them."""
import hashlib

from der import children, content, indefinite, integer, null, octets, oid, sequence, set_of, tlv

HASHES = {
    "md5": "1.2.840.113549.2.5",
    "sha1": "1.3.14.3.2.26",
    "sha256": "2.16.840.1.101.3.4.2.1",
    "sha384": "2.16.840.1.101.3.4.2.2",
    "sha512": "2.16.840.1.101.3.4.2.3",
}
ECDSA = {
    "sha1": "1.2.840.10045.4.1",
    "sha256": "1.2.840.10045.4.3.2",
    "sha384": "1.2.840.10045.4.3.3",
    "sha512": "1.2.840.10045.4.3.4",
}
RSA = {
    "md5": "1.2.840.113549.1.1.4",
    "sha1": "1.2.840.113549.1.1.5",
    "sha256": "1.2.840.113549.1.1.11",
}
LDS_OBJECT = "2.23.136.1.1.1"
TAGS = [
    0x61,
    0x75,
    0x63,
    0x76,
    0x65,
    0x66,
    0x67,
    0x68,
    0x69,
    0x6A,
    0x6B,
    0x6C,
    0x6D,
    0x6E,
    0x6F,
    0x70,
]


def check_digit(text):
    value = lambda c: 0 if c == "<" else int(c) if c.isdigit() else ord(c) - 55
    return str(sum(value(c) * (7, 3, 1)[i % 3] for i, c in enumerate(text)) % 10)


def td1(person):
    """Three lines of thirty, as on the back of the card."""
    number = person["id"][3:]
    first = "IDVNM" + number + check_digit(number) + person["id"] + "<<" + check_digit(person["id"])
    middle = (
        person["birth"]
        + check_digit(person["birth"])
        + person["sex"]
        + person["expiry"]
        + check_digit(person["expiry"])
        + "VNM"
        + "<" * 11
    )
    composite = first[5:30] + middle[0:7] + middle[8:15] + middle[18:29]
    return first + middle + check_digit(composite) + (person["mrz_name"] + "<" * 30)[:30]


def td3(person):
    """Two lines of forty-four, as in a passport."""
    number = (person["number"] + "<" * 9)[:9]
    first = ("P<" + person["state"] + person["mrz_name"] + "<" * 44)[:44]
    middle = (
        number
        + check_digit(number)
        + person["state"]
        + person["birth"]
        + check_digit(person["birth"])
        + person["sex"]
        + person["expiry"]
        + check_digit(person["expiry"])
    )
    middle += "<" * 14 + "<"
    composite = middle[0:10] + middle[13:20] + middle[21:43]
    return first + middle + check_digit(composite)


def td3_information(person):
    number = (person["number"] + "<" * 9)[:9]
    return "".join(
        field + check_digit(field) for field in (number, person["birth"], person["expiry"])
    )


def listed(tag, objects):
    """DG11 and DG12: a list of the tags, then the objects."""
    tags = b"".join(
        number.to_bytes(2, "big") if number > 0xFF else bytes([number]) for number, _ in objects
    )
    return tlv(tag, tlv(0x5C, tags), *(tlv(number, value) for number, value in objects))


def dg11(person):
    return listed(
        0x6B,
        [
            (0x5F0E, person["name"].replace(" ", "<").encode()),
            (0xA0, tlv(0x02, b"\x01") + tlv(0x5F0F, "ANNI<ERIKSSON".encode())),
            (0x5F2B, b"19740812"),
            (0x5F11, "Zenith<UTO".encode()),
            (0x5F42, "123<MAIN<STREET<ZENITH<UTO".encode()),
            (0x5F13, b"TEST<PILOT"),
        ],
    )


def dg12():
    return listed(
        0x6C,
        [
            (0x5F19, b"UTOPIAN<SPECIMEN<OFFICE"),
            (0x5F26, b"20220202"),
            (0x5F1B, b"NO<ENDORSEMENTS"),
            (0x5F56, b"SPECIMEN-0001"),
        ],
    )


def dg16():
    person = tlv(
        0xA1,
        tlv(0x5F50, b"20220202"),
        tlv(0x5F51, b"ERIKSSON<<ERIK"),
        tlv(0x5F52, b"0000<000"),
        tlv(0x5F53, b"ZENITH<UTO"),
    )
    return tlv(0x70, tlv(0x02, b"\x01"), person)


def dg7(picture):
    return tlv(0x67, tlv(0x02, b"\x01"), tlv(0x5F43, picture))


def dg5(picture):
    return tlv(0x65, tlv(0x02, b"\x01"), tlv(0x5F40, picture))


def fingers(tag, records):
    """DG3, DG4: biometric information templates around records that are none of ours to read."""
    header = tlv(0xA1, tlv(0x81, b"\x08"), tlv(0x87, b"\x01\x01"), tlv(0x88, b"\x00\x07"))
    return tlv(
        tag,
        tlv(
            0x7F61,
            tlv(0x02, bytes([len(records)])),
            *(tlv(0x7F60, header, tlv(0x5F2E, record)) for record in records),
        ),
    )


def mrz_information(person):
    number = person["id"][3:]
    return "".join(
        field + check_digit(field) for field in (number, person["birth"], person["expiry"])
    )


def dg1(mrz):
    return tlv(0x61, tlv(0x5F1F, mrz.encode()))


def dg2(picture, width=240, height=320):
    image = (
        bytes([1, 1 if picture[:2] == b"\x00\x00" else 0])
        + width.to_bytes(2, "big")
        + height.to_bytes(2, "big")
        + bytes([1, 2, 0, 0, 0, 0])
    )
    block_size = 20 + len(image) + len(picture)
    block = block_size.to_bytes(4, "big") + bytes(2) + bytes(14) + image + picture
    record = b"FAC\x00010\x00" + (14 + block_size).to_bytes(4, "big") + b"\x00\x01" + block
    header = tlv(
        0xA1,
        tlv(0x80, b"\x01\x01"),
        tlv(0x81, b"\x02"),
        tlv(0x87, b"\x01\x01"),
        tlv(0x88, b"\x00\x08"),
    )
    return tlv(0x75, tlv(0x7F61, tlv(0x02, b"\x01"), tlv(0x7F60, header, tlv(0x5F2E, record))))


def dg13(person, more=()):
    utf8, printable = (lambda t: tlv(0x0C, t.encode())), (lambda t: tlv(0x13, t.encode()))
    field = lambda number, *values: sequence(integer(number), *values)
    values = [
        field(1, printable(person["id"])),
        field(2, utf8(person["name"])),
        field(3, printable(person["birth_text"])),
        field(4, utf8("Nam" if person["sex"] == "M" else "Nữ")),
        field(5, utf8("Việt Nam")),
        field(6, utf8("Kinh")),
        field(7, utf8("Không")),
        field(8, utf8(person["origin"])),
        field(9, utf8(person["residence"])),
        field(10, utf8("Nốt ruồi C 1cm trên sau mép mắt trái")),
        field(11, printable(person["issue_text"])),
        field(12, utf8(person["expiry_text"])),
        field(13, sequence(utf8(person["father"])), sequence(utf8(person["mother"]))),
        field(14),
        field(15, printable(person["old_id"])),
        field(16, printable("0123456789ABCDEF")),
        *more,
    ]
    return tlv(0x6D, sequence(integer(1), oid("1.0.10646.1.0.8"), tlv(0x31, *values)))


def ta_info():
    return sequence(oid("0.4.0.127.0.7.2.2.2"), integer(1))


def ca_info(oid_text="0.4.0.127.0.7.2.2.3.2.2"):
    return sequence(oid(oid_text), integer(1))


def pace_info(oid_text="0.4.0.127.0.7.2.2.4.2.2", parameter=13):
    return sequence(oid(oid_text), integer(2), integer(parameter))


def card_access(*infos):
    return tlv(0x31, *infos)


def atr_info():
    """EF.ATR/INFO with the sizes of commands and responses, ISO 7816-4 §12.7.1."""
    return tlv(0x7F66, integer(65535), integer(32768))


def dg14(chip_key, *infos):
    return tlv(0x6E, tlv(0x31, *infos, chip_key_info(chip_key)))


def dg14_in_ber(chip_key, *infos):
    """The same with indefinite lengths around it, its set and every entry."""
    entries = (*infos, chip_key_info(chip_key))
    return indefinite(
        0x6E, indefinite(0x31, b"".join(indefinite(0x30, content(entry)) for entry in entries))
    )


def chip_key_info(chip_key, key_id=None, dh=False):
    return sequence(
        oid("0.4.0.127.0.7.2.2.1." + ("1" if dh else "2")),
        chip_key,
        integer(key_id) if key_id is not None else b"",
    )


def with_parameters(chip_key, *algorithm):
    """The same key under another AlgorithmIdentifier: standardizedDomainParameters with their
    number (Doc 9303-11 §9.5.1), a named curve."""
    _, point = [whole for _, whole, _ in children(content(chip_key))]
    return sequence(sequence(*algorithm), point)


def aa_info(arc=3):
    """ActiveAuthenticationInfo: ECDSA, plain, with SHA-256 (3), -384 (4), ..."""
    return sequence(oid("2.23.136.1.1.5"), integer(1), oid(f"0.4.0.127.0.7.1.1.4.1.{arc}"))


def dg15(aa_key):
    return tlv(0x6F, aa_key)


def com(groups, version="0107"):
    return tlv(
        0x60,
        tlv(0x5F01, version.encode()),
        tlv(0x5F36, b"040000"),
        tlv(0x5C, bytes(TAGS[g - 1] for g in groups)),
    )


def algorithm(oid_text, with_null=False):
    return sequence(oid(oid_text), null() if with_null else b"")


def security_object(groups, digest="sha256", versions=None):
    hashes = [
        sequence(integer(n), octets(hashlib.new(digest, data).digest()))
        for n, data in sorted(groups.items())
    ]
    info = (
        sequence(tlv(0x13, versions[0].encode()), tlv(0x13, versions[1].encode()))
        if versions
        else b""
    )
    return sequence(
        integer(1 if versions else 0), algorithm(HASHES[digest], True), sequence(*hashes), info
    )


def issuer_and_serial(certificate):
    fields = [whole for tag, whole, _ in children(content(next(children(content(certificate)))[1]))]
    serial, issuer = fields[1], fields[3]
    return issuer, serial


def signed_attributes(econtent, digest, content_type=LDS_OBJECT):
    attribute = lambda kind, value: sequence(oid(kind), tlv(0x31, value))
    return set_of(
        attribute("1.2.840.113549.1.9.3", oid(content_type)),
        attribute("1.2.840.113549.1.9.4", octets(hashlib.new(digest, econtent).digest())),
    )


def signature_algorithm(signer_is_rsa, digest, pss):
    if pss:
        mgf = tlv(0xA1, sequence(oid("1.2.840.113549.1.1.8"), algorithm(HASHES[digest], True)))
        return sequence(
            oid("1.2.840.113549.1.1.10"),
            sequence(tlv(0xA0, algorithm(HASHES[digest], True)), mgf, tlv(0xA2, integer(32))),
        )
    return algorithm(RSA[digest], True) if signer_is_rsa else algorithm(ECDSA[digest])


def signer_info(
    signer,
    econtent,
    digest="sha256",
    rsa=False,
    pss=False,
    ski=None,
    attributes=None,
    reverse_name=False,
    content_type=LDS_OBJECT,
):
    attributes = attributes or signed_attributes(econtent, digest, content_type)
    issuer, serial = issuer_and_serial(signer.certificate)
    if reverse_name:
        issuer = sequence(*reversed([whole for _, whole, _ in children(content(issuer))]))
    sid = tlv(0x80, ski) if ski else sequence(issuer, serial)
    return sequence(
        integer(3 if ski else 1),
        sid,
        algorithm(HASHES[digest], True),
        b"\xA0" + attributes[1:],
        signature_algorithm(rsa, digest, pss),
        octets(signer.sign(attributes, digest, pss)),
    )


def sod(econtent, certificates, signers, digest="sha256", content_type=LDS_OBJECT, ber=False):
    return tlv(0x77, signed_data(econtent, certificates, signers, digest, content_type, ber))


def signed_data(
    econtent, certificates, signers, digest="sha256", content_type=LDS_OBJECT, ber=False
):
    frame = indefinite if ber else (lambda tag, value: tlv(tag, value))
    wrapped = tlv(0x24, octets(econtent[:100]), octets(econtent[100:])) if ber else octets(econtent)
    encapsulated = frame(0x30, oid(content_type) + frame(0xA0, wrapped))
    data = frame(
        0x30,
        integer(3)
        + tlv(0x31, algorithm(HASHES[digest], True))
        + encapsulated
        + tlv(0xA0, *certificates)
        + tlv(0x31, *signers),
    )
    return frame(0x30, oid("1.2.840.113549.1.7.2") + frame(0xA0, data))
