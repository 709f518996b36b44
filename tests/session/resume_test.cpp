// SPDX-License-Identifier: Apache-2.0
// Cards that are torn away and come back, and others that come in their place.
#include <gtest/gtest.h>

#include <algorithm>

#include "card/error.h"
#include "card/readers.h"
#include "support/visits.h"

namespace {

using card::FileId;
using card::Verdict;
using namespace support;
using Step = card::Progress::Step;

TEST(Resume, a_card_torn_away_at_any_exchange_and_put_back_is_read_on_and_genuine) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto whole = support::read(specimen, support::can_of(specimen));
    for (std::size_t torn = 0; torn < whole.counters.apdus; torn += support::stride(1, 13)) {
        Visits reader({{specimen, torn}, {specimen}});
        const auto document = card::read(reader, support::can_of(specimen));
        ASSERT_TRUE(document.files == whole.files) << torn;
        ASSERT_EQ(judge(document, specimen).verdict(), Verdict::genuine) << torn;
        // Opening, EF.COM and EF.SOD, the proofs and one SELECT are made again; what was read of
        // the rest is not.
        ASSERT_LE(reader.exchanges(), whole.counters.apdus + 31) << torn;
    }
}

TEST(Resume, what_was_opened_in_a_weaker_way_before_the_tear_is_not_forgotten) {
    const auto honest = support::specimen("vn-citizen-2021"),
               weaker = support::specimen("vn-citizen-2021", "card-access-weaker"),
               hidden = support::specimen("vn-citizen-2021", "card-access-hidden");
    static constexpr std::size_t kLate = 90;
    const auto read = [&](std::vector<Visit> visits) {
        Visits reader(std::move(visits));
        return judge(card::read(reader, support::mrz_of(honest)), honest);
    };
    const auto by_weaker = read({{weaker, kLate}, {honest}}),
               by_hidden = read({{hidden, kLate}, {honest}}),
               twice = read({{hidden, kLate}, {honest, kLate}, {honest}});
    EXPECT_EQ(by_weaker.check("access.card_access")->outcome, card::Outcome::failed);
    EXPECT_EQ(by_weaker.verdict(), Verdict::not_genuine);
    EXPECT_EQ(by_hidden.check("access.downgrade")->outcome, card::Outcome::failed);
    EXPECT_EQ(by_hidden.verdict(), Verdict::undetermined);
    EXPECT_EQ(twice.verdict(), Verdict::undetermined);
    EXPECT_EQ(read({{honest, kLate}, {honest}}).verdict(), Verdict::genuine);  // positive control
}

TEST(Resume, a_portrait_goes_on_at_the_octet_where_it_stopped) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto whole = support::read(specimen, support::can_of(specimen));
    std::vector<Step> steps;
    std::size_t stopped = 0, resumed = 0;
    card::ReadOptions options;
    options.progress = [&](const card::Progress& progress) {
        if (progress.step == Step::reading && progress.file == FileId::dg2) {
            if (steps.empty()) stopped = progress.done;
            else if (resumed == 0) resumed = progress.done;
        } else if (progress.step >= Step::interrupted) {
            steps.push_back(progress.step);
        }
    };
    Visits reader({{specimen, whole.counters.apdus - 20}, {specimen}});
    const auto document = card::read(reader, support::can_of(specimen), options);
    EXPECT_EQ(steps, (std::vector{Step::interrupted, Step::resumed}));
    EXPECT_GT(stopped, 8000U);
    EXPECT_EQ(resumed, stopped);
    EXPECT_TRUE(has(document, "resumed"));
    EXPECT_EQ(document.chip_authentication.outcome, card::ChipAuthenticationRecord::Outcome::right);
    EXPECT_EQ(document.counters.apdus, reader.exchanges() - 1);  // the torn one gave nothing
}

