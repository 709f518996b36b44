// SPDX-License-Identifier: Apache-2.0
#include "x509/names.h"

#include <algorithm>
#include <vector>

#include "card/error.h"
#include "card/printable.h"
#include "crypto/oids.h"
#include "tlv/tlv.h"

namespace card::x509 {
namespace {

[[noreturn]] void fail(const char* id) {
    throw Error(Errc::malformed, Step::certificate, said(id));
}

constexpr tlv::Tag kBmpString = 0x1E, kT61String = 0x14;

void append_utf8(std::string& to, unsigned code) {
    if (code < 0x80) {
        to += static_cast<char>(code);
    } else if (code < 0x800) {
        to += static_cast<char>(0xC0 | code >> 6);
        to += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        to += static_cast<char>(0xE0 | code >> 12);
        to += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        to += static_cast<char>(0x80 | (code & 0x3F));
    }
}

std::string string_value(const tlv::Element& value) {
    std::string text;
    const ByteView octets = value.value;
    if (value.tag == kBmpString)
        for (std::size_t i = 0; i + 1 < octets.size(); i += 2)
            append_utf8(text, static_cast<unsigned>(octets[i] << 8 | octets[i + 1]));
    else if (value.tag == kT61String)  // Latin-1 in the practice of all issuers
        for (const auto octet : octets) append_utf8(text, octet);
    else text = as_text(octets);
    return text;
}

/// Calls visit(oid, value) for each attribute of a Name.
template <class Visit>
void for_each_attribute(ByteView name, Visit visit) {
    static constexpr int kMaxAttributes = 64;
    tlv::Reader sets(tlv::unwrap(0x30, name));
    int count = 0;
    while (!sets.empty()) {
        tlv::Reader set(sets.expect(0x31).value);
        while (!set.empty()) {
            if (++count > kMaxAttributes) fail("defect.name_attributes");
            tlv::Reader attribute(set.expect(0x30).value);
            const ByteView oid = attribute.expect(0x06).value;
            visit(oid, attribute.next());
        }
    }
}

/// Appends the text with single blanks, none at its ends, and in small ASCII letters.
void append_folded(std::string& out, std::string_view text) {
    const std::size_t start = out.size();
    bool blank = true;  // drops leading blanks
    for (const char c : text) {
        if (c == ' ') {
            if (!blank) out += ' ';
            blank = true;
            continue;
        }
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        blank = false;
    }
    while (out.size() > start && out.back() == ' ') out.pop_back();
}

}  // namespace

std::string canonical_name(ByteView name) {
    static constexpr std::size_t kUsual = 8;
    std::vector<std::string> parts;
    parts.reserve(kUsual);
    for_each_attribute(name, [&](ByteView oid, const tlv::Element& value) {
        std::string part;
        part.reserve(oid.size() + 1 + value.value.size());
        part.append(as_text(oid)).append(1, '=');
        append_folded(part, string_value(value));
        parts.push_back(std::move(part));
    });
    std::ranges::sort(parts);
    std::string text;
    text.reserve(name.size());
    for (const auto& part : parts) {
        text += part;
        text += '\0';
    }
    return text;
}

std::optional<std::string> name_attribute(ByteView name, ByteView attribute) {
    std::optional<std::string> found;
    for_each_attribute(name, [&](ByteView oid, const tlv::Element& value) {
        if (!found && oid::same(oid, attribute)) found = string_value(value);
    });
    return found;
}

std::string capitals(std::string_view text) {
    std::string all(text);
    std::ranges::transform(all, all.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    });
    return all;
}

std::string country_of(ByteView name) {
    return capitals(name_attribute(name, oid::kCountryName).value_or(""));
}

namespace {
std::string attribute_label(ByteView oid) {
    if (oid.size() == 3 && oid[0] == 0x55 && oid[1] == 0x04) {
        switch (oid[2]) {
            case 3: return "CN";
            case 5: return "serialNumber";
            case 6: return "C";
            case 7: return "L";
            case 10: return "O";
            case 11: return "OU";
            default: break;
        }
    }
    return oid::to_text(oid);
}
}  // namespace

std::string name_text(ByteView name) {
    std::string text;
    text.reserve(name.size());
    for_each_attribute(name, [&](ByteView oid, const tlv::Element& value) {
        if (!text.empty()) text += ", ";
        text += attribute_label(oid) + "=" + string_value(value);
    });
    return printable(text);
}

}  // namespace card::x509
