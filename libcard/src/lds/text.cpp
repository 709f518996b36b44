// SPDX-License-Identifier: Apache-2.0
#include "lds/text.h"

#include <array>

namespace card::lds {
namespace {

/// 80 to 9F of Windows-1252; 0 where it has nothing.
constexpr std::array<char32_t, 32> kWindows{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
constexpr char32_t kFirst = 0x80, kLatin = 0xA0;

/// Octets of the sequence that begins here; 0 where it is none of UTF-8.
std::size_t sequence_at(std::string_view text, std::size_t at, char32_t& code) {
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = octet(at);
    code = lead;
    if (lead < kFirst) return 1;
    const std::size_t size = lead >= 0xF8   ? 0
                             : lead >= 0xF0 ? 4
                             : lead >= 0xE0 ? 3
                             : lead >= 0xC2 ? 2
                                            : 0;
    if (size == 0 || at + size > text.size()) return 0;
    code = lead & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((octet(at + i) & 0xC0U) != 0x80U) return 0;
        code = code << 6 | (octet(at + i) & 0x3FU);
    }
    static constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return code < kLeast[size] || code > 0x10FFFF || surrogate ? 0 : size;
}

}  // namespace

std::vector<char32_t> code_points(std::string_view text) {
    std::vector<char32_t> codes;
    codes.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        char32_t code = 0;
        if (const auto size = sequence_at(text, at, code)) {
            at += size;
        } else {
            code = static_cast<unsigned char>(text[at++]);
            if (code < kLatin && kWindows[code - kFirst] != 0) code = kWindows[code - kFirst];
        }
        codes.push_back(code);
    }
    return codes;
}

void put_utf8(std::string& to, char32_t code) {
    const auto put = [&to](char32_t octet) { to += static_cast<char>(octet); };
    const auto tail = [&](unsigned shift) { put(0x80 | (code >> shift & 0x3F)); };
    if (code < 0x80) return put(code);
    if (code < 0x800) put(0xC0 | code >> 6);
    else if (code < 0x10000) put(0xE0 | code >> 12), tail(6);
    else put(0xF0 | code >> 18), tail(12), tail(6);
    tail(0);
}

std::string utf8_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const auto code : code_points(text)) put_utf8(out, code);
    return out;
}

}  // namespace card::lds
