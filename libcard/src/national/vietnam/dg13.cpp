// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "card/error.h"
#include "crypto/oids.h"
#include "national/vietnam/vietnam.h"
#include "tlv/tlv.h"

namespace card::national::vietnam {
namespace {

constexpr std::array<std::uint8_t, 6> kDg13{0x28, 0xD3, 0x16, 0x01, 0x00, 0x08};  // 1.0.10646.1.0.8

[[noreturn]] void fail(const char* text) { throw Error(Errc::malformed, Step::dg13, text); }

constexpr int kMaxFieldDepth = 4;

/// String leaves in order: parents come as two siblings or inside one more SEQUENCE.
void collect(ByteView octets, std::vector<std::string_view>& leaves, std::size_t most, int depth) {
    if (depth > kMaxFieldDepth) fail("a field nested too deeply");
    tlv::Reader reader(octets);
    while (!reader.empty()) {
        const auto element = reader.next();
        if (element.tag == 0x30 || element.tag == 0x31) {
            collect(element.value, leaves, most, depth + 1);
        } else {
            if (leaves.size() == most) fail("a field with too many values");
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

}  // namespace

bool recognises(ByteView file) {
    try {
        tlv::Reader content(tlv::unwrap(0x30, tlv::unwrap(0x6D, file)));
        content.expect(0x02);
        return oid::same(content.expect(0x06).value, kDg13);
    } catch (const Error&) {
        return false;
    }
}

Fields parse_dg13(ByteView file) {
    static constexpr std::size_t kUsual = 32, kMaxLeaves = 16;
    Fields group;
    group.fields.reserve(kUsual);
    group.leaves.reserve(kUsual);
    tlv::Reader content(tlv::unwrap(0x30, tlv::unwrap(0x6D, file)));
    content.expect(0x02);
    if (!oid::same(content.expect(0x06).value, kDg13))
        fail("not the structure of a Vietnamese DG13");
    tlv::Reader fields(content.expect(0x31).value);
    content.expect_end();
    while (!fields.empty()) {
        if (group.fields.size() == kMaxDg13Fields) fail("too many fields");
        tlv::Reader field(fields.expect(0x30).value);
        const ByteView number = field.expect(0x02).value;
        if (number.size() != 1 || number[0] > 0x7F) fail("a field number out of range");
        if (std::ranges::find(group.fields, number[0], &Fields::Field::number) !=
            group.fields.end())
            fail("a field that stands twice");
        const auto first = group.leaves.size();
        collect(field.rest(), group.leaves, first + kMaxLeaves, 0);
        group.fields.push_back(
            {number[0], field_of(number[0]), first, group.leaves.size() - first});
    }
    std::ranges::sort(group.fields, {}, &Fields::Field::number);
    return group;
}

}  // namespace card::national::vietnam
