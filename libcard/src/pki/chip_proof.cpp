#include "pki/chip_proof.h"

#include <algorithm>

#include "card/error.h"
#include "crypto/iso9796.h"
#include "lds/data_groups.h"

namespace card::pki {
namespace {

std::string with_status(std::string text, std::uint16_t status) {
    if (status == 0) return text;
    const std::uint8_t octets[] = {static_cast<std::uint8_t>(status >> 8), static_cast<std::uint8_t>(status)};
    return text + " with " + to_hex(octets);
}

/// One proof's way to "not possible": no effect but under chip_proofs = all; people must see that it is missing.
class Proof {
public:
    Proof(const char* id, FileId key_file, const Document& document, const PassiveAuthentication& passive, const Policy& policy,
          CheckList& checks)
        : id_(id), file_(key_file), document_(document), passive_(passive), policy_(policy), checks_(checks) {}

    void missing(std::string reason, bool attention = true) const {
        const bool all = policy_.chip_proofs == Policy::ChipProofs::all;
        checks_.not_possible(id_, all ? Effect::undetermined : Effect::none, std::move(reason), attention);
    }

    /// The key file is there, passed, and is what `used` says the key came from; otherwise says why the proof cannot count.
    const Bytes* trusted_key_file(ByteView used) const {
        const int group = data_group_number(file_);
        const auto& trusted = passive_.trusted();
        const Bytes* file = document_.file(file_);
        if (!trusted) {
            missing("nothing that the chip says is proven: the signature or its anchor is missing");
        } else if (!trusted->lists(group)) {
            checks_.not_offered(id_, name_of(file_) + " is not among the signed files");
        } else if (!file) {
            missing("the signed list names " + name_of(file_) + " and the chip does not give it");
        } else if (!trusted->covers(group, *file) || (!used.empty() && !trusted->covers(group, used))) {
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

constexpr const char* kTorn = "before it was torn away the chip did not have the key that the issuer signed: ";

/// A chip that bears this signed object failed its proof in the same reading, whatever chip came after it.
bool failed_before_tear(const Proof& proof, const std::vector<ChipAuthenticationRecord>& earlier) {
    for (const auto& record : earlier) {
        if (record.outcome != ChipAuthenticationRecord::Outcome::wrong) continue;
        proof.checks_.failed(proof.id_, Effect::not_genuine, kTorn + record.problem);
        return true;
    }
    return false;
}

bool failed_before_tear(const Proof& proof, const crypto::PublicKey& key, const std::vector<ActiveAuthenticationRecord>& earlier) {
    for (const auto& record : earlier) {
        if (record.outcome != ActiveAuthenticationRecord::Outcome::answered || record.signature.size() != (key.rsa_bits + 7) / 8) continue;
        const auto result = crypto::verify_iso9796(key, record.challenge, record.signature);
        if (result.right) continue;
        proof.checks_.failed(proof.id_, Effect::not_genuine, kTorn + result.problem);
        return true;
    }
    return false;
}

void check_ca(const Proof& proof, const std::optional<lds::SecurityInfos>& dg14) {
    using Recorded = ChipAuthenticationRecord::Outcome;
    const auto& record = proof.document_.chip_authentication;
    if (!proof.trusted_key_file(record.key_file)) return;
    if (!dg14) return proof.missing("DG14 is malformed");
    if (dg14->chip_keys.empty()) return proof.checks_.not_offered(proof.id_, "DG14 has no key for it");
    if (!proof.document_.chip_present) return proof.missing("saved files: no chip is present", false);
    if (failed_before_tear(proof, proof.document_.earlier_chip_authentications)) return;
    switch (record.outcome) {
        case Recorded::right: return proof.checks_.passed(proof.id_);
        case Recorded::wrong: return proof.checks_.failed(proof.id_, Effect::not_genuine, "the chip does not have the key that the issuer signed: " + record.problem);
        case Recorded::refused: return proof.missing(with_status("the chip refused", record.status));
        case Recorded::not_attempted: return proof.missing("DG14 offers no form of it that this version can run");
    }
}

void check_rsa_signature(const Proof& proof, const crypto::PublicKey& key) {
    const auto& record = proof.document_.active_authentication;
    if (record.signature.size() != (key.rsa_bits + 7) / 8) return proof.missing("the chip's answer is shorter than a signature");
    const auto result = crypto::verify_iso9796(key, record.challenge, record.signature);
    if (result.right) proof.checks_.passed(proof.id_);
    else proof.checks_.failed(proof.id_, Effect::not_genuine, "the chip does not have the key that the issuer signed: " + result.problem);
}

void check_aa(const Proof& proof) {
    using Recorded = ActiveAuthenticationRecord::Outcome;
    const auto& record = proof.document_.active_authentication;
    const Bytes* file = proof.trusted_key_file(record.key_file);
    if (!file) return;
    if (!proof.document_.chip_present) return proof.missing("saved files: no chip is present", false);
    crypto::PublicKey key;
    try {
        key = crypto::parse_public_key(lds::key_of_dg15(*file));
    } catch (const Error&) {
        return proof.missing("DG15 is malformed");
    }
    if (!key.usable()) return proof.missing("the key in DG15 is unfit: " + key.problem);
    if (key.type != crypto::KeyType::rsa) return proof.missing("active authentication with an EC key is not supported by this version");
    if (failed_before_tear(proof, key, proof.document_.earlier_active_authentications)) return;
    switch (record.outcome) {
        case Recorded::answered: return check_rsa_signature(proof, key);
        case Recorded::refused: return proof.missing(with_status("the chip refused", record.status));
        case Recorded::not_attempted: return proof.missing(record.problem.empty() ? "not attempted" : record.problem);
    }
}

}  // namespace

void check_chip_proofs(const Document& document, const PassiveAuthentication& passive, const std::optional<lds::SecurityInfos>& dg14,
                       const Policy& policy, CheckList& checks) {
    check_ca(Proof("chip.ca", FileId::dg14, document, passive, policy, checks), dg14);
    check_aa(Proof("chip.aa", FileId::dg15, document, passive, policy, checks));
}

}  // namespace card::pki
