// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "card/error.h"
#include "lds/names.h"
#include "national/vietnam/vietnam.h"

namespace card::national::vietnam {

Qr parse_qr(std::string_view text) {
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
    if (parts.size() < 7 || !is_digits(parts[0], kIdDigits))
        throw Error(Errc::usage, Step::qr,
                    "this is not the QR code of a citizen card: scan the one printed on the card");
    while (parts.size() > 7 && parts.back().empty()) parts.pop_back();
    for (const std::size_t date : {std::size_t{3}, std::size_t{6}}) std::erase(parts[date], '/');
    return {parts[0], parts[1], parts[2], parts[3],
            parts[4], parts[5], parts[6], std::vector<std::string>(parts.begin() + 7, parts.end())};
}

namespace {

/// The chip's side of the comparison: DG13 where the card has one, else DG1.
struct Side {
    const Chip& chip;

    std::string text(FieldId field) const {
        return chip.fields ? std::string(chip.fields->text(field)) : std::string();
    }
    std::string id_number() const {
        const auto own = text(FieldId::id_number);
        return own.empty() && chip.mrz ? chip.mrz->optional_data.substr(0, kIdDigits) : own;
    }
    std::string birth() const {
        const auto own = mrz_date(text(FieldId::date_of_birth));
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

/// Both know the century, or neither is asked for it.
bool same_birth(const std::string& printed, const Side& chip) {
    const auto mine = parse_day(printed), theirs = parse_day(chip.text(FieldId::date_of_birth));
    return theirs ? mine == theirs : mrz_date(printed) == chip.birth();
}

bool same_name(const std::string& printed, const std::string& chip, bool chip_may_be_cut) {
    const auto a = lds::fold_name(printed), b = lds::fold_name(chip);
    return chip_may_be_cut ? a.starts_with(b) : a == b;
}

/// A day as people read it; other words as they are.
std::string day_text(const std::string& text) {
    const auto day = parse_day(text);
    if (!day) return text;
    const auto digits = std::to_string(*day);
    return digits.substr(6) + "/" + digits.substr(4, 2) + "/" + digits.substr(0, 4);
}

/// Two forms of one thing; what the chip does not give is not compared.
class Differences {
public:
    void hold(FieldId field, bool same, std::string printed, std::string chip,
              bool withholds = true) {
        if (same || chip.empty()) return;
        list_.push_back({field, std::move(printed), std::move(chip), withholds});
    }
    std::vector<Difference> take() { return std::move(list_); }

private:
    std::vector<Difference> list_;
};

}  // namespace

CodeComparison compare_qr(std::string_view text, const Chip& proven) {
    using enum FieldId;
    const Qr qr = parse_qr(text);
    if (qr.full_name.empty() || mrz_date(qr.birth_date).empty()) return {false, {}};
    const Side chip{proven};
    const bool cut = chip.text(full_name).empty() && proven.mrz_name_may_be_cut;
    const auto birth = chip.text(date_of_birth), word = chip.text(sex);
    Differences list;
    list.hold(id_number, qr.id_number == chip.id_number(), qr.id_number, chip.id_number());
    list.hold(full_name, same_name(qr.full_name, chip.name(), cut), qr.full_name, chip.name());
    list.hold(date_of_birth, same_birth(qr.birth_date, chip), day_text(qr.birth_date),
              birth.empty() ? chip.birth() : day_text(birth));
    list.hold(sex, sex_letter(qr.sex) == chip.sex(), qr.sex, word.empty() ? chip.sex() : word);
    const auto residence = chip.text(place_of_residence), issued = chip.text(date_of_issue),
               old = chip.text(old_id_number);
    list.hold(place_of_residence, lds::fold_name(qr.residence) == lds::fold_name(residence),
              qr.residence, residence, false);
    list.hold(date_of_issue, mrz_date(qr.issue_date) == mrz_date(issued), day_text(qr.issue_date),
              day_text(issued), false);
    if (!qr.old_id_number.empty())
        list.hold(old_id_number, qr.old_id_number == old, qr.old_id_number, old, false);
    return {true, list.take()};
}

}  // namespace card::national::vietnam
