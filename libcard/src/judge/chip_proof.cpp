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

std::string with_status(std::string text, std::uint16_t status) {
    if (status == 0) return text;
    const std::uint8_t octets[] = {static_cast<std::uint8_t>(status >> 8),
                                   static_cast<std::uint8_t>(status)};
    return text + " with " + to_hex(octets);
}

/// One proof's way to "not possible": no effect but under chip_proofs = all; people must see that
/// it is missing.
class Proof {
public:
    Proof(const char* id, FileId key_file, const Document& document,
          const PassiveAuthentication& passive, const Policy& policy, CheckList& checks)
        : id_(id),
          file_(key_file),
          document_(document),
          passive_(passive),
          policy_(policy),
          checks_(checks) {}

    void missing(std::string reason, bool attention = true) const {
        const bool all = policy_.chip_proofs == Policy::ChipProofs::all;
        checks_.not_possible(id_, all ? Effect::undetermined : Effect::none, std::move(reason),
                             attention);
    }

    /// The key file is there, passed, and is what `used` says the key came from; otherwise says why
    /// the proof cannot count.
    const Bytes* trusted_key_file(ByteView used) const {
        const int group = data_group_number(file_);
        const auto& trusted = passive_.trusted();
        const Bytes* file = document_.file(file_);
        if (!trusted) {
            missing("nothing that the chip says is proven: the signature or its anchor is missing");
        } else if (!trusted->lists(group) && file) {
            missing(name_of(file_) +
                    " was read and is not among the signed files: its key does not count");
        } else if (!trusted->lists(group)) {
            checks_.not_offered(id_, name_of(file_) + " is not among the signed files");
        } else if (!file) {
            missing("the signed list names " + name_of(file_) + " and the chip does not give it");
        } else if (!trusted->covers(group, *file) ||
                   (!used.empty() && !trusted->covers(group, used))) {
            missing("the key is not the one that the issuer signed");
        } else {
            return file;
        }
        return nullptr;
    }

    const char* id_;
    FileId file_;
    const Document& document_;
    const PassiveAuthentication& passive_;
    const Policy& policy_;
    CheckList& checks_;
};

constexpr const char* kNoChip = "saved files or a transcript: no chip is present";
constexpr const char* kTorn =
    "before it was torn away the chip did not have the key that the issuer signed: ";

/// A chip that bears this signed object failed its proof in the same reading, whatever chip came
/// after it.
bool failed_before_tear(const Proof& proof, const std::vector<ChipAuthenticationRecord>& earlier) {
    for (const auto& record : earlier) {
        if (record.outcome != ChipAuthenticationRecord::Outcome::wrong) continue;
        proof.checks_.failed(proof.id_, Effect::not_genuine, kTorn + record.problem);
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
        proof.checks_.failed(proof.id_, Effect::not_genuine, kTorn + judgement.problem);
        return true;
    }
    return false;
}

bool offers_version(int version, const lds::SecurityInfos& infos) {
    return std::ranges::any_of(infos.chip_authentication,
                               [version](const auto& info) { return info.version == version; });
}

std::string why_not_attempted(const ChipAuthenticationRecord& record,
                              const lds::SecurityInfos& infos) {
    if (!record.problem.empty()) return record.problem;
    if (offers_version(2, infos) && !offers_version(1, infos))
        return "the chip offers it in version 2 alone, which this version does not run";
    return "DG14 offers no form of it that this version can run";
}

void check_ca(const Proof& proof, const std::optional<lds::SecurityInfos>& dg14) {
    using Recorded = ChipAuthenticationRecord::Outcome;
    const auto& record = proof.document_.chip_authentication;
    if (!proof.trusted_key_file(record.key_file)) return;
    if (!dg14) return proof.missing("DG14 is malformed");
    if (!lds::offers_chip_authentication(*dg14))
        return proof.checks_.not_offered(proof.id_, "DG14 has no key for it");
    if (!proof.document_.chip_present) return proof.missing(kNoChip, false);
    if (failed_before_tear(proof, proof.document_.earlier_chip_authentications)) return;
    switch (record.outcome) {
        case Recorded::right:
            return proof.checks_.passed(
                proof.id_, offers_version(2, *dg14) ? "the chip offers version 2 as well" : "");
        case Recorded::wrong:
            return proof.checks_.failed(
                proof.id_, Effect::not_genuine,
                "the chip does not have the key that the issuer signed: " + record.problem);
        case Recorded::refused:
            return proof.missing(with_status("the chip refused", record.status));
        case Recorded::not_attempted: break;
    }
    proof.missing(why_not_attempted(record, *dg14));
}

