// What every counter shares: configuration, scanner filter, journal, what may be shown of a report, the worker.
#include <gtest/gtest.h>

#include <condition_variable>
#include <fstream>
#include <mutex>

#include "counter/card_worker.h"
#include "counter/config.h"
#include "counter/journal.h"
#include "counter/outcome.h"
#include "counter/wedge_filter.h"
#include "support/fixtures.h"

namespace {

using namespace std::chrono_literals;
using kiosk::LineOutcome;
using kiosk::Plate;

class ConfigFile : public testing::Test {
protected:
    std::string problem_of(const std::string& text) const {
        std::ofstream(folder_.path() / "kiosk.toml") << text;
        try {
            kiosk::load_config(folder_.path() / "kiosk.toml");
        } catch (const kiosk::ConfigError& error) {
            return std::string(error.what()).substr(folder_.path().string().size() + 1);
        }
        return "none";
    }
    support::Folder folder_;
};

TEST_F(ConfigFile, is_read_with_its_folder_over_it) {
    std::filesystem::create_directory(folder_.path() / "kiosk.d");
    std::ofstream(folder_.path() / "kiosk.d/20-site.toml") << "reader.uri = \"pcsc:*PICC*\"\n";
    EXPECT_EQ(problem_of("profile = \"hospital\"\n[reader]\nuri = \"pcsc:\"\nplace = \"left\"\n[privacy]\nhidden_fields = [\"religion\"]\n"), "none");
    const auto config = kiosk::load_config(folder_.path() / "kiosk.toml");
    EXPECT_EQ(config.profile, kiosk::Profile::hospital);
    EXPECT_EQ(config.reader, "pcsc:*PICC*");
    EXPECT_EQ(config.reader_place, "left");
    EXPECT_EQ(config.hidden_fields, std::set<std::string>{"religion"});
}

TEST_F(ConfigFile, says_line_and_nearest_key_of_what_is_wrong) {
    EXPECT_EQ(problem_of("profile = \"hospital\"\nreader.ury = \"pcsc:\"\n"), "kiosk.toml, line 2: there is no 'reader.ury'; is 'reader.uri' meant?");
    EXPECT_EQ(problem_of("profile = \"hopsital\"\n"), "kiosk.toml, line 1: profile: 'hopsital' is not possible; is 'hospital' meant?");
    EXPECT_EQ(problem_of("demo = 1\n"), "kiosk.toml, line 1: demo: true or false is expected");
    EXPECT_EQ(problem_of("screen.width_mm = 5\n"), "kiosk.toml, line 1: screen.width_mm: the number is outside 80 to 2000");
    EXPECT_NE(problem_of("profile = \n"), "none");
}

TEST(Wedge, a_burst_with_a_terminator_is_a_code_and_a_hand_is_not) {
    kiosk::WedgeFilter filter;
    kiosk::WedgeFilter::Time now{};
    const std::string code = "999099000123|000000001|Nguyen Van Thu|01011999|Nam|Ha Noi|02022022";
    for (const char c : code) EXPECT_FALSE(filter.key(std::string(1, c), false, now += 5ms));
    EXPECT_EQ(filter.key("", true, now += 5ms), code);
    for (const char c : code) EXPECT_FALSE(filter.key(std::string(1, c), false, now += 120ms));
    EXPECT_FALSE(filter.key("", true, now += 120ms)) << "typed by hand";
    EXPECT_FALSE(filter.key("", true, now += 5ms));
}

TEST(Wedge, an_endless_or_short_code_is_dropped) {
    kiosk::WedgeFilter filter;
    kiosk::WedgeFilter::Time now{};
    for (std::size_t i = 0; i < kiosk::kMaxWedge + 100; ++i) filter.key("x", false, now += 1ms);
    EXPECT_FALSE(filter.key("", true, now += 1ms));
    for (int i = 0; i < 6; ++i) filter.key("1", false, now += 1ms);
    EXPECT_FALSE(filter.key("", true, now += 1ms));
}

TEST(Journal, holds_one_line_a_visit_and_no_value_of_anybody) {
    support::Folder folder;
    const auto file = folder.path() / "journal.jsonl";
    const kiosk::Journal journal(file);
    EXPECT_TRUE(journal.append({1795262400, "genuine", "1", "", 1234, true}));
    EXPECT_TRUE(journal.append({1795262401, "refused", "", "", 0, true}));
    std::ifstream in(file);
    std::string first;
    std::getline(in, first);
    EXPECT_EQ(first, R"({"time":1795262400,"ended":"genuine","consent":"1","decision":"","milliseconds":1234,"demo":true})");
    EXPECT_EQ(std::filesystem::status(file).permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_FALSE(kiosk::Journal("/no/such/folder/journal").append({}));
}

kiosk::Outcome outcome_of(const char* lie) {
    return kiosk::outcome_of(support::inspect(support::specimen("vn-citizen-2021", lie)), {"ethnicity", "religion"});
}

TEST(Outcome, has_the_plate_and_the_words_of_its_verdict) {
    struct Case {
        const char* lie;
        Plate plate;
        const char *title, *body;
    };
    for (const auto& [lie, plate, title, body] : {Case{"", Plate::genuine, "v.genuine.title", "v.genuine.body"}, Case{"clone-refuses", Plate::chip_unproven, "v.chip.title", "v.chip.body"},
                                                  Case{"sod-unknown-csca", Plate::undetermined, "v.und.title", "v.und.anchor"}, Case{"dg2-other-portrait", Plate::failed, "v.bad.title", "v.bad.changed"},
                                                  Case{"clone-ca-other-key", Plate::failed, "v.bad.title", "v.bad.clone"}, Case{"dsc-revoked", Plate::failed, "v.bad.title", "v.bad.revoked"},
                                                  Case{"sod-signature-bit", Plate::failed, "v.bad.title", "v.bad.sig"}}) {
        const auto outcome = outcome_of(lie);
        EXPECT_EQ(outcome.plate, plate) << lie;
        EXPECT_EQ(outcome.title_id, title) << lie;
        EXPECT_EQ(outcome.body_id, body) << lie;
    }
}

TEST(Outcome, shows_no_portrait_and_no_field_without_a_trusted_hash) {
    EXPECT_FALSE(outcome_of("").portrait.empty());
    for (const char* lie : {"sod-unknown-csca", "dg2-other-portrait", "sod-signature-bit"}) EXPECT_TRUE(outcome_of(lie).portrait.empty()) << lie;
    EXPECT_TRUE(outcome_of("sod-signature-bit").fields.empty());
    EXPECT_TRUE(outcome_of("sod-unknown-csca").fields.empty());
}

TEST(Outcome, drops_the_hidden_fields_and_says_so) {
    const auto outcome = outcome_of("");
    EXPECT_TRUE(outcome.fields_hidden);
    for (const auto& field : outcome.fields) EXPECT_TRUE(field.id != "ethnicity" && field.id != "religion");
    EXPECT_EQ(outcome.fields.front().id, "id_number");
}

TEST(Outcome, lists_each_check_with_its_worst_outcome) {
    const auto line = [](const kiosk::Outcome& outcome, const std::string& id) {
        for (const auto& entry : outcome.checks)
            if (entry.text_id == id) return entry.outcome;
        return LineOutcome::not_offered;
    };
    for (const char* id : {"q.sig", "q.chain", "q.revoked", "q.hash", "q.ca", "q.aa", "q.down", "q.match", "q.expiry"}) EXPECT_EQ(line(outcome_of(""), id), LineOutcome::passed) << id;
    EXPECT_EQ(line(outcome_of("dg2-other-portrait"), "q.hash"), LineOutcome::failed);
    EXPECT_EQ(line(outcome_of("clone-refuses"), "q.ca"), LineOutcome::not_possible);
}

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
        EXPECT_TRUE(changed_.wait_for(lock, 30s, [&] { return !events_.empty() && events_.back().kind == kind; }));
        return events_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<kiosk::Happening> events_;
};

kiosk::Config demo(const std::string& reader) {
    kiosk::Config config;
    config.reader = reader;
    return config;
}

TEST(Worker, posts_text_before_the_portrait_and_the_verdict_last) {
    Posted posted;
    kiosk::CardWorker worker(demo("sim:vn-citizen-2021"), support::trust_of(support::specimen("vn-citizen-2021")), [&](kiosk::Happening event) { posted(std::move(event)); });
    worker.inspect(7, std::make_shared<const card::AccessKey>(card::AccessKey::from_can("000123")), true);
    const auto events = posted.until(kiosk::Happening::Kind::removed);
    using Kind = kiosk::Happening::Kind;
    std::size_t first_fields = 0, first_photo = 0, finished = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
        EXPECT_EQ(events[i].visit, 7U);
        if (events[i].kind == Kind::fields && first_fields == 0) first_fields = i;
        if (events[i].kind == Kind::stage && events[i].stage == kiosk::Stage::photo && first_photo == 0) first_photo = i;
        if (events[i].kind == Kind::finished) finished = i;
    }
    EXPECT_GT(first_fields, 0U);
    EXPECT_LT(first_fields, first_photo);
    EXPECT_LT(first_photo, finished);
    EXPECT_EQ(finished, events.size() - 2);
    EXPECT_EQ(events[finished].outcome->plate, Plate::genuine);
}

