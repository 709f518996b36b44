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

enum class Outcome { passed, failed, not_possible, not_offered };
/// What a check that did not pass does to the verdict.
enum class Effect { none, undetermined, not_genuine };

struct Check {
    CheckName name;
    Outcome outcome = Outcome::passed;
    std::vector<Because> reasons;  ///< the first decides, the others explain it; without personal
                                   ///< values; empty where there is nothing to say
    bool attention = false;        ///< no effect on the verdict, but people must see it
    Effect effect = Effect::none;
};
CARD_API const char* name_of(Outcome outcome);
CARD_API std::ostream& operator<<(std::ostream& out, const Check& check);

enum class Verdict { genuine, chip_unproven, undetermined, not_genuine };
/// "genuine", "data authentic, chip unproven", "undetermined", "not genuine"
CARD_API const char* name_of(Verdict verdict);

struct Policy {
    /// For the cards of the state with this country of certificates. "VN": its anchors alone, from
    /// the issuer or its own list. Throws Error{usage} for a state without rules of its own.
    CARD_API static Policy of(std::string_view country);
    enum class Revocation { required, when_available } revocation = Revocation::required;
    enum class ChipProofs { any, all } chip_proofs = ChipProofs::any;
    int crl_grace_days = 0;
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
    FieldId field;
    std::string printed, chip;
};

/// A portrait whose file's hash is covered by a right signature. Only verify() makes one.
class CARD_API TrustedPortrait {
public:
    ByteView octets() const noexcept { return octets_; }

private:
    friend class PortraitMaker;
    explicit TrustedPortrait(Bytes octets) : octets_(std::move(octets)) {}
    Bytes octets_;
};

struct TrustUsed {
    std::string store_digest;  ///< SHA-256 in hexadecimal
    std::string anchor;        ///< SHA-256 of the CSCA certificate; empty: none
    std::string anchor_name;
    std::string source;            ///< how the anchor came to be trusted: files and lists
    std::string origin;            ///< "issuer", "own list", "foreign list"
    bool signer_imported = false;  ///< the signer's certificate is not in EF.SOD, it was imported
    std::string crl_number, crl_date;
    std::string missing_anchor;  ///< issuer's name, where no anchor was found
};

class CARD_API Report {
public:
    Verdict verdict() const noexcept { return verdict_; }
    bool expired() const noexcept { return expired_; }
    /// YYYY-MM-DD of a document that has expired; empty else. Personal data.
    const std::string& expired_on() const noexcept { return expired_on_; }
    /// 0 genuine, 13 genuine but expired, 10, 11, 12 (docs/verdict.md).
    int exit_code() const noexcept;
    const std::vector<Check>& checks() const noexcept { return checks_; }
    /// Null where it was not made.
    const Check* check(CheckName name) const noexcept;
    /// By its text, "dg.hash.14".
    const Check* check(std::string_view name) const noexcept;
    std::vector<const Check*> attention() const;
    /// From files that passed.
    const Holder& holder() const noexcept { return holder_; }
    /// Empty unless DG2 passed.
    const std::optional<TrustedPortrait>& portrait() const noexcept { return portrait_; }
    /// What made body.qr or body.mrz fail or ask for attention.
    const std::vector<BodyDifference>& body_differences() const noexcept {
        return body_differences_;
    }
    const AccessRecord& access() const noexcept { return access_; }
    const Counters& counters() const noexcept { return counters_; }
    const std::vector<std::string>& fallbacks() const noexcept { return fallbacks_; }
    const Policy& policy() const noexcept { return policy_; }
    const TrustUsed& trust() const noexcept { return trust_; }
    /// YYYY-MM-DD and where it was taken from; empty where unknown.
    const std::string& signing_date() const noexcept { return signing_date_; }
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
    std::string signing_date_, signing_date_source_;
};

/// Whether a report takes the holder's data and the portrait over from the document. Who needs the
/// verdict alone leaves them where they are.
enum class HolderData { taken, left };

/// Judges what was read. Never throws for what the document contains; it is thread-safe and has no
/// state. `body` is what was seen printed on the same card.
CARD_API Report verify(const Document& document, const TrustStore& trust, const Policy& policy = {},
                       const Body& body = {}, HolderData data = HolderData::taken);

/// The report as JSON, format 1 (docs/report.schema.json). Holds the holder's data.
CARD_API std::string to_json(const Report& report);

}  // namespace card