void check_signature(const Proof& proof, const crypto::PublicKey& key,
                     const std::optional<lds::SecurityInfos>& dg14) {
    using Result = SignatureJudgement::Result;
    const auto judgement = judge_signature(proof.document_.active_authentication, key, dg14);
    switch (judgement.result) {
        case Result::right:
            return proof.checks_.passed(proof.id_, judgement.remark, !judgement.remark.empty());
        case Result::wrong:
            return proof.checks_.failed(
                proof.id_, Effect::not_genuine,
                "the chip does not have the key that the issuer signed: " + judgement.problem);
        case Result::no_signature: return proof.missing(judgement.problem);
    }
}

void check_aa(const Proof& proof, const std::optional<lds::SecurityInfos>& dg14) {
    using Recorded = ActiveAuthenticationRecord::Outcome;
    const auto& record = proof.document_.active_authentication;
    const Bytes* file = proof.trusted_key_file(record.key_file);
    if (!file) return;
    if (!proof.document_.chip_present) return proof.missing(kNoChip, false);
    crypto::PublicKey key;
    try {
        key = crypto::parse_public_key(lds::key_of_dg15(*file));
    } catch (const Error&) {
        return proof.missing("DG15 is malformed");
    }
    if (!key.usable()) return proof.missing("the key in DG15 is unfit: " + key.problem);
    if (failed_before_tear(proof, key, dg14, proof.document_.earlier_active_authentications))
        return;
    switch (record.outcome) {
        case Recorded::answered: return check_signature(proof, key, dg14);
        case Recorded::refused:
            return proof.missing(with_status("the chip refused", record.status));
        case Recorded::not_attempted:
            return proof.missing(record.problem.empty() ? "not attempted" : record.problem);
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
        return proof.checks_.not_offered(proof.id_, "no chip authentication mapping");
    if (!document.chip_present) return proof.missing(kNoChip, false);
    if (document.chip_mapping.outcome == Recorded::not_attempted)
        return proof.missing("opened in another way", false);
    if (!proof.passive_.trusted())
        return proof.missing(
            "nothing that the chip says is proven: the signature or its anchor is missing");
    if (!names_chip_mapping(dg14, document.chip_mapping.parameter_id))
        return proof.missing("the signed DG14 does not name it");
    auto records = document.earlier_chip_mappings;
    records.push_back(document.chip_mapping);
    for (const auto& record : records) {
        if (record.outcome != Recorded::answered) continue;
        const auto keys = mapping_keys(record.parameter_id, security, dg14);
        if (keys.empty()) return proof.missing("the key that it needs is in no file that passed");
        for (const auto* key : keys)
            if (!proves(record, *key))
                return proof.checks_.failed(
                    proof.id_, Effect::not_genuine,
                    "the chip does not have the key that the issuer signed");
    }
    if (document.chip_mapping.outcome == Recorded::refused)
        return proof.missing("the chip gave no proof of it");
    // Nothing but the session ties this key to the files: another card's proof must not speak for
    // files of a session without one.
    if (!std::ranges::all_of(
            records, [](const auto& record) { return record.outcome == Recorded::answered; }))
        return proof.missing("a part was read in a session in which the chip gave no proof of it");
    proof.checks_.passed(proof.id_);
}

}  // namespace

void check_chip_proofs(const Document& document, const PassiveAuthentication& passive,
                       const std::optional<lds::SecurityInfos>& dg14,
                       const trust::TrustIndex& trust, const Policy& policy, const Clock& clock,
                       CheckList& checks) {
    check_ca(Proof("chip.ca", FileId::dg14, document, passive, policy, checks), dg14);
    check_aa(Proof("chip.aa", FileId::dg15, document, passive, policy, checks), dg14);
    const auto security =
        check_card_security(document, passive, dg14, trust, policy, clock, checks);
    check_cam(Proof("chip.cam", FileId::card_security, document, passive, policy, checks), security,
              dg14);
}

}  // namespace card::judge
