// SPDX-License-Identifier: Apache-2.0
// BAC and PACE on the chip's side, Doc 9303-11 §4.3 and §4.4, and the lies told there.
#include "chip.h"

namespace simulated {
namespace {

std::uint16_t status_of(const std::string& text) {
    return static_cast<std::uint16_t>(std::stoul(text, nullptr, 16));
}

Block block_of(const Octets& oid) {
    switch (oid.back()) {
        case 1: return Block::des;
        case 2: return Block::aes128;
        case 3: return Block::aes192;
        case 4: return Block::aes256;
        default: throw Status{0x6A80};
    }
}

Octets value_or_none(const Octets& data, unsigned tag) {
    for (const auto& [found, value] : objects(data))
        if (found == tag) return value;
    return {};
}

}  // namespace

Answer Chip::manage_security_environment(const Command& command) {
    chip_authentication_set_ = false;
    if (const auto answer = terminal_environment(command)) return *answer;
    if (command.p1 == 0x41) return set_chip_authentication(command);
    if (command.p1 != 0xC1 || command.p2 != 0xA4) return {{}, 0x6A86};
    if (specimen_.behaviour("pace_error_step") == "select")
        return {{}, status_of(specimen_.behaviour("pace_error"))};
    return set_pace(command);
}

/// MSE:Set KAT, or MSE:Set AT for chip authentication, §6.2.4.
Answer Chip::set_chip_authentication(const Command& command) {
    const auto& ca = specimen_.data().value("chip_authentication", nlohmann::json::object());
    if (ca.empty() || specimen_.behaviour("chip_authentication") == "refuse" || !session_)
        return {{}, 0x6A88};
    if (ca.contains("key_id") &&
        hex(value_or_none(command.data, 0x84)) != ca.at("key_id").get<std::string>())
        return {{}, 0x6A88};
    if (command.p2 == 0xA6 && !specimen_.behaviour("mse_kat").empty())
        return {{}, status_of(specimen_.behaviour("mse_kat"))};
    if (command.p2 == 0xA6) return chip_authentication(value_of(command.data, 0x91));
    if (hex(value_of(command.data, 0x80)) != ca.at("oid").get<std::string>()) return {{}, 0x6A80};
    chip_authentication_set_ = true;
    return {};
}

/// MSE:Set AT for PACE, §4.4.4.1.
Answer Chip::set_pace(const Command& command) {
    const Octets oid = value_of(command.data, 0x80), password = value_of(command.data, 0x83);
    const Octets parameters = value_or_none(command.data, 0x84);
    if (parameters.empty() && !specimen_.behaviour("pace_wants_parameters").empty())
        return {{}, specimen_.behaviour_status("pace_wants_parameters")};
    for (const auto& offer : specimen_.data().at("pace")) {
        if (offer.at("oid").get<std::string>() != hex(oid)) continue;
        if (!parameters.empty() &&
            parameters != Octets{offer.at("parameter_id").get<std::uint8_t>()})
            continue;
        pace_.emplace();
        pace_->oid = oid;
        for (const auto& [tag, value] : objects(command.data))
            pace_->names_authority = pace_->names_authority || tag == 0x7F4C;
        pace_->block = block_of(oid);
        pace_->parameter_id = offer.at("parameter_id");
        pace_->group = make_group(pace_->parameter_id);
        const std::string secret =
            specimen_.text(password == Octets{2} ? "can" : "mrz_information");
        const Octets octets(secret.begin(), secret.end());
        pace_->password = password == Octets{2} ? octets : sha("SHA1", octets);
        return {};
    }
    return {{}, 0x6A80};
}

Answer Chip::general_authenticate(const Command& command) {
    const Octets dynamic = value_of(command.data, 0x7C);
    if (chip_authentication_set_) {
        chip_authentication_set_ = false;
        const auto answer = chip_authentication(value_of(dynamic, 0x80));
        return answer.status == 0x9000 ? Answer{object(0x7C, {}), 0x9000} : answer;
    }
    if (!pace_) return {{}, 0x6985};
    return pace_step(dynamic);
}

Answer Chip::pace_step(const Octets& dynamic) {
    try {
        switch (pace_->step++) {
            case 0: return pace_nonce();
            case 1: return pace_map(value_of(dynamic, 0x81));
            case 2: return pace_agree(value_of(dynamic, 0x83));
            default: return pace_token(value_of(dynamic, 0x85));
        }
    } catch (const Status&) {
        pace_.reset();
        throw;
    }
}

Answer Chip::pace_nonce() {
    if (specimen_.behaviour("pace_error_step") == "nonce")
        throw Status{status_of(specimen_.behaviour("pace_error"))};
    auto& pace = *pace_;
    pace.nonce = random_octets(pace.integrated() && key_octets(pace.block) > 16 ? 32 : 16);
    const Octets key = session_key(pace.block, pace.password, 3);
    const Octets z = cbc(pace.block, key, Octets(block_octets(pace.block)), pace.nonce, true);
    return {object(0x7C, object(0x80, z)), 0x9000};
}

/// Lie 34 in its variants: what the chip sends instead of a key of its own.
std::optional<Octets> Chip::mirrored(const Octets& theirs, const char* step) const {
    if (specimen_.behaviour("pace_mirror_step") != step) return {};
    const std::string kind = specimen_.behaviour("pace_mirror");
    if (kind == "own-key") return theirs;
    if (kind == "own-number") return Octets{0} + theirs;
    if (kind == "infinity") return Octets{0};
    Octets off = theirs;
    off.back() = static_cast<std::uint8_t>(off.back() ^ 1);
    return off;
}

Answer Chip::pace_map(const Octets& their_key) {
    auto& pace = *pace_;
    const auto& group = *pace.group;
    if (pace.integrated()) {
        if (their_key.size() != key_octets(pace.block)) return {{}, 0x6A80};
        pace.generator =
            group.mapped(pseudo_random(pace.block, pace.nonce, their_key, group.field_bits()));
        return {object(0x7C, specimen_.behaviour("integrated_answer") == "bare" ? Octets{}
                                                                                : object(0x82, {})),
                0x9000};
    }
    pace.mapping_scalar = group.random_secret();
    const Octets own = group.times(group.generator(), pace.mapping_scalar);
    const Octets h = group.times(their_key, pace.mapping_scalar);
    pace.generator = group.sum(group.times(group.generator(), pace.nonce), h);
    return {object(0x7C, object(0x82, mirrored(their_key, "mapping").value_or(own))), 0x9000};
}

Answer Chip::pace_agree(const Octets& their_key) {
    auto& pace = *pace_;
    pace.scalar = pace.group->random_secret();
    pace.own_key = pace.group->times(pace.generator, pace.scalar);
    pace.their_key = their_key;
    const Octets secret = pace.group->shared(pace.group->times(their_key, pace.scalar));
    pace.keys = {pace.block, session_key(pace.block, secret, 1), session_key(pace.block, secret, 2),
                 Octets(block_octets(pace.block))};
    return {object(0x7C, object(0x84, mirrored(their_key, "agreement").value_or(pace.own_key))),
            0x9000};
}

Answer Chip::pace_token(const Octets& their_token) {
    auto pace = std::move(*pace_);
    pace_.reset();
    const auto token = [&pace](const Octets& key) {
        const Octets input =
            object(0x7F49, object(0x06, pace.oid) + object(pace.group->token_tag(), key));
        return checksum(pace.block, pace.keys.mac,
                        pace.block == Block::des ? padded(input, 8) : input);
    };
    if (specimen_.behaviour("without_password") == "pace")
        return {object(0x7C, object(0x86, random_octets(8))), 0x9000};
    if (their_token != token(pace.own_key)) return {{}, wrong_password_status()};
    session_ = pace.keys;
    Octets content = object(0x86, token(pace.their_key));
    if (pace.with_chip_authentication() && specimen_.behaviour("chip_mapping") != "none")
        content = content + object(0x8A, chip_authentication_data(pace));
    terminal_.chip_name = pace.group->compressed(pace.own_key);
    terminal_.terminal_key = pace.group->compressed(pace.their_key);
    const auto& authority =
        specimen_.data().value("terminal_authentication", nlohmann::json::object());
    if (pace.names_authority && !authority.empty()) {
        const std::string name = authority.at("authority");
        content = content + object(0x87, Octets(name.begin(), name.end()));
    }
    return {object(0x7C, content), 0x9000};
}

/// Doc 9303-11 §4.4.3.5: the mapping's secret over the static one, encrypted with the initial
/// vector E(-1).
Octets Chip::chip_authentication_data(const PaceRun& pace) const {
    Octets data = pace.group->quotient(
        pace.mapping_scalar, unhex(specimen_.data().at("chip_mapping").at("private_key")));
    if (specimen_.behaviour("chip_mapping") == "random") data = random_octets(data.size());
    const std::size_t block = block_octets(pace.block);
    const Octets iv =
        cbc(pace.block, pace.keys.encryption, Octets(block), Octets(block, 0xFF), true);
    return cbc(pace.block, pace.keys.encryption, iv, padded(data, block), true);
}

std::uint16_t Chip::wrong_password_status() const {
    const std::string status = specimen_.behaviour("wrong_password");
    return status.empty() ? std::uint16_t{0x6300} : status_of(status);
}

Answer Chip::get_challenge() {
    if (session_ && !terminal_.set_to_authenticate.empty()) {
        terminal_.challenge = random_octets(8);
        return {terminal_.challenge, 0x9000};
    }
    if (!specimen_.data().value("bac", false) || !application_) return {{}, 0x6D00};
    challenge_ = random_octets(8);
    return {challenge_, 0x9000};
}

Answer Chip::external_authenticate(const Octets& data) {
    if (challenge_.empty() || data.size() != 40) return {{}, 0x6985};
    const std::string mrz = specimen_.text("mrz_information");
    Octets seed = sha("SHA1", Octets(mrz.begin(), mrz.end()));
    seed.resize(16);
    const Octets encryption = session_key(Block::des, seed, 1),
                 mac = session_key(Block::des, seed, 2), zero(8);
    const Octets cryptogram(data.begin(), data.begin() + 32), theirs(data.begin() + 32, data.end());
    const auto seal = [&](const Octets& plain) {
        const Octets e = cbc(Block::des, encryption, zero, plain, true);
        return e + checksum(Block::des, mac, padded(e, 8));
    };
    const std::string lie = specimen_.behaviour("without_password");
    if (lie.empty() && checksum(Block::des, mac, padded(cryptogram, 8)) != theirs)
        return {{}, wrong_password_status()};
    const Octets plain = cbc(Block::des, encryption, zero, cryptogram, false);
    const Octets rnd_ifd(plain.begin(), plain.begin() + 8), k_ifd(plain.begin() + 16, plain.end()),
        k_ic = random_octets(16);
    const Octets rnd_ic = std::exchange(challenge_, {});
    if (lie == "bac-challenge") return {seal(rnd_ic + random_octets(8) + k_ic), 0x9000};
    Octets answer = seal(rnd_ic + rnd_ifd + k_ic);
    if (lie == "bac-mac") answer.back() = static_cast<std::uint8_t>(answer.back() ^ 1);
    terminal_.chip_name.assign(mrz.begin(), mrz.begin() + 10);  // number and check digit
    Octets secret(16);
    for (std::size_t i = 0; i < 16; ++i) secret[i] = static_cast<std::uint8_t>(k_ifd[i] ^ k_ic[i]);
    session_ = SessionState{
        Block::des, session_key(Block::des, secret, 1), session_key(Block::des, secret, 2),
        Octets(rnd_ic.begin() + 4, rnd_ic.end()) + Octets(rnd_ifd.begin() + 4, rnd_ifd.end())};
    return {answer, 0x9000};
}

}  // namespace simulated
