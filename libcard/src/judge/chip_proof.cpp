// SPDX-License-Identifier: Apache-2.0
#include "judge/chip_proof.h"

#include <algorithm>

#include "card/error.h"
#include "crypto/hash.h"
#include "judge/active_authentication.h"
#include "judge/card_security.h"
#include "lds/data_groups.h"

namespace card::judge {
namespace {

Because refused_with(std::uint16_t status) {
    if (status == 0) return Reason::chip_refused;
    const std::uint8_t octets[] = {static_cast<std::uint8_t>(status >> 8),
                                   static_cast<std::uint8_t>(status)};
    return {Reason::chip_refused_with, {to_hex(octets)}};
}

/// One proof's way to "not possible": no effect but under chip_proofs = all; people must see that
/// it is missing.
class Proof {
public:
    Proof(CheckId id, FileId key_file, const Document& document,
          const PassiveAuthentication& passive, const Policy& policy, CheckList& checks)
        : id_(id),
          file_(key_file),
          document_(document),
          passive_(passive),
          policy_(policy),
          checks_(checks) {}

    void missing(Because reason, bool attention = true, Because detail = {}) const {
        const bool all = policy_.chip_proofs == Policy::ChipProofs::all;
        std::vector<Because> reasons{std::move(reason)};
        if (detail) reasons.push_back(std::move(detail));
        Check check = CheckList::made(id_, Outcome::not_possible, std::move(reasons),
                                      all ? Weight::undetermined : Weight::none);
        check.attention = attention;
        checks_.add(std::move(check));
    }

    /// The key file is there, passed, and is what `used` says the key came from; otherwise says why
    /// the proof cannot count.
    const Bytes* trusted_key_file(ByteView used) const {
        const int group = data_group_number(file_);
        const auto& trusted = passive_.trusted();
        const Bytes* file = document_.file(file_);
        if (!trusted) {
            missing(Reason::chip_data_unproven);
        } else if (!trusted->lists(group) && file) {
            missing({Reason::chip_key_file_unsigned, {name_of(file_)}});
        } else if (!trusted->lists(group)) {
            checks_.not_offered(id_, {Reason::chip_key_file_not_listed, {name_of(file_)}});
        } else if (!file) {
            missing({Reason::chip_key_file_withheld, {name_of(file_)}});
        } else if (!trusted->covers(group, *file) ||
                   (!used.empty() && !trusted->covers(group, used))) {
            missing(Reason::chip_key_differs);
        } else {
            return file;
        }
        return nullptr;
    }

