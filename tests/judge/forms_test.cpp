// SPDX-License-Identifier: Apache-2.0
// Deviations of form (docs/verdict.md, "When a check may accuse"): where the mathematics holds and
// one meaning only is possible the card is genuine with a note; what cannot be judged is nobody's
// forgery; what is proven is told.
#include <gtest/gtest.h>

#include "support/fixtures.h"

namespace {

using card::Outcome;
using card::Verdict;

struct Form {
    const char* name;
    Verdict verdict;
    const char* check;  ///< the one that tells it
    Outcome outcome;
    const char* code;  ///< why; empty: nothing is to be told
};
std::ostream& operator<<(std::ostream& out, const Form& form) { return out << form.name; }

constexpr auto kPassed = Outcome::passed, kFailed = Outcome::failed,
               kNotPossible = Outcome::not_possible;

const Form kForms[] = {
    {"no-digests", Verdict::genuine, "sod.structure", kPassed, "cms_digest_not_listed"},
    {"other-digest-listed", Verdict::genuine, "sod.structure", kPassed, "cms_digest_not_listed"},
    {"other-hash", Verdict::genuine, "sod.structure", kPassed, "cms_other_hash"},
    {"other-hash-named", Verdict::genuine, "sod.structure", kPassed, "cms_other_hash"},
    {"curve-parameter", Verdict::genuine, "sod.structure", kPassed, "cms_algorithm_form"},
    {"key-type", Verdict::genuine, "sod.structure", kPassed, "cms_algorithm_form"},
    {"trailing", Verdict::genuine, "sod.structure", kPassed, "cms_trailing_octets"},
    {"legacy-type", Verdict::genuine, "sod.structure", kPassed, "cms_legacy_content_type"},
    {"dutch-type", Verdict::genuine, "sod.structure", kPassed, "cms_legacy_content_type"},
    {"id-data", Verdict::genuine, "sod.structure", kPassed, "cms_id_data"},
    {"unknown-type", Verdict::undetermined, "sod.structure", kNotPossible,
     "cms_other_content_type"},
    {"no-attributes", Verdict::genuine, "sod.signed_attributes", kPassed, "cms_no_attributes"},
    {"no-attributes-and-more", Verdict::undetermined, "sod.signed_attributes", kNotPossible,
     "cms_no_attributes_unfit"},
    {"no-attributes-wrong", Verdict::not_genuine, "sod.signature", kFailed, "signature_wrong"},
    {"two-signers", Verdict::undetermined, "sod.structure", kNotPossible, "cms_several_signers"},
    {"plain-signature", Verdict::genuine, "sod.structure", kPassed, "cms_signature_form"},
    {"plain-algorithm", Verdict::genuine, "sod.structure", kPassed, "cms_algorithm_form"},
    {"plain-wrong", Verdict::not_genuine, "sod.signature", kFailed, "signature_wrong"},
    {"plain-certificate", Verdict::genuine, "dsc.chain", kPassed, "chain_signature_form"},
    {"signature-zeros", Verdict::genuine, "sod.structure", kPassed, "cms_signature_form"},
    {"ber-attributes", Verdict::genuine, "sod.structure", kPassed, "cms_ber"},
    {"ber-certificate", Verdict::genuine, "dsc.chain", kPassed, "chain_ber"},
    {"md4", Verdict::not_genuine, "sod.algorithms", kFailed, "md5"},
    {"no-content", Verdict::undetermined, "sod.structure", kNotPossible, "cms_no_content"},
    {"no-content-wrong", Verdict::not_genuine, "sod.structure", kFailed, "signature_wrong"},
    {"no-content-no-attributes", Verdict::undetermined, "sod.structure", kNotPossible,
     "cms_no_content"},
    {"cut", Verdict::undetermined, "sod.structure", kNotPossible, "sod_malformed"},
    {"names-certificate", Verdict::genuine, "sod.signed_attributes", kPassed, ""},
    {"names-certificate-by-sha1", Verdict::genuine, "sod.signed_attributes", kPassed, ""},
    {"names-der-of-certificate", Verdict::genuine, "sod.signed_attributes", kPassed, ""},
    {"names-ber-certificate", Verdict::genuine, "sod.signed_attributes", kPassed, ""},
    {"names-other-certificate", Verdict::not_genuine, "sod.signed_attributes", kFailed,
     "cms_other_certificate"},
    {"names-own-serial", Verdict::genuine, "sod.signed_attributes", kPassed, ""},
    {"names-other-serial", Verdict::undetermined, "sod.signed_attributes", kNotPossible,
     "cms_certificate_id_form"},
    {"names-by-unknown-digest", Verdict::undetermined, "sod.signed_attributes", kNotPossible,
     "cms_certificate_id_form"},
    {"names-in-another-attribute", Verdict::undetermined, "sod.signed_attributes", kNotPossible,
     "cms_certificate_id_form"},
    {"names-no-certificate", Verdict::undetermined, "sod.signed_attributes", kNotPossible,
     "cms_certificate_id_form"},
    {"protects-algorithms", Verdict::genuine, "sod.signed_attributes", kPassed, ""},
    {"protects-other-algorithms", Verdict::not_genuine, "sod.signed_attributes", kFailed,
     "cms_algorithm_protection_differs"},
    {"odd-signing-time", Verdict::genuine, "sod.structure", kPassed, "cms_signing_time_form"},
    {"document-types-bare", Verdict::genuine, "dsc.document_type", kPassed, ""},
    {"document-types-odd", Verdict::genuine, "dsc.document_type", kNotPossible, "extension_form"},
    {"document-types-odd-critical", Verdict::undetermined, "dsc.profile", kNotPossible,
     "profile_unknown_critical"},
    {"document-types-filler", Verdict::genuine, "dsc.document_type", kPassed, ""},
    {"document-types-small", Verdict::genuine, "dsc.document_type", kPassed, ""},
    {"document-types-empty", Verdict::genuine, "dsc.document_type", kNotPossible, "extension_form"},
    {"document-types-other", Verdict::undetermined, "dsc.document_type", kFailed,
     "document_type_differs"},
    {"usage-period-utc", Verdict::genuine, "dsc.usage_period", kNotPossible, "extension_form"},
    {"name-change", Verdict::genuine, "dsc.profile", kPassed, ""},
    {"unknown-critical", Verdict::undetermined, "dsc.profile", kNotPossible,
     "profile_unknown_critical"},
    {"twisted-curve", Verdict::genuine, "sod.algorithms", kPassed, "key_unusual_curve"},
    {"bitcoin-curve", Verdict::genuine, "sod.algorithms", kPassed, "key_unusual_curve"},
    {"curve-160", Verdict::genuine, "sod.algorithms", kPassed, "key_weak"},
    {"curve-112", Verdict::not_genuine, "sod.algorithms", kFailed, "key_curve_small"},
    {"curve-binary", Verdict::genuine, "sod.algorithms", kPassed, "key_unusual_curve"},
    {"curve-binary-field-of-whole-octets", Verdict::genuine, "sod.algorithms", kPassed,
     "key_unusual_curve"},
    {"curve-binary-233", Verdict::genuine, "sod.algorithms", kPassed, "key_weak"},
    {"curve-binary-163", Verdict::genuine, "sod.algorithms", kPassed, "key_weak"},
    {"curve-binary-113", Verdict::not_genuine, "sod.algorithms", kFailed, "key_curve_small"},
    {"curve-binary-explicit", Verdict::genuine, "sod.algorithms", kPassed, "key_unusual_curve"},
    {"curve-binary-explicit-trinomial", Verdict::genuine, "sod.algorithms", kPassed,
     "key_unusual_curve"},
    {"curve-binary-chosen", Verdict::not_genuine, "sod.algorithms", kFailed, "key_unknown_curve"},
    {"curve-binary-normal-basis", Verdict::undetermined, "sod.algorithms", kNotPossible,
     "key_curve_not_supported"},
};

class ReadForm : public testing::TestWithParam<Form> {};

TEST_P(ReadForm, is_told_by_its_check_and_accuses_only_with_a_proof) {
    const auto& form = GetParam();
    const auto report =
        support::inspect(support::specimen("vn-citizen-2021", std::string("form-") + form.name));
    EXPECT_EQ(report.verdict(), form.verdict) << support::json_of(report);
    const auto* check = report.check(form.check);
    ASSERT_TRUE(check);
    EXPECT_EQ(check->outcome, form.outcome) << *check;
    const std::string code =
        check->reasons.empty() ? "" : std::string(name_of(check->reasons.front().reason));
    EXPECT_EQ(code, form.code);
    // A note is seen by people; only proofs accuse.
    const bool told = form.outcome == kPassed && *form.code != '\0';
    EXPECT_EQ(check->attention, told) << *check;
    for (const auto& other : report.checks())
        EXPECT_TRUE(other.outcome != kFailed || form.outcome == kFailed) << other;
}
INSTANTIATE_TEST_SUITE_P(Forms, ReadForm, testing::ValuesIn(kForms));

TEST(Forms, every_form_of_the_specimen_is_in_the_table) {
    std::set<std::string> there, written;
    for (const auto& name : support::specimen("vn-citizen-2021").variations())
        if (name.starts_with("form-")) there.insert(name.substr(5));
    for (const auto& form : kForms) written.insert(form.name);
    EXPECT_EQ(there, written);
}

TEST(Forms, a_signed_object_without_its_tag_is_read_and_told) {
    auto document = support::saved(
        support::read(support::specimen("vn-citizen-2021"), card::AccessKey::from_can("000123")));
    auto& sod = document.files[card::FileId::sod];
    sod.erase(sod.begin(), sod.begin() + 4);  // 77 82 xx xx
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto report =
        card::verify(document, support::trust_of(specimen), support::policy_today());
    EXPECT_EQ(report.verdict(), Verdict::chip_unproven);
    EXPECT_EQ(report.check("sod.structure")->outcome, kPassed);
    EXPECT_EQ(report.check("sod.structure")->reasons,
              (std::vector<card::Because>{card::Reason::cms_untagged}));
}

}  // namespace
