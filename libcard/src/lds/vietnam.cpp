// SPDX-License-Identifier: Apache-2.0
#include "lds/vietnam.h"

#include <algorithm>
#include <numeric>

#include "card/error.h"
#include "crypto/oids.h"
#include "lds/names.h"
#include "tlv/tlv.h"

namespace card::lds {
namespace {

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

bool digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string_view VietnamDg13::text(int number) const {
    const auto found = std::ranges::find(fields, number, &Field::number);
    return found == fields.end() || found->count == 0 ? std::string_view() : leaves[found->first];
}

std::string joined(std::span<const std::string_view> leaves) {
    static constexpr std::string_view kBetween = "; ";
    std::size_t size = 0;
    for (const auto leaf : leaves) size += leaf.size() + kBetween.size();
    std::string text;
    text.reserve(size);
    for (const auto leaf : leaves) text.append(text.empty() ? "" : kBetween).append(leaf);
    return text;
}

std::optional<FieldId> dg13_field(int number) {
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

bool is_vietnam_dg13(ByteView file) {
    try {
        tlv::Reader content(tlv::unwrap(0x30, tlv::unwrap(0x6D, file)));
        content.expect(0x02);
        return oid::same(content.expect(0x06).value, oid::kVietnamDg13);
    } catch (const Error&) {
        return false;
    }
}

VietnamDg13 parse_vietnam_dg13(ByteView file) {
    static constexpr std::size_t kUsual = 32, kMaxLeaves = 16;
    VietnamDg13 group;
    group.fields.reserve(kUsual);
    group.leaves.reserve(kUsual);
    tlv::Reader content(tlv::unwrap(0x30, tlv::unwrap(0x6D, file)));
    content.expect(0x02);
    if (!oid::same(content.expect(0x06).value, oid::kVietnamDg13))
        fail("not the structure of a Vietnamese DG13");
    tlv::Reader fields(content.expect(0x31).value);
    content.expect_end();
    while (!fields.empty()) {
        if (group.fields.size() == kMaxDg13Fields) fail("too many fields");
        tlv::Reader field(fields.expect(0x30).value);
        const ByteView number = field.expect(0x02).value;
        if (number.size() != 1 || number[0] > 0x7F) fail("a field number out of range");
        if (std::ranges::find(group.fields, number[0], &VietnamDg13::Field::number) !=
            group.fields.end())
            fail("a field that stands twice");
        const auto first = group.leaves.size();
        collect(field.rest(), group.leaves, first + kMaxLeaves, 0);
        group.fields.push_back({number[0], first, group.leaves.size() - first});
    }
    std::ranges::sort(group.fields, {}, &VietnamDg13::Field::number);
    return group;
}

std::optional<int> parse_day(std::string_view text) {
    const bool slashes = text.size() == 10 && text[2] == '/' && text[5] == '/';
    if (!slashes && text.size() != 8) return {};
    const auto day_text = text.substr(0, 2), month_text = text.substr(slashes ? 3 : 2, 2),
               year_text = text.substr(slashes ? 6 : 4);
    if (!digits(day_text) || !digits(month_text) || !digits(year_text)) return {};
    const auto number = [](std::string_view part) {
        return std::accumulate(part.begin(), part.end(), 0,
                               [](int sum, char digit) { return sum * 10 + (digit - '0'); });
    };
    const int day = number(day_text), month = number(month_text), year = number(year_text);
    if (day < 1 || day > 31 || month < 1 || month > 12 || year < 1800) return {};
    return year * 10000 + month * 100 + day;
}

std::string mrz_date(std::string_view text) {
    const auto day = parse_day(text);
    return day ? std::to_string(*day).substr(2) : std::string();
}

std::string_view sex_letter(std::string_view word) {
    const std::string folded = fold_name(word);
    return folded == "NAM" ? "M" : folded == "NU" ? "F" : "";
}

VietnamQr parse_vietnam_qr(std::string_view text) {
    if (text.size() > kMaxQrLength)
        throw Error(Errc::usage, Step::qr, "the QR code is too long to be a citizen card's");
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == '\r' || c == '\n' || c == '\t' || c == '\0') continue;
        if (c == '|') {
            if (parts.size() == kMaxQrFields)
                throw Error(Errc::usage, Step::qr, "the QR code has too many fields");
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    if (parts.size() < 7 || parts[0].size() != 12 || !digits(parts[0]))
        throw Error(Errc::usage, Step::qr,
                    "this is not the QR code of a citizen card: scan the one printed on the card");
    while (parts.size() > 7 && parts.back().empty()) parts.pop_back();
    for (const std::size_t date : {std::size_t{3}, std::size_t{6}}) std::erase(parts[date], '/');
    return {parts[0], parts[1], parts[2], parts[3],
            parts[4], parts[5], parts[6], std::vector<std::string>(parts.begin() + 7, parts.end())};
}

}  // namespace card::lds
