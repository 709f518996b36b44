// SPDX-License-Identifier: Apache-2.0
#include "card/terminal.h"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "card/error.h"
#include "crypto/openssl_ptr.h"
#include "crypto/plain_signature.h"

namespace card {

TerminalKey::~TerminalKey() = default;
Bytes TerminalKey::public_key() const { return {}; }

namespace {

class KeyOfOpenssl final : public TerminalKey {
public:
    explicit KeyOfOpenssl(crypto::Key key) : key_(std::move(key)) {}

    Bytes sign(Scheme scheme, const char* digest, ByteView message) override {
        const bool is_ec = EVP_PKEY_is_a(key_.get(), "EC") == 1;
        if (is_ec != (scheme == Scheme::ecdsa)) refuse();
        const crypto::DigestContext context(EVP_MD_CTX_new());
        EVP_PKEY_CTX* parameters = nullptr;
        if (EVP_DigestSignInit_ex(context.get(), &parameters, digest, nullptr, nullptr, key_.get(),
                                  nullptr) != 1)
            refuse();
        if (scheme == Scheme::rsa_pss &&
            (EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) != 1 ||
             EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) != 1))
            refuse();
        std::size_t size = 0;
        if (EVP_DigestSign(context.get(), nullptr, &size, message.data(), message.size()) != 1)
            refuse();
        Bytes signature(size);
        if (EVP_DigestSign(context.get(), signature.data(), &size, message.data(),
                           message.size()) != 1)
            refuse();
        signature.resize(size);
        return is_ec ? crypto::plain_of_der(signature, order_size()) : signature;
    }

    Bytes public_key() const override {
        return EVP_PKEY_is_a(key_.get(), "EC") == 1 ? point() : modulus();
    }

private:
    /// By the coordinates: the whole point would come in the form that the key's file has, perhaps
    /// compressed.
    Bytes point() const {
        static constexpr std::uint8_t kUncompressed = 4;
        const auto x = number(OSSL_PKEY_PARAM_EC_PUB_X), y = number(OSSL_PKEY_PARAM_EC_PUB_Y);
        const auto size = static_cast<int>(order_size());  // as long as a coordinate's, here
        Bytes octets(1 + std::size_t{2} * order_size(), kUncompressed);
        if (!x || !y || BN_bn2binpad(x.get(), octets.data() + 1, size) != size ||
            BN_bn2binpad(y.get(), octets.data() + 1 + size, size) != size)
            return {};
        return octets;
    }
    Bytes modulus() const {
        const auto n = number(OSSL_PKEY_PARAM_RSA_N);
        Bytes octets(n ? static_cast<std::size_t>(BN_num_bytes(n.get())) : 0);
        if (n) BN_bn2bin(n.get(), octets.data());
        return octets;
    }
    /// Null for a key that a token keeps to itself.
    crypto::Number number(const char* name) const {
        BIGNUM* value = nullptr;
        EVP_PKEY_get_bn_param(key_.get(), name, &value);
        ERR_clear_error();
        return crypto::Number(value);
    }
    [[noreturn]] static void refuse() {
        ERR_clear_error();
        throw Error(Errc::usage, Step::terminal_key, said("cause.key_unfit"));
    }
    std::size_t order_size() const {
        return (static_cast<std::size_t>(EVP_PKEY_get_bits(key_.get())) + 7) / 8;
    }

    crypto::Key key_;
};

/// No passphrase is asked for: nobody may sit at the machine.
int no_passphrase(char*, int, int, void*) { return -1; }

}  // namespace

std::unique_ptr<TerminalKey> terminal_key_from_pem(ByteView pem) {
    const crypto::Owner<BIO, BIO_free> bio(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    crypto::Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr));
    ERR_clear_error();
    if (!key) throw Error(Errc::malformed, Step::terminal_key, said("cause.no_key_in_pem"));
    return std::make_unique<KeyOfOpenssl>(std::move(key));
}

std::unique_ptr<TerminalKey> terminal_key_from_openssl(evp_pkey_st* key) {
    if (!key) throw Error(Errc::usage, Step::terminal_key, said("cause.no_key"));
    return std::make_unique<KeyOfOpenssl>(crypto::Key(key));
}

}  // namespace card
