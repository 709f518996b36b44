// SPDX-License-Identifier: Apache-2.0
// Chip authentication and active authentication on the chip's side, Doc 9303-11 §6.
#include "chip.h"

namespace simulated {

void Chip::start_session(Block block, const Octets& secret) {
    next_session_ = SessionState{block, session_key(block, secret, 1),
                                 session_key(block, secret, 2), Octets(block_octets(block))};
}

Answer Chip::chip_authentication(const Octets& their_key) {
    const auto& ca = specimen_.data().at("chip_authentication");
    const auto group = make_group(ca.at("parameter_id"));
    const Octets oid = unhex(ca.at("oid"));
    const Block block = oid.back() == 1   ? Block::des
                        : oid.back() == 2 ? Block::aes128
                        : oid.back() == 3 ? Block::aes192
                                          : Block::aes256;
    terminal_.terminal_key = group->compressed(their_key);
    const Octets secret = group->shared(group->times(their_key, unhex(ca.at("private_key"))));
    if (specimen_.behaviour("after_chip_authentication") == "old-keys") reads_since_ca_ = 0;
    else start_session(block, secret);
    return {};
}

namespace {

struct Trailer {
    const char* digest;
    Octets octets;
};

Trailer trailer_of(const std::string& name) {
    if (name == "BC") return {"SHA1", {0xBC}};
    if (name == "33CC") return {"SHA1", {0x33, 0xCC}};
    if (name == "34CC") return {"SHA256", {0x34, 0xCC}};
    if (name == "35CC") return {"SHA512", {0x35, 0xCC}};
    if (name == "36CC") return {"SHA384", {0x36, 0xCC}};
    return {"SHA224", {0x38, 0xCC}};
}

}  // namespace

Answer Chip::internal_authenticate(const Command& command) {
    const std::string behaviour = specimen_.behaviour("active_authentication");
    if (!specimen_.data().contains("active_authentication") || behaviour == "refuse")
        return {{}, 0x6D00};
    Octets signature = sign(behaviour == "replay" ? Octets(8, 0x11) : command.data);
    if (behaviour == "short") signature.resize(signature.size() / 2);
    // Extended length has no 61xx to go on with: Le must be enough.
    if (command.extended && signature.size() > command.ne) return {{}, 0x6700};
    return {signature, 0x9000};
}

/// RSA by ISO/IEC 9796-2 scheme 1: 6A || M1 || H(M1 || challenge) || trailer, then the private
/// operation s, or n - s.
Octets Chip::sign(const Octets& asked) {
    const auto& aa = specimen_.data().at("active_authentication");
    const std::string pem = aa.at("key_pem"), form = aa.value("form", "plain");
    if (aa.contains("ecdsa"))
        return ecdsa(pem, aa.at("ecdsa").get<std::string>().c_str(), asked, form == "plain");
    const Trailer trailer = trailer_of(aa.at("trailer"));
    const std::size_t hash_octets = sha(trailer.digest, {}).size();
    const Octets m1 = random_octets(rsa_octets(pem) - 1 - hash_octets - trailer.octets.size());
    const Octets hash = sha(trailer.digest, m1 + asked);
    const Octets signature = rsa_private(pem, Octets{0x6A} + m1 + hash + trailer.octets);
    return form == "complement" ? rsa_complement(pem, signature) : signature;
}

}  // namespace simulated
