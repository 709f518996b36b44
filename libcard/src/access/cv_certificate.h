// SPDX-License-Identifier: Apache-2.0
// Card verifiable certificates (Doc 9303-12 §7.2.2, BSI TR-03110-3 §C): what terminals show to
// chips. The chip judges them, nobody here.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "card/bytes.h"
#include "card/terminal.h"

namespace card::access {

inline constexpr std::size_t kMaxCvCertificate = std::size_t{8} * 1024;
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
    Bytes public_key;                ///< the point, or the modulus without leading zeros
    Bytes kind;                      ///< OID value: of what terminals it speaks
    std::uint8_t access_rights = 0;  ///< lowest octet: 01 DG3, 02 DG4
    std::string effective, expires;  ///< YYMMDD
};
/// Throws Error{malformed}.
CvCertificate parse_cv_certificate(ByteView octets);

/// "2026-11-29" of YYMMDD, of this century (BSI TR-03110-3 §C.1).
std::string day_text(const std::string& digits);

/// EF.CVCA (Doc 9303-11 appendix K.2): one or two references, the newest first. Throws
/// Error{malformed}.
std::vector<std::string> parse_cvca(ByteView file);

struct TerminalSignature {
    TerminalKey::Scheme scheme;
    const char* digest;
};
/// id-TA-RSA-* and id-TA-ECDSA-*; nothing for another.
std::optional<TerminalSignature> terminal_signature(ByteView key_algorithm);

}  // namespace card::access
