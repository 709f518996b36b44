// SPDX-License-Identifier: Apache-2.0
#include "judge/active_authentication.h"

#include "card/error.h"
#include "crypto/iso9796.h"
#include "crypto/plain_signature.h"

namespace card::judge {
namespace {

using Result = SignatureJudgement::Result;
using crypto::Hash;

SignatureJudgement judge_rsa(const ActiveAuthenticationRecord& record,
                             const crypto::PublicKey& key) {
    if (record.signature.size() != (key.rsa_bits + 7) / 8)
        return {Result::no_signature, Reason::aa_answer_short, {}};
    const auto judged = crypto::verify_iso9796(key, record.challenge, record.signature);
    if (judged.right) return {Result::right, {}, {}};
    if (!judged.computable) return {Result::not_computable, judged.problem, {}};
    return {Result::wrong, judged.problem, {}};
}

bool verifies(const crypto::PublicKey& key, Hash hash, ByteView challenge, ByteView der) {
    crypto::SignatureAlgorithm algorithm;
    algorithm.scheme = crypto::SignatureAlgorithm::Scheme::ecdsa;
    return crypto::verify_signature(key, algorithm, hash, challenge, der) ==
           crypto::SignatureResult::right;
}

/// The forms in which the answer may be read: plain as §6.1.2.3 demands it, or the ASN.1 of other
/// worlds.
struct EcdsaForms {
    std::optional<Bytes> plain, der;
};
EcdsaForms forms_of(ByteView signature, std::size_t half) {
    EcdsaForms forms;
    if (signature.size() == 2 * half) forms.plain = crypto::der_of_plain(signature);
    try {
        crypto::plain_of_der(signature, half);
        forms.der = to_bytes(signature);
    } catch (const Error&) {
        // not ASN.1
    }
    return forms;
}

SignatureJudgement judge_ec(const ActiveAuthenticationRecord& record, const crypto::PublicKey& key,
                            const std::optional<lds::SecurityInfos>& dg14) {
    static constexpr Hash kAny[] = {Hash::sha256, Hash::sha384, Hash::sha512, Hash::sha224,
                                    Hash::sha1};
    const auto forms = forms_of(record.signature, crypto::half_signature_size(key));
    if (!forms.plain && !forms.der) return {Result::no_signature, Reason::aa_no_signature, {}};
    const auto named = dg14 ? dg14->active_authentication_hash : std::nullopt;
    std::vector<Hash> hashes(std::begin(kAny), std::end(kAny));
    if (named) hashes.insert(hashes.begin(), *named);
    for (const auto hash : hashes) {
        const auto other = named ? Reason::aa_digest_other : Reason::aa_digest_not_named;
        const Because remark = hash == named ? Because() : Because(other, {crypto::name_of(hash)});
        if (forms.plain && verifies(key, hash, record.challenge, *forms.plain))
            return {Result::right, {}, remark};
        if (forms.der && verifies(key, hash, record.challenge, *forms.der))
            return {Result::right, {}, remark ? remark : Because(Reason::aa_asn1)};
    }
    // An issuer that signs another digest than Doc 9303-11 §6.1.2.3 has tells that it is used.
    if (dg14 && dg14->unknown_active_authentication)
        return {Result::not_computable, Reason::aa_digest_unknown, {}};
    // Without that the standard knows no other digests than those that were tried.
    return {Result::wrong, Reason::aa_any_digest, {}};
}

}  // namespace

SignatureJudgement judge_signature(const ActiveAuthenticationRecord& record,
                                   const crypto::PublicKey& key,
                                   const std::optional<lds::SecurityInfos>& dg14) {
    return key.type == crypto::KeyType::rsa ? judge_rsa(record, key) : judge_ec(record, key, dg14);
}

}  // namespace card::judge
