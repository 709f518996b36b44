// What every counter shares: configuration, scanner filter, journal, what may be shown of a report, the worker.
#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <fstream>
#include <mutex>

#include "counter/card_worker.h"
#include "counter/config.h"
#include "simulated/table.h"
#include "counter/journal.h"
#include "counter/outcome.h"
#include "counter/pin_lock.h"
#include "counter/ticket_office.h"
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
    EXPECT_EQ(problem_of("screen.gloves = 1\n"), "kiosk.toml, line 1: screen.gloves: true or false is expected");
    EXPECT_EQ(problem_of("screen.width_mm = 5\n"), "kiosk.toml, line 1: screen.width_mm: the number is outside 80 to 2000");
    EXPECT_NE(problem_of("profile = \n"), "none");
}

TEST(Docs, show_every_key_of_the_configuration) {
    const auto page = support::read_file(std::filesystem::path(CARD_SOURCE_DIR) / "docs/kiosk.md");
    EXPECT_NE(card::as_text(page).find(kiosk::describe_config()), std::string::npos) << "put what card-kiosk --describe-config prints into docs/kiosk.md";
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
    kiosk::Journal journal(file);
    kiosk::Visit visit;
    visit.transaction = "0011";
    visit.time = 1795262400;
    visit.milliseconds = 1234;
    visit.ended = "genuine";
    visit.consent = {kiosk::Consent::By::visitor, 1795262390, "3", "vi", {"read", "optional.0"}};
    journal.take(visit);
    journal.take(visit);
    std::ifstream in(file);
    std::string first, second;
    std::getline(in, first);
    std::getline(in, second);
    EXPECT_EQ(first, R"({"transaction":"0011","time":1795262400,"profile":"counter","ended":"genuine","milliseconds":1234,"decision":"","details_disputed":false,"demo":false,)"
                     R"("consent":{"by":"visitor","time":1795262390,"version":"3","language":"vi","purposes":["read","optional.0"]}})");
    EXPECT_EQ(second, first);
    EXPECT_EQ(std::filesystem::status(file).permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_TRUE(journal.healthy());
    kiosk::Journal nowhere("/no/such/folder/journal");
    nowhere.take(visit);
    EXPECT_FALSE(nowhere.healthy());
}

kiosk::Outcome outcome_of(const char* lie) {
    return kiosk::outcome_of(support::inspect(support::specimen("vn-citizen-2021", lie)), kiosk::ShownFields(kiosk::Config()));
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
        const auto is_it = [kind](const kiosk::Happening& event) { return event.kind == kind; };
        EXPECT_TRUE(changed_.wait_for(lock, 30s, [&] { return std::ranges::any_of(events_, is_it); }));
        return {events_.begin(), std::ranges::find_if(events_, is_it) + 1};
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<kiosk::Happening> events_;
};

kiosk::VisitKey key_of(const char* can) { return {std::make_shared<const card::AccessKey>(card::AccessKey::from_can(can)), {}}; }

/// A worker at a table on which a card lies.
struct Bench {
    explicit Bench(const std::string& card = "vn-citizen-2021") { table.lay(card); }
    simulated::Table table;
    Posted posted;
    kiosk::CardWorker worker{kiosk::Config(), support::trust_of(support::specimen("vn-citizen-2021")), [this] { return table.reader(); }, [this](kiosk::Happening event) { posted(std::move(event)); }};
};

TEST(Worker, posts_no_value_of_a_file_whose_hash_is_not_covered_by_a_checked_signature) {
    using Kind = kiosk::Happening::Kind;
    for (const auto& [lie, forbidden] : {std::pair{"sod-signature-bit", ""}, std::pair{"sod-unknown-csca", ""}, std::pair{"sod-digest-stale", ""}, std::pair{"dg13-name-changed", "Nguyễn Văn Khác"},
                                         std::pair{"dg1-birth-date-changed", "910101"}}) {
        Bench bench(std::string("vn-citizen-2021,") + lie);
        bench.worker.inspect(1, key_of("000123"), true);
        for (const auto& event : bench.posted.until(Kind::finished)) {
            const auto& fields = event.kind == Kind::finished ? event.outcome->fields : event.fields;
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
        if (events[i].kind == Kind::stage && events[i].stage == kiosk::Stage::photo && first_photo == 0) first_photo = i;
        if (events[i].kind == Kind::finished) finished = i;
    }
    EXPECT_GT(first_fields, 0U);
    EXPECT_LT(first_fields, first_photo);
    EXPECT_LT(first_photo, finished);
    EXPECT_EQ(finished, events.size() - 1);
    EXPECT_EQ(events[finished].outcome->plate, Plate::genuine);
}

TEST(Worker, a_wrong_number_and_a_card_of_another_kind_have_their_texts) {
    Bench bench;
    bench.worker.inspect(1, key_of("999999"), true);
    EXPECT_EQ(bench.posted.until(kiosk::Happening::Kind::failed).back().text_id, "e.key");
    EXPECT_EQ(kiosk::text_of_error(card::Error(card::Errc::not_supported, "card.bank", "")), "e.kind");
    EXPECT_EQ(kiosk::text_of_error(card::Error(card::Errc::card_lost, "card.several", "")), "e.two");
    EXPECT_EQ(kiosk::text_of_error(card::Error(card::Errc::card_lost, "card.dead", "")), "e.chip");
    EXPECT_EQ(kiosk::text_of_error(card::Error(card::Errc::reader_lost, "reader", "")), "e.reader");
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

TEST(Worker, drops_what_a_hospital_does_not_want_before_it_posts) {
    kiosk::Config config;
    config.profile = kiosk::Profile::hospital;
    Posted posted;
    simulated::Table table;
    table.lay("vn-citizen-2021");
    kiosk::CardWorker worker(config, support::trust_of(support::specimen("vn-citizen-2021")), [&] { return table.reader(); }, [&](kiosk::Happening event) { posted(std::move(event)); });
    worker.inspect(1, key_of("000123"), false);
    for (const auto& event : posted.until(kiosk::Happening::Kind::finished)) {
        for (const auto& field : event.fields) EXPECT_TRUE(field.id.ends_with("name") || field.id.ends_with("names") || field.id.ends_with("date_of_birth")) << field.id;
        if (event.outcome) {
            EXPECT_EQ(event.outcome->fields.size(), 2U);
        }
    }
}

TEST(Outcome, shows_what_is_printed_otherwise_and_withholds_the_verdict) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const card::Body body{"999099000123|000000001|Trần Thị Khác|01011999|Nam|x|02022022", ""};
    const auto report = card::verify(support::read(specimen, support::can_of(specimen)), support::trust_of(specimen), support::policy_today(), body);
    const auto outcome = kiosk::outcome_of(report, kiosk::ShownFields(kiosk::Config()));
    EXPECT_EQ(outcome.plate, Plate::undetermined);
    EXPECT_EQ(outcome.body_id, "v.diff.title");
    ASSERT_FALSE(outcome.differences.empty());
    EXPECT_EQ(outcome.differences.front().field, "full_name");
}

TEST(Age, is_counted_in_full_years_and_a_year_alone_from_its_end) {
    const auto age = [](const char* birth) { return kiosk::age_on({{"date_of_birth", birth}}, 20261122); };
    EXPECT_EQ(age("22/11/1951"), 75);
    EXPECT_EQ(age("23/11/1951"), 74);
    EXPECT_EQ(age("1951"), 74);
    EXPECT_EQ(age("1950"), 75);
    EXPECT_FALSE(age("<<<<<<"));
    EXPECT_FALSE(age("01/01/2027"));
    EXPECT_EQ(kiosk::age_on({{"mrz_date_of_birth", "511122"}}, 20261122), 75);
    EXPECT_EQ(kiosk::age_on({{"mrz_date_of_birth", "261122"}}, 20261122), 0);
}

TEST(Tickets, count_by_clinic_and_day_and_outlast_a_restart) {
    support::Folder folder;
    card::SystemRandom random;
    kiosk::Clinic eyes{"eyes", {}, {}, "", "B", 2};
    {
        kiosk::TicketOffice office(folder.path());
        EXPECT_EQ(office.take(eyes, "2026-11-22", random).number, "B001");
    }
    kiosk::TicketOffice office(folder.path());
    EXPECT_EQ(office.taken("eyes", "2026-11-22"), 1);
    const auto second = office.take(eyes, "2026-11-22", random);
    EXPECT_EQ(second.number, "B002");
    EXPECT_EQ(second.code.size(), 24U);
    EXPECT_EQ(office.take(eyes, "2026-11-22", random).number, "") << "no more that day";
    EXPECT_EQ(office.take(eyes, "2026-11-23", random).number, "B001");
}

TEST(Tickets, a_number_that_the_disk_does_not_have_is_not_given_and_a_broken_file_is_no_end) {
    card::SystemRandom random;
    kiosk::TicketOffice nowhere("/no/such/folder");
    EXPECT_EQ(nowhere.take({"a", {}, {}, "", "A", 0}, "2026-11-22", random).number, "");
    support::Folder folder;
    for (const char* text : {"{", "[]", R"({"day":1,"taken":{}})", R"({"day":"2026-11-22","taken":{"a":-5,"b":"x","c":99999999999}})"}) {
        std::ofstream(folder.path() / "tickets.json") << text;
        EXPECT_EQ(kiosk::TicketOffice(folder.path()).take({"a", {}, {}, "", "A", 0}, "2026-11-22", random).number, "A001") << text;
    }
}

TEST(Pin, locks_after_five_tries_for_one_five_and_thirty_minutes_also_over_a_restart) {
    support::Folder folder;
    card::SystemRandom random;
    EXPECT_THROW(kiosk::hash_pin("12345", random), std::invalid_argument);
    const auto hash = kiosk::hash_pin("246810", random);
    std::int64_t now = 1795262400;
    kiosk::PinLock first(hash, folder.path());
    for (int left = 4; left > 0; --left) EXPECT_EQ(first.try_pin("000000", now).tries_left, left);
    EXPECT_EQ(first.try_pin("000000", now).locked_minutes, 1);
    kiosk::PinLock again(hash, folder.path());
    EXPECT_FALSE(again.try_pin("246810", now + 59).right) << "locked: not even the right one";
    now += 60;
    for (int i = 0; i < 4; ++i) again.try_pin("000000", now);
    EXPECT_EQ(again.try_pin("000000", now).locked_minutes, 5);
    EXPECT_TRUE(again.try_pin("246810", now + 300).right);
    EXPECT_FALSE(kiosk::PinLock("", {}).try_pin("246810", now).right);
    EXPECT_FALSE(kiosk::PinLock("scrypt:zz:yy", {}).try_pin("246810", now).right);
}

}  // namespace
