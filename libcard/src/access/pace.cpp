// SPDX-License-Identifier: Apache-2.0
#include "access/pace.h"

#include "access/authentication_token.h"
#include "access/bac.h"
#include "card/error.h"
#include "channel/iso7816.h"
#include "crypto/domain.h"
#include "crypto/hash.h"
#include "crypto/pseudo_random.h"
#include "tlv/tlv.h"

namespace card::access {
namespace {

using crypto::Domain;

/// Password references of MSE:Set AT (§4.4.4.1).
constexpr std::uint8_t kMrzReference = 0x01, kCanReference = 0x02;
/// id-IS, and every access bit asked for: the chip then names the authorities whose certificates it
/// takes (§4.4.4.1).
constexpr std::uint8_t kInspectionSystemTemplate[] = {0x06, 0x09, 0x04, 0x00, 0x7F, 0x00, 0x07,
                                                      0x03, 0x01, 0x02, 0x01, 0x53, 0x01, 0x3F};
/// Octets around a public key in GENERAL AUTHENTICATE's answer: DO'7C', the object itself, as long
/// a length as they need.
constexpr std::size_t kFrame = 16;

[[noreturn]] void refused(Step step, const apdu::Response& response, const char* what) {
    throw Error(Errc::protocol, step,
                std::string("the card refused ") + what + " with " + apdu::status_text(response.sw),
                response.sw);
}

/// What the chip laid into DO'7C'.
Bytes dynamic_data(Step step, const apdu::Response& response, const char* what) {
    if (!response.ok()) refused(step, response, what);
    try {
        return to_bytes(tlv::unwrap(0x7C, response.data));
    } catch (const Error&) {
        throw Error(Errc::protocol, step,
                    std::string("the card's answer to ") + what + " is malformed");
    }
}

/// The one object inside it.
Bytes one_object(Step step, const apdu::Response& response, tlv::Tag tag, const char* what) {
    const Bytes content = dynamic_data(step, response, what);
    try {
        return to_bytes(tlv::unwrap(tag, content));
    } catch (const Error&) {
        throw Error(Errc::protocol, step,
                    std::string("the card's answer to ") + what + " is malformed");
    }
}

template <class Compute>
auto guarded(Step step, Compute compute) {
    try {
        return compute();
    } catch (const Error&) {
        throw Error(Errc::protocol, step, "the card sent a key that is none of its group");
    }
}

/// One run of PACE: §4.4.1, step by step.
class Pace {
public:
    Pace(Channel& channel, const AccessKey& key, const lds::PaceInfo& info, Random& random)
        : channel_(channel),
          key_(key),
          info_(info),
          random_(random),
          domain_(*Domain::by_id(info.parameter_id.value())) {}

    void select(const PaceOptions& options, PaceResult& result) {
        auto response = set_environment(options, options.name_parameters);
        // Some chips want the only set named as well. Nothing was tried with the number yet.
        if (!options.name_parameters &&
            (response.sw == 0x6A80 || response.sw == 0x6A87 || response.sw == 0x6A88)) {
            response = set_environment(options, true);
            result.named_parameters = true;
        }
        check_tries_left(Step::access_pace_select, response.sw);
        if (!response.ok()) refused(Step::access_pace_select, response, "PACE");
    }

    void decrypt_nonce() {
        static constexpr Step kStep = Step::access_pace_nonce;
        const auto response = channel_.transmit(iso7816::general_authenticate({}, false));
        const Bytes encrypted = one_object(kStep, response, 0x80, "the request for a nonce");
        if (!fits_nonce(encrypted.size()))
            throw Error(Errc::protocol, kStep, "the card's nonce has the wrong length");
        crypto::Cipher cipher(info_.cipher,
                              crypto::derive_key(info_.cipher, key_.password().view(), 3));
        nonce_ = SecretBytes(cipher.decrypt(encrypted, Bytes(crypto::block_size(info_.cipher))));
    }

    void map(PaceResult& result) {
        if (info_.mapping == lds::Mapping::integrated) map_integrated();
        else map_generic(result);
    }

    void agree(PaceResult& result) {
        static constexpr Step kStep = Step::access_pace_agreement;
        const auto own_secret = domain_.random_secret(random_);
        own_ = guarded(kStep, [&] { return domain_.public_key_on(generator_, *own_secret); });
        result.own_key = own_;
        result.chip_key = one_object(kStep, send(0x83, own_), 0x84, "the key agreement");
        // §4.4.3.1 step 3 c: both public keys must differ.
        if (same_key(result.chip_key, own_))
            throw Error(Errc::protocol, kStep, "the card sent the reader's own key back");
        result.keys = SessionKeys::from_secret(
            info_.cipher,
            guarded(kStep, [&] { return domain_.agree(result.chip_key, *own_secret); }));
    }

