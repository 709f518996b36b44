// SPDX-License-Identifier: Apache-2.0
// The worker that owns the reader: what it posts, in which order, and what it never posts.
#include <gtest/gtest.h>

#include "forwarding_reader.h"
#include "kiosk/worker_bench.h"

namespace {

using namespace kiosk_tests;
using card::FieldId;
using kiosk::Plate;

TEST(Worker, posts_no_value_of_a_file_whose_hash_is_not_covered_by_a_checked_signature) {
    for (const auto& [lie, forbidden] :
         {std::pair{"sod-signature-bit", ""}, std::pair{"sod-unknown-csca", ""},
          std::pair{"sod-digest-stale", ""}, std::pair{"dg13-name-changed", "Nguyễn Văn Khác"},
          std::pair{"dg1-birth-date-changed", "910101"}}) {
        Bench bench(std::string("vn-citizen-2021,") + lie);
        bench.worker.inspect(1, key_of("000123"), true);
        for (const auto& event : bench.posted.until(Kind::finished)) {
            const auto& fields =
                event.kind == Kind::finished ? event.outcome->fields : event.fields;
            EXPECT_TRUE(fields.empty() || *forbidden) << lie;
            for (const auto& field : fields) EXPECT_NE(field.text, forbidden) << lie;
        }
    }
}

TEST(Worker, posts_text_before_the_portrait_and_the_verdict_last) {
    Bench bench;
    bench.worker.inspect(7, key_of("000123"), true);
    const auto events = bench.posted.until(Kind::finished);
    std::size_t first_fields = 0, first_photo = 0, finished = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
        EXPECT_EQ(events[i].visit, 7U);
        if (events[i].kind == Kind::fields && first_fields == 0) first_fields = i;
        if (events[i].kind == Kind::stage && events[i].stage == kiosk::Stage::photo &&
            first_photo == 0)
            first_photo = i;
        if (events[i].kind == Kind::finished) finished = i;
    }
    EXPECT_GT(first_fields, 0U);
    EXPECT_LT(first_fields, first_photo);
    EXPECT_LT(first_photo, finished);
    EXPECT_EQ(finished, events.size() - 1);
    EXPECT_EQ(events[finished].outcome->plate, Plate::genuine);
}

TEST(Worker, a_bank_and_who_asks_for_all_proofs_see_a_wrong_second_one_a_queue_is_not_kept_for_it) {
    using enum kiosk::Profile;
    using enum card::Policy::ChipProofs;
    for (const auto& [profile, proofs, plate] : {std::tuple{counter, any, Plate::genuine},
                                                 {hospital, any, Plate::genuine},
                                                 {bank, any, Plate::failed},
                                                 {counter, all, Plate::failed}}) {
        kiosk::Config config;
        config.profile = profile;
        config.policy.chip_proofs = proofs;
        Bench bench("vn-citizen-2021,ca-right-aa-wrong", config);
        bench.worker.inspect(1, key_of("000123"), true);
        const auto finished = bench.posted.until(Kind::finished).back();
        EXPECT_EQ(finished.outcome->plate, plate) << static_cast<int>(profile);
    }
}

TEST(Worker, a_wrong_number_and_a_card_of_another_kind_have_their_texts) {
    Bench bench;
    bench.worker.inspect(1, key_of("999999"), true);
    EXPECT_EQ(bench.posted.until(Kind::failed).back().text_id, "e.key");
    EXPECT_EQ(
        kiosk::text_of_error(card::Error(card::Errc::not_supported, card::Step::card_bank, "")),
        "e.kind");
    EXPECT_EQ(
        kiosk::text_of_error(card::Error(card::Errc::card_lost, card::Step::card_several, "")),
        "e.two");
    EXPECT_EQ(kiosk::text_of_error(
                  card::Error(card::Errc::card_asks_wait, card::Step::access_pace_token, "")),
              "e.locked");
    EXPECT_EQ(kiosk::text_of_error(card::Error(card::Errc::card_lost, card::Step::card_dead, "")),
              "e.chip");
    EXPECT_EQ(kiosk::text_of_error(card::Error(card::Errc::reader_lost, card::Step::reader, "")),
              "e.reader");
}

TEST(Worker, a_reader_that_is_not_there_is_told_once_and_its_return_too) {
    Bench bench;
    bench.table.unplug(true);
    bench.worker.watch_reader();
    EXPECT_EQ(bench.posted.until(Kind::reader_lost).size(), 1U);
    bench.table.unplug(false);
    EXPECT_EQ(bench.posted.until(Kind::reader_back).size(), 2U);
}

