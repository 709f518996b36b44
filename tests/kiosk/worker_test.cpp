// SPDX-License-Identifier: Apache-2.0
// The worker that owns the reader: what it posts, in which order, and what it never posts.
#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "core/card_worker.h"
#include "simulated/table.h"
#include "support/fixtures.h"

namespace {

using namespace std::chrono_literals;
using card::FieldId;
using kiosk::Plate;

/// What the worker posted, in order.
class Posted {
public:
    void operator()(kiosk::Happening event) {
        const std::lock_guard lock(mutex_);
        events_.push_back(std::move(event));
        changed_.notify_all();
    }
    std::vector<kiosk::Happening> until(kiosk::Happening::Kind kind) {
        std::unique_lock lock(mutex_);
        const auto is_it = [kind](const kiosk::Happening& event) { return event.kind == kind; };
        EXPECT_TRUE(
            changed_.wait_for(lock, 30s, [&] { return std::ranges::any_of(events_, is_it); }));
        return {events_.begin(), std::ranges::find_if(events_, is_it) + 1};
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<kiosk::Happening> events_;
};

kiosk::VisitKey key_of(const char* can) {
    return {std::make_shared<const card::AccessKey>(card::AccessKey::from_can(can)), {}};
}

/// A worker at a table on which a card lies.
struct Bench {
    explicit Bench(const std::string& card = "vn-citizen-2021", kiosk::Config with = {})
        : config(std::move(with)) {
        table.lay(card);
    }
    kiosk::Config config;
    simulated::Table table;
    Posted posted;
    kiosk::Judging judging{
        config, card::FollowedStore(support::trust_of(support::specimen("vn-citizen-2021")))};
    kiosk::CardWorker worker{config, judging, [this] { return table.reader(); },
                             [this](kiosk::Happening event) { posted(std::move(event)); }};
};

TEST(Worker, posts_no_value_of_a_file_whose_hash_is_not_covered_by_a_checked_signature) {
    using Kind = kiosk::Happening::Kind;
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
    const auto events = bench.posted.until(kiosk::Happening::Kind::finished);
    using Kind = kiosk::Happening::Kind;
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
        const auto finished = bench.posted.until(kiosk::Happening::Kind::finished).back();
        EXPECT_EQ(finished.outcome->plate, plate) << static_cast<int>(profile);
    }
}

TEST(Worker, a_wrong_number_and_a_card_of_another_kind_have_their_texts) {
    Bench bench;
    bench.worker.inspect(1, key_of("999999"), true);
    EXPECT_EQ(bench.posted.until(kiosk::Happening::Kind::failed).back().text_id, "e.key");
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
    EXPECT_EQ(bench.posted.until(kiosk::Happening::Kind::reader_lost).size(), 1U);
    bench.table.unplug(false);
    EXPECT_EQ(bench.posted.until(kiosk::Happening::Kind::reader_back).size(), 2U);
}

TEST(Worker, tells_that_the_card_left_and_that_another_came) {
    Bench bench;
    bench.worker.inspect(3, key_of("000123"), true);
    bench.posted.until(kiosk::Happening::Kind::finished);
    bench.table.lift();
    EXPECT_EQ(bench.posted.until(kiosk::Happening::Kind::removed).back().visit, 3U);
    bench.table.lay("vn-citizen-long-name");
    EXPECT_EQ(bench.posted.until(kiosk::Happening::Kind::another).back().visit, 3U);
}

TEST(Worker, hands_document_and_report_over_only_where_they_are_wanted) {
    Bench bench;
    bench.worker.inspect(1, key_of("000123"), true);
    EXPECT_FALSE(bench.posted.until(kiosk::Happening::Kind::finished).back().document);
}

TEST(Worker, a_state_that_the_policy_leaves_out_is_undetermined_and_none_of_its_values_is_posted) {
    kiosk::Config config;
    config.policy.allowed_states = {"DE"};
    Bench bench("vn-citizen-2021", config);
    bench.worker.inspect(1, key_of("000123"), true);
    for (const auto& event : bench.posted.until(kiosk::Happening::Kind::finished)) {
        EXPECT_TRUE(event.fields.empty());
        if (event.kind != kiosk::Happening::Kind::finished) continue;
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
    for (const auto& event : posted.until(kiosk::Happening::Kind::finished)) {
        for (const auto& field : event.fields)
            EXPECT_TRUE(wanted.contains(field.key.id)) << card::name_of(field.key);
        if (event.outcome) {
            EXPECT_EQ(event.outcome->fields.size(), 2U);
        }
    }
}

}  // namespace
