// SPDX-License-Identifier: Apache-2.0
#include "national/vietnam/misread.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <type_traits>

#include "lds/text.h"
#include "national/vietnam/letters.h"

namespace card::national::vietnam {
namespace {

constexpr std::string_view kUtf8 = "UTF-8";
constexpr std::size_t kLongest = 1024;  ///< octets of a text that is compared in this way

/// What Vietnamese is written in: Windows-1258, TCVN 5712 (ABC), VISCII, UTF-8, UTF-7.
constexpr std::array<std::string_view, 5> kWritten{kUtf8, "CP1258", "TCVN5712-1", "VISCII",
                                                   "UTF-7"};
/// What a program may take it for: the sets that PCs, browsers and scanners begin with.
constexpr std::string_view kRead[]{"CP1252",      "ISO-8859-1",  "ISO-8859-15",
                                   "CP1250",      "CP1251",      "CP1253",
                                   "CP1254",      "CP1255",      "CP1256",
                                   "CP1257",      "CP1258",      "CP437",
                                   "CP737",       "CP775",       "CP850",
                                   "CP852",       "CP855",       "CP857",
                                   "CP858",       "CP860",       "CP861",
                                   "CP862",       "CP863",       "CP864",
                                   "CP865",       "CP866",       "CP869",
                                   "CP874",       "CP932",       "CP949",
                                   "MACINTOSH",   "MAC-IS",      "MAC-UK",
                                   "MAC-SAMI",    "KOI8-R",      "KOI8-U",
                                   "ISO-8859-2",  "ISO-8859-3",  "ISO-8859-4",
                                   "ISO-8859-5",  "ISO-8859-6",  "ISO-8859-7",
                                   "ISO-8859-8",  "ISO-8859-9",  "ISO-8859-10",
                                   "ISO-8859-11", "ISO-8859-13", "ISO-8859-14",
                                   "ISO-8859-16", "HP-ROMAN8",   "MAC-CENTRALEUROPE",
                                   "SHIFT_JIS",   "GBK",         "GB18030",
                                   "BIG5",        "EUC-KR",      "EUC-JP",
                                   "TCVN5712-1",  "VISCII",      kUtf8};

struct Close {
    void operator()(iconv_t converter) const noexcept { iconv_close(converter); }
};
using Converter = std::unique_ptr<std::remove_pointer_t<iconv_t>, Close>;

/// What becomes of an octet that a set does not use.
enum class Unused : std::uint8_t { passed_over, shown };

/// From one set to another, as often as it is asked: to open one takes longer than to use it.
class Conversion {
public:
    Conversion(std::string_view from, std::string_view to) {
        const iconv_t opened = iconv_open(to.data(), from.data());
        if (opened != iconv_t(-1)) converter_.reset(opened);  // NOLINT: iconv's own sign
    }
    /// What the set has not is passed over; an octet that it does not use is too, or is shown as
    /// browsers do, as a control character. Empty where this machine does not have the set.
    std::string operator()(std::string text, Unused unused = Unused::passed_over) const {
        std::string out;
        if (!converter_) return out;
        iconv(converter_.get(), nullptr, nullptr, nullptr, nullptr);
        char* next = text.data();
        std::size_t left = text.size();
        while (left > 0) {
            static constexpr std::size_t kRoom = 256;
            std::array<char, kRoom> room{};
            char* free = room.data();
            std::size_t space = room.size();
            const auto before = left;
            const auto done = iconv(converter_.get(), &next, &left, &free, &space);
            out.append(room.data(), room.size() - space);
            if (done != std::size_t(-1) || left != before || space != room.size()) continue;
            if (unused == Unused::shown) lds::put_utf8(out, static_cast<unsigned char>(*next));
            ++next, --left;
        }
        return out + held_back();
    }

private:
    /// A letter that may yet get a mark (CP1258), or what ends a shift (UTF-7).
    std::string held_back() const {
        std::array<char, 16> room{};
        char* free = room.data();
        std::size_t space = room.size();
        iconv(converter_.get(), nullptr, nullptr, &free, &space);
        return {room.data(), room.size() - space};
    }
    Converter converter_;
};

/// Letters, digits and signs; no blanks, nothing that is not seen, nothing that stands for a letter
/// that is lost or for a blank.
std::u32string visible(std::string_view text, bool by_case) {
    // What PCs show for control characters.
    static constexpr std::u32string_view kControls = U"☺☻♥♦♣♠◘○◙♂♀♪♫☼►◄↕‼▬↨↑↓→←∟↔▲▼";
    static constexpr char32_t kFirst = '!', kDelete = 0x7F, kLatin = 0xA0, kReplacement = 0xFFFD;
    std::u32string out;
    for (const auto code : lds::code_points(text)) {
        if (code < kFirst || (code >= kDelete && code <= kLatin)) continue;
        if (code == '?' || code == '+' || code == kReplacement ||
            kControls.find(code) != kControls.npos)
            continue;
        out += by_case ? code : capital_of(code);
    }
    return out;
}

/// What was seen, in each way that it may have been typed; compared by case where that tells names
/// apart.
class Sight {
public:
    Sight(std::span<const std::string> printed, std::string_view original) {
        for (const auto& text : printed) {
            const bool by_case = have_both_cases(text, original);
            (by_case ? by_case_ : in_capitals_).insert(visible(text, by_case));
        }
    }
    /// Whether this is what was seen.
    bool operator()(std::string_view text) const {
        return (!by_case_.empty() && by_case_.contains(visible(text, true))) ||
               (!in_capitals_.empty() && in_capitals_.contains(visible(text, false)));
    }

private:
    std::set<std::u32string> by_case_, in_capitals_;
};

/// UTF-8 whose octets were cut to seven bits.
std::string in_seven_bits(std::string_view original) {
    static constexpr unsigned char kSevenBits = 0x7F;
    std::string octets(original);
    for (char& octet : octets) octet = static_cast<char>(octet & kSevenBits);
    return octets;
}

/// The letters apart from their marks, as Unicode has them (NFD).
std::string decomposed(std::string_view text) {
    static constexpr std::u32string_view kTones = U"\u0300\u0301\u0309\u0303\u0323";
    std::string out;
    for (const auto code : lds::code_points(text)) {
        const auto marks = marks_of(code);
        const char base = base_of(code);
        if (marks.empty() || marks[0] == '-') {
            lds::put_utf8(out, code);
            continue;
        }
        out += static_cast<char>(is_capital(code) ? base : base - 'A' + 'a');
        if (marks[0] != ' ')
            lds::put_utf8(out, marks[0] == '^' ? 0x0302 : marks[0] == '(' ? 0x0306 : 0x031B);
        if (marks[1] != ' ') lds::put_utf8(out, kTones[static_cast<std::size_t>(marks[1] - '1')]);
    }
    return out;
}

using Letter = char32_t (*)(char32_t letter);

/// Capitals as the fonts of ABC (TCVN 5712) have them: those with a tone look like small ones.
char32_t abc_capital_of(char32_t letter) {
    return marks_of(letter)[1] == ' ' ? capital_of(letter) : small_of(letter);
}

/// The letters with marks in this case; the others are compared in either.
std::string in_case(std::string_view text, Letter letter) {
    std::string out;
    for (const auto code : lds::code_points(text))
        lds::put_utf8(out, marks_of(code).empty() ? code : letter(code));
    return out;
}

/// As the fonts of VNI write it, a letter and one more for its marks, in Windows-1252.
std::string in_vni(std::string_view text) {
    static constexpr std::u32string_view kPlain = U"øùûõï", kHat = U"âàáåãä", kBreve = U"êèéúüë";
    static constexpr char32_t kStep = 0x20;
    std::string out;
    for (const auto code : lds::code_points(text)) {
        const auto marks = marks_of(code);
        if (marks.empty()) {
            lds::put_utf8(out, code);
            continue;
        }
        const char base = base_of(code);
        const auto put = [&out, capital = is_capital(code)](char32_t small) {
            lds::put_utf8(out, small - (capital ? kStep : 0));
        };
        const auto tone = static_cast<std::size_t>(marks[1] == ' ' ? 0 : marks[1] - '0');
        if (marks[0] == '-') put(U'ñ');
        else if (base == 'I') put(U"iìíæóò"[tone]);
        else if (base == 'Y' && tone == 5) put(U'î');
        else if (marks[0] == '+') put(base == 'O' ? U'ô' : U'ö');
        else put(static_cast<char32_t>(base - 'A' + 'a'));
        if (marks[0] == '^') put(kHat[tone]);
        else if (marks[0] == '(') put(kBreve[tone]);
        else if (tone > 0 && base != 'I' && (base != 'Y' || tone != 5)) put(kPlain[tone - 1]);
    }
    return out;
}

/// These octets, taken for `read` up to three times over, end at what was seen.
bool is_taken_for(const Conversion& read, const std::string& octets, const Sight& is_seen) {
    static constexpr int kTimes = 3;
    return std::ranges::any_of(std::array{Unused::passed_over, Unused::shown}, [&](Unused unused) {
        auto text = octets;
        for (int time = 0; time < kTimes && !text.empty(); ++time) {
            text = read(text, unused);
            if (is_seen(text)) return true;
        }
        return false;
    });
}

/// One octet a letter, as ALT and digits write it: the digits modulo 256.
std::string low_octets(std::string_view text) {
    std::string octets;
    for (const auto code : lds::code_points(text)) octets += static_cast<char>(code & 0xFF);
    return octets;
}

/// As each set that Vietnamese is written in has these forms of a text.
std::set<std::string> octets_of(std::span<const std::string> forms) {
    std::set<std::string> octets;
    for (const auto written : kWritten) {
        const Conversion write(kUtf8, written);
        for (const auto& form : forms) octets.insert(write(form));
    }
    return octets;
}

}  // namespace

bool is_misread(std::span<const std::string> printed, std::string_view original) {
    const auto too_long = [](const std::string& text) { return text.size() > 8 * kLongest; };
    if (std::ranges::any_of(printed, too_long) || original.size() > kLongest) return false;
    const Sight is_seen(printed, original);
    if (is_seen(in_seven_bits(original))) return true;
    const std::array forms{std::string(original), decomposed(original), in_case(original, small_of),
                           in_case(original, capital_of), in_case(original, abc_capital_of)};
    if (std::ranges::any_of(forms, [&](const auto& form) { return is_seen(in_vni(form)); }))
        return true;
    auto written = octets_of(forms);
    written.insert(low_octets(original));
    return std::ranges::any_of(kRead, [&](std::string_view set) {
        const Conversion read(set, kUtf8);
        return std::ranges::any_of(
            written, [&](const auto& octets) { return is_taken_for(read, octets, is_seen); });
    });
}

}  // namespace card::national::vietnam
