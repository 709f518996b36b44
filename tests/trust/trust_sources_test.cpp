// SPDX-License-Identifier: Apache-2.0
// An anchor counts by the way in which it came.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/deliveries.h"
#include "trust/trust_index.h"

namespace {

using card::Outcome;
using support::delivery;
using support::fingerprint;
using support::import_into;

TEST(TrustSources, an_anchor_counts_from_the_sources_that_the_policy_allows) {
    support::Folder folder;
    const auto store = folder.path() / "store";
    import_into(store, {{delivery("root.cer"), delivery("new.ml"), delivery("new.crl"),
                         delivery("pkd.ldif")},
                        {fingerprint(delivery("root.cer"))},
                        {}});
    const auto trust = card::TrustStore::from_directory(store);
    const auto specimen = support::specimen("vn-citizen-bare-sod");
    const auto document = support::read(specimen, support::can_of(specimen));
    auto policy = support::policy_today();
    policy.allowed_sources = {"foreign list"};
    EXPECT_EQ(card::verify(document, trust, policy).check("dsc.chain")->outcome,
              Outcome::not_possible);
    policy.allowed_sources = {"issuer"};
    EXPECT_EQ(card::verify(document, trust, policy).verdict(), card::Verdict::genuine);
    auto citizen = card::Policy::of("VN");
    citizen.at = support::kToday;
    EXPECT_EQ(card::verify(document, trust, citizen).verdict(), card::Verdict::genuine);
    const auto lines = trust.describe_anchors();
    EXPECT_TRUE(std::ranges::any_of(lines, [](const auto& line) {
        return line.find("CSCA of another state") != std::string::npos &&
               line.find("foreign list: master list") != std::string::npos;
    }));

    const auto foreign = std::ranges::find(trust.index().anchors, card::trust::Origin::foreign_list,
                                           [](const auto& anchor) { return anchor->origin; });
    ASSERT_NE(foreign, trust.index().anchors.end());
    std::ofstream(folder.path() / "pinned.cer", std::ios::binary)
        << card::as_text((*foreign)->octets);
    import_into(store,
                {{folder.path() / "pinned.cer"}, {card::to_hex((*foreign)->fingerprint)}, {}});
    const auto pinned = card::TrustStore::from_directory(store);
    EXPECT_EQ(pinned.anchors(), trust.anchors());
    EXPECT_NE(pinned.digest(), trust.digest())
        << "the same anchors, and a policy judges by them otherwise";
}

}  // namespace
