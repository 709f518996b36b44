# SPDX-License-Identifier: Apache-2.0
"""Passports of a state that does not exist: one for each way in which a chip opens and proves
itself."""
import authority
import lds
import terminals
from der import content, integer, oid, sequence, tlv
from passport import ANNA, CA
from patches import behave, files_patch, flipped
from utopia import Utopia


def shows(passport, signer, info=None):
    """A chip whose EF.CardSecurity is signed by `signer`, and has `info` in its key's place."""
    return files_patch(MF011D=passport.card_security(signer, info))


def card_security_lies(utopia, cam, other):
    """EF.CardSecurity by those who must not sign it, with another key, cut off and changed."""
    other_info = lds.chip_key_info(authority.public_key(other), 13)
    own_key = {"chip_mapping": {"private_key": authority.private_scalar(other).upper()}}
    by = lambda signer: shows(cam, signer, other_info) | own_key
    return {
        "cam-foreign-card-security": shows(cam, utopia.foreign_signer),
        "cam-unknown-signer": shows(cam, utopia.unknown_signer),
        "cam-nameless-signer": shows(cam, utopia.nameless_signer),
        "cam-other-key": shows(cam, utopia.signer, other_info),
        "cam-expired-signer": by(utopia.expired_signer),
        "cam-other-role": by(utopia.list_signer),
        "cam-rogue-signer": by(utopia.rogue_signer),
        "cam-card-security-hidden": files_patch(MF011D=None),
        "cam-card-security-bit": files_patch(MF011D=flipped(cam.card_security(utopia.signer))),
    }


def ecdsa_lies(utopia):
    """Active authentication with ECDSA that proves nothing."""
    other = authority.key(utopia.work / "other-aa.pem", "P-256").read_text()
    return {
        "aa-other-digest": {"active_authentication": {"ecdsa": "SHA384"}},
        "aa-other-key": {"active_authentication": {"key_pem": other}},
        "aa-replays": behave(active_authentication="replay"),
        "aa-refuses": behave(active_authentication="refuse"),
    }


def mapping_keys(utopia, cam, other):
    """Other right ways to write the key of the mapping in EF.CardSecurity."""
    # A second key on the same parameters, under another identifier.
    two_keys = lds.chip_key_info(authority.public_key(other), 99) + cam.mapping_info
    # Its own key has explicit parameters; here are the other two ways to write it.
    cam_key = authority.public_key(utopia.work / "passport-cam-cam.pem")
    standardized = oid("0.4.0.127.0.7.1.2"), integer(13)
    named = oid("1.2.840.10045.2.1"), oid("1.3.36.3.3.2.8.1.1.7")
    written = lambda algorithm: shows(
        cam, utopia.signer, lds.chip_key_info(lds.with_parameters(cam_key, *algorithm), 13)
    )
    return {
        "cam-key-standardized": written(standardized),
        "cam-key-named": written(named),
        "cam-two-keys": shows(cam, utopia.signer, two_keys),
    }


def chip_mapping(utopia):
    """Chip authentication mapping, its key in EF.CardSecurity, and who may sign that."""
    cam = utopia.start(
        "passport-cam", "chip authentication mapping, ECDSA active authentication, more data groups"
    )
    cam.offers_chip_mapping(2, 13, "brainpoolP256r1")
    cam.offers_aa("P-256", "SHA256")
    cam.group(5, lds.dg5(utopia.maker.pictures[2]))
    cam.group(7, lds.dg7(utopia.maker.pictures[1]))
    cam.group(11, lds.dg11(ANNA))
    cam.group(12, lds.dg12())
    cam.group(16, lds.dg16())
    other = authority.key(utopia.work / "other-cam.pem", "brainpoolP256r1")
    lies = {
        "cam-wrong-proof": behave(chip_mapping="random"),
        "cam-no-proof": behave(chip_mapping="none"),
    }
    cam.write(
        "trust-utopia",
        lies=lies | card_security_lies(utopia, cam, other) | ecdsa_lies(utopia),
        truths=mapping_keys(utopia, cam, other)
        | {"aa-der": {"active_authentication": {"form": "der"}}},
    )


def chip_mapping_in_dg14(utopia):
    """The key of the mapping stands in DG14 too: EF.CardSecurity is not needed."""
    both = utopia.start(
        "passport-cam-dg14", "the key of chip authentication mapping stands in DG14 as well"
    )
    both.offers_chip_mapping(4, 15, "P-384", in_dg14=True)
    third = authority.key(utopia.work / "third-cam.pem", "P-384")
    third_info = lds.chip_key_info(authority.public_key(third), 15)
    hidden = {
        "cam-card-security-hidden": files_patch(MF011D=None),
        "cam-unknown-signer": shows(both, utopia.unknown_signer),
        "cam-other-key": shows(both, utopia.signer, third_info),
    }
    both.write("trust-utopia", lies=hidden)


