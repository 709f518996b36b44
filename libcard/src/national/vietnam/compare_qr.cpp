// SPDX-License-Identifier: Apache-2.0
// The printed code against what the chip has signed.
#include <algorithm>
#include <array>

#include "card/error.h"
#include "lds/names.h"
#include "lds/text.h"
#include "national/vietnam/layout.h"
#include "national/vietnam/letters.h"
#include "national/vietnam/qr_fields.h"
#include "national/vietnam/scanner.h"
#include "national/vietnam/vietnam.h"

namespace card::national::vietnam {

namespace {

/// The chip's side of the comparison: DG13 where the card has one, else DG1.
struct Side {
    const Chip& chip;

    std::string text(FieldId field) const {
        return chip.fields ? lds::utf8_text(chip.fields->text(field)) : std::string();
    }
    std::string id_number() const {
        const auto own = text(FieldId::id_number);
        return own.empty() && chip.mrz ? chip.mrz->optional_data.substr(0, kIdDigits) : own;
    }
    std::string birth() const {
        const auto own = text(FieldId::date_of_birth);
        return own.empty() && chip.mrz ? chip.mrz->birth_date : own;
    }
    std::string sex() const {
        const std::string own(sex_letter(text(FieldId::sex)));
        return own.empty() && chip.mrz ? chip.mrz->sex : own;
    }
    std::string name() const {
        const auto own = text(FieldId::full_name);
        return own.empty() && chip.mrz ? chip.mrz->surname + " " + chip.mrz->given_names : own;
    }
};

/// The runs of digits in a text that has nothing else but signs that part a date.
std::vector<std::string> date_parts(std::string_view text) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c >= '0' && c <= '9') parts.back() += c;
        else if (c != '/' && c != '-' && c != '.' && c != ' ') return {};
        else if (!parts.back().empty()) parts.emplace_back();
    }
    if (parts.back().empty()) parts.pop_back();
    return parts;
}

std::string two_digits(const std::string& part) { return part.size() == 1 ? "0" + part : part; }

/// What a date says: of older people some cards and codes give the year alone.
struct Birth {
    std::string year;  ///< four digits, or two of an MRZ
    std::string day;   ///< MMDD, 00 where a part is not known; empty where neither is
};

/// A date in another spelling than a card's: 1.2.1985, 1985-02-01, 19850201, 00021985.
Birth birth_in_other_spelling(const std::string& text) {
    auto parts = date_parts(text);
    static constexpr std::size_t kWhole = 8;
    if (parts.size() == 1 && parts[0].size() == kWhole) {
        const auto one = parts[0];
        if (one.starts_with("19") || one.starts_with("20")) {
            if (parse_day(one.substr(6) + one.substr(4, 2) + one.substr(0, 4)))
                return {one.substr(0, 4), one.substr(4)};
        }
        parts = {one.substr(0, 2), one.substr(2, 2), one.substr(4)};
    }
    if (parts.size() != 3) return {};
    if (parts[0].size() == 4) std::swap(parts[0], parts[2]);
    const auto day = two_digits(parts[0]), month = two_digits(parts[1]);
    const auto& year = parts[2];
    const bool has_year = (year.size() == 4 && year != "0000") || year.size() == 2;
    const bool has_day = day.size() == 2 && month.size() == 2 && month <= "12" && day <= "31" &&
                         (day != "00" || month != "00");
    return has_year && has_day ? Birth{year, month + day} : Birth{};
}

/// What either does not know is not compared.
bool same_day(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty()) return true;
    const auto same = [&](std::size_t at) {
        const auto x = a.substr(at, 2), y = b.substr(at, 2);
        return x == y || x == "00" || y == "00";
    };
    return same(0) && same(2);
}
Birth birth_of(const std::string& text) {
    static constexpr std::size_t kMrz = 6;
    if (const auto day = parse_day(text)) {
        const auto digits = std::to_string(*day);
        return {digits.substr(0, 4), digits.substr(4)};
    }
    const auto digits = text.substr(0, text.find_last_not_of("< ") + 1);
    const auto zeros = digits.find_first_not_of("0/");
    if (text.size() == kMrz && (is_digits(digits, 2) || is_digits(digits, 4)))
        return {digits.substr(0, 2), {}};
    if (text.size() == kMrz && is_digits(digits, kMrz))
        return {digits.substr(0, 2), digits.substr(2)};
    const auto year = zeros == std::string::npos ? std::string() : digits.substr(zeros);
    static constexpr std::string_view kFirstYear = "1850", kLastYear = "2100";
    if (is_digits(year, 4) && year >= kFirstYear && year <= kLastYear) return {year, {}};
    return birth_in_other_spelling(text);
}

/// Both know the century, or neither is asked for it; likewise the day.
bool same_birth(const Birth& printed, const Birth& chip) {
    const auto size = std::min(printed.year.size(), chip.year.size());
    const bool same_year = printed.year.substr(printed.year.size() - size) ==
                           chip.year.substr(chip.year.size() - size);
    return same_year && same_day(printed.day, chip.day);
}

bool same_name(const std::string& printed, const std::string& chip, bool chip_may_be_cut) {
    const auto a = lds::fold_name(printed), b = lds::fold_name(chip);
    return chip_may_be_cut ? a.starts_with(b) : a == b;
}

/// "M" or "F" of the words that codes have, in English as well.
std::string printed_sex(std::string_view word) {
    const auto folded = lds::fold_name(word);
    if (folded == "MALE" || folded == "M") return "M";
    if (folded == "FEMALE" || folded == "F") return "F";
    return std::string(sex_letter(word));
}

