// SPDX-License-Identifier: Apache-2.0
#include "crypto/iso9796.h"

#include <openssl/core_names.h>

namespace card::crypto {
namespace {

struct Trailer {
    Hash hash;
    std::size_t size;  ///< octets of the trailer field
};

/// The trailer field names its digest by an identifier (ISO/IEC 9796-2, option 2).
bool names_digest(ByteView representative) { return representative.back() == 0xCC; }

std::optional<Trailer> parse_trailer(ByteView representative) {
    const std::uint8_t last = representative.back();
    if (last == 0xBC) return Trailer{Hash::sha1, 1};
    if (!names_digest(representative)) return {};
    // ISO/IEC 10118-3 identifiers.
    switch (representative[representative.size() - 2]) {
        case 0x33: return Trailer{Hash::sha1, 2};
        case 0x34: return Trailer{Hash::sha256, 2};
        case 0x35: return Trailer{Hash::sha512, 2};
        case 0x36: return Trailer{Hash::sha384, 2};
        case 0x38: return Trailer{Hash::sha224, 2};
        default: return {};
    }
}

/// The signer may have chosen n - s: then the recovered number does not end in C, but n minus it
/// does.
Bytes complement(const PublicKey& key, const Bytes& recovered) {
    BIGNUM* modulus = nullptr;
    require(EVP_PKEY_get_bn_param(key.key.get(), OSSL_PKEY_PARAM_RSA_N, &modulus) == 1,
            "EVP_PKEY_get_bn_param");
    const Number n(modulus);
    const Number f(BN_bin2bn(recovered.data(), static_cast<int>(recovered.size()), nullptr));
    require(BN_sub(f.get(), n.get(), f.get()) == 1, "BN_sub");
    Bytes out(recovered.size());
    require(BN_bn2binpad(f.get(), out.data(), static_cast<int>(out.size())) >= 0, "BN_bn2binpad");
    return out;
}

/// Where M1 starts: after 6A, or after 4B BB..BA padding. Nothing for a header that DS1 does not
/// have.
std::optional<std::size_t> message_start(ByteView representative, std::size_t end) {
    if (representative[0] == 0x6A) return 1;
    if (representative[0] == 0x6B || representative[0] == 0x4B) {
        std::size_t i = 1;
        while (i < end && representative[i] == 0xBB) ++i;
        if (i < end && representative[i] == 0xBA) return i + 1;
    }
    return {};
}

/// No digest of any kind can make it right: the form of another signature, or one that leaves the
/// challenge out.
Reason problem_of_form(ByteView representative, std::size_t end) {
    if (!message_start(representative, end)) return Reason::aa_header;
    // Bit 6 of the header: set for partial recovery, where the challenge is hashed but not inside.
    return representative[0] & 0x20 ? Reason::none : Reason::aa_total_recovery;
}

/// A trailer that is not known: of a digest that is not, or of no signature.
Iso9796Result judge_unknown(ByteView representative) {
    if (!names_digest(representative)) return {false, true, {}, Reason::aa_trailer};
    const auto problem = problem_of_form(representative, representative.size() - 2);
    if (problem != Reason::none) return {false, true, {}, problem};
    return {false, false, {}, Reason::aa_trailer_unknown};
}

}  // namespace

Iso9796Result verify_iso9796(const PublicKey& key, ByteView challenge, ByteView signature) {
    auto recovered = rsa_recover(key, signature);
    if (!recovered) return {false, true, {}, Reason::aa_not_under_key};
    if ((recovered->back() & 0x0F) != 0x0C) *recovered = complement(key, *recovered);
    const ByteView f = *recovered;
    const auto trailer = parse_trailer(f);
    if (!trailer) return judge_unknown(f);
    const std::size_t hash_size = size_of(trailer->hash);
    if (f.size() < hash_size + trailer->size + 2)
        return {false, true, trailer->hash, Reason::aa_key_short};
    const std::size_t hash_start = f.size() - trailer->size - hash_size;
    if (const auto problem = problem_of_form(f, hash_start); problem != Reason::none)
        return {false, true, trailer->hash, problem};
    const auto start = *message_start(f, hash_start);
    const Bytes computed = digest(trailer->hash, {f.subspan(start, hash_start - start), challenge});
    if (!equal_constant_time(computed, f.subspan(hash_start, hash_size)))
        return {false, true, trailer->hash, Reason::aa_digest_wrong};
    return {true, true, trailer->hash, {}};
}

}  // namespace card::crypto
