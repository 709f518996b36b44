// SPDX-License-Identifier: Apache-2.0
// Whose state a signer is of (docs/verdict.md, dsc.country): several certificates over one key, and
// a CSCA that names no state that is known.
#include <gtest/gtest.h>

#include "support/csca_parts.h"
#include "support/deliveries.h"
#include "support/states.h"

namespace {

using namespace support;
using card::Outcome;
using card::Reason;

constexpr const char* kId = "dsc.country";

TEST(StatesOfSigners, of_two_equal_certificates_over_one_key_one_that_bears_the_state_is_enough) {
    const Csca under_utopia({"UT", "CSCA Viet Nam"}, 1);
    for (const bool both : {true, false}) {
        ImportedStore store;
        std::vector<card::Bytes> roots{under_utopia.root(41)};
        if (both) roots.push_back(root_certificate());
        store.pin(roots);
        const auto report = store.judge(by_root());
        const auto* check = report.check(kId);
        ASSERT_EQ(report.check("dsc.chain")->outcome, Outcome::passed)
            << *report.check("dsc.chain");
        EXPECT_EQ(check->outcome, both ? Outcome::passed : Outcome::failed) << *check;
        EXPECT_EQ(report.verdict() == card::Verdict::not_genuine, !both);
        if (both) continue;
        EXPECT_EQ(check->reasons, std::vector<card::Because>{Reason::state_differs});
    }
}

class Stateless : public testing::TestWithParam<const char*> {
protected:
    /// A store with this CSCA, imported for a state of DG1 or for none.
    card::Report judged(const char* for_state, const std::vector<std::string>& allowed = {}) const {
        const Csca csca({GetParam(), "CSCA"}, 1);
        const auto octets = csca.root(1);
        const Folder folder;
        const auto file = folder.path() / "root.cer";
        std::ofstream(file, std::ios::binary) << card::as_text(octets);
        card::TrustImportRequest request;
        request.files = {file};
        request.fingerprints = {card::certificate_fingerprint(octets)};
        request.now = kToday;
        request.state = for_state;
        import_into(folder.path() / "store", request);
        auto policy = policy_today();
        policy.revocation = card::Policy::Revocation::when_available;
        policy.allowed_states = allowed;
        return card::verify(csca.document(kSigner),
                            card::TrustStore::from_directory(folder.path() / "store"), policy);
    }
    static void expect(const card::Report& report, Outcome outcome, Reason why,
                       card::Effect effect) {
        const auto* check = report.check(kId);
        EXPECT_EQ(check->outcome, outcome) << *check;
        EXPECT_EQ(check->attention, outcome == Outcome::passed) << *check;
        EXPECT_EQ(check->reasons, std::vector<card::Because>{why}) << *check;
        EXPECT_EQ(check->effect, effect) << *check;
    }
};

TEST_P(Stateless, counts_with_a_note_only_for_the_state_that_it_was_imported_for) {
    expect(judged("VNM"), Outcome::passed, Reason::state_by_import, card::Effect::none);
    expect(judged(""), Outcome::not_possible, Reason::state_not_named, card::Effect::undetermined);
    expect(judged("SMR"), Outcome::not_possible, Reason::state_not_named,
           card::Effect::undetermined);
}

TEST_P(Stateless, counts_only_where_the_policy_takes_that_state) {
    expect(judged("VNM", {"VN"}), Outcome::passed, Reason::state_by_import, card::Effect::none);
    const auto other = judged("VNM", {"SM"});
    EXPECT_EQ(other.check("dsc.chain")->outcome, Outcome::not_possible);
    EXPECT_EQ(other.check("dsc.chain")->reasons.front().reason, Reason::chain_policy);
}
INSTANTIATE_TEST_SUITE_P(Countries, Stateless, testing::Values("", "ZZ"));

/// A signer of Vietnam whose name has this place.
card::Report judged_with(const std::string& locality, bool with_country) {
    ImportedStore store;
    store.pin({root_certificate()});
    return store.judge(
        root().document({.serial = kSigner,
                         .dates = kSignerDates,
                         .signer = {.locality = locality, .with_country = with_country}}));
}

TEST(StatesOfSigners, a_place_in_its_name_is_another_state_only_where_it_is_that_state_s_code) {
    struct Row {
        const char* locality;
        bool with_country;
        Outcome outcome;
    };
    for (const auto& [locality, with_country, outcome] :
         {Row{"SG", true, Outcome::passed},  // Sài Gòn, beside C=VN
          {"Ha Noi", true, Outcome::passed},
          {"VNM", true, Outcome::passed},
          {"SGP", true, Outcome::failed},
          {"SG", false, Outcome::failed},
          {"VN", false, Outcome::passed},
          {"QQQ", true, Outcome::passed}}) {
        const auto report = judged_with(locality, with_country);
        EXPECT_EQ(report.check(kId)->outcome, outcome) << locality << *report.check(kId);
        EXPECT_EQ(report.verdict() == card::Verdict::not_genuine, outcome == Outcome::failed);
    }
}

/// A signer with this extended key usage.
card::Report judged_for(const char* usage) {
    ImportedStore store;
    store.pin({root_certificate()});
    return store.judge(
        root().document({.serial = kSigner,
                         .dates = kSignerDates,
                         .signer = {.more_extensions = parts::extension(
                                        "551D25", parts::sequence({parts::oid(usage)}))}}));
}

TEST(RolesOfSigners, that_sign_other_things_than_documents_are_refused_and_unknown_ones_are_told) {
    for (const char* other : {"678108010103", "678108010108", "678108010109", "67810801010901",
                              "67810801010A", "67810801010B", "67810801010B01", "67810801010E",
                              "67810801010E02", "2B06010505070301", "2B06010505070302"}) {
        const auto report = judged_for(other);
        EXPECT_EQ(report.check("dsc.profile")->outcome, Outcome::failed) << other;
        EXPECT_EQ(report.check("dsc.profile")->reasons,
                  std::vector<card::Because>{Reason::profile_other_role});
        EXPECT_EQ(report.verdict(), card::Verdict::not_genuine) << other;
    }
    for (const char* unknown : {"678108010163", "2A030405"}) {
        const auto report = judged_for(unknown);
        EXPECT_EQ(report.check("dsc.profile")->outcome, Outcome::passed) << unknown;
        EXPECT_TRUE(report.check("dsc.profile")->attention) << unknown;
        EXPECT_EQ(report.check("dsc.profile")->reasons,
                  std::vector<card::Because>{Reason::profile_extended_key_usage});
    }
}

}  // namespace
