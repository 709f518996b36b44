// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "card/error.h"
#include "judge/contents.h"
#include "lds/names.h"
#include "lds/printed_mrz.h"

namespace card::judge {
namespace {

class Comparison {
public:
    explicit Comparison(std::vector<BodyDifference>& differences) : differences_(differences) {}

    /// Two forms of one thing; what the chip does not give is not compared. `printed` and `chip`
    /// are what people see.
    void hold(FieldId field, bool same, std::string printed, std::string chip) {
        if (same || chip.empty()) return;
        differences_.push_back({field, std::move(printed), std::move(chip)});
        fields_.emplace_back(field);
    }
    const std::vector<ReasonArgument>& fields() const { return fields_; }

private:
    std::vector<BodyDifference>& differences_;
    std::vector<ReasonArgument> fields_;
};

void judge(CheckId id, const Comparison& must, const Comparison& may, CheckList& checks) {
    if (!must.fields().empty()) return checks.failed(id, {{Reason::body_differs, must.fields()}});
    if (!may.fields().empty())
        return checks.passed_oddly(id, {{Reason::body_printed_differently, may.fields()}});
    checks.passed(id);
}

/// By the rules of the state whose code it is; nothing where no state knows it.
std::optional<national::CodeComparison> compared(const Contents& contents, const std::string& text,
                                                 national::States states) {
    const national::Chip chip{contents.dg13 ? &contents.dg13->fields : nullptr,
                              contents.mrz ? &*contents.mrz : nullptr,
                              contents.mrz_name_may_be_cut};
    for (const auto* state : states) {
        const bool another = contents.dg13 && contents.dg13->state != state;
        if (another || !state->compare_code) continue;
        try {
            return state->compare_code(text, chip);
        } catch (const Error&) {
            // Not a code of this state.
        }
    }
    return {};
}

void check_qr(const Contents& contents, const std::string& text, national::States states,
              CheckList& checks, std::vector<BodyDifference>& differences) {
    static constexpr auto kId = CheckId::body_qr;
    const auto comparison = compared(contents, text, states);
    if (!comparison) return checks.not_possible(kId, Reason::qr_other_text);
    Comparison must(differences), may(differences);
    for (const auto& [field, printed, chip, withholds] : comparison->differences)
        if (withholds) must.hold(field, false, printed, chip);
    if (!must.fields().empty()) return judge(kId, must, may, checks);
    if (!comparison->complete) return checks.not_possible(kId, Reason::qr_incomplete);
    for (const auto& [field, printed, chip, withholds] : comparison->differences)
        if (!withholds) may.hold(field, false, printed, chip);
    std::vector<ReasonArgument> damaged(comparison->damaged.begin(), comparison->damaged.end());
    if (damaged.empty()) return judge(kId, must, may, checks);
    const bool needed = std::ranges::any_of(comparison->damaged, [](FieldId field) {
        return field == FieldId::full_name || field == FieldId::date_of_birth;
    });
    std::vector<Because> why{{Reason::qr_letters_lost, std::move(damaged)}};
    if (!may.fields().empty()) why.emplace_back(Reason::body_printed_differently, may.fields());
    checks.add(kId, needed ? Outcome::not_possible : Outcome::passed, std::move(why),
               Weight::attention);
}

/// Letters and digits that a camera takes for one another.
std::string by_shape(std::string text) {
    static constexpr std::string_view kSeen = "ODQILBSZG", kShape = "000118526";
    for (char& c : text)
        if (const auto at = kSeen.find(c); at != std::string_view::npos) c = kShape[at];
    return text;
}

std::string without_fillers(std::string text) {
    text.erase(text.find_last_not_of('<') + 1);
    return text;
}

/// Fillers at the end are read as K.
std::string name_of(const lds::Mrz& mrz) {
    auto name = lds::fold_name(mrz.surname + " " + mrz.given_names);
    const auto last = name.find_last_not_of('K');
    if (last != std::string::npos && name[last] == ' ' && name.size() - last > 2) name.erase(last);
    return name;
}

/// What no check digit covers: one that a camera may have misread is looked at by people.
void hold_undigited(FieldId field, const std::string& seen, const std::string& said,
                    Comparison& must, Comparison& may) {
    const bool alike = by_shape(seen) == by_shape(said);
    (alike ? may : must).hold(field, seen == said, seen, said);
}

void check_mrz(const Contents& contents, const std::string& text, CheckList& checks,
               std::vector<BodyDifference>& differences) {
    static constexpr auto kId = CheckId::body_mrz;
    lds::PrintedMrz read;
    try {
        read = lds::read_printed_mrz(text);
    } catch (const Error&) {
        return checks.not_possible(kId, Reason::mrz_other_text);
    }
    if (!read.key_fits()) return checks.not_possible(kId, Reason::mrz_check_digit);
    const auto& printed = read.mrz;
    const auto& chip = *contents.mrz;
    Comparison must(differences), may(differences);
    const auto hold = [&must](FieldId field, const std::string& seen, const std::string& said) {
        must.hold(field, seen == said, seen, said);
    };
    hold(FieldId::document_number, printed.document_number, chip.document_number);
    hold(FieldId::mrz_date_of_birth, printed.birth_date, chip.birth_date);
    if (printed.sex == "M" || printed.sex == "F") hold(FieldId::mrz_sex, printed.sex, chip.sex);
    hold(FieldId::mrz_date_of_expiry, printed.expiry_date, chip.expiry_date);
    // The composite digit covers the optional data, in which a state may have its own number; where
    // it does not fit, the camera may have misread them.
    auto& optional = read.whole_fits() ? must : may;
    for (const auto& [field, seen, said] :
         {std::tuple{FieldId::mrz_optional_data, printed.optional_data, chip.optional_data},
          {FieldId::mrz_optional_data_2, printed.optional_data_2, chip.optional_data_2}})
        optional.hold(field, without_fillers(seen) == without_fillers(said), seen, said);
    for (const auto& [field, seen, said] :
         {std::tuple{FieldId::issuing_state, printed.issuing_state, chip.issuing_state},
          {FieldId::mrz_nationality, printed.nationality, chip.nationality}})
        if (!without_fillers(seen).empty())
            hold_undigited(field, without_fillers(seen), without_fillers(said), must, may);
    if (read.with_names)
        hold_undigited(FieldId::full_name, name_of(printed), name_of(chip), must, may);
    judge(kId, must, may, checks);
}

}  // namespace

std::vector<BodyDifference> check_body(const Contents& contents, const Body& body,
                                       national::States states, CheckList& checks) {
    std::vector<BodyDifference> differences;
    const auto check = [&](CheckId id, const std::string& text, bool chip_known, Reason not_given,
                           auto how) {
        if (text.empty()) return checks.not_possible(id, not_given);
        if (!chip_known) return checks.not_possible(id, Reason::body_unproven);
        checks.guard(id, [&] { how(contents, text, checks, differences); });
    };
    check(CheckId::body_qr, body.qr, contents.dg13 || contents.mrz, Reason::qr_not_given,
          [states](const Contents& proven, const std::string& text, CheckList& list,
                   std::vector<BodyDifference>& found) {
              check_qr(proven, text, states, list, found);
          });
    check(CheckId::body_mrz, body.mrz, contents.mrz.has_value(), Reason::mrz_not_given, check_mrz);
    return differences;
}

}  // namespace card::judge
