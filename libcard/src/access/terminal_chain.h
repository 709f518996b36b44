// SPDX-License-Identifier: Apache-2.0
// Which certificates a terminal shows to a chip, among all that it was given: the chip judges them
// (BSI TR-03110-3 §C), but it judges one chain only.
#pragma once
#include "access/cv_certificate.h"
#include "card/sentence.h"

namespace card::access {

/// Links, document verifier and terminal that are shown to one chip.
inline constexpr std::size_t kMaxCvChain = 16;
/// Certificates that are looked at for one chip.
inline constexpr std::size_t kMaxCvCertificates = 256;
/// Access to DG3 and DG4, as the lowest octet of an inspection system's authorization has it.
inline constexpr std::uint8_t kRightToFingers = 1, kRightToIrises = 2;

struct ChainWish {
    std::vector<std::string> authorities;  ///< that the chip trusts
    std::uint8_t rights = 0;  ///< to what the reading wants; 0: whatever the chain gives
    std::string today = {};   ///< YYMMDD; empty: no date is looked at
    Bytes key = {};           ///< the terminal's public key; empty: not known
    std::size_t longest = 0;  ///< octets of body and signature that the reader carries; 0: any
};
struct ChosenChain {
    std::vector<CvCertificate> certificates;  ///< in the order in which they are shown
    Sentence problem;                         ///< why none; empty where there are some
};
/// Of all chains from a key that the chip trusts to a terminal's certificate that can be shown, the
/// one whose certificates all give the most of the wanted rights; then the one that counts longest,
/// then by the terminal's name, then the shortest. One that ends in another key than the terminal's
/// comes last.
ChosenChain choose_chain(const std::vector<CvCertificate>& certificates, const ChainWish& wish);

}  // namespace card::access
