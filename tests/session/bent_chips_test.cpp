// SPDX-License-Identifier: Apache-2.0
// Chips that bend the standard and can be read all the same: each way has a name among the
// fall-backs, and no check is weaker for it.
#include <gtest/gtest.h>

#include "card/error.h"
#include "card/explain.h"
#include "support/visits.h"

namespace {

using card::FileId;
using card::Outcome;
using card::Verdict;
using nlohmann::json;
using support::bent;
using Names = std::vector<std::string>;

struct Bent {
    const char* name;
    json behaviour;
    Names fallbacks;
    const char* specimen = "vn-citizen-2021";
    Names attention = {};
    bool mrz = false;
};
std::ostream& operator<<(std::ostream& out, const Bent& chip) { return out << chip.name; }

/// Refusals that another form of the same command answers.
std::vector<Bent> refusing_chips() {
    std::vector<Bent> chips;
    for (const char* status : {"6982", "6985", "6A82", "6D00", "6A81"})
        chips.push_back({"no short identifiers",
                         {{"short_ids_refused", status}},
                         {"select-by-id", "select-by-id"}});
    for (const char* status : {"6A86", "6A82", "6700", "6985"}) {
        const json behaviour{{"select_without_fci", status}};
        chips.push_back({"SELECT wants P2 = 00", behaviour, {"select-with-fci"}});
        chips.push_back({"SELECT wants P2 = 00, before BAC",
                         behaviour,
                         {"select-with-fci"},
                         "vn-citizen-bac",
                         {"access.card_access"},
                         true});
    }
    for (const char* status : {"6A80", "6A87", "6A88"})
        chips.push_back({"MSE wants the parameters",
                         {{"pace_wants_parameters", status}},
                         {"pace-parameters-named"}});
    return chips;
}

std::vector<Bent> bent_chips() {
    auto chips = refusing_chips();
    chips.push_back({"SELECT with a warning", {{"select_warning", "6282"}}, {"select-warning"}});
    chips.push_back({"SELECT of files with a warning",
                     {{"short_ids_refused", "6982"}, {"select_file_warning", "6281"}},
                     {"select-warning", "select-by-id", "select-by-id"}});
    for (const char* status : {"6283", "6285"})
        chips.push_back({"deactivated",
                         {{"select_warning", status}},
                         {"select-warning"},
                         "vn-citizen-2021",
                         {"chip.state"}});
    chips.push_back({"the application is lost over the refused DG3",
                     {{"forgets_application", "after-refusal"}},
                     {"application-again"}});
    for (const char* status : {"6982", "6A82"})
        chips.push_back(
            {"no short identifiers, and the application is lost over each refusal",
             {{"short_ids_refused", status}, {"forgets_application", "after-refusal"}},
             {"select-by-id", "application-again", "select-by-id", "application-again"}});
    for (const char* what : {"6985", "reset"})
        chips.push_back({"a second SELECT is refused", {{"second_select", what}}, {}});
    chips.push_back({"EF.CVCA for EF.CardAccess",
                     {{"short_ids_mean", "application"}},
                     {"select-by-id"},
                     "passport-guarded-cvca"});
    chips.push_back({"EF.CardSecurity for EF.SOD",
                     {{"short_ids_mean", "master-file"}},
                     {"select-by-id"},
                     "passport-cam"});
    return chips;
}

class BentChip : public testing::TestWithParam<Bent> {};

simulated::Specimen specimen_of(const Bent& chip) {
    if (std::string(chip.specimen) != "passport-guarded-cvca")
        return bent(chip.behaviour, chip.specimen);
    // EF.CVCA of an authority that the chip trusts, where short identifiers mean the application.
    return bent(chip.behaviour, "passport-guarded")
        .patched({{"files", {{"DF011C", "420D5554435643413030303031" + std::string(46, '0')}}}});
}

TEST_P(BentChip, is_genuine_with_exactly_the_named_fall_backs_and_attention) {
    const auto& chip = GetParam();
    const auto specimen = specimen_of(chip);
    const auto document =
        support::read(specimen, chip.mrz ? support::mrz_of(specimen) : support::can_of(specimen));
    const auto report = support::judge(document, specimen);
    EXPECT_EQ(report.verdict(), Verdict::genuine) << support::json_of(report);
    EXPECT_EQ(document.fallbacks, chip.fallbacks);
    Names attention;
    for (const auto* check : report.attention()) attention.push_back(text_of(check->name));
    EXPECT_EQ(attention, chip.attention);
    const auto usual = support::specimen(
        std::string(chip.specimen) == "passport-guarded-cvca" ? "passport-guarded" : chip.specimen);
    EXPECT_TRUE(
        document.files ==
        support::read(usual, chip.mrz ? support::mrz_of(usual) : support::can_of(usual)).files);
}
INSTANTIATE_TEST_SUITE_P(Chips, BentChip, testing::ValuesIn(bent_chips()));

/// What stands in the master file under which short identifier, where the chip looks for one there.
struct Parent {
    const char* name;
    std::vector<const char*> files;  ///< "MF011E": by its identifier
};
std::ostream& operator<<(std::ostream& out, const Parent& parent) { return out << parent.name; }

/// EF.DIR and EF.ATR/INFO of a card of several applications (ISO 7816-4 §12.2), EF.CardSecurity.
std::string content_of(const std::string& file) {
    if (file == "MF011D") return support::specimen("passport-cam").data().at("files").at("MF011D");
    return file == "2F01" ? "7F660802020100020201006104"
                            "4F024711"
                          : "61094F07A0000002471001";
}

class ChipOfTheParent : public testing::TestWithParam<Parent> {};

/// The master file is then the current DF, and the next SELECT finds nothing of the application.
TEST_P(ChipOfTheParent, that_looks_for_short_identifiers_in_the_master_file_is_read_whole) {
    for (const char* name : {"vn-citizen-2021", "vn-citizen-bac"})
        for (const bool com : {true, false}) {
            auto files = json::object();
            for (const auto* file : GetParam().files) files[file] = content_of(file);
            const auto all = support::specimen(name);
            auto usual = com ? all : all.patched({{"files", {{"011E", nullptr}}}});
            const auto parent =
                usual.patched({{"behaviour", {{"short_ids_mean", "parent"}}}, {"files", files}});
            const auto document = support::read(parent, support::mrz_of(parent));
            const auto report = support::judge(document, parent);
            EXPECT_EQ(report.verdict(), Verdict::genuine) << name << support::json_of(report);
            EXPECT_TRUE(document.files == support::read(usual, support::mrz_of(usual)).files)
                << name << com;
        }
}

INSTANTIATE_TEST_SUITE_P(Chips, ChipOfTheParent,
                         testing::Values(Parent{"nothing there", {}}, Parent{"EF.DIR", {"MF011E"}},
                                         Parent{"EF.DIR under EF.DG1's", {"MF0101"}},
                                         Parent{"EF.DIR and EF.ATR/INFO", {"MF011E", "2F01"}},
                                         Parent{"EF.DIR and EF.CardSecurity", {"MF011E", "MF011D"}},
                                         Parent{"all three", {"MF011E", "MF011D", "2F01"}}));

/// Chips of the usual specimen that bend the standard in two ways.
std::vector<json> chips_bent_twice() {
    std::vector<json> pairs;
    const auto chips = bent_chips();
    for (auto a = chips.begin(); a != chips.end(); ++a)
        for (auto b = a + 1; b != chips.end(); ++b) {
            json both = a->behaviour;
            both.update(b->behaviour);
            const bool usual = std::string_view(a->specimen) == b->specimen &&
                               std::string_view(a->specimen) == "vn-citizen-2021";
            if (usual && both.size() == a->behaviour.size() + b->behaviour.size())
                pairs.push_back(std::move(both));
        }
    return pairs;
}

TEST(BentChips, that_bend_it_in_two_ways_are_read_whole_all_the_same) {
    const auto usual = support::specimen("vn-citizen-2021");
    const auto files = support::read(usual, support::can_of(usual)).files;
    const auto pairs = chips_bent_twice();
    for (std::size_t at = 0; at < pairs.size(); at += support::stride(1, 7)) {
        const auto specimen = bent(pairs[at]);
        try {
            const auto document = support::read(specimen, support::can_of(specimen));
            EXPECT_EQ(document.files, files) << pairs[at];
            EXPECT_EQ(support::judge(document, specimen).verdict(), Verdict::genuine) << pairs[at];
        } catch (const card::Error& error) {
            ADD_FAILURE() << pairs[at] << ": " << error.what();
        }
    }
}

TEST(BentChips, what_a_deactivated_chip_says_stands_before_every_other_attention) {
    const auto specimen = bent({{"select_warning", "6283"}, {"chip_authentication", "refuse"}});
    const auto report = support::inspect(specimen);
    ASSERT_GT(report.attention().size(), 1U);
    EXPECT_EQ(text_of(report.attention().front()->name), "chip.state");
    EXPECT_EQ(support::reason(report, "chip.state"),
              "the chip says that it was deactivated: ask the issuer before you rely on this card");
    EXPECT_EQ(text_of(card::explain(report).attention.front()->name), "chip.state");
}

TEST(BentChips, files_that_share_an_identifier_are_absent_where_only_the_other_one_comes) {
    const auto specimen = support::specimen("passport-cam");
    const auto sod = specimen.data().at("files").at("011D").get<std::string>();
    const auto same = specimen.patched({{"files", {{"MF011D", sod}}}});
    const auto document = support::read(same, support::can_of(same));
    EXPECT_FALSE(document.file(FileId::card_security));
    EXPECT_EQ(document.missing.at(FileId::card_security).why, card::MissingFile::Why::absent);
    const auto cvca =
        support::specimen("vn-citizen-2021")
            .patched({{"files", {{"011C", "420D5554435643413030303031" + std::string(46, '0')}}}});
    const auto read = support::read(cvca, support::mrz_of(cvca));
    EXPECT_FALSE(read.file(FileId::card_access)) << "an EF.CVCA is none";
    EXPECT_EQ(support::judge(read, cvca).check("access.downgrade")->outcome, Outcome::failed);
}

TEST(BentChips, beyond_offset_32767_octets_without_their_data_object_are_taken) {
    card::Bytes large = card::from_hex("75829C40");
    for (std::size_t i = 0; i < 40'000; ++i) large.push_back(static_cast<std::uint8_t>(i * 7 >> 3));
    for (const char* beyond : {"6282", "9000", "6700"}) {
        const auto specimen = bent({{"odd_read", "bare"}, {"beyond_end", beyond}})
                                  .patched({{"files", {{"0102", card::to_hex(large)}}}});
        const auto document = support::read(specimen, support::can_of(specimen));
        EXPECT_TRUE(document.files.at(FileId::dg2) == large) << beyond;
        EXPECT_TRUE(support::has(document, "bare-octets")) << beyond;
    }
}

TEST(BentChips, a_group_without_its_tag_is_read_whole_and_judged_by_its_hash) {
    for (const std::size_t size : {std::size_t{8}, std::size_t{300}, std::size_t{700}})
        for (const char* beyond : {"6282", "9000", "6C", "6700"}) {
            const card::Bytes zeros(size);
            const auto specimen = bent({{"beyond_end", beyond}})
                                      .patched({{"files", {{"010D", card::to_hex(zeros)}}}});
            const auto document = support::read(specimen, support::can_of(specimen));
            ASSERT_TRUE(document.file(FileId::dg13)) << size << ' ' << beyond;
            EXPECT_TRUE(*document.file(FileId::dg13) == zeros) << size << ' ' << beyond;
            const auto report = support::judge(document, specimen);
            EXPECT_EQ(report.check("dg.hash.13")->outcome, Outcome::failed);
        }
}

}  // namespace
