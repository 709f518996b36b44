// SPDX-License-Identifier: Apache-2.0
// What cards are judged by: a store that is replaced while the kiosk runs, and the newest time that
// was seen.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <fstream>
#include <mutex>

#include <fcntl.h>
#include <stdio.h>

#include "core/card_worker.h"
#include "core/state_file.h"
#include "simulated/table.h"
#include "support/fixtures.h"

namespace {

namespace fs = std::filesystem;
using card::Outcome;
using kiosk::Judging;
using support::kToday;

class Judged : public testing::Test {
protected:
    void SetUp() override {
        config_.state = place_.path() / "state";
        fs::create_directory(config_.state);
        config_.policy.revocation = card::Policy::Revocation::when_available;
    }
    static card::FollowedStore fixed() {
        return card::FollowedStore(support::trust_of(support::specimen("vn-citizen-2021")));
    }
    Judging judging(card::FollowedStore store = fixed()) {
        return Judging(config_, std::move(store), [this] { return now_.load(); });
    }
    std::string kept() const { return kiosk::load_state(config_.state / "last_run.json"); }
    void keep(const std::string& text) const {
        std::ofstream(config_.state / "last_run.json") << text;
    }
    static const card::Document& document() {
        static const auto read =
            support::read(support::specimen("vn-citizen-2021"),
                          support::can_of(support::specimen("vn-citizen-2021")));
        return read;
    }
    static Outcome clock(Judging& judging) {
        const auto measure = judging.next();
        return card::verify(document(), measure.trust, measure.policy)
            .check(card::CheckId::time_clock)
            ->outcome;
    }

    support::Folder place_;
    kiosk::Config config_;
    std::atomic<std::int64_t> now_ = kToday;
};

/// More than a time server's step.
constexpr std::int64_t kSetBack = 601;

TEST_F(Judged, by_a_clock_that_was_set_back_a_card_is_undetermined_also_after_a_restart) {
    auto first = judging();
    EXPECT_EQ(clock(first), Outcome::passed);
    first.judged();
    EXPECT_EQ(kept(), R"({"last_run":1795262400})");
    now_ = kToday - kSetBack;
    EXPECT_EQ(clock(first), Outcome::failed);
    first.judged();
    auto second = judging();
    EXPECT_EQ(second.state().last_run, kToday);
    EXPECT_EQ(clock(second), Outcome::failed);
    now_ = kToday;
    EXPECT_EQ(clock(second), Outcome::passed);
}

TEST_F(Judged, the_disk_is_written_once_a_minute) {
    auto one = judging();
    for (const int second : {0, 1, 59}) {
        now_ = kToday + second;
        one.judged();
    }
    EXPECT_EQ(kept(), R"({"last_run":1795262400})");
    EXPECT_EQ(one.state().last_run, kToday + 59);
    now_ = kToday + 60;
    one.judged();
    EXPECT_EQ(kept(), R"({"last_run":1795262460})");
}

TEST_F(Judged, a_time_in_the_future_is_put_right_by_the_administrator) {
    keep(R"({"last_run":2000000000})");
    auto one = judging();
    EXPECT_EQ(clock(one), Outcome::failed);
    one.judged();
    EXPECT_EQ(kept(), R"({"last_run":2000000000})");
    one.trust_clock();
    EXPECT_EQ(kept(), R"({"last_run":1795262400})");
    EXPECT_EQ(clock(one), Outcome::passed);
}

TEST_F(Judged, what_is_no_time_is_unknown) {
    for (const std::string text :
         {"", "{", "[]", "1795262400", R"({"last_run":"2000000000"})", R"({"last_run":2e9})",
          R"({"last_run":-1})", R"({"last_run":253402300800})",
          R"({"last_run":99999999999999999999})"}) {
        keep(text);
        EXPECT_EQ(judging().state().last_run, 0) << text;
    }
    keep(std::string(kiosk::kMaxStateFile + 1, ' ') + R"({"last_run":2000000000})");
    EXPECT_EQ(judging().state().last_run, 0);
}

TEST_F(Judged, without_a_state_folder_the_time_lasts_as_long_as_the_program) {
    config_.state.clear();
    auto one = judging();
    one.judged();
    now_ = kToday - kSetBack;
    EXPECT_EQ(clock(one), Outcome::failed);
    EXPECT_EQ(judging().state().last_run, 0);
}

/// A store that can be exchanged as `cardtool trust update` does it.
class Exchanged : public Judged {
protected:
    void SetUp() override {
        Judged::SetUp();
        fs::create_directory(store());
        fs::copy_file(support::specimens() / "trust" / "csca.cer", store() / "csca.cer");
    }
    fs::path store() const { return place_.path() / "store"; }
    void exchange(const char* file) const {
        const auto next = place_.path() / "next";
        fs::create_directory(next);
        fs::copy_file(support::specimens() / "trust" / "csca.cer", next / "csca.cer");
        if (fs::path(file) == "MANIFEST") std::ofstream(next / file) << "torn";
        else fs::copy_file(support::specimens() / "trust" / file, next / file);
        ASSERT_EQ(renameat2(AT_FDCWD, next.c_str(), AT_FDCWD, store().c_str(), RENAME_EXCHANGE), 0);
        fs::remove_all(next);
    }
};

TEST_F(Exchanged, with_a_withdrawal_makes_the_next_card_not_genuine_without_a_restart) {
    auto by = judging(card::FollowedStore({store()}));
    simulated::Table table;
    table.lay("vn-citizen-2021,dsc-revoked");
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<kiosk::Plate> plates;
    kiosk::CardWorker worker(
        config_, by, [&] { return table.reader(); },
        [&](const kiosk::Happening& event) {
            if (!event.outcome) return;
            const std::lock_guard lock(mutex);
            plates.push_back(event.outcome->plate);
            changed.notify_all();
        });
    const auto plate_of = [&](std::uint64_t visit) {
        worker.inspect(
            visit,
            {std::make_shared<const card::AccessKey>(card::AccessKey::from_can("000123")), {}},
            false);
        std::unique_lock lock(mutex);
        EXPECT_TRUE(changed.wait_for(lock, std::chrono::seconds(30),
                                     [&] { return plates.size() == visit; }));
        return plates.back();
    };
    EXPECT_EQ(plate_of(1), kiosk::Plate::genuine);
    exchange("csca.crl");
    EXPECT_EQ(plate_of(2), kiosk::Plate::failed);
}

TEST_F(Exchanged, for_one_that_cannot_be_loaded_the_old_one_counts_and_the_state_says_so) {
    auto by = judging(card::FollowedStore({store()}));
    const auto digest = by.next().trust.digest();
    EXPECT_FALSE(by.state().old_store);
    exchange("MANIFEST");
    testing::internal::CaptureStderr();
    EXPECT_EQ(by.next().trust.digest(), digest);
    EXPECT_EQ(by.next().trust.digest(), digest);
    const auto said = testing::internal::GetCapturedStderr();
    EXPECT_TRUE(
        said.starts_with("card-kiosk: the trust store has changed, but cannot be loaded, "
                         "so the old one counts: "))
        << said;
    EXPECT_EQ(std::ranges::count(said, '\n'), 1);
    EXPECT_TRUE(by.state().old_store);
    EXPECT_EQ(by.state().anchors, 1U);
    exchange("csca.crl");
    EXPECT_NE(by.next().trust.digest(), digest);
    EXPECT_FALSE(by.state().old_store);
}

}  // namespace