TEST(Resume, another_card_with_the_same_number_inherits_nothing) {
    const auto first = support::specimen("vn-citizen-2021");
    const auto second = with_number_of(first, "vn-citizen-no-expiry");
    const auto own = support::read(second, support::can_of(second));
    ASSERT_FALSE(own.files == support::read(first, support::can_of(first)).files);
    std::vector<Step> steps;
    card::ReadOptions options;
    options.progress = [&](const card::Progress& progress) {
        if (progress.step >= Step::interrupted) steps.push_back(progress.step);
    };
    Visits reader({{first, 90}, {second}});
    const auto document = card::read(reader, support::can_of(first), options);
    EXPECT_EQ(steps, (std::vector{Step::interrupted, Step::other_card}));
    EXPECT_TRUE(document.files == own.files);
    EXPECT_EQ(document.fallbacks, std::vector<std::string>{"read.other_card"});
    EXPECT_EQ(document.counters.apdus, own.counters.apdus);
    const auto report = judge(document, second), expected = judge(own, second);
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    EXPECT_EQ(report.holder().fields, expected.holder().fields);
    EXPECT_EQ(card::to_bytes(report.portrait()->octets()),
              card::to_bytes(expected.portrait()->octets()));
}

TEST(Resume, a_clone_that_takes_the_place_of_the_torn_card_must_prove_itself) {
    const auto genuine = support::specimen("vn-citizen-2021");
    for (const auto& [lie, verdict] : {std::pair{"clone-ca-other-key", Verdict::not_genuine},
                                       std::pair{"clone-refuses", Verdict::chip_unproven}}) {
        Visits reader({{genuine, 90}, {support::specimen("vn-citizen-2021", lie)}});
        const auto document = card::read(reader, support::can_of(genuine));
        EXPECT_TRUE(has(document, "resumed"));
        EXPECT_EQ(judge(document, genuine).verdict(), verdict) << lie;
    }
}

TEST(Resume, files_of_a_torn_clone_are_dropped_and_read_from_the_card_that_came) {
    const auto genuine = support::specimen("vn-citizen-2021");
    const auto own = support::read(genuine, support::can_of(genuine));
    for (const char* lie : {"dg1-birth-date-changed", "dg13-name-changed"}) {
        Visits reader({{support::specimen("vn-citizen-2021", lie), 90}, {genuine}});
        const auto document = card::read(reader, support::can_of(genuine));
        EXPECT_EQ(judge(document, genuine).verdict(), Verdict::genuine) << lie;
        EXPECT_TRUE(document.files == own.files) << lie;
        Visits other_way({{genuine, 90}, {support::specimen("vn-citizen-2021", lie)}});
        const auto kept = card::read(
            other_way, support::can_of(genuine));  // what was read of the genuine one stays
        EXPECT_TRUE(kept.files == own.files) << lie;
    }
}

TEST(Resume, a_proof_that_failed_before_the_tear_is_not_forgotten_by_it) {
    const auto genuine = support::specimen("vn-citizen-2021");
    for (const auto& [lie, check] : {std::pair{"clone-ca-other-key", "chip.ca"},
                                     std::pair{"clone-ca-keeps-old-keys", "chip.ca"},
                                     std::pair{"ca-right-aa-wrong", "chip.aa"}}) {
        const auto clone = support::specimen("vn-citizen-2021", lie);
        for (const auto& visits : {std::vector<Visit>{{clone, 90}, {genuine}},
                                   std::vector<Visit>{{clone, 90}, {genuine, 60}, {genuine}}}) {
            Visits reader(visits);
            const auto report = judge(card::read(reader, support::can_of(genuine)), genuine);
            EXPECT_EQ(report.verdict(), Verdict::not_genuine) << lie;
            EXPECT_EQ(report.check(check)->outcome, card::Outcome::failed) << lie;
        }
    }
}