    void exchange_tokens(PaceResult& result) {
        static constexpr Step kStep = Step::access_pace_token;
        crypto::Mac mac(info_.cipher, result.keys.mac);
        const Bytes own_token = token(mac, result.chip_key);
        const auto response =
            channel_.transmit(iso7816::general_authenticate(tlv::make(0x85, own_token), true));
        if (!response.ok()) refuse_number(kStep, response.sw);
        const Bytes content = dynamic_data(kStep, response, "the authentication token");
        const auto object = [&content](tlv::Tag tag) {
            try {
                return tlv::find(content, tag);
            } catch (const Error&) {
                throw Error(Errc::protocol, kStep,
                            "the card's answer to the authentication token is malformed");
            }
        };
        const auto their_token = object(0x86);
        if (!their_token || !crypto::equal_constant_time(*their_token, token(mac, own_)))
            throw Error(Errc::protocol, kStep,
                        "the card does not know the number that it was given");
        for (const tlv::Tag tag : {0x87U, 0x88U})
            if (const auto reference = object(tag))
                result.authorities.emplace_back(as_text(*reference));
        if (info_.mapping == lds::Mapping::chip_authentication)
            take_chip_data(object(0x8A), result);
    }

private:
    apdu::Response set_environment(const PaceOptions& options, bool name_parameters) {
        const std::uint8_t reference[] = {key_.kind() == AccessKey::Kind::can ? kCanReference
                                                                              : kMrzReference};
        const std::uint8_t parameters[] = {static_cast<std::uint8_t>(*info_.parameter_id)};
        Bytes objects = tlv::make(0x80, info_.oid);
        tlv::write(objects, 0x83, reference);
        if (name_parameters) tlv::write(objects, 0x84, parameters);
        if (options.ask_authorities) tlv::write(objects, 0x7F4C, kInspectionSystemTemplate);
        return channel_.transmit(iso7816::mse_set_at(0xC1, objects));
    }
    /// In a DH group the same key may come with leading zeros.
    static bool same_key(ByteView a, ByteView b) {
        const auto without_zeros = [](ByteView key) {
            return ByteView(
                std::ranges::find_if(key, [](std::uint8_t octet) { return octet != 0; }),
                key.end());
        };
        return std::ranges::equal(without_zeros(a), without_zeros(b));
    }
    /// §4.4.3.3: whole blocks; for integrated mapping as many as the key needs.
    bool fits_nonce(std::size_t size) const {
        static constexpr std::size_t kMostNonce = 64;
        const std::size_t block = crypto::block_size(info_.cipher);
        if (info_.mapping == lds::Mapping::integrated)
            return size == crypto::nonce_size(info_.cipher);
        return size >= block && size <= kMostNonce &&
               size % block == 0;  // a multiple of the block (§4.4.3.3): eight octets with 3DES
    }

    apdu::Response send(tlv::Tag tag, ByteView value) {
        return channel_.transmit(iso7816::general_authenticate(tlv::make(tag, value), false,
                                                               domain_.field_size() * 2 + kFrame));
    }

    void map_generic(PaceResult& result) {
        static constexpr Step kStep = Step::access_pace_mapping;
        const auto own_secret = domain_.random_secret(random_);
        const Bytes own = domain_.public_key(*own_secret);
        Bytes theirs = one_object(kStep, send(0x81, own), 0x82, "the mapping");
        if (same_key(theirs, own))
            throw Error(Errc::protocol, kStep, "the card sent the reader's own key back");
        generator_ =
            guarded(kStep, [&] { return domain_.map_generic(nonce_, theirs, *own_secret); });
        if (info_.mapping == lds::Mapping::chip_authentication)
            result.chip_mapping.mapping_key = std::move(theirs);
    }

    void map_integrated() {
        static constexpr Step kStep = Step::access_pace_mapping;
        SecretBytes own(crypto::key_size(info_.cipher));
        random_.fill(own.writable());
        const auto response = send(0x81, own.view());
        // The chip has nothing to say here (§4.4.5): DO'82' is empty, and some chips leave it out.
        const Bytes content = dynamic_data(kStep, response, "the mapping");
        if (!content.empty() && content != tlv::make(0x82, {}))
            throw Error(Errc::protocol, kStep, "the card's answer to the mapping is malformed");
        const auto pseudo_random =
            crypto::integrated_pseudo_random(info_.cipher, nonce_, own, domain_.field_bits());
        generator_ = guarded(kStep, [&] { return domain_.map_integrated(pseudo_random.view()); });
    }

    Bytes token(crypto::Mac& mac, ByteView public_key) const {
        return authentication_token(mac, info_.cipher, info_.oid, domain_, public_key);
    }

    /// §4.4.3.5.2, up to the comparison, which is for the judging wing.
    void take_chip_data(const std::optional<ByteView>& encrypted, PaceResult& result) const {
        auto& record = result.chip_mapping;
        if (!encrypted) {
            record.outcome = ChipAuthenticationMappingRecord::Outcome::refused;
            return;
        }
        record.outcome = ChipAuthenticationMappingRecord::Outcome::answered;
        const std::size_t block = crypto::block_size(info_.cipher);
        if (encrypted->empty() || encrypted->size() % block != 0 ||
            encrypted->size() > 2 * domain_.field_size() + 2 * block)
            return;
        crypto::Cipher cipher(info_.cipher, result.keys.encryption);
        const Bytes iv = cipher.encrypt(Bytes(block, 0xFF), Bytes(block));
        Bytes plain = cipher.decrypt(*encrypted, iv);
        try {
            plain.resize(crypto::unpadded_size(plain));
        } catch (const Error&) {
            return;  // answered, and worth nothing
        }
        record.chip_authentication_data = std::move(plain);
    }

    Channel& channel_;
    const AccessKey& key_;
    const lds::PaceInfo& info_;
    Random& random_;
    const Domain& domain_;
    SecretBytes nonce_;
    Bytes generator_, own_;
};

}  // namespace

std::size_t longest_command(const lds::PaceInfo& info) {
    const auto& domain = *Domain::by_id(info.parameter_id.value());
    const std::size_t key =
        info.agreement == lds::Agreement::dh ? domain.field_size() : 1 + 2 * domain.field_size();
    return key + kFrame;
}

PaceResult pace(Channel& channel, const AccessKey& key, const lds::PaceInfo& info, Random& random,
                const PaceOptions& options) {
    Pace run(channel, key, info, random);
    PaceResult result;
    run.select(options, result);
    run.decrypt_nonce();
    run.map(result);
    run.agree(result);
    run.exchange_tokens(result);
    result.chip_mapping.parameter_id = *info.parameter_id;
    return result;
}

}  // namespace card::access