/// A day as people read it; other words as they are.
std::string day_text(const std::string& text) {
    const auto day = parse_day(text);
    if (!day) return text;
    const auto digits = std::to_string(*day);
    return digits.substr(6) + "/" + digits.substr(4, 2) + "/" + digits.substr(0, 4);
}

/// Two forms of one thing, each field for itself; what one side does not give is not compared.
class Comparison {
public:
    /// Typed on another keyboard, no letter tells anything.
    explicit Comparison(bool other_keys = false) : other_keys_(other_keys) {}
    void hold(FieldId field, bool same, std::string printed, std::string chip,
              bool withholds = true) {
        if (same || chip.empty() || printed.empty()) return;
        found_.differences.push_back({field, std::move(printed), std::move(chip), withholds});
    }
    /// A text with letters, which a scanner may have damaged.
    void hold_text(FieldId field, bool same, const std::string& printed, const std::string& chip,
                   bool withholds = true) {
        if (!same && !chip.empty() && (other_keys_ || is_damaged(printed, chip)))
            found_.damaged.push_back(field);
        else hold(field, same, printed, chip, withholds);
    }
    void damaged(FieldId field) { found_.damaged.push_back(field); }
    CodeComparison take(bool complete) {
        found_.complete = complete;
        return std::move(found_);
    }

private:
    bool other_keys_;
    CodeComparison found_;
};

/// The days that a program may have meant by a date with signs or of six digits: the card's own
/// order, month first, year first.
bool may_be_same_day(const std::string& printed, const Birth& said) {
    auto parts = date_parts(printed);
    if (parts.size() == 1 && (parts[0].size() == 6 || parts[0].size() == 8)) {
        const auto one = parts[0];
        parts = {one.substr(0, 2), one.substr(2, 2), one.substr(4)};
    }
    if (parts.size() != 3) return false;
    for (auto& part : parts) part = two_digits(part);
    static constexpr std::array<std::array<std::size_t, 3>, 3> kOrders{
        {{0, 1, 2}, {1, 0, 2}, {2, 1, 0}}};  // where day, month and year stand
    return std::ranges::any_of(kOrders, [&](const auto& at) {
        return same_birth({parts[at[2]], parts[at[1]] + parts[at[0]]}, said);
    });
}

/// A card's code has ddMMyyyy: only so, and in spellings that can be read in one way, another day
/// is another person's.
void compare_birth(const std::string& printed, bool by_signs, const std::string& chip,
                   Comparison& found) {
    static constexpr auto kField = FieldId::date_of_birth;
    static constexpr std::size_t kSix = 6;
    const auto seen = birth_of(printed), said = birth_of(chip);
    if (printed.empty()) return;
    if (said.year.empty() && (!seen.year.empty() || is_digits(printed, kSix))) return;
    const bool same = !seen.year.empty() && same_birth(seen, said);
    if (is_digits(printed, kSix)) {
        if (!same && !may_be_same_day(printed, said)) found.damaged(kField);
    } else if (seen.year.empty() || (!same && by_signs && may_be_same_day(printed, said))) {
        found.damaged(kField);
    } else {
        found.hold(kField, same, day_text(printed), day_text(chip));
    }
}

/// No sex, or a word that is none of those that are known, tells nothing.
void compare_sex(const std::string& printed, const Side& chip, Comparison& found) {
    const auto letter = printed_sex(printed), word = chip.text(FieldId::sex);
    if (!letter.empty())
        found.hold(FieldId::sex, letter == chip.sex(), printed, word.empty() ? chip.sex() : word);
    else if (!printed.empty()) found.damaged(FieldId::sex);
}

void compare_rest(const Qr& qr, const Side& chip, Comparison& found) {
    using enum FieldId;
    const auto residence = chip.text(place_of_residence), issued = chip.text(date_of_issue);
    found.hold_text(place_of_residence, lds::fold_name(qr.residence) == lds::fold_name(residence),
                    qr.residence, residence, false);
    found.hold(date_of_issue, mrz_date(qr.issue_date) == mrz_date(issued), day_text(qr.issue_date),
               day_text(issued), false);
    const auto old = chip.text(old_id_number);
    found.hold(old_id_number, qr.old_id_number == old, qr.old_id_number, old, false);
}

}  // namespace

CodeComparison compare_qr(std::string_view text, const Chip& proven) {
    using enum FieldId;
    const Side chip{proven};
    const auto [qr, in_part, by_signs] = read_qr(text);
    if (in_part) {
        Comparison found;
        found.hold(id_number, qr.id_number == chip.id_number(), qr.id_number, chip.id_number());
        return found.take(false);
    }
    const bool cut = chip.text(full_name).empty() && proven.mrz_name_may_be_cut;
    // DG1's letters have no marks.
    const bool named = same_name(qr.full_name, chip.name(), cut) &&
                       !marks_contradict(qr.full_name, chip.text(full_name));
    Comparison found(!named && is_on_other_keys(qr.full_name + qr.residence,
                                                chip.name() + chip.text(place_of_residence)));
    found.hold(id_number, qr.id_number == chip.id_number(), qr.id_number, chip.id_number());
    found.hold_text(full_name, named, qr.full_name, chip.name());
    compare_birth(qr.birth_date, by_signs, chip.birth(), found);
    compare_sex(qr.sex, chip, found);
    compare_rest(qr, chip, found);
    return found.take(!qr.full_name.empty() && !qr.birth_date.empty());
}

}  // namespace card::national::vietnam
