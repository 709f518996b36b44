// SPDX-License-Identifier: Apache-2.0
// LDIF (RFC 2849) as ICAO's Public Key Directory is downloaded: 001 signers' certificates and CRLs,
// 002 master lists, 003 signers that do not conform.
#pragma once
#include <string_view>
#include <vector>

#include "card/bytes.h"

namespace card::trust {

inline constexpr std::size_t kMaxLdifEntries = 200'000, kMaxLdifValues = 200'000;

struct DirectoryContent {
    std::vector<Bytes> certificates, revocation_lists, master_lists, deviation_lists;
    std::size_t entries = 0, values = 0;
    std::size_t malformed = 0;  ///< values that are no base64
    bool cut_off = false;       ///< it ends within an entry
};
/// Throws Error{malformed} beyond the bound; a value that cannot be read is counted, not thrown.
DirectoryContent parse_ldif(std::string_view text);
/// Whether a text is one, by its first lines.
bool is_ldif(std::string_view text);

}  // namespace card::trust
