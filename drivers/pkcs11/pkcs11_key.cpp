// SPDX-License-Identifier: Apache-2.0
// libp11's header speaks of ENGINE, which OpenSSL 3 hides: this file alone is compiled without
// OPENSSL_NO_DEPRECATED.
#include "pkcs11/pkcs11_key.h"

#include <libp11.h>
#include <openssl/err.h>

#include <span>

#include "card/error.h"

namespace card {
namespace {

constexpr Step kStep = Step::pkcs11;

struct FreeContext {
    bool loaded = false;  ///< to unload what was not loaded crashes libp11
    void operator()(PKCS11_CTX* context) const {
        if (loaded) PKCS11_CTX_unload(context);
        PKCS11_CTX_free(context);
    }
};

class KeyInToken final : public TerminalKey {
public:
    KeyInToken(const Pkcs11Key& key, const SecretBytes& pin) {
        context_.reset(PKCS11_CTX_new());
        if (!context_ || PKCS11_CTX_load(context_.get(), key.module.c_str()) != 0)
            fail(Errc::io, key.module + ": is no PKCS#11 module that can be loaded");
        context_.get_deleter().loaded = true;
        if (PKCS11_enumerate_slots(context_.get(), &slots_, &slot_count_) != 0)
            fail(Errc::io, key.module + ": gives no slots");
        log_in(find(key.token), pin);
        take(key.label);
    }
    ~KeyInToken() override {
        key_.reset();
        if (slots_) PKCS11_release_all_slots(context_.get(), slots_, slot_count_);
    }
    KeyInToken(const KeyInToken&) = delete;
    KeyInToken& operator=(const KeyInToken&) = delete;

    Bytes sign(Scheme scheme, const char* digest, ByteView message) override {
        return key_->sign(scheme, digest, message);
    }

private:
    [[noreturn]] void fail(Errc code, const std::string& text) {
        ERR_clear_error();
        if (slots_) PKCS11_release_all_slots(context_.get(), slots_, slot_count_);
        slots_ = nullptr;
        throw Error(code, kStep, text);
    }

    PKCS11_SLOT* find(const std::string& label) {
        PKCS11_SLOT* found = nullptr;
        for (auto& slot : std::span(slots_, slot_count_)) {
            if (!slot.token || !slot.token->initialized) continue;
            if (!label.empty() && (!slot.token->label || label != slot.token->label)) continue;
            if (found)
                fail(Errc::usage,
                     "several tokens are there: name one by a label of its own");  // the PIN is for
                                                                                   // one of them
            found = &slot;
        }
        if (found) return found;
        fail(Errc::io, "no token " + label + " is there: put it in, or name another");
    }

    void log_in(PKCS11_SLOT* slot, const SecretBytes& pin) {
        token_ = slot->token;
        SecretBytes text(pin.size() + 1);  // with its zero
        std::ranges::copy(pin.view(), text.writable().begin());
        if (PKCS11_login(slot, 0, reinterpret_cast<const char*>(text.view().data())) != 0)
            fail(Errc::usage, "the token refuses the PIN: it is not tried again");
    }

    void take(const std::string& label) {
        PKCS11_KEY* keys = nullptr;
        unsigned count = 0;
        if (PKCS11_enumerate_keys(token_, &keys, &count) != 0)
            fail(Errc::io, "the token does not list its keys");
        for (auto& key : std::span(keys, count)) {
            if (!key.label || label != key.label) continue;
            key_ = terminal_key_from_openssl(PKCS11_get_private_key(&key));
            return;
        }
        fail(Errc::usage, "the token has no private key " + label);
    }

    std::unique_ptr<PKCS11_CTX, FreeContext> context_;
    PKCS11_SLOT* slots_ = nullptr;
    PKCS11_TOKEN* token_ = nullptr;
    unsigned slot_count_ = 0;
    std::unique_ptr<TerminalKey> key_;
};

}  // namespace

std::unique_ptr<TerminalKey> terminal_key_from_pkcs11(const Pkcs11Key& key,
                                                      const SecretBytes& pin) {
    return std::make_unique<KeyInToken>(key, pin);
}

}  // namespace card
