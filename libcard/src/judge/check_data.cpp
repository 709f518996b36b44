// SPDX-License-Identifier: Apache-2.0
#include "judge/contents.h"
#include "lds/holder.h"

namespace card::judge {
namespace {

/// As the reason of data.dg1_dg13 names a field.
std::string_view word_of(FieldId field) {
    switch (field) {
        case FieldId::id_number: return "ID number";
        case FieldId::full_name: return "name";
        case FieldId::date_of_birth: return "date of birth";
        case FieldId::date_of_expiry: return "date of expiry";
        default: return name_of(field);
    }
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
    const auto& [state, fields] = *contents.dg13;
    std::string list;
    for (const auto field : state->differences(fields, *contents.mrz, contents.mrz_name_may_be_cut))
        list.append(list.empty() ? "" : ", ").append(word_of(field));
    if (list.empty()) return checks.passed(kId);
    checks.failed(kId, Effect::none, "DG1 and DG13 differ in: " + list, true);
}

void check_id_number(const Contents& contents, CheckList& checks) {
    static constexpr const char* kId = "data.id_number";
    if (dg13_unproven(checks)) return checks.not_possible(kId, Effect::none, "DG13 did not pass");
    if (!contents.dg13) return checks.not_offered(kId, "no Vietnamese ID number");
    using national::NumberFit;
    switch (contents.dg13->state->number_fit(contents.dg13->fields)) {
        case NumberFit::fits: return checks.passed(kId);
        case NumberFit::malformed:
            return checks.failed(kId, Effect::none, "the ID number has no twelve digits", true);
        case NumberFit::unknown:
            return checks.not_possible(kId, Effect::none, "date of birth or sex is not given");
        case NumberFit::differs: break;
    }
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
    if (contents.dg13) contents.dg13->fields.add_to(merge);
    return merge.take();
}

}  // namespace card::judge
