// SPDX-License-Identifier: Apache-2.0
// verify(): the order in which trust flows.
#include <algorithm>

#include "judge/chip_proof.h"
#include "judge/contents.h"
#include "judge/signer_checks.h"
#include "trust/name_keys.h"
#include "trust/withdrawals.h"

namespace card {

/// Makes the only TrustedPortrait there is: from octets that the trusted hashes cover.
class PortraitMaker {
public:
    static std::optional<TrustedPortrait> make(const Document& document,
                                               const judge::Contents& contents,
                                               const std::optional<judge::TrustedHashes>& trusted) {
        const Bytes* file = document.file(FileId::dg2);
        if (!file || !contents.portrait || !trusted || !trusted->covers(2, *file)) return {};
        return TrustedPortrait(to_bytes(*contents.portrait));
    }
};

class ReportBuilder {
public:
    ReportBuilder(const Document& document, const TrustStore& trust, const Policy& policy,
                  const Body& body, HolderData data, national::States states)
        : document_(document),
          trust_(trust.index()),
          policy_(policy),
          body_(body),
          data_(data),
          states_(states) {
        report_.access_ = document.access;
        report_.counters_ = document.counters;
        report_.fallbacks_ = document.fallbacks;
        report_.policy_ = policy;
        report_.trust_.store_digest = trust.digest();
    }

    Report build() {
        // What lies between the checks is guarded as the first of them.
        checks_.guard(CheckId::sod_structure, [this] { check(); });
        take_signature();  // what it had proven, where something ended the rest
        decide();
        return std::move(report_);
    }

private:
    void check() {
        if (document_.deactivated != 0)  // before all others: the chip itself says so
            checks_.passed_oddly(CheckId::chip_state, {Reason::chip_deactivated});
        // The clock is judged first and told first; whose lists speak of it depends on the signer.
        const judge::PassiveAuthentication passive(document_, trust_, policy_, signature_);
        const auto* anchor = passive.anchor();
        judge::Clock clock{0, false};
        checks_.guard(CheckId::time_clock, [&] {
            clock = judge::check_clock(policy_, trust_, anchor ? anchor->country : "", checks_);
        });
        take_signature();
        const judge::Contents contents =
            judge::check_files(document_, passive, states_, data_, checks_);
        judge::DocumentFacts facts;
        checks_.guard(CheckId::document_expiry,
                      [&] { judge::check_expiry(contents, passive, clock, facts, checks_); });
        judge::check_signer(passive, facts, policy_, clock, checks_);
        checks_.guard(CheckId::dsc_revocation, [&] {
            judge::check_revocation(passive, trust_, policy_, clock, checks_, report_.trust_);
        });
        const judge::MappingFile mapping(document_, passive, contents.dg14, trust_, policy_, clock);
        judge::check_access(document_, contents, mapping, checks_);
        judge::check_chip_proofs(document_, passive, contents.dg14, mapping, policy_, checks_);
        judge::check_data(contents, checks_);
        checks_.guard(CheckId::document_deviation,
                      [&] { announced_deviations(passive, contents, facts); });
        auto differences = judge::check_body(contents, body_, states_, checks_);
        if (data_ == HolderData::taken)
            take_holder_data(passive, contents, facts, clock, std::move(differences));
        fill(passive, facts);
    }

    void take_signature() { checks_.append(std::exchange(signature_, {})); }

    void announced_deviations(const judge::PassiveAuthentication& passive,
                              const judge::Contents& contents, const judge::DocumentFacts& facts) {
        if (!passive.anchor() || !contents.mrz) return;
        const trust::DeviationSubject subject{&*passive.signer(), contents.mrz->document_code,
                                              contents.mrz->document_number, facts.signing_date};
        std::string text;
        for (const auto& list : trust_.deviation_lists) {
            // An issuer speaks of its own documents, by its key or a successor.
            if (!trust::speaks_for(*list.vouchers.front()->csca_key, *passive.anchor()->csca_key))
                continue;
            for (const auto& deviation : list.deviations) {
                if (!trust::is_about(deviation, subject)) continue;
                for (const auto& description : deviation.descriptions)
                    text += (text.empty() ? "" : "; ") + description;
            }
        }
        // It explains what was found; it makes nothing right.
        if (!text.empty())
            checks_.passed_oddly(CheckId::document_deviation,
                                 {{Reason::deviation_announced, {text}}});
    }

    void take_holder_data(const judge::PassiveAuthentication& passive,
                          const judge::Contents& contents, const judge::DocumentFacts& facts,
                          const judge::Clock& clock, std::vector<BodyDifference> differences) {
        report_.holder_ = judge::holder_of(contents, clock.now);
        report_.portrait_ = PortraitMaker::make(document_, contents, passive.trusted());
        report_.body_differences_ = std::move(differences);
        if (facts.expired_on) report_.expired_on_ = x509::date_text(*facts.expired_on);
    }

    void fill(const judge::PassiveAuthentication& passive, const judge::DocumentFacts& facts) {
        report_.trust_.signer_imported = passive.cms().signer_imported;
        if (const auto& signer = passive.signer())
            report_.signer_ = {x509::name_text(signer->subject), to_hex(signer->serial),
                               to_hex(crypto::digest(crypto::Hash::sha256, signer->octets))};
        report_.expired_ = facts.expired.value_or(false);
        if (facts.signing_date) {
            report_.signing_date_ = x509::date_text(*facts.signing_date);
            report_.signing_date_source_ = facts.signing_date_source;
        }
        if (const auto* anchor = passive.anchor()) {
            report_.trust_.anchor = to_hex(anchor->fingerprint);
            report_.trust_.anchor_name = anchor->name;
            report_.trust_.source_sentence = trust::ways_of(*anchor);
            report_.trust_.source = text_of(report_.trust_.source_sentence, Language::en);
            report_.trust_.origin = trust::name_of(anchor->origin);
        } else if (passive.signer() && !passive.excluded() &&
                   !trust_.refused_issuer(*passive.signer())) {
            report_.trust_.missing_anchor = x509::name_text(passive.signer()->issuer);
        }
    }

    /// The rule of docs/verdict.md, in its order.
    void decide() {
        const auto any = [this](Effect effect) {
            return std::ranges::any_of(
                checks_.all(), [effect](const Check& check) { return check.effect == effect; });
        };
        const bool proven = checks_.has_passed(CheckId::chip_ca) ||
                            checks_.has_passed(CheckId::chip_aa) ||
                            checks_.has_passed(CheckId::chip_cam);
        report_.verdict_ = any(Effect::not_genuine)    ? Verdict::not_genuine
                           : any(Effect::undetermined) ? Verdict::undetermined
                           : !proven                   ? Verdict::chip_unproven
                                                       : Verdict::genuine;
        report_.checks_ = checks_.take();
    }

    const Document& document_;
    const trust::TrustIndex& trust_;
    const Policy& policy_;
    const Body& body_;
    HolderData data_;
    national::States states_;
    judge::CheckList checks_, signature_;
    Report report_;
};

Report verify(const Document& document, const TrustStore& trust, const Policy& policy,
              const Body& body, HolderData data) {
    return judge::verify(document, trust, policy, body, data, national::states());
}

Report judge::verify(const Document& document, const TrustStore& trust, const Policy& policy,
                     const Body& body, HolderData data, national::States states) {
    return ReportBuilder(document, trust, policy, body, data, states).build();
}

}  // namespace card
