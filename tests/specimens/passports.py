# SPDX-License-Identifier: Apache-2.0
"""Passports of a state that does not exist: one for each way in which a chip opens and proves
itself."""
import authority
import deliveries
import lds
import terminals
from authority import Authority
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
                | {"2F01": lds.tlv(0x7F66, integer(65535), integer(32768)).hex().upper()},
                "holder": {"document_number": ANNA["number"]},
            }
            | self.extra
            | more
        )
        self.maker.write(specimen)
        return specimen


def make(maker, work):
    csca = Authority(work / "utopia", NAME, "P-384", BEGIN, END, digest="sha384")
    signer = csca.signer(
        "signer", SIGNER_NAME, "P-256", SIGNER_BEGIN, SIGNER_END, more=authority.document_types("P")
    )
    crl = csca.crl("20260101000000Z", "20460101000000Z")
    foreign = Authority(
        work / "elsewhere",
        "/C=DE/O=libcard specimens, not an authority/CN=CSCA Elsewhere",
        "P-384",
        BEGIN,
        END,
        digest="sha384",
    )
    foreign_signer = foreign.signer(
        "signer", SIGNER_NAME.replace("UT", "DE"), "P-256", SIGNER_BEGIN, SIGNER_END
    )
    unknown = Authority(
        work / "nowhere", NAME.replace("Utopia", "Nowhere"), "P-384", BEGIN, END, digest="sha384"
    )
    unknown_signer = unknown.signer("signer", SIGNER_NAME, "P-256", SIGNER_BEGIN, SIGNER_END)
    maker.trust(
        "trust-utopia", csca_cer=csca.certificate, csca_crl=crl, foreign_cer=foreign.certificate
    )
    expired_signer = csca.signer("expired", SIGNER_NAME, "P-256", SIGNER_BEGIN, "20220101000000Z")
    list_signer = csca.signer(
        "lists", SIGNER_NAME, "P-256", SIGNER_BEGIN, SIGNER_END, more=deliveries.role(3)
    )
    rogue = Authority(
        work / "rogue", NAME.replace("Utopia", "Rogue"), "P-384", BEGIN, END, digest="sha384"
    )
    rogue_signer = rogue.signer("signer", SIGNER_NAME, "P-256", SIGNER_BEGIN, SIGNER_END)
    foreign_list = deliveries.master_list(
        [rogue.certificate],
        foreign.signer(
            "lists", SIGNER_NAME.replace("UT", "DE"), "P-256", BEGIN, END, more=deliveries.role(3)
        ),
        "260101000000Z",
    )
    maker.trust(
        "trust-utopia-lists",
        csca_cer=csca.certificate,
        csca_crl=crl,
        foreign_cer=foreign.certificate,
        list_ml=foreign_list,
        rogue_crl=rogue.crl("20260101000000Z", "20460101000000Z"),
    )
    start = lambda name, about: Passport(maker, work, csca, signer, name, about)

    cam = start(
        "passport-cam", "chip authentication mapping, ECDSA active authentication, more data groups"
    )
    cam.offers_chip_mapping(2, 13, "brainpoolP256r1")
    cam.offers_aa("P-256", "SHA256")
    cam.group(5, lds.dg5(maker.pictures[2]))
    cam.group(7, lds.dg7(maker.pictures[1]))
    cam.group(11, lds.dg11(ANNA))
    cam.group(12, lds.dg12())
    cam.group(16, lds.dg16())
    other = authority.key(work / "other-cam.pem", "brainpoolP256r1")
    own_key = {"chip_mapping": {"private_key": authority.private_scalar(other).upper()}}
    by = (
        lambda signer: {
            "files": {
                "MF011D": cam.card_security(
                    signer, lds.chip_key_info(authority.public_key(other), 13)
                )
                .hex()
                .upper()
            }
        }
        | own_key
    )
    lies = {
        "cam-wrong-proof": {"behaviour": {"chip_mapping": "random"}},
        "cam-no-proof": {"behaviour": {"chip_mapping": "none"}},
        "cam-foreign-card-security": {
            "files": {"MF011D": cam.card_security(foreign_signer).hex().upper()}
        },
        "cam-unknown-signer": {
            "files": {"MF011D": cam.card_security(unknown_signer).hex().upper()}
        },
        "cam-other-key": {
            "files": {
                "MF011D": cam.card_security(
                    signer, lds.chip_key_info(authority.public_key(other), 13)
                )
                .hex()
                .upper()
            }
        },
        "cam-expired-signer": by(expired_signer),
        "cam-other-role": by(list_signer),
        "cam-rogue-signer": by(rogue_signer),
        "cam-card-security-hidden": {"files": {"MF011D": None}},
        "cam-card-security-bit": {
            "files": {
                "MF011D": (lambda d: d[:-1] + bytes([d[-1] ^ 1]))(cam.card_security(signer))
                .hex()
                .upper()
            }
        },
        "aa-other-digest": {"active_authentication": {"ecdsa": "SHA384"}},
        "aa-other-key": {
            "active_authentication": {
                "key_pem": authority.key(work / "other-aa.pem", "P-256").read_text()
            }
        },
        "aa-replays": {"behaviour": {"active_authentication": "replay"}},
        "aa-refuses": {"behaviour": {"active_authentication": "refuse"}},
    }
    # A second key on the same parameters, under another identifier.
    two_keys = lds.chip_key_info(authority.public_key(other), 99) + cam.mapping_info
    truths = {
        "aa-der": {"active_authentication": {"form": "der"}},
        "cam-two-keys": {"files": {"MF011D": cam.card_security(signer, two_keys).hex().upper()}},
    }
    cam.write("trust-utopia", lies=lies, truths=truths)

    both = start(
        "passport-cam-dg14", "the key of chip authentication mapping stands in DG14 as well"
    )
    both.offers_chip_mapping(4, 15, "P-384", in_dg14=True)
    hidden = {
        "cam-card-security-hidden": {"files": {"MF011D": None}},
        "cam-unknown-signer": {
            "files": {"MF011D": both.card_security(unknown_signer).hex().upper()}
        },
        "cam-other-key": {
            "files": {
                "MF011D": both.card_security(
                    signer,
                    lds.chip_key_info(
                        authority.public_key(authority.key(work / "third-cam.pem", "P-384")), 15
                    ),
                )
                .hex()
                .upper()
            }
        },
    }
    both.write("trust-utopia", lies=hidden)

    im = start(
        "passport-im",
        "integrated mapping over a curve, chip authentication with DH in the form of PKCS#3",
    )
    im.offers_pace("4.3", 12)
    im.offers_ca("1.2", 2, "dh_2048_256", plain_dh=True)
    im.write(
        "trust-utopia", truths={"im-bare-answer": {"behaviour": {"integrated_answer": "bare"}}}
    )

    dh = start(
        "passport-dh",
        "everything over DH groups: PACE, chip authentication with a key in the form of X9.42",
    )
    dh.offers_pace("1.4", 2)
    dh.offers_pace("3.2", 0)
    dh.offers_ca("1.4", 1, "dh_2048_224", key_id=7)
    dh.write(
        "trust-utopia",
        lies={
            f"card-access-lacks-{n}": {"files": {"011C": lds.card_access(info).hex().upper()}}
            for n, info in enumerate(dh.access_infos())
        },
    )

    two = start(
        "passport-two-keys",
        "two chip authentication keys, told apart by their identifiers; a third form in version 2",
    )
    two.offers_pace("2.2", 12)
    two.offers_ca("2.2", 13, "brainpoolP256r1", key_id=1)
    two.infos.append(sequence(oid(CA + "2.4"), integer(2), integer(2)))
    two.offers_ca("2.4", 12, "P-256", key_id=2)
    two.write("trust-utopia")

    second = start("passport-version-2", "chip authentication in version 2 alone")
    second.offers_pace("2.2", 12)
    second.infos.append(sequence(oid(CA + "2.2"), integer(2)))
    second.infos.append(
        lds.chip_key_info(authority.public_key(second.key("ca", "brainpoolP256r1")))
    )
    second.write("trust-utopia")

    unnamed = start(
        "passport-unnamed-digest",
        "ECDSA active authentication whose digest the signed files do not name",
    )
    unnamed.offers_pace("2.2", 12)
    unnamed.offers_aa("P-384", "SHA384", named=False)
    unnamed.write(
        "trust-utopia", lies={"aa-replays": {"behaviour": {"active_authentication": "replay"}}}
    )

    longer = start(
        "passport-rsa-3072", "active authentication whose answer is longer than a short APDU"
    )
    longer.offers_pace("2.2", 12)
    longer.offers_aa("rsa3072")
    longer.write("trust-utopia", truths={"short": {"atr": maker.atr(), "files": {"2F01": None}}})

    open_chip = start("passport-open", "no access control at all, RSA active authentication")
    open_chip.offers_aa("rsa2048")
    open_chip.write("trust-utopia", bac=False, behaviour={"access_control": "none"})

    fingers = terminals.make(maker, work, "ecdsa", "P-256", "2.3")
    guarded = start(
        "passport-guarded",
        "fingers and irises behind terminal authentication with ECDSA, authority named by PACE",
    )
    guarded.offers_pace("2.2", 12)
    guarded.offers_ca("2.2", 13, "brainpoolP256r1")
    guarded.guards(fingers.on_chip("P-256"))
    guarded.write("trust-utopia", protected=["0103", "0104"])

    for kind, (algorithm, arcs) in terminals.OTHERS.items():
        terminals.make(maker, work, kind, algorithm, arcs)

    fingers = terminals.make(maker, work, "rsa", "rsa2048", "1.4")
    by_bac = start(
        "passport-guarded-bac",
        "fingers and irises behind terminal authentication with RSA-PSS, "
        "authority named by EF.CVCA, opened by BAC",
    )
    by_bac.offers_ca("1.2", 1, "dh_2048_224")
    by_bac.guards(fingers.on_chip())
    by_bac.files["DF011C"] = terminals.cvca_file(fingers.name)
    by_bac.write("trust-utopia", protected=["0103", "0104"])

    national = start("passport-national", "a DG13 of a state of the tests' own")
    national.offers_pace("2.2", 12)
    national.offers_ca("2.2", 13, "brainpoolP256r1")
    details = "UTO-7408|Anna María Eriksson|12.08.1974|F|02.02.2022|never|Zenith"
    national.group(13, tlv(0x6D, tlv(0x0C, details.encode())))
    national.write("trust-utopia")

    plain = start(
        "passport-bac",
        "opens by BAC only, 3DES chip authentication on P-224, "
        "ECDSA active authentication on P-384",
    )
    plain.offers_ca("2.1", 10, "P-224")
    plain.offers_aa("P-384", "SHA384", arc=4)
    plain_infos = [info for info in plain.infos if content(oid(CA + "2"))[:8] not in info[:16]]
    bare = plain.files | {
        "010E": lds.tlv(0x6E, tlv(0x31, *plain_infos)),
        "0101": lds.dg1(lds.td3(ANNA)),
        "0102": lds.dg2(maker.pictures[2]),
    }
    key_alone = {"010E": bare["010E"].hex().upper(), "011D": maker.sign(bare, signer).hex().upper()}
    plain.write(
        "trust-utopia",
        truths={
            "ca-by-general-authenticate": {"behaviour": {"mse_kat": "6D00"}},
            "ca-by-key-alone": {"files": key_alone},
        },
    )
