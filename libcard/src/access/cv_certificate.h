// SPDX-License-Identifier: Apache-2.0
// Card verifiable certificates (Doc 9303-12 §7.1, BSI TR-03110-3 §C): what terminals show to chips.
// The chip judges them, nobody here.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "card/bytes.h"
#include "card/terminal.h"

namespace card::access {

inline constexpr std::size_t kMaxCvCertificate = 8 * 1024;
/// Links, document verifier and terminal that are shown to one chip.
inline constexpr std::size_t kMaxCvChain = 16;
inline constexpr std::size_t kMaxReference = 16;

struct CvCertificate {
    enum class Role {
        terminal = 0,
        foreign_verifier = 1,
        domestic_verifier = 2,
        authority = 3
    } role = Role::terminal;
    std::string authority,
        holder;  ///< references of the public keys: that signed it, that it holds
    Bytes body,
        signature;  ///< whole data objects 7F4E and 5F37, as PSO:Verify Certificate carries them
    Bytes key_algorithm;             ///< OID value
    std::uint8_t access_rights = 0;  ///< lowest octet: 01 DG3, 02 DG4
    std::string effective, expires;  ///< YYMMDD
};
/// Throws Error{malformed}.
CvCertificate parse_cv_certificate(ByteView octets);

/// EF.CVCA (Doc 9303-10 §3.11.2): one or two references, the newest first. Throws Error{malformed}.
std::vector<std::string> parse_cvca(ByteView file);

struct TerminalSignature {
    TerminalKey::Scheme scheme;
    const char* digest;
};
/// id-TA-RSA-* and id-TA-ECDSA-*; nothing for another.
std::optional<TerminalSignature> terminal_signature(ByteView key_algorithm);

/// From a key that the chip trusts to the terminal's, in the order in which they are shown; empty
/// where they make no chain. The newest authority that works is taken.
std::vector<CvCertificate> choose_chain(const std::vector<CvCertificate>& certificates,
                                        const std::vector<std::string>& authorities);

}  // namespace card::access
