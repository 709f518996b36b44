// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>

#include "card/error.h"
#include "crypto/oids.h"
#include "lds/data_groups.h"
#include "national/vietnam/vietnam.h"
#include "tlv/tlv.h"

namespace card::national::vietnam {
namespace {

constexpr std::array<std::uint8_t, 6> kDg13{0x28, 0xD3, 0x16, 0x01, 0x00, 0x08};  // 1.0.10646.1.0.8

[[noreturn]] void fail(const char* id) { throw Error(Errc::malformed, Step::dg13, said(id)); }

constexpr int kMaxFieldDepth = 4;

/// String leaves in order: parents come as two siblings or inside one more SEQUENCE.
void collect(ByteView octets, std::vector<std::string_view>& leaves, std::size_t most, int depth) {
    if (depth > kMaxFieldDepth) fail("defect.field_deep");
    tlv::Reader reader(octets);
    while (!reader.empty()) {
        const auto element = reader.next();
        if (element.tag == 0x30 || element.tag == 0x31) {
            collect(element.value, leaves, most, depth + 1);
        } else {
            // A text in pieces (BER): read as one it would be another text.
            static constexpr unsigned kConstructed = 0x20, kOneOctet = 0xFF;
            if (element.tag <= kOneOctet && (element.tag & kConstructed) != 0)
                fail("defect.no_field");
            if (leaves.size() == most) fail("defect.field_values");
            leaves.emplace_back(as_text(element.value));
        }
    }
}

/// Fields 1 to 16, in the order of their numbers.
std::optional<FieldId> field_of(int number) {
    using enum FieldId;
    static constexpr FieldId kFields[]{id_number,
                                       full_name,
                                       date_of_birth,
                                       sex,
                                       nationality,
                                       ethnicity,
                                       religion,
                                       place_of_origin,
                                       place_of_residence,
                                       personal_identification,
                                       date_of_issue,
                                       date_of_expiry,
                                       parents,
                                       spouse,
                                       old_id_number,
                                       chip_code};
    if (number < 1 || number > static_cast<int>(std::size(kFields))) return {};
    return kFields[number - 1];
}

/// The SET of fields behind version and identifier.
ByteView fields_in(ByteView file, bool& stray) {
    tlv::Reader outer(lds::content_of(13, file, stray));
    tlv::Reader content(outer.expect(0x30).value);
    content.expect(0x02);
    if (!oid::same(content.expect(0x06).value, kDg13)) fail("defect.no_vietnamese_dg13");
    const auto fields = content.expect(0x31).value;
    stray = stray || !outer.empty() || !content.empty();
    return fields;
}

void note(Fields& group, std::string name) {
    static constexpr std::size_t kMost = 8;
    if (group.odd.size() < kMost) group.odd.push_back(std::move(name));
}

/// One field; what cannot be read is noted by its number, or by its tag where it has none.
void take_field(const tlv::Element& element, Fields& group) {
    static constexpr std::size_t kMaxLeaves = 16;
    std::string name = tlv::tag_text(element.tag);
    const auto first = group.leaves.size();
    try {
        if (element.tag != 0x30) fail("defect.no_field");
        tlv::Reader field(element.value);
        const ByteView number = field.expect(0x02).value;
        if (number.size() != 1 || number[0] > 0x7F) fail("defect.field_number");
        name = "field_" + std::to_string(number[0]);
        if (std::ranges::find(group.fields, number[0], &Fields::Field::number) !=
            group.fields.end())
            fail("defect.field_twice");
        collect(field.rest(), group.leaves, first + kMaxLeaves, 0);
        group.fields.push_back(
            {number[0], field_of(number[0]), first, group.leaves.size() - first});
    } catch (const Error&) {
        group.leaves.resize(first);
        note(group, std::move(name));
    }
}

/// Behind a field that cannot be read: from the next octets on that begin like one and have room.
ByteView from_next_field(ByteView octets) {
    for (std::size_t at = 1; at < octets.size(); ++at) {
        if (octets[at] != 0x30) continue;
        const auto rest = octets.subspan(at);
        try {
            tlv::Reader inside(tlv::Reader(rest).next().value);
            if (inside.expect(0x02).value.size() == 1) return rest;
        } catch (const Error&) {
            // A letter of a text.
        }
    }
    return {};
}

}  // namespace

bool recognises(ByteView file) {
    try {
        bool stray = false;
        tlv::Reader outer(lds::content_of(13, file, stray));
        tlv::Reader content(outer.expect(0x30).value);
        content.expect(0x02);
        return oid::same(content.expect(0x06).value, kDg13);
    } catch (const Error&) {
        return false;
    }
}

Fields parse_dg13(ByteView file) {
    static constexpr std::size_t kUsual = 32;
    Fields group;
    group.fields.reserve(kUsual);
    group.leaves.reserve(kUsual);
    for (ByteView rest = fields_in(file, group.stray); !rest.empty();) {
        if (group.fields.size() == kMaxDg13Fields) fail("defect.many_fields");
        std::optional<tlv::Element> element;
        try {
            element = tlv::Reader(rest).next();
        } catch (const Error&) {
            note(group, to_hex(rest.first(1)));
        }
        if (element) take_field(*element, group);
        rest = element ? rest.subspan(element->whole.size()) : from_next_field(rest);
    }
    if (group.fields.empty() && !group.odd.empty()) fail("defect.no_readable_field");
    std::ranges::sort(group.fields, {}, &Fields::Field::number);
    return group;
}

}  // namespace card::national::vietnam
