# SPDX-License-Identifier: Apache-2.0
"""The authorities of a state that does not exist."""
import authority
import deliveries
from authority import Authority
from passport import BEGIN, END, NAME, SIGNER_BEGIN, SIGNER_END, SIGNER_NAME, Passport


class Utopia:
    """The state's authority, and others beside it whose signers must not count."""

    def __init__(self, maker, work):
        self.maker, self.work = maker, work
        self.csca = Authority(self.work / "utopia", NAME, "P-384", BEGIN, END, digest="sha384")
        self.signer = self.csca.signer(
            "signer",
            SIGNER_NAME,
            "P-256",
            SIGNER_BEGIN,
            SIGNER_END,
            more=authority.document_types("P"),
        )
        crl = self.csca.crl("20260101000000Z", "20460101000000Z")
        self.foreign = Authority(
            self.work / "elsewhere",
            "/C=DE/O=libcard specimens, not an authority/CN=CSCA Elsewhere",
            "P-384",
            BEGIN,
            END,
            digest="sha384",
        )
        self.foreign_signer = self.foreign.signer(
            "signer", SIGNER_NAME.replace("UT", "DE"), "P-256", SIGNER_BEGIN, SIGNER_END
        )
        self.unknown = Authority(
            self.work / "nowhere",
            NAME.replace("Utopia", "Nowhere"),
            "P-384",
            BEGIN,
            END,
            digest="sha384",
        )
        self.unknown_signer = self.unknown.signer(
            "signer", SIGNER_NAME, "P-256", SIGNER_BEGIN, SIGNER_END
        )
        self.nameless = Authority(
            self.work / "nameless",
            "/O=libcard specimens, not an authority/CN=CSCA without a state",
            "P-384",
            BEGIN,
            END,
            digest="sha384",
        )
        self.nameless_signer = self.nameless.signer(
            "signer", SIGNER_NAME, "P-256", SIGNER_BEGIN, SIGNER_END
        )
        self.maker.trust(
            "trust-utopia-nameless",
            csca_cer=self.csca.certificate,
            csca_crl=crl,
            nameless_cer=self.nameless.certificate,
            nameless_crl=self.nameless.crl("20260101000000Z", "20460101000000Z"),
        )
        self.maker.trust(
            "trust-utopia",
            csca_cer=self.csca.certificate,
            csca_crl=crl,
            foreign_cer=self.foreign.certificate,
        )
        self.expired_signer = self.csca.signer(
            "expired", SIGNER_NAME, "P-256", SIGNER_BEGIN, "20220101000000Z"
        )
        self.list_signer = self.csca.signer(
            "lists", SIGNER_NAME, "P-256", SIGNER_BEGIN, SIGNER_END, more=deliveries.role(3)
        )
        self.rogue = Authority(
            self.work / "rogue",
            NAME.replace("Utopia", "Rogue"),
            "P-384",
            BEGIN,
            END,
            digest="sha384",
        )
        self.rogue_signer = self.rogue.signer(
            "signer", SIGNER_NAME, "P-256", SIGNER_BEGIN, SIGNER_END
        )
        foreign_list = deliveries.master_list(
            [self.rogue.certificate],
            self.foreign.signer(
                "lists",
                SIGNER_NAME.replace("UT", "DE"),
                "P-256",
                BEGIN,
                END,
                more=deliveries.role(3),
            ),
            "260101000000Z",
        )
        self.maker.trust(
            "trust-utopia-lists",
            csca_cer=self.csca.certificate,
            csca_crl=crl,
            foreign_cer=self.foreign.certificate,
            list_ml=foreign_list,
            rogue_crl=self.rogue.crl("20260101000000Z", "20460101000000Z"),
        )

    def start(self, name, about):
        return Passport(self.maker, self.work, self.csca, self.signer, name, about)
