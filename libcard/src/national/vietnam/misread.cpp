// SPDX-License-Identifier: Apache-2.0
#include "national/vietnam/misread.h"

#include <iconv.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <type_traits>

#include "lds/text.h"

namespace card::national::vietnam {
namespace {

constexpr std::string_view kUtf8 = "UTF-8";
constexpr std::size_t kLongest = 1024;  ///< octets of a text that is compared in this way

/// What Vietnamese is written in: Windows-1258, TCVN 5712 (ABC), VISCII, UTF-8.
constexpr std::array<std::string_view, 4> kWritten{kUtf8, "CP1258", "TCVN5712-1", "VISCII"};
/// What a program may take it for: the sets that PCs, browsers and scanners begin with.
constexpr std::array<std::string_view, 18> kRead{
    "CP1252", "ISO-8859-1", "ISO-8859-15", "CP1250",     "CP1251",    "CP1258",
    "CP437",  "CP850",      "CP858",       "CP874",      "MACINTOSH", "SHIFT_JIS",
    "GBK",    "BIG5",       "EUC-KR",      "TCVN5712-1", "VISCII",    kUtf8};

struct Close {
    void operator()(iconv_t converter) const noexcept { iconv_close(converter); }
};
using Converter = std::unique_ptr<std::remove_pointer_t<iconv_t>, Close>;

/// What the set has not is passed over; an octet that it does not use is read as browsers do, as a
/// control character. Empty where this machine does not have the set.
std::string converted(std::string text, std::string_view from, std::string_view to) {
    static constexpr std::size_t kRoom = 256;
    const iconv_t opened = iconv_open(to.data(), from.data());
    if (opened == iconv_t(-1)) return {};  // NOLINT: iconv's own sign
    const Converter converter(opened);
    std::string out;
    char* next = text.data();
    std::size_t left = text.size();
    while (left > 0) {
        std::array<char, kRoom> room;
        char* free = room.data();
        std::size_t space = room.size();
        const auto before = left;
        const auto done = iconv(converter.get(), &next, &left, &free, &space);
        out.append(room.data(), room.size() - space);
        if (done != std::size_t(-1) || left != before || space != room.size()) continue;
        if (to == kUtf8 && from != kUtf8) lds::put_utf8(out, static_cast<unsigned char>(*next));
        ++next, --left;
    }
    return out;
}

/// What of a text is compared: letters, digits and signs, in capitals; no blanks, nothing that is
/// not seen, nothing that stands for a letter that is lost.
std::u32string visible(std::string_view text) {
    static constexpr char32_t kFirst = '!', kDelete = 0x7F, kLatin = 0xA0, kReplacement = 0xFFFD;
    std::u32string out;
    for (const auto code : lds::code_points(text)) {
        if (code < kFirst || (code >= kDelete && code <= kLatin)) continue;
        if (code == '?' || code == kReplacement) continue;
        out += code >= 'a' && code <= 'z' ? code - 'a' + 'A' : code;
    }
    return out;
}

using Escape = std::string (*)(char32_t code);

template <const char* Format>
std::string formatted(char32_t code) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), Format, static_cast<unsigned>(code));
    return text.data();
}
template <const char* Format>
std::string each_octet(char32_t code) {
    std::string utf8, out;
    lds::put_utf8(utf8, code);
    for (const char octet : utf8) out += formatted<Format>(static_cast<unsigned char>(octet));
    return out;
}
std::string low_octet(char32_t code) {
    std::string out;
    lds::put_utf8(out, code & 0xFF);
    return out;
}
std::string seven_bits(char32_t code) {
    std::string octets;
    lds::put_utf8(octets, code);
    for (char& octet : octets) octet = static_cast<char>(octet & 0x7F);
    return octets;
}

constexpr char kDecimal[] = "%u", kFour[] = "%04u", kThree[] = "%03u", kU[] = "\\u%04X",
               kUPlus[] = "U+%04X", kX[] = "x%04X", kBackX[] = "\\x%02X", kPercent[] = "%%%02X",
               kEquals[] = "=%02X", kEntity[] = "&#%u;", kHexEntity[] = "&#x%X;";

/// ALT and digits, as scanners type them; programs' escapes; octets that were cut.
constexpr Escape kEscapes[]{formatted<kDecimal>,
                            formatted<kFour>,
                            formatted<kU>,
                            formatted<kUPlus>,
                            formatted<kX>,
                            formatted<kEntity>,
                            formatted<kHexEntity>,
                            each_octet<kDecimal>,
                            each_octet<kThree>,
                            each_octet<kFour>,
                            each_octet<kBackX>,
                            each_octet<kPercent>,
                            each_octet<kEquals>,
                            low_octet,
                            seven_bits};

bool is_escaped(const std::u32string& seen, std::string_view original) {
    static constexpr char32_t kAscii = 0x80;
    for (const auto escape : kEscapes) {
        std::string text;
        for (const auto code : lds::code_points(original))
            if (code < kAscii) text += static_cast<char>(code);
            else text += escape(code);
        if (visible(text) == seen) return true;
    }
    return false;
}

}  // namespace

bool is_misread(std::string_view printed, std::string_view original) {
    if (printed.size() > 8 * kLongest || original.size() > kLongest) return false;
    const auto seen = visible(printed);
    if (is_escaped(seen, original)) return true;
    for (const auto written : kWritten) {
        const auto octets = converted(std::string(original), kUtf8, written);
        for (const auto read : kRead) {
            const auto once = converted(octets, read, kUtf8);
            if (!once.empty() && visible(once) == seen) return true;
            if (!once.empty() && visible(converted(once, read, kUtf8)) == seen) return true;
        }
    }
    return false;
}

}  // namespace card::national::vietnam
