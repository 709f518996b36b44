// SPDX-License-Identifier: Apache-2.0
#include "judge/contents.h"
#include "lds/holder.h"

namespace card::judge {
namespace {

/// The signed list names a DG13 whose content may not be used.
bool dg13_unproven(const CheckList& checks) {
    const Check* complete = checks.find({CheckId::dg_complete, 13});
    return complete && !checks.has_passed({CheckId::dg_content, 13});
}

void check_dg1_dg13(const Contents& contents, CheckList& checks) {
    static constexpr auto kId = CheckId::data_dg1_dg13;
    if (dg13_unproven(checks)) return checks.not_possible(kId, Reason::dg13_not_passed);
    if (!contents.mrz || !contents.dg13) return checks.not_offered(kId, Reason::dg1_dg13_not_both);
    const auto& [state, fields] = *contents.dg13;
    std::vector<ReasonArgument> differ;
    for (const auto field : state->differences(fields, *contents.mrz, contents.mrz_name_may_be_cut))
        differ.emplace_back(field);
    if (differ.empty()) return checks.passed(kId);
    checks.failed(kId, {{Reason::dg1_dg13_differ, std::move(differ)}});
}

void check_id_number(const Contents& contents, CheckList& checks) {
    static constexpr auto kId = CheckId::data_id_number;
    if (dg13_unproven(checks)) return checks.not_possible(kId, Reason::dg13_not_passed);
    if (!contents.dg13) return checks.not_offered(kId, Reason::id_number_none);
    using national::NumberFit;
    switch (contents.dg13->state->number_fit(contents.dg13->fields)) {
        case NumberFit::fits: return checks.passed(kId);
        case NumberFit::malformed: return checks.failed(kId, {Reason::id_number_not_twelve_digits});
        case NumberFit::unknown: return checks.not_possible(kId, Reason::id_number_no_birth_or_sex);
        case NumberFit::differs: break;
    }
    checks.failed(kId, {Reason::id_number_differs});
}

}  // namespace

void check_data(const Contents& contents, CheckList& checks) {
    static constexpr auto kDigits = CheckId::data_mrz_digits;
    if (!contents.mrz) {
        for (const auto id : {kDigits, CheckId::data_dg1_dg13, CheckId::data_id_number})
            checks.not_possible(id, Reason::dg1_not_passed);
        return;
    }
    const auto& digits = contents.mrz->wrong_check_digits;
    std::vector<ReasonArgument> wrong;
    wrong.reserve(digits.size());
    for (const auto field : digits) wrong.emplace_back(lds::name_of(field));
    if (wrong.empty()) checks.passed(kDigits);
    else checks.failed(kDigits, {{Reason::check_digit_wrong, std::move(wrong)}});
    checks.guard(CheckId::data_dg1_dg13, [&] { check_dg1_dg13(contents, checks); });
    checks.guard(CheckId::data_id_number, [&] { check_id_number(contents, checks); });
}

Holder holder_of(const Contents& contents, x509::Time now) {
    lds::HolderMerge merge;
    if (contents.mrz) merge.add(*contents.mrz);
    for (const auto& [group, fields] : contents.texts) merge.add(group, fields);
    std::uint8_t person = 0;
    for (const auto& fields : contents.dg16) merge.add(16, fields, ++person);
    if (contents.dg13) contents.dg13->fields.add_to(merge, contents.dg13->state->iso_date);
    return merge.take(x509::date_text(now));
}

}  // namespace card::judge
