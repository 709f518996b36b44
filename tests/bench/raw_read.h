// SPDX-License-Identifier: Apache-2.0
// What a read must cost: its cryptographic calls by number and size, for whatever the card spoke.
#pragma once
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>

#include <array>
#include <map>
#include <optional>

#include "access/chip_proofs.h"
#include "card/document.h"
#include "crypto/symmetric.h"

namespace bench {

/// The cryptographic calls of one read, straight on OpenSSL with contexts that are kept: what no
/// host can save.
class RawRead {
public:
    explicit RawRead(const card::Document& document)
        : apdus_(document.counters.apdus),
          chunk_(static_cast<int>(document.counters.bytes_received / document.counters.apdus)) {
        std::optional<card::access::ChipAuthenticationChoice> choice;
        if (const auto* dg14 = document.file(card::FileId::dg14))
            choice = card::access::choose_chip_authentication(card::lds::parse_dg14(*dg14));
        if (document.access.protocol == card::AccessProtocol::pace) {
            const bool integrated = document.access.mapping.ends_with("IM");
            // Generic: mapping key, H, s·G; both: own key on the mapped generator, shared secret.
            add(document.access.parameter_id, integrated ? 0 : 2, integrated ? 2 : 3,
                integrated ? 1 : 2);
        }
        if (choice) add(choice->key.domain_id, 1, 1, 1);  // ephemeral key, shared secret
        is_protected_ = document.access.protocol != card::AccessProtocol::none;
        if (is_protected_)
            set_cipher(choice ? card::crypto::name_of(choice->info.cipher)
                              : document.access.cipher);
    }

    void run() {
        for (const auto& group : groups_) group.run();
        if (!is_protected_) return;
        const int answer = chunk_ / 16 * 16;
        for (std::size_t i = 0; i < apdus_; ++i) {
            mac(48);
            mac(static_cast<std::size_t>(chunk_) + 32);
            cipher(encrypt_.get(), 16);
            cipher(decrypt_.get(), answer);
        }
    }

private:
    /// Multiplications of a curve, of its generator and of other points; over numbers powers, one
    /// more for each key of the chip that is held to its subgroup.
    struct Work {
        card::crypto::Group group;
        card::crypto::Point point;
        card::crypto::Number scalar, p, q, g;
        int of_generator = 0, of_points = 0, keys = 0;
        void run() const {
            const card::crypto::NumberContext context(BN_CTX_secure_new());
            if (!group) {
                card::crypto::Number result(BN_new());
                for (int i = 0; i < of_generator + of_points + keys; ++i)
                    BN_mod_exp_mont_consttime(result.get(), g.get(), q.get(), p.get(),
                                              context.get(), nullptr);
                return;
            }
            card::crypto::Point result(EC_POINT_new(group.get()));
            for (int i = 0; i < of_generator; ++i)
                EC_POINT_mul(group.get(), result.get(), scalar.get(), nullptr, nullptr,
                             context.get());
            for (int i = 0; i < of_points; ++i)
                EC_POINT_mul(group.get(), result.get(), nullptr, point.get(), scalar.get(),
                             context.get());
        }
    };

    void add(int domain, int of_generator, int of_points, int keys) {
        static const std::map<int, int> kCurves{{10, NID_secp224r1},
                                                {12, NID_X9_62_prime256v1},
                                                {13, NID_brainpoolP256r1},
                                                {15, NID_secp384r1}};
        Work work;
        work.of_generator = of_generator, work.of_points = of_points, work.keys = keys;
        work.scalar.reset(BN_new());
        if (const auto curve = kCurves.find(domain); curve != kCurves.end()) {
            work.group.reset(EC_GROUP_new_by_curve_name(curve->second));
            BN_set_word(work.scalar.get(), 1);
            BN_lshift(work.scalar.get(), work.scalar.get(),
                      EC_GROUP_order_bits(work.group.get()) - 2);  // of full length
            work.point.reset(EC_POINT_new(work.group.get()));
            EC_POINT_mul(work.group.get(), work.point.get(), work.scalar.get(), nullptr, nullptr,
                         nullptr);
        } else {
            static constexpr int kBits = 2048;
            work.p.reset(BN_get_rfc3526_prime_2048(nullptr));
            work.q.reset(BN_new()), work.g.reset(BN_new());
            BN_set_bit(work.q.get(), domain == 1 ? 223 : 255);
            BN_set_bit(work.g.get(), kBits - 2);
        }
        groups_.push_back(std::move(work));
    }

    void set_cipher(const std::string& named) {
        const bool des = named.starts_with("3DES");
        std::string name = des ? "DES-EDE3-CBC" : "AES-" + named.substr(4) + "-CBC";
        cipher_.reset(EVP_CIPHER_fetch(nullptr, name.c_str(), nullptr));
        if (!cipher_) throw std::runtime_error("no cipher " + name);
        const std::array<std::uint8_t, 32> key{1, 2, 3};
        for (const auto& [context, encrypt] :
             {std::pair{encrypt_.get(), 1}, std::pair{decrypt_.get(), 0}}) {
            EVP_CipherInit_ex2(context, cipher_.get(), key.data(), key.data(), encrypt, nullptr);
            EVP_CIPHER_CTX_set_padding(context, 0);
        }
        const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string("cipher", name.data(), 0),
                                     OSSL_PARAM_construct_end()};
        EVP_MAC_init(mac_.get(), key.data(),
                     static_cast<std::size_t>(EVP_CIPHER_get_key_length(cipher_.get())), params);
    }

    void mac(std::size_t size) {
        std::size_t written = 0;
        EVP_MAC_init(mac_.get(), nullptr, 0, nullptr);
        EVP_MAC_update(mac_.get(), buffer_.data(), size);
        EVP_MAC_final(mac_.get(), out_.data(), &written, out_.size());
    }
    void cipher(EVP_CIPHER_CTX* context, int size) {
        int written = 0;
        EVP_CipherInit_ex2(context, nullptr, nullptr, buffer_.data(), -1, nullptr);
        EVP_CipherUpdate(context, out_.data(), &written, buffer_.data(), size);
    }

    std::size_t apdus_;
    int chunk_;
    bool is_protected_ = true;
    std::vector<Work> groups_;
    card::crypto::Owner<EVP_CIPHER, EVP_CIPHER_free> cipher_;
    card::crypto::Owner<EVP_MAC, EVP_MAC_free> cmac_{EVP_MAC_fetch(nullptr, "CMAC", nullptr)};
    card::crypto::CipherContext encrypt_{EVP_CIPHER_CTX_new()}, decrypt_{EVP_CIPHER_CTX_new()};
    card::crypto::MacContext mac_{EVP_MAC_CTX_new(cmac_.get())};
    static constexpr std::size_t kBuffer = 70'000;
    std::vector<std::uint8_t> buffer_ = std::vector<std::uint8_t>(kBuffer),
                              out_ = std::vector<std::uint8_t>(kBuffer);
};

}  // namespace bench
