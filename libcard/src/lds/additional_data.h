// SPDX-License-Identifier: Apache-2.0
// What data groups say beside the face and the MRZ (Doc 9303-10 §4.7.5 to §4.7.16): displayed
// pictures, additional personal and document details, persons to notify. And how many templates a
// group of fingers or irises has; their content is not parsed.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "card/bytes.h"
#include "card/fields.h"
#include "tlv/tlv.h"

namespace card::lds {

inline constexpr std::size_t kMaxTextFields = 64;
inline constexpr std::size_t kMaxPersons = 16;
inline constexpr std::size_t kMaxTemplates = 20;
inline constexpr std::size_t kMaxPictures = 9;

/// A field that stands several times has its texts one a line.
struct TextFields {
    std::map<FieldId, std::string> known;
    std::map<tlv::Tag, std::string> unknown;  ///< objects that this version has no name for
    std::vector<std::string> odd = {};  ///< tags that are unknown or cannot be read, hexadecimal
    bool stray = false;                 ///< octets that belong to nothing stand behind it

    bool operator==(const TextFields&) const = default;
};

/// Whether the table of fields has rows of this group, by tag: DG11, DG12.
bool has_text_fields(int group);
/// Such a group. Dates as YYYYMMDD, of BCD as well; pictures are not parsed; texts in UTF-8, the
/// fillers between the parts of names and places as people write them. An object that cannot be
/// read is left aside. Throws Error{malformed} where nothing can.
TextFields parse_text_group(int group, ByteView file);
struct Persons {
    std::vector<TextFields> persons;
    std::vector<std::string> odd;  ///< as of TextFields, of the group itself
    bool stray = false;
};
/// DG16, tag 70.
Persons parse_dg16(ByteView file);
/// DG5 (tag 65, portrait) and DG7 (tag 67, signature or mark): the pictures' octets, into the file.
/// `stray` becomes true where octets that belong to nothing stand between or behind them.
std::vector<ByteView> parse_displayed_pictures(int group, ByteView file, bool& stray);
std::vector<ByteView> parse_displayed_pictures(int group, ByteView file);
/// DG3 (63), DG4 (76): the biometric data blocks' octets, into the file. Their content (WSQ and
/// other formats) is not parsed. `stray`: as of the pictures.
std::vector<ByteView> parse_biometric_templates(int group, ByteView file, bool& stray);
std::vector<ByteView> parse_biometric_templates(int group, ByteView file);

}  // namespace card::lds
