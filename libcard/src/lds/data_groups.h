// SPDX-License-Identifier: Apache-2.0
// EF.COM, EF.ATR/INFO and DG15, and how a file's outermost tag must be (Doc 9303-10 §3.11, §4.6,
// §4.7).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "card/document.h"

namespace card::lds {

/// The outermost tag of EF.COM, EF.SOD and EF.DG1 to EF.DG16 (Doc 9303-10 table 38).
std::uint32_t tag_of(FileId file);
/// The data group number behind a tag in EF.COM's list; 0 for another tag.
int group_of_tag(std::uint32_t tag);

struct Com {
    std::string lds_version, unicode_version;
    std::vector<int> groups;    ///< ascending
    bool unknown_tags = false;  ///< a tag in the list that belongs to no data group
};
Com parse_com(ByteView file);

/// Sizes of APDUs that EF.ATR/INFO announces in DO'7F66' (Doc 9303-10 §3.11.1).
struct ExtendedLengthInfo {
    std::size_t max_command = 0, max_response = 0;
};
std::optional<ExtendedLengthInfo> parse_atr_info(ByteView file);

/// Whether the historical bytes of an ATR or ATS say "extended Lc and Le" (ISO 7816-4 §12.1.1.8,
/// third software table).
bool announces_extended_length(ByteView atr);

/// What stands in a group's outermost tag. `stray` becomes true where octets that belong to nothing
/// follow it.
ByteView content_of(int group, ByteView file, bool& stray);
/// SubjectPublicKeyInfo inside DG15 (tag 6F).
ByteView key_of_dg15(ByteView file, bool& stray);
ByteView key_of_dg15(ByteView file);

}  // namespace card::lds
