// SPDX-License-Identifier: Apache-2.0
// Whose state a signer is of (docs/verdict.md, dsc.country): several certificates over one key, and
// a CSCA that names no state that is known.
#include <gtest/gtest.h>

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

}  // namespace
