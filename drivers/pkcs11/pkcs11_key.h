// SPDX-License-Identifier: Apache-2.0
// A terminal's key behind PKCS#11: in a smart card or a security module, which it never leaves.
// Built where libp11 is installed.
#pragma once
#include <memory>
#include <string>

#include "card/bytes.h"
#include "card/terminal.h"

namespace card {

struct Pkcs11Key {
    std::string module;  ///< path of the PKCS#11 library
    std::string token;   ///< label of the token; empty: the first that is initialised
    std::string label;   ///< of the private key
};

/// Logs in and finds the key. One attempt: a wrong PIN is Error{usage} and never tried again,
/// tokens lock themselves. Throws Error{io} when the module cannot be loaded or there is no such
/// token, Error{usage} when there is no such key. The result belongs to one thread at a time.
std::unique_ptr<TerminalKey> terminal_key_from_pkcs11(const Pkcs11Key& key, const SecretBytes& pin);

}  // namespace card
