// SPDX-License-Identifier: Apache-2.0
// What every counter shares: configuration, scanner filter, journal, what may be shown of a report.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "core/card_worker.h"
#include "core/config.h"
#include "core/outcome.h"
#include "core/pin_lock.h"
#include "core/ticket_office.h"
#include "support/fixtures.h"

namespace {

using namespace std::chrono_literals;
using card::FieldId;
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
    EXPECT_EQ(problem_of("profile = \"hospital\"\n[reader]\nuri = \"pcsc:\"\nplace = "
                         "\"left\"\n[privacy]\nhidden_fields = [\"religion\"]\n"),
              "none");
    const auto config = kiosk::load_config(folder_.path() / "kiosk.toml");
    EXPECT_EQ(config.profile, kiosk::Profile::hospital);
    EXPECT_EQ(config.reader, "pcsc:*PICC*");
    EXPECT_EQ(config.reader_place, "left");
    EXPECT_EQ(config.hidden_fields, std::set<card::FieldId>{card::FieldId::religion});
}

TEST_F(ConfigFile, says_line_and_nearest_key_of_what_is_wrong) {
    EXPECT_EQ(problem_of("profile = \"hospital\"\nreader.ury = \"pcsc:\"\n"),
              "kiosk.toml, line 2: there is no 'reader.ury'; is 'reader.uri' meant?");
    EXPECT_EQ(problem_of("profile = \"hopsital\"\n"),
              "kiosk.toml, line 1: profile: 'hopsital' is not possible; is 'hospital' meant?");
    EXPECT_EQ(problem_of("screen.gloves = 1\n"),
              "kiosk.toml, line 1: screen.gloves: true or false is expected");
    EXPECT_EQ(problem_of("screen.width_mm = 5\n"),
              "kiosk.toml, line 1: screen.width_mm: the number is outside 80 to 2000");
    EXPECT_NE(problem_of("profile = \n"), "none");
}

TEST_F(ConfigFile, holds_the_policy_of_the_verdict_and_takes_no_slip_in_it) {
    EXPECT_EQ(problem_of("[policy]\nallowed_states = [\"VN\"]\nallowed_sources = [\"issuer\", "
                         "\"own list\"]\nrevocation = \"when_available\"\nchip_proofs = \"all\"\n"),
              "none");
    auto config = kiosk::load_config(folder_.path() / "kiosk.toml");
    EXPECT_EQ(config.policy.allowed_states, std::vector<std::string>{"VN"});
    EXPECT_EQ(config.policy.allowed_sources, (std::vector<std::string>{"issuer", "own list"}));
    EXPECT_EQ(config.policy.revocation, card::Policy::Revocation::when_available);
    EXPECT_EQ(config.policy.chip_proofs, card::Policy::ChipProofs::all);
    kiosk::make_demo(config, "vn-citizen-2021", "trust");
    EXPECT_TRUE(config.policy.allowed_states.empty()) << "a demo stands on its own store alone";
    EXPECT_EQ(problem_of("policy.allowed_states = [\"vn\"]\n"),
              "kiosk.toml, line 1: policy.allowed_states: two capital letters of a state are "
              "expected, \"VN\"");
    EXPECT_EQ(problem_of("policy.allowed_sources = [\"own lists\"]\n"),
              "kiosk.toml, line 1: policy.allowed_sources: 'own lists' is not possible; is 'own "
              "list' meant?");
}

TEST(Docs, show_every_key_of_the_configuration) {
    const auto page = support::read_file(std::filesystem::path(CARD_SOURCE_DIR) / "docs/kiosk.md");
    EXPECT_NE(card::as_text(page).find(kiosk::describe_config()), std::string::npos)
        << "put what card-kiosk --describe-config prints into docs/kiosk.md";
}

kiosk::Outcome outcome_of(const char* lie) {
    return kiosk::outcome_of(support::inspect(support::specimen("vn-citizen-2021", lie)),
                             kiosk::ShownFields(kiosk::Config()));
}

TEST(Outcome, has_the_plate_and_the_words_of_its_verdict) {
    struct Case {
        const char* lie;
        Plate plate;
        const char *title, *body;
    };
    for (const auto& [lie, plate, title, body] :
         {Case{"", Plate::genuine, "verdict.genuine.title", "verdict.genuine.body"},
          Case{"clone-refuses", Plate::chip_unproven, "verdict.chip_unproven.title",
               "verdict.chip_unproven.withheld"},
          Case{"sod-unknown-csca", Plate::undetermined, "verdict.undetermined.title",
               "verdict.undetermined.anchor"},
          Case{"dg2-other-portrait", Plate::failed, "verdict.not_genuine.title",
               "verdict.not_genuine.changed"},
          Case{"clone-ca-other-key", Plate::failed, "verdict.not_genuine.title",
               "verdict.not_genuine.clone"},
          Case{"dsc-revoked", Plate::failed, "verdict.not_genuine.title",
               "verdict.not_genuine.revoked"},
          Case{"sod-signature-bit", Plate::failed, "verdict.not_genuine.title",
               "verdict.not_genuine.signature"}}) {
        const auto outcome = outcome_of(lie);
        EXPECT_EQ(outcome.plate, plate) << lie;
        EXPECT_EQ(outcome.title_id, title) << lie;
        EXPECT_EQ(outcome.body_id, body) << lie;
    }
}

