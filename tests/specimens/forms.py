# SPDX-License-Identifier: Apache-2.0
"""Deviations of form in EF.SOD and in the signer's certificate, as merge patches: honest ones that
must pass with a note, ones that nobody can judge, and ones that prove something. Outcomes:
tests/judge/forms_test.cpp."""
import hashlib

import authority
import lds
from der import children, content, integer, null, octets, oid, sequence, set_of, tlv
from lds import ECDSA, HASHES, LDS_OBJECT, algorithm
from maker import signed_groups
from patches import files_patch, flipped
from people import SIGNER_BEGIN, SIGNER_END, SIGNER_NAME

PLAIN_SHA256 = algorithm("0.4.0.127.0.7.1.1.4.1.3")
SHA256, SHA512 = algorithm(HASHES["sha256"], True), algorithm(HASHES["sha512"], True)


def longer(element):
    """The same element with one more octet of length than it needs."""
    tag, _, value = next(children(element))
    size = len(value).to_bytes((len(value).bit_length() + 7) // 8 + 1, "big")
    return bytes([tag, 0x80 | len(size)]) + size + value


def with_zeros(signature):
    """The numbers of an ECDSA signature, each with a zero in front of it."""
    return sequence(*[tlv(0x02, b"\x00" + value) for _, _, value in children(content(signature))])


def plain(signature, size=48):
    """r || s of an ECDSA signature, as BSI TR-03111 writes it."""
    numbers = [value.lstrip(b"\x00") for _, _, value in children(content(signature))]
    return b"".join(number.rjust(size, b"\x00") for number in numbers)


def elements(element):
    return [whole for _, whole, _ in children(content(element))]


def attribute(kind, value):
    return sequence(oid(kind), tlv(0x31, value))


class Forms:
    def __init__(self, forger):
        self.signer = forger.signer
        self.csca = forger.csca
        self.files = {k: v for k, v in forger.files.items() if k != "011D"}
        self.econtent = lds.security_object(signed_groups(self.files))

    def attributes(self, digest="sha256", content_type=LDS_OBJECT, more=()):
        return set_of(
            attribute("1.2.840.113549.1.9.3", oid(content_type)),
            attribute("1.2.840.113549.1.9.4", octets(hashlib.new(digest, self.econtent).digest())),
            *more,
        )

    def info(self, digest=SHA256, method=None, hashed="sha256", signer=None, **parts):
        """One SignerInfo; `attributes`: None for none; `signature`: changes it."""
        signer = signer or self.signer
        attributes = parts.get("attributes", self.attributes())
        issuer, serial = lds.issuer_and_serial(signer.certificate)
        signed = self.econtent if attributes is None else attributes
        signature = parts.get("signature", lambda made: made)(signer.sign(signed, hashed))
        written = parts.get("written", attributes)
        return sequence(
            integer(1),
            sequence(issuer, serial),
            digest,
            b"" if written is None else b"\xA0" + written[1:],
            method or algorithm(ECDSA["sha256"]),
            octets(signature),
        )

    def sod(
        self,
        *infos,
        listed=(SHA256,),
        content_type=LDS_OBJECT,
        certificates=None,
        tail=b"",
        **parts,
    ):
        """`content`: what stands for the wrapped content."""
        certificates = certificates or [self.signer.certificate]
        wrapped = parts.get("content", tlv(0xA0, octets(self.econtent)))
        data = sequence(
            integer(3),
            tlv(0x31, *listed),
            sequence(oid(content_type), wrapped),
            tlv(0xA0, *certificates),
            tlv(0x31, *(infos or [self.info()])),
        )
        signed = sequence(oid("1.2.840.113549.1.7.2"), tlv(0xA0, data))
        return files_patch(_011D=tlv(0x77, signed + tail))

    def of_type(self, content_type):
        return self.sod(
            self.info(attributes=self.attributes(content_type=content_type)),
            content_type=content_type,
        )

    def frames(self):
        mixed = self.attributes("sha512")
        curve = oid("1.3.36.3.3.2.8.1.1.11")
        return {
            "no-digests": self.sod(listed=()),
            "other-digest-listed": self.sod(listed=[algorithm(HASHES["sha1"], True)]),
            "other-hash": self.sod(self.info(digest=SHA512, attributes=mixed), listed=[SHA512]),
            "other-hash-named": self.sod(self.info(method=algorithm(ECDSA["sha512"]))),
            "curve-parameter": self.sod(self.info(method=sequence(oid(ECDSA["sha256"]), curve))),
            "key-type": self.sod(self.info(method=algorithm("1.2.840.10045.2.1"))),
            "trailing": self.sod(tail=b"\x00\x00\x00"),
            "legacy-type": self.of_type("1.3.27.1.1.1"),
            "dutch-type": self.of_type("1.2.528.1.1006.1.20.1"),
            "id-data": self.of_type("1.2.840.113549.1.7.1"),
            "unknown-type": self.of_type("1.3.6.1.4.1.99999.3"),
            "no-attributes": self.sod(self.info(attributes=None)),
            "no-attributes-and-more": self.sod(self.info(attributes=None), listed=()),
            "no-attributes-wrong": self.sod(
                self.info(attributes=None, signature=lambda made: made[:-1] + b"\x00")
            ),
            "two-signers": self.sod(self.info(), self.info()),
            "plain-signature": self.sod(self.info(signature=plain)),
            "plain-algorithm": self.sod(self.info(method=PLAIN_SHA256, signature=plain)),
            "plain-wrong": self.sod(self.info(signature=lambda made: flipped(plain(made)))),
            "plain-certificate": self.sod(certificates=[self.plain_certificate()]),
            "signature-zeros": self.sod(self.info(signature=with_zeros)),
            "ber-attributes": self.sod(self.info(written=longer(self.attributes()))),
            "ber-certificate": self.sod(certificates=[self.longer_certificate()]),
            "md4": self.sod(self.info(digest=algorithm("1.2.840.113549.2.4", True))),
            "no-content": self.sod(content=b""),
            "no-content-wrong": self.sod(
                self.info(signature=lambda made: plain(flipped(made))), content=b""
            ),
            "no-content-no-attributes": self.sod(self.info(attributes=None), content=b""),
            "cut": files_patch(_011D=tlv(0x77, sequence(oid("1.2.840.113549.1.7.2"), b"\xA0\x7F"))),
        }

    def longer_certificate(self):
        body, method, bits = elements(self.signer.certificate)
        return sequence(longer(body), method, bits)

    def plain_certificate(self):
        body, method, bits = elements(self.signer.certificate)
        return sequence(body, method, tlv(0x03, b"\x00" + plain(content(bits)[1:])))

    def signed_words(self):
        """What the signed attributes say of certificate and algorithms."""
        right = hashlib.sha256(self.signer.certificate).digest()
        names = lambda digest, version="47": attribute(
            "1.2.840.113549.1.9.16.2." + version, sequence(sequence(sequence(octets(digest))))
        )
        issuer, own_serial = lds.issuer_and_serial(self.signer.certificate)

        def identified(*digest, serial=own_serial):
            identity = [*digest, octets(right), sequence(sequence(tlv(0xA4, issuer)), serial)]
            return attribute("1.2.840.113549.1.9.16.2.47", sequence(sequence(sequence(*identity))))

        by_sha1 = hashlib.sha1(self.signer.certificate).digest()
        protects = lambda method: attribute(
            "1.2.840.113549.1.9.52",
            sequence(algorithm(HASHES["sha256"]), b"\xA1" + algorithm(method)[1:]),
        )
        said = lambda more, **parts: self.sod(
            self.info(attributes=self.attributes(more=[more])), **parts
        )
        ber = self.longer_certificate()
        return {
            "names-certificate": said(names(right)),
            "names-certificate-by-sha1": said(names(by_sha1, version="12")),
            "names-der-of-certificate": said(names(right), certificates=[ber]),
            "names-ber-certificate": said(names(hashlib.sha256(ber).digest()), certificates=[ber]),
            "names-other-certificate": said(names(bytes(32))),
            "names-by-unknown-digest": said(identified(algorithm("2.16.840.1.101.3.4.2.8"))),
            "names-other-serial": said(identified(serial=integer(77))),
            "names-own-serial": said(identified()),
            "names-in-another-attribute": said(attribute("1.2.840.113549.1.9.16.2.19", null())),
            "names-no-certificate": said(attribute("1.2.840.113549.1.9.16.2.47", null())),
            "protects-algorithms": said(protects(ECDSA["sha256"])),
            "protects-other-algorithms": said(protects(ECDSA["sha384"])),
            "odd-signing-time": said(attribute("1.2.840.113549.1.9.5", tlv(0x17, b"yesterday"))),
        }

    def signed_by(self, name, curve="brainpoolP384r1", **options):
        signer = self.csca.signer(
            "form-" + name, SIGNER_NAME, curve, SIGNER_BEGIN, SIGNER_END, **options
        )
        return self.sod(self.info(signer=signer), certificates=[signer.certificate])

    def with_domain(self, name, change):
        """A signer of the CSCA over a binary curve whose parameters were changed."""
        signer = self.csca.signer(
            "form-" + name, SIGNER_NAME, "sect283r1", SIGNER_BEGIN, SIGNER_END, explicit=True
        )
        body, method, _ = elements(signer.certificate)
        parts = elements(body)
        identifier, bits = elements(parts[6])
        kind, domain = elements(identifier)
        parts[6] = sequence(sequence(kind, sequence(*change(elements(domain)))), bits)
        signed = sequence(*parts)
        signature = authority.Signer(self.csca.key, None).sign(signed, self.csca.digest)
        changed = sequence(signed, method, tlv(0x03, b"\x00" + signature))
        signer = authority.Signer(signer.key, changed)
        return self.sod(self.info(signer=signer), certificates=[changed])

    @staticmethod
    def own_generator(domain):
        point = bytearray(content(domain[3]))
        return [*domain[:3], octets(bytes(point[:-1]) + bytes([point[-1] ^ 1])), *domain[4:]]

    @staticmethod
    def normal_basis(domain):
        field = sequence(integer(283), oid("1.2.840.10045.1.2.3.1"), null())
        return [domain[0], sequence(oid("1.2.840.10045.1.2"), field), *domain[2:]]

    def of_types(self, name, *types):
        # PrintableString has no "<".
        more = authority.document_types(*types).replace("PRINTABLESTRING", "IA5STRING")
        return self.signed_by(name, more=more)

    def curves(self):
        named = lambda name, curve: self.signed_by(name, curve, explicit=False)
        return {
            "twisted-curve": named("t1", "brainpoolP384t1"),
            "bitcoin-curve": named("k1", "secp256k1"),
            "curve-160": named("160", "brainpoolP160r1"),
            "curve-112": named("112", "secp112r1"),
            "curve-binary": named("b283", "sect283r1"),
            "curve-binary-field-of-whole-octets": named("b304", "c2pnb304w1"),
            "curve-binary-233": named("b233", "sect233k1"),
            "curve-binary-163": named("b163", "sect163k1"),
            "curve-binary-113": named("b113", "sect113r1"),
            "curve-binary-explicit": self.signed_by("e283", "sect283r1"),
            "curve-binary-explicit-trinomial": self.signed_by("e409", "sect409k1"),
            "curve-binary-chosen": self.with_domain("b283c", self.own_generator),
            "curve-binary-normal-basis": self.with_domain("b283n", self.normal_basis),
        }

    def signers(self):
        types = "2.23.136.1.1.6.2 = ASN1:SEQUENCE:dtl\n[dtl]\nt0 = PRINTABLESTRING:ID\n"
        period = (
            "2.5.29.16 = ASN1:SEQUENCE:period\n[period]\n"
            "begin = IMPLICIT:0,UTCTIME:210601000000Z\n"
        )
        critical = lambda name: f"{name} = critical,ASN1:NULL\n"
        return {
            "document-types-bare": self.signed_by("types", more=types),
            "document-types-odd": self.signed_by("odd", more="2.23.136.1.1.6.2 = ASN1:NULL\n"),
            "document-types-odd-critical": self.signed_by("oc", more=critical("2.23.136.1.1.6.2")),
            "document-types-filler": self.of_types("filler", "I<"),
            "document-types-small": self.of_types("small", "id"),
            "document-types-empty": self.of_types("none", ""),
            "document-types-other": self.of_types("p", "P<"),
            "usage-period-utc": self.signed_by("period", more=period),
            "name-change": self.signed_by("change", more=critical("2.23.136.1.1.6.1")),
            "unknown-critical": self.signed_by("cond", more=critical("1.3.6.1.4.1.99999.7")),
        }


def forms(forger):
    found = Forms(forger)
    all_of_them = found.frames() | found.signed_words() | found.signers() | found.curves()
    return {"form-" + name: patch for name, patch in all_of_them.items()}