TEST(Worker, tells_of_a_card_that_lies_there_already_when_nobody_is_served_and_of_its_leaving) {
    Bench bench;
    bench.worker.watch_reader();
    EXPECT_EQ(bench.posted.until(Kind::present).size(), 1U);
    bench.worker.watch_reader();  // after a visit that was cleared, say
    EXPECT_EQ(bench.posted.until(Kind::present, 2).size(), 2U);
    bench.table.lift();
    EXPECT_EQ(bench.posted.until(Kind::removed).size(), 3U);
    bench.table.lay("vn-citizen-2021");
    EXPECT_EQ(bench.posted.until(Kind::present, 3).size(), 4U);
    for (std::size_t card = 0; card < bench.sent.cards(); ++card)
        EXPECT_EQ(bench.sent.to(card), 0U) << "nothing is asked of a card before its holder agreed";
}

/// As a card is that lies half on the reader, or beside another one.
TEST(Worker, a_card_that_cannot_be_spoken_to_at_first_is_told_of_once_it_can) {
    class Reluctant final : public card::ForwardingReader {
    public:
        using ForwardingReader::ForwardingReader;
        std::unique_ptr<card::Transport> wait_for_card(std::stop_token stop,
                                                       card::Milliseconds limit) override {
            using card::Errc, card::Step;
            static constexpr std::pair<Errc, Step> kWhy[] = {
                {Errc::card_lost, Step::card_dead},
                {Errc::card_lost, Step::card_several},
                {Errc::not_supported, Step::card_storage}};
            if (asked_ == std::size(kWhy)) return below_->wait_for_card(std::move(stop), limit);
            const auto& [code, step] = kWhy[asked_++];
            throw card::Error(code, step, "not yet");
        }

    private:
        std::size_t asked_ = 0;
    };
    kiosk::Config config;
    Posted posted;
    simulated::Table table;
    table.lay("vn-citizen-2021");
    kiosk::Judging judging(
        config, card::FollowedStore(support::trust_of(support::specimen("vn-citizen-2021"))));
    kiosk::CardWorker worker(
        config, judging, [&] { return std::make_unique<Reluctant>(table.reader()); },
        [&](kiosk::Happening event) { posted(std::move(event)); });
    worker.watch_reader();
    EXPECT_EQ(posted.until(Kind::present).size(), 1U);
}

TEST(Worker, tells_that_the_card_left_and_that_another_came) {
    Bench bench;
    bench.worker.inspect(3, key_of("000123"), true);
    bench.posted.until(Kind::finished);
    bench.table.lift();
    EXPECT_EQ(bench.posted.until(Kind::removed).back().visit, 3U);
    bench.table.lay("vn-citizen-long-name");
    EXPECT_EQ(bench.posted.until(Kind::another).back().visit, 3U);
}

TEST(Worker, hands_document_and_report_over_only_where_they_are_wanted) {
    Bench bench;
    bench.worker.inspect(1, key_of("000123"), true);
    EXPECT_FALSE(bench.posted.until(Kind::finished).back().document);
}

TEST(Worker, a_state_that_the_policy_leaves_out_is_undetermined_and_none_of_its_values_is_posted) {
    kiosk::Config config;
    config.policy.allowed_states = {"DE"};
    Bench bench("vn-citizen-2021", config);
    bench.worker.inspect(1, key_of("000123"), true);
    for (const auto& event : bench.posted.until(Kind::finished)) {
        EXPECT_TRUE(event.fields.empty());
        if (event.kind != Kind::finished) continue;
        EXPECT_EQ(event.outcome->plate, Plate::undetermined);
        EXPECT_TRUE(event.outcome->fields.empty());
    }
}

TEST(Worker, drops_what_a_hospital_does_not_want_before_it_posts) {
    kiosk::Config config;
    config.profile = kiosk::Profile::hospital;
    Posted posted;
    simulated::Table table;
    table.lay("vn-citizen-2021");
    kiosk::Judging judging(
        config, card::FollowedStore(support::trust_of(support::specimen("vn-citizen-2021"))));
    kiosk::CardWorker worker(
        config, judging, [&] { return table.reader(); },
        [&](kiosk::Happening event) { posted(std::move(event)); });
    worker.inspect(1, key_of("000123"), false);
    const std::set wanted{FieldId::full_name, FieldId::mrz_surname, FieldId::mrz_given_names,
                          FieldId::date_of_birth, FieldId::mrz_date_of_birth};
    for (const auto& event : posted.until(Kind::finished)) {
        for (const auto& field : event.fields)
            EXPECT_TRUE(wanted.contains(field.key.id)) << card::name_of(field.key);
        if (event.outcome) {
            EXPECT_EQ(event.outcome->fields.size(), 2U);
        }
    }
}

}  // namespace
