# SPDX-License-Identifier: Apache-2.0
"""The authorities of a state that does not exist."""
import authority
import deliveries
from authority import Authority
from passport import BEGIN, END, NAME, SIGNER_BEGIN, SIGNER_END, SIGNER_NAME, Passport

CRL_DAYS = "20260101000000Z", "20460101000000Z"
NOBODY = "O=libcard specimens, not an authority/CN="
ELSEWHERE = SIGNER_NAME.replace("UT", "DE")


def certified(csca, file="signer", name=SIGNER_NAME, begin=SIGNER_BEGIN, end=SIGNER_END, more=""):
    return csca.signer(file, name, "P-256", begin, end, more=more)


class Utopia:
    """The state's authority, and others beside it whose signers must not count."""

    def __init__(self, maker, work):
        self.maker, self.work = maker, work
        lists = deliveries.role(3)
        self.csca = self.authority("utopia", NAME)
        self.signer = certified(self.csca, more=authority.document_types("P"))
        self.expired_signer = certified(self.csca, "expired", end="20220101000000Z")
        self.list_signer = certified(self.csca, "lists", more=lists)
        self.foreign = self.authority("elsewhere", "/C=DE/" + NOBODY + "CSCA Elsewhere")
        self.foreign_signer = certified(self.foreign, name=ELSEWHERE)
        self.foreign_list_signer = certified(self.foreign, "lists", ELSEWHERE, BEGIN, END, lists)
        unknown = self.authority("nowhere", NAME.replace("Utopia", "Nowhere"))
        self.unknown_signer = certified(unknown)
        self.nameless = self.authority("nameless", "/" + NOBODY + "CSCA without a state")
        self.nameless_signer = certified(self.nameless)
        self.rogue = self.authority("rogue", NAME.replace("Utopia", "Rogue"))
        self.rogue_signer = certified(self.rogue)
        self.stores()

    def authority(self, folder, name):
        return Authority(self.work / folder, name, "P-384", BEGIN, END, digest="sha384")

    def stores(self):
        """The state's own store; beside it one with an authority of no state, and one with an
        authority that a foreign list alone names."""
        own = {"csca_cer": self.csca.certificate, "csca_crl": self.csca.crl(*CRL_DAYS)}
        foreign = {"foreign_cer": self.foreign.certificate}
        self.maker.trust("trust-utopia", **own, **foreign)
        self.maker.trust(
            "trust-utopia-nameless",
            **own,
            nameless_cer=self.nameless.certificate,
            nameless_crl=self.nameless.crl(*CRL_DAYS),
        )
        self.maker.trust(
            "trust-utopia-lists",
            **own,
            **foreign,
            list_ml=deliveries.master_list(
                [self.rogue.certificate], self.foreign_list_signer, "260101000000Z"
            ),
            rogue_crl=self.rogue.crl(*CRL_DAYS),
        )

    def start(self, name, about):
        return Passport(self.maker, self.work, self.csca, self.signer, name, about)