TEST(Resume, a_number_that_the_chip_was_judging_at_a_tear_is_tried_once_more_and_no_oftener) {
    const auto specimen = support::specimen("vn-citizen-2021");
    std::vector<Visit> visits(8, Visit{specimen, 5});  // in the last step of PACE
    Visits reader(visits);
    EXPECT_THROW(card::read(reader, support::can_of(specimen)), card::Error);
    EXPECT_EQ(reader.exchanges(), 2 * 6U);
}

TEST(Resume, an_answer_that_was_cut_anywhere_is_a_tear_and_never_a_forgery) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto answers = support::answers_of(specimen);
    for (std::size_t exchange = 6; exchange < answers.size(); exchange += 7) {
        for (const int tail : {0x90, 0x6A, 0x61, 0x00}) {
            bool cut = false;
            Tampering chip(specimen, [&](std::size_t now, card::ByteView, card::Bytes& answer) {
                if (now != exchange || answer.size() < 40) return;
                answer.resize(30);
                answer[28] = static_cast<std::uint8_t>(tail);
                answer[29] = 0x11;
                cut = true;
            });
            try {
                card::read(chip, support::can_of(specimen));
                EXPECT_FALSE(cut) << exchange;
            } catch (const card::Error& error) {
                EXPECT_EQ(error.code(), card::Errc::card_lost)
                    << exchange << " " << name_of(error.step());
            }
        }
    }
}

TEST(Resume, a_file_that_does_not_go_on_where_it_stopped_is_read_from_its_start) {
    const auto genuine = support::specimen("vn-citizen-2021");
    // The other portrait is larger than the one that the issuer signed: what its length promises
    // does not come.
    Visits reader({{support::specimen("vn-citizen-2021", "dg2-other-portrait"), 90}, {genuine}});
    const auto document = card::read(reader, support::can_of(genuine));
    EXPECT_EQ(judge(document, genuine).verdict(), Verdict::genuine);
    EXPECT_TRUE(document.files == support::read(genuine, support::can_of(genuine)).files);
}

TEST(Resume, a_card_that_does_not_come_back_in_time_is_lost) {
    const auto specimen = support::specimen("vn-citizen-2021");
    Visits reader({{specimen, 60}});
    try {
        card::read(reader, support::can_of(specimen));
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), card::Errc::card_lost);
        EXPECT_EQ(error.step(), card::Step::read_removed);
    }
    EXPECT_GT(reader.waited(), card::kResumeWithin / 2);
    EXPECT_LE(reader.waited(), card::kResumeWithin);
}

TEST(Resume, a_card_that_is_torn_again_and_again_ends_the_reading) {
    const auto specimen = support::specimen("vn-citizen-2021");
    std::vector<Visit> visits(card::kMaxTears + 5, Visit{specimen, 20});
    Visits reader(visits);
    EXPECT_THROW(card::read(reader, support::can_of(specimen)), card::Error);
    EXPECT_EQ(reader.exchanges(), (card::kMaxTears + 1) * 21U);
}

TEST(Resume, a_torn_reading_that_is_recorded_replays) {
    support::Folder folder;
    const auto file = (folder.path() / "torn.transcript").string();
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto seed = card::from_hex("00112233445566778899AABBCCDDEEFF");
    card::SeededRandom first{card::SecretBytes(seed)};
    card::ReadOptions options;
    options.random = &first;
    const auto recorder = card::record(
        std::make_unique<Visits>(std::vector<Visit>{{specimen, 70}, {specimen}}), file, seed);
    const auto document = card::read(*recorder, support::can_of(specimen), options);
    card::SeededRandom second{card::SecretBytes(seed)};
    options.random = &second;
    const auto again =
        card::read(*card::open_reader("replay:" + file), support::can_of(specimen), options);
    EXPECT_TRUE(again.files == document.files);
    EXPECT_TRUE(has(again, "resumed"));
    EXPECT_EQ(judge(again, specimen).verdict(), Verdict::chip_unproven);
}

}  // namespace
