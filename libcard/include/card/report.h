// SPDX-License-Identifier: Apache-2.0
// What the judging wing says: checks, each with its outcome, and one verdict (docs/verdict.md).
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "card/check_id.h"
#include "card/document.h"
#include "card/holder.h"
#include "card/reason.h"

namespace card {

class TrustStore;

/// How a check ended. not_possible: something that it needs is missing; not_offered: this chip or
/// certificate does not have it.
enum class Outcome { passed, failed, not_possible, not_offered };
/// What a check that did not pass does to the verdict.
enum class Effect { none, undetermined, not_genuine };

/// One check as it ended. docs/verdict.md says what each asks and does.
struct Check {
    CheckName name;                     ///< which one
    Outcome outcome = Outcome::passed;  ///< how it ended
    std::vector<Because> reasons;  ///< the first decides, the others explain it; without personal
                                   ///< values; empty where there is nothing to say
    bool attention = false;        ///< no effect on the verdict, but people must see it
    Effect effect = Effect::none;  ///< what it does to the verdict
};
/// "passed", "failed", "not_possible", "not_offered"
CARD_API const char* name_of(Outcome outcome);
/// One line without its end, for logs and tests: name, outcome, codes of the reasons, "!" for
/// attention.
CARD_API std::ostream& operator<<(std::ostream& out, const Check& check);

/// What all checks together say; the rule is in docs/verdict.md.
enum class Verdict { genuine, chip_unproven, undetermined, not_genuine };
/// "genuine", "data authentic, chip unproven", "undetermined", "not genuine"
CARD_API const char* name_of(Verdict verdict);

/// What the operator demands beyond what must be right (docs/verdict.md). The defaults stand
/// there as well.
struct Policy {
    /// For the cards of the state with this country of certificates. "VN": its anchors alone, from
    /// the issuer or its own list. Throws Error{usage} for a state without rules of its own.
    CARD_API static Policy of(std::string_view country);
    /// What follows where no current CRL answers for the signer.
    enum class Revocation {
        required,                         ///< undetermined
        when_available                    ///< attention
    } revocation = Revocation::required;  ///< where no current CRL answers
    /// How many of the chip's proofs must be there. A wrong one is never forgiven.
    enum class ChipProofs {
        any,  ///< one right proof is enough
        all   ///< one that is offered and missing makes the document undetermined
    } chip_proofs = ChipProofs::any;  ///< where a proof is missing
    int crl_grace_days = 0;           ///< days that a CRL counts after its nextUpdate
    std::optional<std::int64_t>
        sha1_until;  ///< seconds since 1970: SHA-1 signatures from before are taken without more
    std::vector<std::string> allowed_states;  ///< certificate countries, "VN"; empty: all
    std::vector<std::string>
        allowed_sources;  ///< how an anchor came: "issuer", "own list", "foreign list"; empty: all
    std::optional<std::int64_t> at;  ///< seconds since 1970: judge as of then
    std::int64_t now = 0;            ///< the machine's clock, seconds since 1970; 0: system clock
    std::int64_t last_run = 0;       ///< newest time this machine is known to have seen; 0: unknown
};

/// What is printed on the card, as a camera, a scanner or a clerk saw it. Unsigned: it proves
/// nothing, but the chip must agree.
struct Body {
    std::string qr;   ///< text of the code of a national card; empty: not given
    std::string mrz;  ///< with or without line ends; empty: not given
};
/// One thing that is printed otherwise than the chip says it. Personal data.
struct BodyDifference {
    FieldId field;        ///< what it is about
    std::string printed;  ///< words of the code (days dd/MM/yyyy), or of the MRZ (names in A-Z)
    std::string chip;     ///< the same of the chip; a day that DG1 alone gives is YYMMDD
};

/// A portrait whose file's hash is covered by a right signature. Only verify() makes one.
class CARD_API TrustedPortrait {
public:
    /// The first picture of DG2 as the chip has it, not decoded (portrait.h does that). Valid as
    /// long as this object.
    ByteView octets() const noexcept { return octets_; }

private:
    friend class PortraitMaker;
    explicit TrustedPortrait(Bytes octets) : octets_(std::move(octets)) {}
    Bytes octets_;
};

/// What of the trust store the report stands on. What was not used is empty.
struct TrustUsed {
    std::string store_digest;      ///< SHA-256 in hexadecimal
    std::string anchor;            ///< SHA-256 of the CSCA certificate; empty: none
    std::string anchor_name;       ///< its subject as text
    std::string source;            ///< how the anchor came: "file, link, master list NAME"
    Sentence source_sentence;      ///< the same as a value, for other languages
    std::string origin;            ///< "issuer", "own list", "foreign list"
    bool signer_imported = false;  ///< the signer's certificate is not in EF.SOD, it was imported
    std::string crl_number;        ///< hexadecimal, of the current CRL that was asked
    std::string crl_date;          ///< its thisUpdate, YYYY-MM-DD
    std::string missing_anchor;    ///< issuer's name, where no anchor was found
};

/// The certificate that EF.SOD was signed with, as it names itself: the issuer stands behind it
/// only where dsc.chain passed. Empty where none was found.
struct SignerUsed {
    std::string subject;  ///< "C=VN, O=..., CN=..."
    std::string serial;   ///< hexadecimal, as encoded
    std::string sha256;   ///< of the whole certificate, hexadecimal
};

/// What verify() says of one document. Only verify() makes one that says anything. It does not
/// change, so threads may share it; what it returns by reference, pointer or view lives as long as
/// it does.
class CARD_API Report {
public:
    /// The one answer.
    Verdict verdict() const noexcept { return verdict_; }
    /// The document has expired by a date that passed its checks; false as well where the date or
    /// the day is not known.
    bool expired() const noexcept { return expired_; }
    /// YYYY-MM-DD of a document that has expired; empty else. Personal data.
    const std::string& expired_on() const noexcept { return expired_on_; }
    /// 0 genuine, 13 genuine but expired, 10, 11, 12 (docs/verdict.md).
    int exit_code() const noexcept;
    /// All checks that were made: the clock's first, then the signed object's, its signer's, ...
    const std::vector<Check>& checks() const noexcept { return checks_; }
    /// Null where it was not made.
    const Check* check(CheckName name) const noexcept;
    /// By its text, "dg.hash.14".
    const Check* check(std::string_view name) const noexcept;
    /// Those of checks() that people must see, in the same order.
    std::vector<const Check*> attention() const;
    /// From files that passed.
    const Holder& holder() const noexcept { return holder_; }
    /// Empty unless DG2 passed.
    const std::optional<TrustedPortrait>& portrait() const noexcept { return portrait_; }
    /// What made body.qr or body.mrz fail or ask for attention.
    const std::vector<BodyDifference>& body_differences() const noexcept {
        return body_differences_;
    }
    /// Document::access, unchanged.
    const AccessRecord& access() const noexcept { return access_; }
    /// Document::counters, unchanged.
    const Counters& counters() const noexcept { return counters_; }
    /// Document::fallbacks, unchanged.
    const std::vector<std::string>& fallbacks() const noexcept { return fallbacks_; }
    /// The policy that was judged by.
    const Policy& policy() const noexcept { return policy_; }
    /// What of the trust store was used.
    const TrustUsed& trust() const noexcept { return trust_; }
    /// The certificate that EF.SOD was signed with.
    const SignerUsed& signer() const noexcept { return signer_; }
    /// YYYY-MM-DD; empty where unknown.
    const std::string& signing_date() const noexcept { return signing_date_; }
    /// Where it was taken from: "date of issue in DG13" or "signingTime of EF.SOD"; empty where
    /// unknown.
    const std::string& signing_date_source() const noexcept { return signing_date_source_; }

private:
    friend class ReportBuilder;
    Verdict verdict_ = Verdict::undetermined;
    bool expired_ = false;
    std::string expired_on_;
    std::vector<Check> checks_;
    Holder holder_;
    std::optional<TrustedPortrait> portrait_;
    std::vector<BodyDifference> body_differences_;
    AccessRecord access_;
    Counters counters_;
    std::vector<std::string> fallbacks_;
    Policy policy_;
    TrustUsed trust_;
    SignerUsed signer_;
    std::string signing_date_, signing_date_source_;
};

/// Whether a report takes the holder's data and the portrait over from the document. Who needs the
/// verdict alone leaves them where they are; whether the picture can be decoded, which takes longer
/// than all the rest, is then not tried.
enum class HolderData { taken, left };

/// Judges what was read. Never throws for what the document contains; it is thread-safe and has no
/// state. `body` is what was seen printed on the same card.
CARD_API Report verify(const Document& document, const TrustStore& trust, const Policy& policy = {},
                       const Body& body = {}, HolderData data = HolderData::taken);

}  // namespace card
