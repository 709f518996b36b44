// SPDX-License-Identifier: Apache-2.0
// A store that is full: who gives way, what is said, and what is kept of it.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/deliveries.h"
#include "support/states.h"
#include "trust/import_state.h"

namespace {

using namespace support;
using card::trust::Quotas;
using Result = card::TrustImportLine::Result;

TEST(FairShare, lets_nobody_who_wants_little_pay_for_one_who_wants_much) {
    using card::trust::fair_share;
    EXPECT_EQ(fair_share({}, 10), 0U);
    EXPECT_EQ(fair_share({3, 4}, 10), 4U);
    EXPECT_EQ(fair_share({100, 3, 2}, 10), 5U);
    EXPECT_EQ(fair_share({100, 100, 100}, 10), 3U);
    EXPECT_EQ(fair_share({5, 5}, 0), 0U);
}

class FullStore : public testing::Test {
protected:
    /// Roots among the objects are pinned.
    card::TrustImportResult import(const Quotas& quotas, const std::vector<card::Bytes>& objects,
                                   const std::vector<card::Bytes>& roots = {root_certificate()}) {
        card::TrustImportRequest request;
        request.now = kToday;
        const auto deliver = [&](const card::Bytes& octets) {
            const auto file = folder_.path() / ("object" + std::to_string(request.files.size()));
            std::ofstream(file, std::ios::binary) << card::as_text(octets);
            request.files.push_back(file);
        };
        for (const auto& octets : roots) {
            request.fingerprints.push_back(card::certificate_fingerprint(octets));
            deliver(octets);
        }
        for (const auto& octets : objects) deliver(octets);
        auto result = card::trust::import_within(quotas, store_, request);
        replace_store(store_, result);
        return result;
    }
    card::TrustStore loaded() const { return card::TrustStore::from_directory(store_); }
    std::string revocation_of(const card::Document& document) const {
        card::Policy policy;
        policy.now = kToday;
        return revocation(card::verify(document, loaded(), policy));
    }
    static bool says(const card::TrustImportResult& result, const std::string& text) {
        return std::ranges::any_of(result.lines, [&](const auto& line) {
            return line.result == Result::left_out && line.text.starts_with(text);
        });
    }

    Folder folder_;
    fs::path store_ = folder_.path() / "store";
};

TEST_F(FullStore, keeps_signers_of_a_state_that_brings_few_and_tells_how_many_have_no_room) {
    Quotas quotas;
    quotas.signers = 3;
    std::vector<card::Bytes> signers{utopia().signer(300, kSignerDates)};
    for (long serial = 100; serial < 105; ++serial)
        signers.push_back(root().signer(serial, kSignerDates));
    const auto result = import(quotas, signers, {root_certificate(), utopia_certificate()});
    EXPECT_TRUE(says(result, "3 document signers' certificates: no room"));
    EXPECT_EQ(loaded().signers(), 3U);
    const auto kept = support::read_file(store_ / "signers.dsc");
    EXPECT_FALSE(std::ranges::search(kept, signers[0]).empty()) << "the state that brings one";
}

TEST_F(FullStore, keeps_no_more_octets_of_signers_than_it_may) {
    std::vector<card::Bytes> signers;
    for (long serial = 100; serial < 105; ++serial)
        signers.push_back(root().signer(serial, kSignerDates));
    std::size_t longest = 0;
    for (const auto& octets : signers) longest = std::max(longest, octets.size());
    Quotas quotas;
    quotas.octets_of_signers = 2 * longest + longest / 2;
    EXPECT_TRUE(says(import(quotas, signers), "3 document signers' certificates: no room"));
    EXPECT_EQ(loaded().signers(), 2U);
}

TEST_F(FullStore, takes_no_more_links_of_a_state_than_it_may) {
    Quotas quotas;
    quotas.links_of_state = 1;
    const auto result = import(quotas, {link_to_next(), link_to_third()});
    EXPECT_TRUE(says(result, "a link or CA certificate, "));
    EXPECT_EQ(result.left_out, 1U);
    EXPECT_EQ(loaded().anchors(), 2U);
    quotas.links_of_state = 2;
    quotas.links = 1;
    EXPECT_EQ(import(quotas, {link_to_next(), link_to_third()}, {}).taken, 0U);
}

TEST_F(FullStore, keeps_what_lists_withdrew_that_have_no_room) {
    Quotas quotas;
    quotas.lists = 1;
    const auto result =
        import(quotas, {link_to_next(), root().crl({.serials = {kSigner}, .date = day(-9)}),
                        next().crl({.serials = {kOtherSigner}, .date = day(-2)})});
    EXPECT_TRUE(
        says(result, "1 revocation lists of VN (issuer): no room; what they withdrew is kept"));
    EXPECT_EQ(loaded().revocation_lists(), 1U);
    EXPECT_EQ(revocation_of(by_root()), "failed N");
    EXPECT_EQ(revocation_of(by_next()), "failed N");
}

TEST_F(FullStore, keeps_what_lists_withdrew_that_are_too_long_together) {
    Quotas quotas;
    std::vector<long> many(100);
    for (std::size_t at = 0; at < many.size(); ++at) many[at] = 1000 + static_cast<long>(at);
    many.back() = kSigner;
    const auto long_list = root().crl({.serials = many, .date = day(-1)});
    const auto short_list = next().crl({.serials = {kOtherSigner}, .date = day(-2)});
    quotas.octets_of_lists = long_list.size();
    const auto result = import(quotas, {link_to_next(), long_list, short_list});
    EXPECT_TRUE(says(result, "no room; what the list withdrew is kept"));
    EXPECT_EQ(loaded().revocation_lists(), 1U);
    EXPECT_EQ(revocation_of(by_root()), "failed N");
    EXPECT_EQ(revocation_of(by_next()), "failed N");
}

TEST_F(FullStore, keeps_the_newest_lists_of_a_key_with_too_many_scopes) {
    Quotas quotas;
    quotas.lists_of_key = 2;
    std::vector<card::Bytes> lists;
    for (const int days : {-9, -8, -7})
        lists.push_back(root().crl_under({"VN", "Scope " + std::to_string(-days)},
                                         {.serials = {kSigner}, .date = day(days)}));
    const auto result = import(quotas, lists);
    EXPECT_EQ(result.left_out, 0U);
    EXPECT_EQ(loaded().revocation_lists(), 2U);
    EXPECT_TRUE(fs::exists(store_ / "kept.withdrawn"));
}

TEST_F(FullStore, tells_once_how_a_certificate_came_that_a_list_brings_a_thousand_times) {
    const std::vector<card::Bytes> same(1'000, utopia_certificate());
    import({}, {root().master_list(same, day(-1), kListSigner)});
    for (const auto& line : loaded().describe_anchors()) {
        const auto first = line.find("master list");
        EXPECT_TRUE(first == std::string::npos ||
                    line.find("master list", first + 1) == std::string::npos)
            << line;
    }
    EXPECT_EQ(loaded().anchors(), 2U);
}

}  // namespace
