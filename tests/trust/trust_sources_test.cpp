// SPDX-License-Identifier: Apache-2.0
// An anchor counts by the way in which it came; and how what came is named.
#include <gtest/gtest.h>

#include <algorithm>

#include "card/error.h"
#include "support/deliveries.h"
#include "support/states.h"
#include "trust/store_files.h"
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

namespace fs = std::filesystem;
using Result = card::TrustImportLine::Result;

std::vector<std::pair<Result, std::string>> told(const card::TrustImportResult& result) {
    std::vector<std::pair<Result, std::string>> lines;
    lines.reserve(result.lines.size());
    for (const auto& line : result.lines) lines.emplace_back(line.result, line.file);
    std::ranges::sort(lines);
    return lines;
}

TEST(TrustSources, of_a_folder_every_file_is_told_and_one_that_cannot_be_read_keeps_none_out) {
    const support::Folder folder;
    const auto from = folder.path() / "from", store = folder.path() / "store";
    fs::create_directories(from);
    fs::copy_file(delivery("root.cer"), from / "root.cer");
    fs::copy_file(delivery("new.crl"), from / "new.crl");
    std::ofstream(from / "huge.crl").put('x');
    fs::resize_file(from / "huge.crl", card::trust::kMaxTrustFileSize + 1);  // sparse
    const auto result = import_into(store, {{from}, {fingerprint(delivery("root.cer"))}, {}});
    EXPECT_EQ(told(result),
              (std::vector<std::pair<Result, std::string>>{{Result::taken, "new.crl"},
                                                           {Result::taken, "root.cer"},
                                                           {Result::left_out, "huge.crl"}}));
    EXPECT_EQ(result.left_out, 1U);
    EXPECT_EQ(card::TrustStore::from_directory(store).revocation_lists(), 1U);
}

TEST(TrustSources, two_paths_of_one_name_are_told_apart) {
    const support::Folder folder;
    const auto a = folder.path() / "a", b = folder.path() / "b";
    for (const auto& from : {a, b}) fs::create_directories(from);
    fs::copy_file(delivery("root.cer"), a / "list");
    std::ofstream(b / "list") << "nothing of a store";
    const auto result = import_into(
        folder.path() / "store",
        {{a / "list", b / "list", delivery("new.crl")}, {fingerprint(delivery("root.cer"))}, {}});
    EXPECT_EQ(told(result), (std::vector<std::pair<Result, std::string>>{
                                {Result::taken, (a / "list").string()},
                                {Result::taken, "new.crl"},
                                {Result::left_out, (b / "list").string()}}));
}

TEST(TrustSources, two_files_of_one_name_are_loaded_under_their_paths) {
    const support::Folder folder;
    const auto a = folder.path() / "a", b = folder.path() / "b";
    for (const auto& from : {a, b}) fs::create_directories(from);
    fs::copy_file(delivery("root.cer"), a / "list.cer");
    std::ofstream(b / "list.cer") << "nothing of a store";
    fs::copy_file(delivery("new.crl"), b / "new.crl");
    for (const auto& paths : {std::vector{a / "list.cer", b}, std::vector{b, a / "list.cer"}}) {
        const auto store = card::TrustStore::from_paths(paths);
        EXPECT_EQ(store.anchors(), 1U);
        ASSERT_EQ(store.notes().size(), 1U);
        EXPECT_EQ(store.notes()[0].file, (b / "list.cer").string());
        ASSERT_EQ(store.describe_revocation_lists(0).size(), 1U);
        EXPECT_EQ(store.describe_revocation_lists(0)[0].file, "new.crl");
    }
}

TEST(TrustSources, an_anchor_under_an_unknown_condition_is_taken_and_its_condition_is_told) {
    const auto root = support::root().unusable_root(support::Csca::Unusable::unknown_critical,
                                                    support::kRootSerial, support::kRootDates);
    const support::Folder folder;
    const auto file = folder.path() / "root.cer";
    std::ofstream(file, std::ios::binary) << card::as_text(root);
    const auto result =
        import_into(folder.path() / "store", {{file}, {card::certificate_fingerprint(root)}, {}});
    ASSERT_EQ(result.lines.size(), 1U);
    EXPECT_EQ(result.lines[0].result, Result::taken);
    EXPECT_NE(result.lines[0].text.find("but it has the critical extension 1.2.3"),
              std::string::npos)
        << result.lines[0].text;
}

TEST(TrustSources, an_anchor_is_for_no_state_that_there_is_not) {
    const support::Folder folder;
    card::TrustImportRequest request{
        {delivery("root.cer")}, {fingerprint(delivery("root.cer"))}, {}};
    for (const char* state : {"XX", "QQQ", "VNN"}) {
        request.state = state;
        try {
            import_into(folder.path() / "store", request);
            ADD_FAILURE() << state;
        } catch (const card::Error& error) {
            EXPECT_EQ(error.code(), card::Errc::usage);
            EXPECT_NE(std::string(error.what()).find("no state has this code"), std::string::npos);
        }
    }
    for (const char* state : {"VNM", "VN", "D", "UTO", "XOM"}) {
        request.state = state;
        EXPECT_EQ(import_into(folder.path() / state, request).taken, 1U) << state;
    }
}

}  // namespace
