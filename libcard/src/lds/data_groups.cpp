// SPDX-License-Identifier: Apache-2.0
#include "lds/data_groups.h"

#include <algorithm>
#include <array>

#include "card/error.h"
#include "tlv/tlv.h"

namespace card::lds {
namespace {

constexpr std::array<std::uint8_t, kDataGroups> kTags{
    0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70};

std::size_t number_of(ByteView value) {
    if (value.empty() || value.size() > 4)
        throw Error(Errc::malformed, Step::atr_info, said("defect.size_range"));
    std::size_t number = 0;
    for (const auto octet : value) number = number << 8 | octet;
    return number;
}

}  // namespace

std::uint32_t tag_of(FileId file) {
    if (const int group = data_group_number(file))
        return kTags[static_cast<std::size_t>(group - 1)];
    switch (file) {
        case FileId::com: return 0x60;
        case FileId::sod: return 0x77;
        case FileId::card_access: return 0x31;
        case FileId::card_security: return 0x30;
        default: return 0;
    }
}

int group_of_tag(std::uint32_t tag) {
    for (std::size_t i = 0; i < kTags.size(); ++i)
        if (kTags[i] == tag) return static_cast<int>(i + 1);
    return 0;
}

Com parse_com(ByteView file) {
    Com com;
    tlv::Reader reader(tlv::unwrap(0x60, file));
    com.lds_version = as_text(reader.expect(0x5F01).value);
    com.unicode_version = as_text(reader.expect(0x5F36).value);
    const ByteView tags = reader.expect(0x5C).value;
    reader.expect_end();
    com.groups.reserve(kDataGroups);
    for (const auto tag : tags) {
        const int group = group_of_tag(tag);
        const bool known = group != 0 && std::ranges::find(com.groups, group) == com.groups.end();
        if (known) com.groups.push_back(group);
        else com.unknown_tags = true;
    }
    std::ranges::sort(com.groups);
    return com;
}

std::optional<ExtendedLengthInfo> parse_atr_info(ByteView file) {
    // EF.ATR/INFO is a row of data objects without a frame; what stands behind 7F66 does not matter
    // here.
    tlv::Reader reader(file);
    while (!reader.empty()) {
        if (const auto object = reader.next_if(0x7F66)) {
            tlv::Reader sizes(object->value);
            ExtendedLengthInfo info;
            info.max_command = number_of(sizes.expect(0x02).value);
            info.max_response = number_of(sizes.expect(0x02).value);
            return info;
        }
        reader.next();
    }
    return {};
}

namespace {
/// Historical bytes of an ATR (ISO 7816-3 §8.2): T0's low nibble says how many, interface bytes lie
/// before.
ByteView historical_bytes(ByteView atr) {
    if (atr.size() < 2) return {};
    const std::size_t count = atr[1] & 0x0F;
    std::size_t at = 2;
    std::uint8_t present = atr[1] >> 4;
    while (present != 0 && at < atr.size()) {
        const bool more = present & 0x08;
        for (int bit = 0; bit < 3; ++bit) at += (present >> bit) & 1;
        if (!more) break;
        if (at >= atr.size()) return {};
        present = atr[at++] >> 4;
    }
    return at + count <= atr.size() ? atr.subspan(at, count) : ByteView{};
}
}  // namespace

bool announces_extended_length(ByteView atr) {
    const ByteView history = historical_bytes(atr);
    if (history.empty() || (history[0] != 0x80 && history[0] != 0x00)) return false;
    // Compact-TLV objects; 7x holds the card capabilities, the third octet of which has bit 7 for
    // extended fields.
    for (std::size_t at = 1; at < history.size();) {
        const std::size_t length = history[at] & 0x0F;
        if (at + 1 + length > history.size()) return false;
        if (history[at] >> 4 == 7 && length == 3) return history[at + 3] & 0x40;
        at += 1 + length;
    }
    return false;
}

ByteView content_of(int group, ByteView file, bool& stray) {
    tlv::Reader reader(file);
    const ByteView content = reader.expect(tag_of(data_group(group))).value;
    stray = stray || !reader.empty();
    return content;
}

ByteView key_of_dg15(ByteView file, bool& stray) {
    tlv::Reader reader(content_of(15, file, stray));
    const ByteView key = reader.expect(0x30).whole;
    stray = stray || !reader.empty();
    return key;
}

ByteView key_of_dg15(ByteView file) {
    bool stray = false;
    return key_of_dg15(file, stray);
}

}  // namespace card::lds
