// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "judge/contents.h"
#include "lds/holder.h"
#include "lds/names.h"

namespace card::judge {
namespace {

using lds::Dg13Field;

bool names_agree(const Contents& contents) {
    const std::string mrz = lds::fold_name(contents.mrz->surname + " " + contents.mrz->given_names);
    const std::string full = lds::fold_name(contents.dg13->text(Dg13Field::kFullName));
    return contents.mrz_name_may_be_cut ? full.starts_with(mrz) : full == mrz;
}

/// Names of fields in which DG1 and DG13 say different things.
std::vector<const char*> differences(const Contents& contents) {
    const auto& mrz = *contents.mrz;
    const auto& dg13 = *contents.dg13;
    std::vector<const char*> fields;
    const auto compare = [&fields](const char* name, std::string_view a, std::string_view b) {
        if (!a.empty() && !b.empty() && a != b) fields.push_back(name);
    };
    compare("ID number", std::string_view(mrz.optional_data).substr(0, 12),
            dg13.text(Dg13Field::kIdNumber));
    compare("date of birth", mrz.birth_date, lds::mrz_date(dg13.text(Dg13Field::kBirthDate)));
    compare("sex", mrz.sex, lds::sex_letter(dg13.text(Dg13Field::kSex)));
    bool without_expiry = false;
    const bool dated = expiry_of(contents, without_expiry) && !without_expiry;
    if (dated)
        compare("date of expiry", mrz.expiry_date,
                lds::mrz_date(dg13.text(Dg13Field::kExpiryDate)));
    // The MRZ of a card without expiry has no date, or one that never comes.
    if (without_expiry && mrz.expiry_date != "<<<<<<" && mrz.expiry_date != "991231")
        fields.push_back("date of expiry");
    if (!names_agree(contents)) fields.push_back("name");
    return fields;
}

/// The signed list names a DG13 whose content may not be used.
bool dg13_unproven(const CheckList& checks) {
    const Check* complete = checks.find("dg.complete.13");
    return complete && !checks.has_passed("dg.content.13");
}

void check_dg1_dg13(const Contents& contents, CheckList& checks) {
    static constexpr const char* kId = "data.dg1_dg13";
    if (dg13_unproven(checks)) return checks.not_possible(kId, Effect::none, "DG13 did not pass");
    if (!contents.mrz || !contents.dg13)
        return checks.not_offered(kId,
                                  "there are not both of DG1 and a DG13 that this version knows");
    std::string list;
    for (const auto* field : differences(contents))
        list += (list.empty() ? "" : ", ") + std::string(field);
    if (list.empty()) return checks.passed(kId);
    checks.failed(kId, Effect::none, "DG1 and DG13 differ in: " + list, true);
}

/// Digit 4 of a Vietnamese number: 0/1 male/female of 19xx, 2/3 of 20xx, 4/5 of 21xx; then two
/// digits of the year.
void check_id_number(const Contents& contents, CheckList& checks) {
    static constexpr const char* kId = "data.id_number";
    if (dg13_unproven(checks)) return checks.not_possible(kId, Effect::none, "DG13 did not pass");
    if (!contents.dg13) return checks.not_offered(kId, "no Vietnamese ID number");
    const auto id = contents.dg13->text(Dg13Field::kIdNumber);
    const auto sex = lds::sex_letter(contents.dg13->text(Dg13Field::kSex));
    const auto birth = lds::parse_day(contents.dg13->text(Dg13Field::kBirthDate));
    const bool digits =
        id.size() == 12 && std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits)
        return checks.failed(kId, Effect::none, "the ID number has no twelve digits", true);
    if (!birth || sex.empty())
        return checks.not_possible(kId, Effect::none, "date of birth or sex is not given");
    const int digit = id[3] - '0', year = *birth / 10000;
    const bool fits = (digit % 2 == 0) == (sex == "M") && year / 100 == 19 + digit / 2 &&
                      (id[4] - '0') * 10 + (id[5] - '0') == year % 100;
    if (fits) return checks.passed(kId);
    checks.failed(kId, Effect::none, "the ID number does not fit date of birth or sex", true);
}

}  // namespace

void check_data(const Contents& contents, CheckList& checks) {
    static constexpr const char* kDigits = "data.mrz_digits";
    if (!contents.mrz) {
        for (const auto* id : {kDigits, "data.dg1_dg13", "data.id_number"})
            checks.not_possible(id, Effect::none, "DG1 did not pass");
        return;
    }
    std::string wrong;
    for (const auto& field : contents.mrz->wrong_check_digits)
        wrong += (wrong.empty() ? "" : ", ") + field;
    if (wrong.empty()) checks.passed(kDigits);
    else checks.failed(kDigits, Effect::none, "wrong check digit: " + wrong, true);
    check_dg1_dg13(contents, checks);
    check_id_number(contents, checks);
}

Holder holder_of(const Contents& contents) {
    lds::HolderMerge merge;
    if (contents.mrz) merge.add(*contents.mrz);
    for (const auto& [group, fields] : contents.texts) merge.add(group, fields);
    std::uint8_t person = 0;
    for (const auto& fields : contents.dg16) merge.add(16, fields, ++person);
    if (contents.dg13)
        for (const auto& field : contents.dg13->fields)
            merge.add_national(lds::dg13_field(field.number), field.number,
                               lds::joined(contents.dg13->leaves_of(field)));
    return merge.take();
}

}  // namespace card::judge