    CheckId id_;
    FileId file_;
    const Document& document_;
    const PassiveAuthentication& passive_;
    const Policy& policy_;
    CheckList& checks_;
};

/// A chip that bears this signed object failed its proof in the same reading, whatever chip came
/// after it.
bool failed_before_tear(const Proof& proof, const std::vector<ChipAuthenticationRecord>& earlier) {
    for (const auto& record : earlier) {
        if (record.outcome != ChipAuthenticationRecord::Outcome::wrong) continue;
        proof.checks_.failed(proof.id_, {Reason::chip_had_not_the_key, record.problem});
        return true;
    }
    return false;
}

bool failed_before_tear(const Proof& proof, const crypto::PublicKey& key,
                        const std::optional<lds::SecurityInfos>& dg14,
                        const std::vector<ActiveAuthenticationRecord>& earlier) {
    for (const auto& record : earlier) {
        if (record.outcome != ActiveAuthenticationRecord::Outcome::answered) continue;
        const auto judgement = judge_signature(record, key, dg14);
        if (judgement.result != SignatureJudgement::Result::wrong) continue;
        proof.checks_.failed(proof.id_, {Reason::chip_had_not_the_key, judgement.problem});
        return true;
    }
    return false;
}

bool offers_version(int version, const lds::SecurityInfos& infos) {
    return std::ranges::any_of(infos.chip_authentication,
                               [version](const auto& info) { return info.version == version; });
}

bool has_unreadable_key(const lds::SecurityInfos& infos) {
    return infos.odd_chip_key || infos.odd_chip_authentication;
}

Because why_not_attempted(const ChipAuthenticationRecord& record, const lds::SecurityInfos& infos) {
    if (record.problem) return record.problem;
    if (has_unreadable_key(infos)) return Reason::ca_key_unreadable;
    if (offers_version(2, infos) && !offers_version(1, infos)) return Reason::ca_version_2_only;
    return Reason::ca_no_form;
}

void check_ca(const Proof& proof, const std::optional<lds::SecurityInfos>& dg14) {
    using Recorded = ChipAuthenticationRecord::Outcome;
    const auto& record = proof.document_.chip_authentication;
    if (!proof.trusted_key_file(record.key_file)) return;
    if (!dg14) return proof.missing(Reason::dg14_malformed);
    if (!lds::offers_chip_authentication(*dg14) && has_unreadable_key(*dg14))
        return proof.missing(Reason::ca_key_unreadable);
    if (!lds::offers_chip_authentication(*dg14))
        return proof.checks_.not_offered(proof.id_, Reason::ca_no_key);
    if (!proof.document_.chip_present) return proof.missing(Reason::chip_absent, false);
    if (failed_before_tear(proof, proof.document_.earlier_chip_authentications)) return;
    switch (record.outcome) {
        case Recorded::right:
            if (!offers_version(2, *dg14)) return proof.checks_.passed(proof.id_);
            return proof.checks_.passed(proof.id_, Reason::ca_version_2_too);
        case Recorded::wrong:
            // Without a ChipAuthenticationInfo the cipher was our guess (Doc 9303-11 §9.2.6): a
            // wrong answer to a guess proves nothing.
            if (dg14->chip_authentication.empty()) return proof.missing(Reason::ca_no_form);
            return proof.checks_.failed(proof.id_, {Reason::chip_has_not_the_key, record.problem});
        case Recorded::refused: return proof.missing(refused_with(record.status));
        case Recorded::not_attempted: break;
    }
    proof.missing(why_not_attempted(record, *dg14));
}

/// `proven`: another proof of the chip is right.
void check_signature(const Proof& proof, const crypto::PublicKey& key,
                     const std::optional<lds::SecurityInfos>& dg14, bool proven) {
    using Result = SignatureJudgement::Result;
    const auto judgement = judge_signature(proof.document_.active_authentication, key, dg14);
    switch (judgement.result) {
        case Result::right:
            return judgement.remark ? proof.checks_.passed_oddly(proof.id_, {judgement.remark})
                                    : proof.checks_.passed(proof.id_);
        case Result::wrong:
            return proof.checks_.failed(proof.id_,
                                        {Reason::chip_has_not_the_key, judgement.problem});
        // What this version cannot compute may be right: nobody is told that this is a copy.
        case Result::not_computable:
            if (proven) return proof.missing(judgement.problem);
            return proof.checks_.not_possible(proof.id_, judgement.problem, Weight::undetermined);
        case Result::no_signature: return proof.missing(judgement.problem);
    }
}

void check_aa(const Proof& proof, const std::optional<lds::SecurityInfos>& dg14, bool proven) {
    using Recorded = ActiveAuthenticationRecord::Outcome;
    const auto& record = proof.document_.active_authentication;
    const Bytes* file = proof.trusted_key_file(record.key_file);
    if (!file) return;
    if (!proof.document_.chip_present) return proof.missing(Reason::chip_absent, false);
    crypto::PublicKey key;
    try {
        key = crypto::parse_public_key(lds::key_of_dg15(*file));
    } catch (const Error&) {
        return proof.missing(Reason::dg15_malformed);
    }
    if (!key.usable()) return proof.missing(Reason::dg15_key_unfit, true, key.problem);
    if (failed_before_tear(proof, key, dg14, proof.document_.earlier_active_authentications))
        return;
    switch (record.outcome) {
        case Recorded::answered: return check_signature(proof, key, dg14, proven);
        case Recorded::refused: return proof.missing(refused_with(record.status));
        case Recorded::not_attempted:
            return proof.missing(record.problem ? record.problem : Because(Reason::not_attempted),
                                 // Left out on purpose, and only where another proof speaks.
                                 record.problem != Because(Reason::not_asked) ||
                                     !proof.checks_.has_passed(CheckId::chip_ca));
    }
}

/// The keys under which a chip authentication mapping may count: those with the identifier of the
/// parameters (§9.2.1), else the only one on these parameters; from EF.CardSecurity, or from DG14
/// under the same identifier.
std::vector<const lds::ChipAuthenticationPublicKeyInfo*> mapping_keys(
    int parameter_id, const std::optional<CardSecurity>& security,
    const std::optional<lds::SecurityInfos>& dg14) {
    const Bytes id{static_cast<std::uint8_t>(parameter_id)};
    std::vector<const lds::ChipAuthenticationPublicKeyInfo*> named, on_parameters;
    const auto collect = [&](const lds::SecurityInfos& infos, bool also_unnamed) {
        for (const auto& key : infos.chip_keys) {
            if (key.domain_id != parameter_id) continue;
            if (key.key_id == id) named.push_back(&key);
            else if (also_unnamed) on_parameters.push_back(&key);
        }
    };
    if (security) collect(security->infos, true);
    if (dg14) collect(*dg14, false);
    if (!named.empty()) return named;
    return on_parameters.size() == 1 ? on_parameters
                                     : std::vector<const lds::ChipAuthenticationPublicKeyInfo*>{};
}

/// §4.4.3.5.2: the chip's data times its static key is its ephemeral key of the mapping.
bool proves(const ChipAuthenticationMappingRecord& record,
            const lds::ChipAuthenticationPublicKeyInfo& key) {
    if (record.chip_authentication_data.empty()) return false;
    try {
        const auto scalar = key.domain->secret(record.chip_authentication_data);
        return crypto::equal_constant_time(key.domain->public_key_on(key.public_key, *scalar),
                                           record.mapping_key);
    } catch (const Error&) {
        return false;  // no key of the group, or the point at infinity
    }
}

bool names_chip_mapping(const std::optional<lds::SecurityInfos>& dg14, int parameter_id) {
    return dg14 && std::ranges::any_of(dg14->pace, [parameter_id](const auto& info) {
               return info.mapping == lds::Mapping::chip_authentication &&
                      info.parameter_id == parameter_id;
           });
}

void check_cam(const Proof& proof, const std::optional<CardSecurity>& security,
               const std::optional<lds::SecurityInfos>& dg14) {
    using Recorded = ChipAuthenticationMappingRecord::Outcome;
    const auto& document = proof.document_;
    if (!offers_chip_mapping(document, dg14))
        return proof.checks_.not_offered(proof.id_, Reason::cam_none);
    if (!document.chip_present) return proof.missing(Reason::chip_absent, false);
    if (document.chip_mapping.outcome == Recorded::not_attempted)
        return proof.missing(Reason::cam_other_way, false);
    if (!proof.passive_.trusted()) return proof.missing(Reason::chip_data_unproven);
    auto records = document.earlier_chip_mappings;
    records.push_back(document.chip_mapping);
    // Doc 9303-11 §4.4.3.5.2: a chip that runs this mapping sends the data that prove it.
    if (std::ranges::any_of(records,
                            [](const auto& record) { return record.outcome == Recorded::refused; }))
        return proof.checks_.failed(proof.id_, {Reason::cam_no_proof});
    if (!names_chip_mapping(dg14, document.chip_mapping.parameter_id))
        return proof.missing(Reason::cam_not_in_dg14);
    for (const auto& record : records) {
        if (record.outcome != Recorded::answered) continue;
        const auto keys = mapping_keys(record.parameter_id, security, dg14);
        if (keys.empty()) return proof.missing(Reason::cam_no_key);
        for (const auto* key : keys)
            if (!proves(record, *key))
                return proof.checks_.failed(proof.id_, {Reason::chip_has_not_the_key});
    }
    // Nothing but the session ties this key to the files: another card's proof must not speak for
    // files of a session without one.
    if (!std::ranges::all_of(
            records, [](const auto& record) { return record.outcome == Recorded::answered; }))
        return proof.missing(Reason::cam_session_without_proof);
    proof.checks_.passed(proof.id_);
}

}  // namespace

void check_chip_proofs(const Document& document, const PassiveAuthentication& passive,
                       const std::optional<lds::SecurityInfos>& dg14, const MappingFile& mapping,
                       const Policy& policy, CheckList& checks) {
    CheckList last = mapping.told();
    last.guard(CheckId::chip_cam, [&] {
        check_cam(Proof(CheckId::chip_cam, FileId::card_security, document, passive, policy, last),
                  mapping.content(), dg14);
    });
    checks.guard(CheckId::chip_ca, [&] {
        check_ca(Proof(CheckId::chip_ca, FileId::dg14, document, passive, policy, checks), dg14);
    });
    const bool proven = checks.has_passed(CheckId::chip_ca) || last.has_passed(CheckId::chip_cam);
    checks.guard(CheckId::chip_aa, [&] {
        check_aa(Proof(CheckId::chip_aa, FileId::dg15, document, passive, policy, checks), dg14,
                 proven);
    });
    checks.append(std::move(last));
}

}  // namespace card::judge
