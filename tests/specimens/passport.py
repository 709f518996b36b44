# SPDX-License-Identifier: Apache-2.0
"""One passport of Utopia, a state that does not exist: what it offers, its files, its holder."""
import authority
import lds
from der import children, content, integer, oid, sequence, tlv

ANNA = {
    "number": "L898902C3",
    "state": "UTO",
    "name": "ERIKSSON ANNA MARIA",
    "mrz_name": "ERIKSSON<<ANNA<MARIA",
    "birth": "740812",
    "sex": "F",
    "expiry": "320415",
    "birth_text": "12/08/1974",
}
NAME = "/C=UT/O=libcard specimens, not an authority/CN=CSCA Specimen Utopia"
SIGNER_NAME = "/C=UT/O=libcard specimens, not an authority/CN=Document Signer Specimen"
BEGIN, END = "20210119000000Z", "20460413000000Z"
SIGNER_BEGIN, SIGNER_END = "20210601000000Z", "20360601000000Z"
PACE, CA = "0.4.0.127.0.7.2.2.4.", "0.4.0.127.0.7.2.2.3."
CARD_SECURITY = "0.4.0.127.0.7.3.2.1"


def oid_hex(text):
    return content(oid(text)).hex().upper()


def pkcs3(spki):
    """The X9.42 key that openssl writes, in the form Doc 9303-11 asks for: dhKeyAgreement with p
    and g."""
    (_, algorithm, _), (_, bits, _) = list(children(content(spki)))
    parameters = list(children(content(algorithm)))[1][2]
    numbers = [whole for _, whole, _ in children(parameters)]
    return sequence(sequence(oid("1.2.840.113549.1.3.1"), sequence(numbers[0], numbers[1])), bits)


class Passport:
    """What one profile is made of."""

    def __init__(self, maker, work, csca, signer, name, about):
        self.maker, self.work, self.csca, self.signer, self.name, self.about = (
            maker,
            work,
            csca,
            signer,
            name,
            about,
        )
        self.infos, self.pace, self.files, self.extra, self.groups = [], [], {}, {}, [1, 2]

    def key(self, name, algorithm, **options):
        path = self.work / (self.name + "-" + name + ".pem")
        authority.key(path, algorithm, **options)
        return path

    def offers_pace(self, arcs, parameter):
        self.infos.append(sequence(oid(PACE + arcs), integer(2), integer(parameter)))
        self.pace.append({"oid": oid_hex(PACE + arcs), "parameter_id": parameter})

    def offers_ca(self, arcs, parameter, algorithm, plain_dh=False, key_id=None):
        path = self.key("ca" if key_id is None else f"ca{key_id}", algorithm)
        key = authority.public_key(path)
        dh = algorithm.startswith("dh_")
        self.infos.append(
            sequence(oid(CA + arcs), integer(1), integer(key_id) if key_id is not None else b"")
        )
        self.infos.append(lds.chip_key_info(pkcs3(key) if plain_dh else key, key_id, dh))
        self.extra["chip_authentication"] = {
            "oid": oid_hex(CA + arcs),
            "parameter_id": parameter,
            "private_key": authority.private_scalar(path).upper(),
        }
        if key_id is not None:
            self.extra["chip_authentication"]["key_id"] = f"{key_id:02X}"

    def offers_aa(self, algorithm, digest=None, arc=3, named=True):
        path = self.key("aa", algorithm)
        self.files["010F"] = lds.dg15(authority.public_key(path))
        self.extra["active_authentication"] = {"key_pem": path.read_text(), "trailer": "34CC"}
        self.groups.append(15)
        if digest and named:
            self.infos.append(lds.aa_info(arc))
        if digest:
            self.extra["active_authentication"]["ecdsa"] = digest

    def offers_chip_mapping(self, cipher, parameter, algorithm, in_dg14=False):
        """The key stands in EF.CardSecurity, under the identifier of the parameters."""
        self.offers_pace("6." + str(cipher), parameter)
        path = self.key("cam", algorithm)
        info = lds.chip_key_info(authority.public_key(path), parameter)
        self.extra["chip_mapping"] = {"private_key": authority.private_scalar(path).upper()}
        if in_dg14:
            self.infos.append(info)
        self.mapping_info = info

    def card_security(self, signer, info=None):
        econtent = tlv(0x31, *self.access_infos(), info or self.mapping_info)
        return lds.signed_data(
            econtent,
            [signer.certificate],
            [lds.signer_info(signer, econtent, content_type=CARD_SECURITY)],
            content_type=CARD_SECURITY,
        )

    def guards(self, authority_on_chip):
        self.infos.append(lds.ta_info())
        self.group(3, lds.fingers(0x63, [bytes([n]) * 3000 for n in (1, 2)]))
        self.group(4, lds.fingers(0x76, [bytes(500)]))
        self.extra["terminal_authentication"] = authority_on_chip

    def access_infos(self):
        return [info for info in self.infos if content(oid(PACE + "1"))[:8] in info[:16]]

    def group(self, number, data):
        self.files[f"{0x100 + number:04X}"] = data
        self.groups.append(number)

    def write(self, trust, **more):
        self.groups = sorted(self.groups + [14])
        self.files |= {
            "0101": lds.dg1(lds.td3(ANNA)),
            "010E": lds.tlv(0x6E, tlv(0x31, *self.infos)),
            "011E": lds.com(self.groups),
        }
        self.files.setdefault("0102", lds.dg2(self.maker.pictures[2]))
        if self.pace:
            self.files["011C"] = lds.card_access(*self.access_infos())
        if hasattr(self, "mapping_info"):
            self.files["MF011D"] = self.card_security(self.signer)
        self.files["011D"] = self.maker.sign(self.files, self.signer)
        specimen = (
            {
                "format": 1,
                "name": self.name,
                "about": self.about,
                "trust": trust,
                "can": "123456",
                "mrz": lds.td3(ANNA),
                "mrz_information": lds.td3_information(ANNA),
                "atr": self.maker.atr(extended=True),
                "bac": not self.pace,
                "pace": self.pace,
                "protected": [],
                "files": {key: data.hex().upper() for key, data in self.files.items()}
                | {"2F01": lds.atr_info().hex().upper()},
                "holder": {"document_number": ANNA["number"]},
            }
            | self.extra
            | more
        )
        self.maker.write(specimen)
        return specimen