def agreements(utopia):
    """Integrated mapping over a curve, and DH groups for PACE and chip authentication."""
    im = utopia.start(
        "passport-im",
        "integrated mapping over a curve, chip authentication with DH in the form of PKCS#3",
    )
    im.offers_pace("4.3", 12)
    im.offers_ca("1.2", 2, "dh_2048_256", plain_dh=True)
    im.write(
        "trust-utopia", truths={"im-bare-answer": {"behaviour": {"integrated_answer": "bare"}}}
    )

    dh = utopia.start(
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


def chip_authentication_versions(utopia):
    """Two keys told apart by their identifiers, and chip authentication in version 2 alone."""
    two = utopia.start(
        "passport-two-keys",
        "two chip authentication keys, told apart by their identifiers; a third form in version 2",
    )
    two.offers_pace("2.2", 12)
    two.offers_ca("2.2", 13, "brainpoolP256r1", key_id=1)
    two.infos.append(sequence(oid(CA + "2.4"), integer(2), integer(2)))
    two.offers_ca("2.4", 12, "P-256", key_id=2)
    two.write("trust-utopia")

    second = utopia.start("passport-version-2", "chip authentication in version 2 alone")
    second.offers_pace("2.2", 12)
    second.infos.append(sequence(oid(CA + "2.2"), integer(2)))
    second.infos.append(
        lds.chip_key_info(authority.public_key(second.key("ca", "brainpoolP256r1")))
    )
    second.write("trust-utopia")


def active_authentications(utopia):
    """Active authentication in unusual forms, and a chip without access control."""
    unnamed = utopia.start(
        "passport-unnamed-digest",
        "ECDSA active authentication whose digest the signed files do not name",
    )
    unnamed.offers_pace("2.2", 12)
    unnamed.offers_aa("P-384", "SHA384", named=False)
    unnamed.write(
        "trust-utopia", lies={"aa-replays": {"behaviour": {"active_authentication": "replay"}}}
    )

    longer = utopia.start(
        "passport-rsa-3072", "active authentication whose answer is longer than a short APDU"
    )
    longer.offers_pace("2.2", 12)
    longer.offers_aa("rsa3072")
    longer.write(
        "trust-utopia", truths={"short": {"atr": utopia.maker.atr(), "files": {"2F01": None}}}
    )

    open_chip = utopia.start("passport-open", "no access control at all, RSA active authentication")
    open_chip.offers_aa("rsa2048")
    open_chip.write("trust-utopia", bac=False, behaviour={"access_control": "none"})


def guarded(utopia):
    """Fingers and irises behind terminal authentication."""
    fingers = terminals.make(utopia.maker, utopia.work, "ecdsa", "P-256", "2.3")
    guarded = utopia.start(
        "passport-guarded",
        "fingers and irises behind terminal authentication with ECDSA, authority named by PACE",
    )
    guarded.offers_pace("2.2", 12)
    guarded.offers_ca("2.2", 13, "brainpoolP256r1")
    guarded.guards(fingers.on_chip("P-256"))
    guarded.write("trust-utopia", protected=["0103", "0104"])

    for kind, (algorithm, arcs) in terminals.OTHERS.items():
        terminals.make(utopia.maker, utopia.work, kind, algorithm, arcs)

    fingers = terminals.make(utopia.maker, utopia.work, "rsa", "rsa2048", "1.4")
    by_bac = utopia.start(
        "passport-guarded-bac",
        "fingers and irises behind terminal authentication with RSA-PSS, "
        "authority named by EF.CVCA, opened by BAC",
    )
    by_bac.offers_ca("1.2", 1, "dh_2048_224")
    by_bac.guards(fingers.on_chip())
    by_bac.files["DF011C"] = terminals.cvca_file(fingers.name)
    by_bac.write("trust-utopia", protected=["0103", "0104"])


def others(utopia):
    """A DG13 of its own state, and an old kind of passport."""
    national = utopia.start("passport-national", "a DG13 of a state of the tests' own")
    national.offers_pace("2.2", 12)
    national.offers_ca("2.2", 13, "brainpoolP256r1")
    details = "UTO-7408|Anna María Eriksson|12.08.1974|F|02.02.2022|never|Zenith"
    national.group(13, tlv(0x6D, tlv(0x0C, details.encode())))
    national.write("trust-utopia")

    plain = utopia.start(
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
        "0102": lds.dg2(utopia.maker.pictures[2]),
    }
    key_alone = {
        "010E": bare["010E"].hex().upper(),
        "011D": utopia.maker.sign(bare, utopia.signer).hex().upper(),
    }
    plain.write(
        "trust-utopia",
        truths={
            "ca-by-general-authenticate": {"behaviour": {"mse_kat": "6D00"}},
            "ca-by-key-alone": {"files": key_alone},
        },
    )


def make(maker, work):
    utopia = Utopia(maker, work)
    for profiles in (
        chip_mapping,
        chip_mapping_in_dg14,
        agreements,
        chip_authentication_versions,
        active_authentications,
        guarded,
        others,
    ):
        profiles(utopia)