TEST(Worker, a_wrong_number_and_a_card_of_another_kind_have_their_texts) {
    Posted posted;
    kiosk::CardWorker worker(demo("sim:vn-citizen-2021"), card::TrustStore(), [&](kiosk::Happening event) { posted(std::move(event)); });
    worker.inspect(1, std::make_shared<const card::AccessKey>(card::AccessKey::from_can("999999")), true);
    EXPECT_EQ(posted.until(kiosk::Happening::Kind::failed).back().text_id, "e.key");
    EXPECT_EQ(kiosk::text_of_error(card::Error(card::Errc::not_supported, "card.bank", "")), "e.kind");
    EXPECT_EQ(kiosk::text_of_error(card::Error(card::Errc::card_lost, "card.several", "")), "e.two");
    EXPECT_EQ(kiosk::text_of_error(card::Error(card::Errc::card_lost, "card.dead", "")), "e.chip");
    EXPECT_EQ(kiosk::text_of_error(card::Error(card::Errc::reader_lost, "reader", "")), "e.reader");
}

TEST(Worker, a_reader_that_is_not_there_is_told_once_and_a_stop_ends_the_wait) {
    Posted posted;
    kiosk::CardWorker worker(demo("nfc:pn532_uart:/no/such/port"), card::TrustStore(), [&](kiosk::Happening event) { posted(std::move(event)); });
    worker.inspect(1, std::make_shared<const card::AccessKey>(card::AccessKey::from_can("000123")), true);
    EXPECT_EQ(posted.until(kiosk::Happening::Kind::reader_lost).size(), 1U);
    worker.stop();
}

}  // namespace