TEST(Outcome, shows_no_portrait_and_no_field_without_a_trusted_hash) {
    EXPECT_FALSE(outcome_of("").portrait.empty());
    for (const char* lie : {"sod-unknown-csca", "dg2-other-portrait", "sod-signature-bit"})
        EXPECT_TRUE(outcome_of(lie).portrait.empty()) << lie;
    EXPECT_TRUE(outcome_of("sod-signature-bit").fields.empty());
    EXPECT_TRUE(outcome_of("sod-unknown-csca").fields.empty());
}

TEST(Outcome, drops_the_hidden_fields_and_says_so) {
    const auto outcome = outcome_of("");
    EXPECT_TRUE(outcome.fields_hidden);
    for (const auto& field : outcome.fields)
        EXPECT_TRUE(field.key != FieldId::ethnicity && field.key != FieldId::religion);
    EXPECT_EQ(outcome.fields.front().key, FieldId::id_number);
}

TEST(Outcome, shows_a_passport_s_details_and_no_third_person_by_default) {
    const auto specimen = support::specimen("passport-cam");
    const auto report = card::verify(support::read(specimen, support::mrz_of(specimen)),
                                     support::trust_of(specimen), support::policy_today());
    const auto fields_with = [&](const kiosk::Config& config) {
        return kiosk::ShownFields(config).of(report);
    };
    const auto shown = fields_with({});
    EXPECT_EQ(kiosk::text_of(shown, FieldId::mrz_date_of_birth), "12/08/1974");
    EXPECT_EQ(kiosk::text_of(shown, FieldId::full_date_of_birth), "12/08/1974");
    EXPECT_EQ(kiosk::text_of(shown, FieldId::issuing_authority), "UTOPIAN SPECIMEN OFFICE");
    EXPECT_EQ(kiosk::text_of(shown, {FieldId::notify_name, 1}), "");
    EXPECT_EQ(kiosk::given_name(shown), "ANNA MARIA");
    kiosk::Config config;
    config.hidden_fields = {FieldId::issuing_authority, FieldId::notify_address};
    const auto others = fields_with(config);
    EXPECT_EQ(kiosk::text_of(others, FieldId::issuing_authority), "");
    EXPECT_EQ(kiosk::text_of(others, {FieldId::notify_name, 1}), "ERIKSSON, ERIK");
    EXPECT_EQ(kiosk::text_of(others, {FieldId::notify_address, 1}), "");
}

TEST(Outcome, lists_each_check_with_its_worst_outcome) {
    const auto line = [](const kiosk::Outcome& outcome, const std::string& id) {
        for (const auto& entry : outcome.checks)
            if (entry.text_id == id) return entry.outcome;
        return LineOutcome::not_offered;
    };
    for (const char* id : {"q.sig", "q.chain", "q.revoked", "q.hash", "q.ca", "q.aa", "q.down",
                           "q.match", "q.expiry"})
        EXPECT_EQ(line(outcome_of(""), id), LineOutcome::passed) << id;
    EXPECT_EQ(line(outcome_of("dg2-other-portrait"), "q.hash"), LineOutcome::failed);
    EXPECT_EQ(line(outcome_of("clone-refuses"), "q.ca"), LineOutcome::not_possible);
}

TEST(Outcome, shows_what_is_printed_otherwise_and_withholds_the_verdict) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const card::Body body{"999099000123|000000001|Trần Thị Khác|01011999|Nam|x|02022022", ""};
    const auto report = card::verify(support::read(specimen, support::can_of(specimen)),
                                     support::trust_of(specimen), support::policy_today(), body);
    const auto outcome = kiosk::outcome_of(report, kiosk::ShownFields(kiosk::Config()));
    EXPECT_EQ(outcome.plate, Plate::undetermined);
    EXPECT_EQ(outcome.body_id, "verdict.undetermined.body");
    ASSERT_FALSE(outcome.differences.empty());
    EXPECT_EQ(outcome.differences.front().field, FieldId::full_name);
}

TEST(Age, is_counted_in_full_years_and_a_year_alone_from_its_beginning) {
    const auto age = [](const char* birth) {
        return kiosk::age_on({{FieldId::date_of_birth, 13, birth}}, 20261122);
    };
    EXPECT_EQ(age("22/11/1951"), 75);
    EXPECT_EQ(age("23/11/1951"), 74);
    EXPECT_EQ(age("1951"), 75);
    EXPECT_EQ(age("1952"), 74);
    EXPECT_FALSE(age("<<<<<<"));
    EXPECT_FALSE(age("01/01/2027"));
    EXPECT_EQ(kiosk::age_on({{FieldId::mrz_date_of_birth, 1, "511122"}}, 20261122), 75);
    EXPECT_EQ(kiosk::age_on({{FieldId::mrz_date_of_birth, 1, "261122"}}, 20261122), 0);
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
    for (const char* text : {"{", "[]", R"({"day":1,"taken":{}})",
                             R"({"day":"2026-11-22","taken":{"a":-5,"b":"x","c":99999999999}})"}) {
        std::ofstream(folder.path() / "tickets.json") << text;
        EXPECT_EQ(kiosk::TicketOffice(folder.path())
                      .take({"a", {}, {}, "", "A", 0}, "2026-11-22", random)
                      .number,
                  "A001")
            << text;
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
