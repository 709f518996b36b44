// SPDX-License-Identifier: Apache-2.0
#include "card/error.h"
#include "judge/contents.h"
#include "lds/names.h"

namespace card::judge {
namespace {

using lds::Dg13Field;

constexpr const char* kAdvice =
    "what is printed is not what the chip says: scan again; if it stays, the card's body may be "
    "forged";

/// The chip's side of the comparison: DG13 where the card has one, else DG1.
struct Chip {
    const Contents& contents;

    std::string text(int field) const {
        return contents.dg13 ? std::string(contents.dg13->text(field)) : std::string();
    }
    std::string id_number() const {
        const auto own = text(Dg13Field::kIdNumber);
        return own.empty() && contents.mrz ? contents.mrz->optional_data.substr(0, 12) : own;
    }
    std::string birth() const {
        const auto own = lds::mrz_date(text(Dg13Field::kBirthDate));
        return own.empty() && contents.mrz ? contents.mrz->birth_date : own;
    }
    std::string sex() const {
        const std::string own(lds::sex_letter(text(Dg13Field::kSex)));
        return own.empty() && contents.mrz ? contents.mrz->sex : own;
    }
    std::string name() const {
        const auto own = text(Dg13Field::kFullName);
        return own.empty() && contents.mrz ? contents.mrz->surname + " " + contents.mrz->given_names
                                           : own;
    }
};

/// Both know the century, or neither is asked for it.
bool same_birth(const std::string& printed, const Chip& chip) {
    const auto mine = lds::parse_day(printed),
               theirs = lds::parse_day(chip.text(Dg13Field::kBirthDate));
    return theirs ? mine == theirs : lds::mrz_date(printed) == chip.birth();
}

/// A day as people read it; other words as they are.
std::string day_text(const std::string& text) {
    const auto day = lds::parse_day(text);
    if (!day) return text;
    const auto digits = std::to_string(*day);
    return digits.substr(6) + "/" + digits.substr(4, 2) + "/" + digits.substr(0, 4);
}

class Comparison {
public:
    explicit Comparison(std::vector<BodyDifference>& differences) : differences_(differences) {}

    /// Two forms of one thing; what the chip does not give is not compared. `printed` and `chip`
    /// are what people see.
    void hold(FieldId field, bool same, std::string printed, std::string chip) {
        if (same || chip.empty()) return;
        differences_.push_back({field, std::move(printed), std::move(chip)});
        fields_ += (fields_.empty() ? "" : ", ") + std::string(name_of(field));
    }
    const std::string& fields() const { return fields_; }

private:
    std::vector<BodyDifference>& differences_;
    std::string fields_;
};

bool same_name(const std::string& printed, const std::string& chip, bool chip_may_be_cut) {
    const auto a = lds::fold_name(printed), b = lds::fold_name(chip);
    return chip_may_be_cut ? a.starts_with(b) : a == b;
}

void judge(const char* id, const Comparison& must, const Comparison& may, CheckList& checks) {
    if (!must.fields().empty())
        return checks.failed(id, Effect::undetermined,
                             std::string(kAdvice) + "; differs in: " + must.fields());
    if (!may.fields().empty()) return checks.passed(id, "printed otherwise: " + may.fields(), true);
    checks.passed(id);
}

void check_qr(const Contents& contents, const std::string& text, CheckList& checks,
              std::vector<BodyDifference>& differences) {
    static constexpr const char* kId = "body.qr";
    lds::VietnamQr qr;
    try {
        qr = lds::parse_vietnam_qr(text);
    } catch (const Error&) {
        return checks.not_possible(kId, Effect::none,
                                   "the text is not that of a citizen card's QR code");
    }
    if (qr.full_name.empty() || lds::mrz_date(qr.birth_date).empty())
        return checks.not_possible(kId, Effect::none, "the QR code lacks name or date of birth");
    const Chip chip{contents};
    const bool cut = chip.text(Dg13Field::kFullName).empty() && contents.mrz_name_may_be_cut;
    Comparison must(differences), may(differences);
    must.hold(FieldId::id_number, qr.id_number == chip.id_number(), qr.id_number, chip.id_number());
    must.hold(FieldId::full_name, same_name(qr.full_name, chip.name(), cut), qr.full_name,
              chip.name());
    must.hold(FieldId::date_of_birth, same_birth(qr.birth_date, chip), day_text(qr.birth_date),
              chip.text(Dg13Field::kBirthDate).empty()
                  ? chip.birth()
                  : day_text(chip.text(Dg13Field::kBirthDate)));
    must.hold(FieldId::sex, lds::sex_letter(qr.sex) == chip.sex(), qr.sex,
              chip.text(Dg13Field::kSex).empty() ? chip.sex() : chip.text(Dg13Field::kSex));
    const auto residence = chip.text(Dg13Field::kPlaceOfResidence),
               issued = chip.text(Dg13Field::kIssueDate), old = chip.text(Dg13Field::kOldIdNumber);
    may.hold(FieldId::place_of_residence, lds::fold_name(qr.residence) == lds::fold_name(residence),
             qr.residence, residence);
    may.hold(FieldId::date_of_issue, lds::mrz_date(qr.issue_date) == lds::mrz_date(issued),
             day_text(qr.issue_date), day_text(issued));
    if (!qr.old_id_number.empty())
        may.hold(FieldId::old_id_number, qr.old_id_number == old, qr.old_id_number, old);
    judge(kId, must, may, checks);
}

void check_mrz(const Contents& contents, const std::string& text, CheckList& checks,
               std::vector<BodyDifference>& differences) {
    static constexpr const char* kId = "body.mrz";
    lds::Mrz printed;
    try {
        printed = lds::parse_mrz(lds::without_line_ends(text));
    } catch (const Error&) {
        return checks.not_possible(kId, Effect::none, "the text is not an MRZ");
    }
    if (!printed.wrong_check_digits.empty())
        return checks.not_possible(
            kId, Effect::none,
            "a check digit of the printed MRZ is wrong: it was not read rightly");
    const auto& chip = *contents.mrz;
    Comparison must(differences), may(differences);
    const auto hold = [&must](FieldId field, const std::string& seen, const std::string& said) {
        must.hold(field, seen == said, seen, said);
    };
    hold(FieldId::document_number, printed.document_number, chip.document_number);
    hold(FieldId::mrz_date_of_birth, printed.birth_date, chip.birth_date);
    hold(FieldId::mrz_sex, printed.sex, chip.sex);
    hold(FieldId::mrz_date_of_expiry, printed.expiry_date, chip.expiry_date);
    hold(FieldId::full_name, lds::fold_name(printed.surname + " " + printed.given_names),
         lds::fold_name(chip.surname + " " + chip.given_names));
    judge(kId, must, may, checks);
}

}  // namespace

std::vector<BodyDifference> check_body(const Contents& contents, const Body& body,
                                       CheckList& checks) {
    std::vector<BodyDifference> differences;
    const auto check = [&](const char* id, const std::string& text, bool chip_known,
                           const char* not_given, auto how) {
        if (text.empty()) return checks.not_possible(id, Effect::none, not_given);
        if (!chip_known)
            return checks.not_possible(id, Effect::none, "the chip's own words are not proven");
        how(contents, text, checks, differences);
    };
    check("body.qr", body.qr, contents.dg13 || contents.mrz, "the printed QR code was not scanned",
          check_qr);
    check("body.mrz", body.mrz, contents.mrz.has_value(), "the printed MRZ was not given",
          check_mrz);
    return differences;
}

}  // namespace card::judge
