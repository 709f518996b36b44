// SPDX-License-Identifier: Apache-2.0
// Who may withdraw a certificate and who may clear it.
#include <gtest/gtest.h>

#include <fstream>

#include "card/error.h"
#include "card/explain.h"
#include "card/messages.h"
#include "support/states.h"

namespace {

using namespace support;
using Kind = Withdrawals::Kind;

class WhoWithdraws : public testing::Test {
protected:
    void SetUp() override { store_.pin({root_certificate()}); }
    std::string judged(const card::Document& document) const {
        return chain_and_revocation(store_.judge(document));
    }
    std::string judged_when_available(const card::Document& document) const {
        card::Policy policy;
        policy.revocation = card::Policy::Revocation::when_available;
        return chain_and_revocation(store_.judge(document, policy));
    }
    ImportedStore store_;
};

TEST_F(WhoWithdraws, the_issuing_key_and_its_successor_withdraw_and_clear) {
    store_.take({link_to_next()});
    EXPECT_EQ(judged(by_root()), "passed, not_possible U");
    store_.take({next().crl({})});
    EXPECT_EQ(judged(by_root()), "passed, passed") << "by the successor";
    store_.take({next().crl({.serials = {kSigner}, .date = day(0)})});
    EXPECT_EQ(judged(by_root()), "passed, failed N");
}

TEST_F(WhoWithdraws, the_list_of_the_key_that_issued_counts_whatever_name_the_certificate_gives) {
    const Csca misnamed({"VN", "CSCA of another name"}, 1);
    store_.pin({Csca({"VN", "CSCA of another name"}, 23).root(43)});
    store_.take({Csca({"VN", "CSCA of another name"}, 23).crl({})});
    const auto document = misnamed.document(kSigner, kSignerDates);
    EXPECT_EQ(judged(document), "passed, not_possible U") << "another CSCA's list clears nothing";
    store_.take({root().crl({.date = day(-5)})});
    EXPECT_EQ(judged(document), "passed, passed");
    store_.take({root().crl({.serials = {kSigner}})});
    EXPECT_EQ(judged(document), "passed, failed N");
}

TEST_F(WhoWithdraws, an_old_key_s_list_does_not_clear_a_new_key_s_signer) {
    store_.take({link_to_next(), root().crl({})});
    EXPECT_EQ(judged(by_root()), "passed, passed");
    EXPECT_EQ(judged(by_next()), "passed, not_possible U");
    store_.take({root().crl({.serials = {kOtherSigner}, .date = day(0)})});
    EXPECT_EQ(judged(by_next()), "passed, failed N") << "it may withdraw it";
    store_.take({next().crl({})});
    EXPECT_EQ(judged(by_next()), "passed, failed N");
}

TEST_F(WhoWithdraws, a_link_the_other_way_makes_nobody_a_successor) {
    const Csca other({"VN", "CSCA of something else"}, 22);
    const auto its_root = other.root(40, kThirdDates);
    store_.pin({its_root});
    store_.take({other.certify(root(), 41), other.crl({.serials = {kSigner}})});
    EXPECT_EQ(store_.loaded().anchors(), 3U);
    EXPECT_EQ(judged(by_root()), "passed, not_possible U") << "neither withdrawn nor cleared";
}

TEST_F(WhoWithdraws, a_pinned_root_of_one_name_speaks_for_the_older_one) {
    store_.pin({next().root(50, kNextDates)});
    store_.take({next().crl({})});
    EXPECT_EQ(judged(by_root()), "passed, passed");
    store_.take({next().crl({.serials = {kSigner}, .date = day(0)})});
    EXPECT_EQ(judged(by_root()), "passed, failed N");
}

TEST_F(WhoWithdraws, a_pinned_root_is_not_withdrawn_by_a_key_that_a_link_or_a_list_makes_known) {
    store_.take({link_to_next(), next().crl({.serials = {kRootSerial}}), root().crl({})});
    EXPECT_EQ(judged(by_root()), "passed, passed");
    ImportedStore with_list;
    with_list.pin({root_certificate()});
    with_list.take({root().master_list({next().root(50, kNextDates)}, day(-1), kListSigner)});
    with_list.take({next().crl({.serials = {kRootSerial}}), root().crl({})});
    EXPECT_EQ(with_list.loaded().anchors(), 2U);
    EXPECT_EQ(chain_and_revocation(with_list.judge(by_root())), "passed, passed");
}

TEST_F(WhoWithdraws, a_withdrawn_key_s_withdrawals_are_open_until_a_later_list_settles_them) {
    store_.take({link_to_next(), link_to_third(), third().crl({})});
    // The thief withdraws a good link and a good signer.
    store_.take({next().crl({.serials = {kThirdSerial, kSigner}, .date = day(-8)})});
    const auto by_third = third().document(80, kSignerDates);
    EXPECT_EQ(judged(by_root()), "passed, failed N");
    store_.take({root().crl({.serials = {kNextSerial}, .date = day(-6)})});
    EXPECT_EQ(judged(by_next()), "failed N, failed N");
    EXPECT_EQ(judged(by_root()), "passed, not_possible U");
    EXPECT_EQ(judged(by_third), "passed, not_possible U");
    EXPECT_EQ(judged_when_available(by_root()), "passed, not_possible U");
    EXPECT_EQ(judged_when_available(by_third), "passed, not_possible U");
    store_.take({root().crl({.serials = {kNextSerial}, .date = day(-4)})});
    EXPECT_EQ(judged(by_root()), "passed, passed");
    EXPECT_EQ(judged(by_third), "passed, passed");
    store_.take({root().crl({.serials = {kNextSerial, kSigner}, .date = day(-2)})});
    EXPECT_EQ(judged(by_root()), "passed, failed N") << "the root says so itself";
}

TEST_F(WhoWithdraws, what_a_withdrawn_key_has_certified_counts_no_more) {
    store_.take({link_to_next(), next().certify(third(), 33, kThirdDates), third().crl({})});
    const auto by_third = third().document(80, kSignerDates);
    EXPECT_EQ(judged(by_third), "passed, passed");
    store_.take({root().crl({.serials = {kNextSerial}})});
    EXPECT_EQ(judged(by_third), "not_possible U, not_possible");
    store_.take({link_to_third()});
    EXPECT_EQ(judged(by_third), "passed, passed") << "another key that counts has issued it too";
}

TEST_F(WhoWithdraws, every_certificate_over_a_withdrawn_key_falls_with_it) {
    const auto next_root = next().root(50, kNextDates);
    store_.pin({utopia_certificate()});
    store_.take({link_to_next(), utopia().master_list({next_root}, day(-1), kListSigner)});
    EXPECT_EQ(store_.loaded().anchors(), 4U);
    store_.take({root().crl({.serials = {kNextSerial}}), next().crl({})});
    EXPECT_EQ(judged(by_next()), "failed N, failed N");
}

TEST_F(WhoWithdraws, two_keys_of_equal_source_that_withdraw_each_other_are_both_open) {
    store_.pin({next().root(50, kNextDates)});
    store_.take({root().crl({.serials = {50}}), next().crl({.serials = {kRootSerial}})});
    EXPECT_EQ(judged(by_root()), "passed, not_possible U");
    EXPECT_EQ(judged(by_next()), "passed, not_possible U");
    EXPECT_EQ(judged_when_available(by_root()), "passed, not_possible U");
}

TEST_F(WhoWithdraws, a_list_that_is_not_whole_withdraws_what_it_names_and_clears_nothing) {
    for (const auto kind : {Kind::delta, Kind::unknown_critical}) {
        ImportedStore store;
        store.pin({root_certificate()});
        const auto result = store.take({root().crl({.serials = {kSigner}, .kind = kind})});
        EXPECT_NE(result.lines.at(0).text.find("clears nothing"), std::string::npos);
        EXPECT_EQ(revocation(store.judge(by_root())), "failed N");
        const auto other = store.judge(root().document(79, kSignerDates));
        EXPECT_EQ(revocation(other), "not_possible U");
        EXPECT_NE(reason(other, "dsc.revocation").find("clears nothing: bring the whole one"),
                  std::string::npos);
        store.take({root().crl({.date = day(-100)})});
        EXPECT_EQ(revocation(store.judge(root().document(79, kSignerDates))), "passed");
    }
}

TEST_F(WhoWithdraws, a_list_that_a_clock_behind_by_hours_sees_ahead_clears_with_a_day_s_grace) {
    static constexpr std::int64_t kHour = 3600;
    for (const auto& [ahead, outcome] :
         {std::pair{kHour, "passed"}, {20 * kHour, "passed"}, {25 * kHour, "not_possible U"}}) {
        ImportedStore store;
        store.pin({root_certificate()});
        store.take({root().crl({.date = day(0) + ahead})});
        EXPECT_EQ(revocation(store.judge(by_root())), outcome) << ahead / kHour;
    }
}

TEST_F(WhoWithdraws, the_policy_s_sources_bind_what_clears_and_who_accuses) {
    // A key that a state's own list alone names, and a policy that takes the operator's roots only.
    const auto next_root = next().root(50, kNextDates);
    const auto link = root().certify(next(), kNextSerial, kNextDates);
    store_.take({root().master_list({next_root, link}, day(-1), kListSigner)});
    store_.take({next().crl({})});
    card::Policy roots_alone;
    roots_alone.allowed_sources = {"issuer"};
    EXPECT_EQ(judged(by_root()), "passed, passed");
    EXPECT_EQ(revocation(store_.judge(by_root(), roots_alone)), "not_possible U");
    store_.take({root().crl({}), next().crl({.serials = {kSigner}, .date = day(0)})});
    EXPECT_EQ(judged(by_root()), "passed, failed N");
    EXPECT_EQ(revocation(store_.judge(by_root(), roots_alone)), "not_possible U");
    roots_alone.revocation = card::Policy::Revocation::when_available;
    EXPECT_EQ(revocation(store_.judge(by_root(), roots_alone)), "not_possible U");
}

TEST_F(WhoWithdraws, a_link_and_a_list_whose_signatures_are_plain_count) {
    store_.take({plainly_signed(link_to_next()), plainly_signed(next().crl({}))});
    EXPECT_EQ(store_.loaded().anchors(), 2U);
    EXPECT_EQ(judged(by_next()), "passed, passed");
    store_.take({plainly_signed(next().crl({.serials = {kOtherSigner}, .date = day(0)}))});
    EXPECT_EQ(judged(by_next()), "passed, failed N");
    auto wrong = plainly_signed(third().crl({}));
    wrong.back() ^= 1;
    store_.take({link_to_third(), wrong});
    EXPECT_EQ(judged(third().document(kSigner, kSignerDates)), "passed, not_possible U");
}

TEST(UnknownCondition, of_a_csca_is_not_told_as_a_withdrawal) {
    constexpr const char* kWhy =
        "its CSCA certificate has a condition that this version does not know";
    const auto csca =
        root().unusable_root(Csca::Unusable::unknown_critical, kRootSerial, kRootDates);
    const auto list = root().crl({});
    ImportedStore store;
    store.pin({csca});
    for (const auto& object : {list, root().master_list({}, day(-1), kListSigner)}) {
        const auto imported = store.take({object});
        ASSERT_EQ(imported.lines.size(), 1U);
        EXPECT_NE(imported.lines[0].text.find(kWhy), std::string::npos) << imported.lines[0].text;
    }
    EXPECT_EQ(chain_and_revocation(store.judge(by_root())), "not_possible U, not_possible");
    EXPECT_EQ(store.judge(by_root()).verdict(), card::Verdict::undetermined);
    // A folder made by hand, in which the list lies all the same.
    const Folder folder;
    std::ofstream(folder.path() / "root.cer", std::ios::binary) << card::as_text(csca);
    std::ofstream(folder.path() / "list.crl", std::ios::binary) << card::as_text(list);
    const auto loaded = card::TrustStore::from_directory(folder.path());
    ASSERT_EQ(loaded.notes().size(), 1U);
    EXPECT_NE(loaded.notes()[0].text.find(kWhy), std::string::npos) << loaded.notes()[0].text;
    const auto lists = loaded.describe_revocation_lists(kToday);
    ASSERT_EQ(lists.size(), 1U);
    EXPECT_NE(lists[0].counts_for.find(kWhy), std::string::npos) << lists[0].counts_for;
}

TEST(UnusableCsca, is_named_as_what_this_version_cannot_use_and_nobody_is_asked_to_import_it) {
    using Unusable = Csca::Unusable;
    const std::pair<Unusable, card::Because> kinds[] = {
        {Unusable::unknown_algorithm, card::Reason::signature_not_supported},
        {Unusable::unknown_curve, card::Reason::key_curve_not_supported},
        {Unusable::small_curve, {card::Reason::key_curve_small, {"secp112r1"}}},
        {Unusable::cut_key, {card::Reason::key_malformed, {card::said("defect.no_point")}}}};
    for (const auto& [how, why] : kinds) {
        const Folder folder;
        const auto octets = root().unusable_root(how, kRootSerial, kRootDates);
        const auto file = folder.path() / "root.cer";
        std::ofstream(file, std::ios::binary) << card::as_text(octets);
        const auto words = text_of(why, card::Language::en);
        const auto store = card::TrustStore::from_paths(std::vector{file});
        ASSERT_EQ(store.notes().size(), 1U);
        EXPECT_EQ(store.notes()[0].text, "refused: " + words);
        const auto report = card::verify(by_root(), store, policy_today());
        EXPECT_EQ(reason(report, "dsc.chain"),
                  "this version cannot use the CSCA certificate of its issuer, C=VN, CN=CSCA Viet "
                  "Nam: " +
                      words);
        EXPECT_NE(reason_text(*report.check("dsc.chain"), card::Language::vi)
                      .find(text_of(why, card::Language::vi)),
                  std::string::npos);
        EXPECT_EQ(report.verdict(), card::Verdict::undetermined);
        EXPECT_EQ(report.trust().missing_anchor, "");
        const auto explained = card::explain(report);
        EXPECT_EQ(explained.remedy, "");
        EXPECT_EQ(explained.body, "verdict.undetermined.other");
        try {
            ImportedStore().pin({octets});
            ADD_FAILURE() << "it was taken";
        } catch (const card::Error& error) {
            EXPECT_NE(std::string(error.what()).find("but cannot be used: " + words),
                      std::string::npos)
                << error.what();
        }
    }
}

}  // namespace
