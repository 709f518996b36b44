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
using Names = std::vector<std::string>;

simulated::Specimen bent(const json& behaviour, const char* name = "vn-citizen-2021") {
    return support::specimen(name).patched({{"behaviour", behaviour}});
}

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
        const auto document = support::read(specimen, support::can_of(specimen));
        EXPECT_EQ(document.files, files) << pairs[at];
        EXPECT_EQ(support::judge(document, specimen).verdict(), Verdict::genuine) << pairs[at];
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

/// Errors in clear that end the session, at each protected command in turn.
class LostSession : public testing::TestWithParam<const char*> {};

TEST_P(LostSession, costs_one_fresh_session_and_never_a_proof_of_the_chip) {
    const auto usual = support::specimen("vn-citizen-2021");
    const auto honest = support::read(usual, support::can_of(usual));
    int genuine = 0, disproven = 0;
    const auto step = static_cast<int>(support::stride(1, 13));
    for (int at = 1; at < 99; at += step) {
        const auto specimen = bent({{"fails_in_clear_at", at}, {"fails_in_clear", GetParam()}});
        const auto document = support::read(specimen, support::can_of(specimen));
        const auto report = support::judge(document, specimen);
        if (report.check("chip.ca")->outcome != Outcome::passed) {
            ++disproven;
            const bool answered = document.chip_authentication.outcome ==
                                  card::ChipAuthenticationRecord::Outcome::wrong;
            EXPECT_EQ(report.verdict(), answered ? Verdict::not_genuine : Verdict::genuine) << at;
            continue;
        }
        EXPECT_EQ(report.verdict(), Verdict::genuine) << at;
        EXPECT_EQ(std::ranges::count(document.fallbacks, "fresh-session"), 1) << at;
        EXPECT_EQ(document.files, honest.files) << at;
        ++genuine;
    }
    if (step != 1) return;    // only the whole row says how many of each there are
    EXPECT_EQ(disproven, 3);  // MSE, GENERAL AUTHENTICATE, and the first answer under the new keys
    EXPECT_EQ(genuine, 98 - disproven);
}
#ifdef CARD_SANITIZED  // it takes its time, and the others differ in the status alone
INSTANTIATE_TEST_SUITE_P(Statuses, LostSession, testing::Values("6988"));
#else
INSTANTIATE_TEST_SUITE_P(Statuses, LostSession, testing::Values("6988", "6F00", "6982", "6985"));
#endif

TEST(BentChips, a_session_that_is_lost_costs_no_file_however_the_card_was_opened) {
    const auto step = static_cast<int>(support::stride(3, 13));
    for (const char* name : {"vn-citizen-bac", "passport-cam", "passport-bac", "passport-im"}) {
        const auto usual = support::specimen(name);
        const auto honest = support::read(usual, support::mrz_of(usual));
        for (int at = 1; at < 90; at += step) {
            const auto specimen =
                bent({{"fails_in_clear_at", at}, {"fails_in_clear", "6F00"}}, name);
            const auto document = support::read(specimen, support::mrz_of(specimen));
            EXPECT_EQ(document.files, honest.files) << name << at;
            const auto report = support::judge(document, specimen);
            const bool answered = document.chip_authentication.outcome ==
                                  card::ChipAuthenticationRecord::Outcome::wrong;
            const bool refused = document.chip_authentication.outcome ==
                                 card::ChipAuthenticationRecord::Outcome::refused;
            if (refused) continue;
            EXPECT_EQ(report.verdict(), answered ? Verdict::not_genuine : Verdict::genuine)
                << name << at;
        }
    }
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

TEST(BentChips, a_session_that_is_lost_for_ever_ends_the_reading) {
    const auto specimen = bent(
        {{"fails_in_clear_at", 1}, {"fails_in_clear", "6988"}, {"fails_in_clear_for", "ever"}});
    EXPECT_THROW(support::read(specimen, support::can_of(specimen)), card::Error);
}

TEST(BentChips, a_lost_session_goes_on_with_a_chip_that_takes_no_second_select) {
    for (const char* second : {"6985", "reset"}) {
        const auto specimen = bent({{"fails_in_clear_at", 50},
                                    {"fails_in_clear", "6988"},
                                    {"select_master_file", "6A86"},
                                    {"second_select", second}});
        const auto document = support::read(specimen, support::can_of(specimen));
        EXPECT_EQ(support::judge(document, specimen).verdict(), Verdict::genuine) << second;
        EXPECT_TRUE(support::has(document, "application-still-selected")) << second;
    }
}

/// The second chip answers from the first error in clear on.
class Swapped final : public card::Transport {
public:
    Swapped(const simulated::Specimen& first, const simulated::Specimen& second, std::size_t at)
        : first_(first), second_(second), at_(at) {}
    card::Bytes transceive(card::ByteView command) override {
        if (exchanges_++ == at_) return card::from_hex("6988");
        return exchanges_ <= at_ ? first_.transceive(command) : second_.transceive(command);
    }
    card::LinkTraits traits() const override { return first_.traits(); }

private:
    simulated::CardTransport first_, second_;
    std::size_t at_, exchanges_ = 0;
};

TEST(BentChips, another_card_never_goes_on_in_a_fresh_session) {
    const auto first = support::specimen("vn-citizen-2021");
    const auto second = support::with_number_of(first, "vn-citizen-no-expiry");
    for (const std::size_t at : {30U, 60U, 90U}) {
        Swapped chip(first, second, at);
        try {
            card::read(chip, support::can_of(first));
            FAIL() << at;
        } catch (const card::Error& error) {
            EXPECT_EQ(error.code(), card::Errc::card_lost) << at << error.what();
        }
    }
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
