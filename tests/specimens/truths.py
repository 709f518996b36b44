# SPDX-License-Identifier: Apache-2.0
"""What the specimen's truths change: chips that behave otherwise and are as good. Outcomes:
tests/session/truths_test.cpp."""
import authority
import lds
from maker import signed_groups
from patches import behave, files_patch
from people import SIGNER_BEGIN, SIGNER_END, SIGNER_NAME


def truths(forger, atr):
    files, signer = forger.files, forger.signer
    econtent = lds.security_object(signed_groups(files))
    ski = bytes.fromhex(authority.key_identifier(signer.certificate))
    infos = [lds.pace_info(), lds.ta_info(), lds.ca_info()]
    extended = {"atr": atr(extended=True)} | files_patch(_2F01=lds.atr_info())
    found = {
        "select-mf-refused": behave(select_master_file="6D00", short_ids="application-only"),
        "short-ids-at-mf-only": behave(short_ids="master-file-only"),
        "max-read-192": behave(max_read=192),
        "extended": extended,
        "extended-refused": extended | behave(extended_read="6700"),
        "extended-empty": extended | behave(extended_read="empty"),
        "sod-ber": files_patch(
            _011D=lds.sod(
                econtent,
                [signer.certificate],
                [lds.signer_info(signer, econtent, ski=ski)],
                ber=True,
            )
        ),
        "sod-rdn-order": files_patch(
            _011D=lds.sod(
                econtent,
                [signer.certificate],
                [lds.signer_info(signer, econtent, reverse_name=True)],
            )
        ),
        "card-access-other-order": files_patch(_011C=lds.card_access(*infos)),
        "wrong-number-asks-wait": behave(wrong_password="6983"),
    }
    for beyond in ("6282", "9000", "6C", "6700"):
        found["beyond-end-" + beyond.lower()] = behave(beyond_end=beyond)
    for trailer in ("BC", "33CC", "34CC", "35CC", "36CC", "38CC"):
        found["aa-trailer-" + trailer.lower()] = {"active_authentication": {"trailer": trailer}}
    return (
        found
        | {"aa-complement": {"active_authentication": {"form": "complement"}}}
        | odd_signers(forger)
    )


def odd_signers(forger):
    """Signers of the right issuer whose certificates are less usual, or less right, and no lie."""
    plain = {k: v for k, v in forger.files.items() if k != "011D"}
    signed_by = lambda name, **options: files_patch(
        _011D=forger.maker.sign(
            plain,
            forger.csca.signer(
                name, SIGNER_NAME, "brainpoolP384r1", SIGNER_BEGIN, SIGNER_END, **options
            ),
        )
    )
    return {
        "dsc-key-period": signed_by(
            "key-period", more=authority.usage_period("20210601000000Z", "20300101000000Z")
        ),
        "dsc-key-period-over": signed_by(
            "key-period-over", more=authority.usage_period("20210601000000Z", "20211231000000Z")
        ),
        "dsc-key-period-ahead": signed_by(
            "key-period-ahead", more=authority.usage_period("20230101000000Z", "20300101000000Z")
        ),
        "dsc-no-key-usage": signed_by("no-usage", usage=""),
        "dsc-extended-usage": signed_by(
            "extended-usage", more="extendedKeyUsage = 1.3.6.1.4.1.99999.1\n"
        ),
    }
