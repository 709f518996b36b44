// SPDX-License-Identifier: Apache-2.0
// Withdrawals that have left the lists which said them. A list may drop a certificate after its end
// (RFC 5280 §3.3), and a store keeps one list of a key: what is forgotten there stands here.
#pragma once
#include <map>
#include <string>

#include "card/bytes.h"
#include "x509/times.h"

namespace card::trust {

inline constexpr const char* kKeptWithdrawals = "kept.withdrawn";
inline constexpr std::size_t kMaxKept = 1'000'000;           ///< of all keys
inline constexpr std::size_t kMaxKeptOfKey = 100'000;        ///< of one
inline constexpr std::size_t kMaxKeptByStranger = 20'000;    ///< of a key out of foreign lists
inline constexpr std::size_t kMaxKeptByStrangers = 500'000;  ///< of all those

struct KeptWithdrawal {
    x509::Time first = 0;  ///< thisUpdate of the first list that named the certificate
    x509::Time last = 0;   ///< of the last one
    x509::Time left = 0;   ///< of the whole list that no longer did; 0: none yet

    /// A certificate that leaves the list before its own end is withdrawn no more; one that had
    /// ended stays so.
    bool holds(x509::Time not_after) const noexcept { return left == 0 || not_after < left; }
};
using KeptOfKey = std::map<Bytes, KeptWithdrawal>;   ///< by serial number
using KeptWithdrawals = std::map<Bytes, KeptOfKey>;  ///< by the key's id

/// The lines of a store's file: a heading, then "KEY SERIAL FIRST LAST LEFT", hexadecimal and
/// seconds since 1970, sorted.
std::string kept_text(const KeptWithdrawals& kept);
/// Throws Error{io} for a file that is damaged: what it withdrew must not be lost in silence.
KeptWithdrawals parse_kept(ByteView file);
/// Adds what one store kept to what another did; of one certificate the later word counts.
void merge(KeptWithdrawals from, KeptWithdrawals& to);
std::size_t count(const KeptWithdrawals& kept);

}  // namespace card::trust
