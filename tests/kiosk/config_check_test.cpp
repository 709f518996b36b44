// SPDX-License-Identifier: Apache-2.0
// A configuration is told what it would do wrong before anybody stands at the kiosk.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "core/config_check.h"
#include "core/pin_lock.h"
#include "support/fixtures.h"

namespace {

using kiosk::Clinic;
using kiosk::Config;

Clinic clinic(const char* id, const char* series) {
    return {id, {"Mắt", "Eyes"}, {}, "", series, 0};
}

std::string refusal(const Config& config) {
    try {
        kiosk::check(config, "kiosk.toml");
    } catch (const kiosk::ConfigError& error) {
        return error.what();
    }
    return "none";
}
std::string refusal(std::vector<Clinic> clinics) {
    Config config;
    config.clinics = std::move(clinics);
    return refusal(config);
}

TEST(ConfigCheck, lets_no_two_people_have_one_number) {
    EXPECT_EQ(refusal({clinic("eyes", "A"), clinic("ears", "B")}), "none");
    EXPECT_EQ(refusal({clinic("eyes", "A"), clinic("ears", "A")}),
              "kiosk.toml: the [[clinic]] 1 (eyes) and the [[clinic]] 2 (ears) give the same "
              "numbers, 'A001': write another clinic.series");
    EXPECT_EQ(refusal({clinic("eyes", "H")}),
              "kiosk.toml: the guidance desk and the [[clinic]] 1 (eyes) give the same numbers, "
              "'H001': write another clinic.series");
    EXPECT_EQ(
        refusal({clinic("eyes", "A"), clinic("eyes", "B")}),
        "kiosk.toml: the [[clinic]] 2 (eyes): this clinic.id is taken already: write another");
    EXPECT_EQ(
        refusal({clinic("desk", "A")}),
        "kiosk.toml: the [[clinic]] 1 (desk): this clinic.id is taken already: write another");
}

TEST(ConfigCheck, names_what_a_clinic_lacks) {
    EXPECT_EQ(refusal({{"eyes", {"Mắt", ""}, {}, "", "A", 0}}),
              "kiosk.toml: the [[clinic]] 1 (eyes) lacks name_en");
    EXPECT_EQ(refusal({clinic("eyes", "A"), {"", {}, {}, "", "B", 0}}),
              "kiosk.toml: the [[clinic]] 2 lacks id and name_vi and name_en");
}

TEST(ConfigCheck, takes_a_pin_only_as_its_hash_and_does_not_repeat_it) {
    Config config;
    for (const char* pin : {"246810", "scrypt:", "scrypt:00:00", "scrypt:zz:yy"}) {
        config.admin_pin = pin;
        EXPECT_EQ(refusal(config),
                  "kiosk.toml: admin.pin: write what 'card-kiosk --hash-pin' prints, never the PIN "
                  "itself");
    }
    card::SystemRandom random;
    config.admin_pin = kiosk::hash_pin("246810", random);
    EXPECT_EQ(refusal(config), "none");
}

TEST(ConfigCheck, knows_the_kinds_of_readers) {
    Config config;
    for (const char* reader : {"pcs:", "", "ACS ACR1252"}) {
        config.reader = reader;
        EXPECT_EQ(refusal(config).find("kiosk.toml: reader.uri: there is no such kind of reader: "
                                       "use one of pcsc:[NAME]"),
                  0U)
            << refusal(config);
    }
    config.reader = "nfc:pn532_uart:/dev/ttyS0";
    EXPECT_EQ(refusal(config), "none");
}

/// A kiosk of which nothing is wrong on this machine.
class KioskHere : public testing::Test {
protected:
    KioskHere() {
        config_.profile = kiosk::Profile::hospital;
        config_.clinics = {clinic("eyes", "A")};
        config_.trust = {support::specimens() / "trust"};
        config_.state = folder_.path() / "kept";
        config_.print_command = {"sh", "-c", "cat"};
    }
    std::string problem() const {
        auto problems = kiosk::problems_of_trust(config_, support::kToday);
        std::ranges::move(kiosk::problems_here(config_, "/nonexistent:/bin"),
                          std::back_inserter(problems));
        EXPECT_LE(problems.size(), 1U);
        return problems.empty() ? "none" : problems.front();
    }
    support::Folder folder_;
    Config config_;
};

TEST_F(KioskHere, has_nothing_wrong_where_all_is_there) { EXPECT_EQ(problem(), "none"); }

TEST_F(KioskHere, is_told_of_a_trust_store_that_gives_no_verdict) {
    config_.trust = {folder_.path() / "csca"};
    EXPECT_EQ(problem(), "trust.paths: there is no " + config_.trust[0].string() +
                             ": the kiosk does not start (cardtool trust import)");
    std::filesystem::create_directory(config_.trust[0]);
    EXPECT_EQ(problem(), "trust.paths: no root certificate in it: no card can be called genuine");
}

TEST_F(KioskHere, is_told_of_its_trust_store_by_the_check_alone_and_not_at_each_start) {
    config_.trust = {folder_.path() / "csca"};
    EXPECT_EQ(kiosk::problems_here(config_, "/bin"), std::vector<std::string>());
    EXPECT_EQ(kiosk::problems_of_trust(config_, support::kToday).size(), 1U);
}

TEST_F(KioskHere, is_told_that_no_list_is_current_unless_none_is_needed) {
    const auto at = [this](std::int64_t now) {
        return kiosk::problems_of_trust(config_, now).size();
    };
    EXPECT_EQ(at(support::kToday), 0U);
    constexpr std::int64_t kYears = std::int64_t{20} * 365 * 86400;
    EXPECT_EQ(at(support::kToday + kYears), 1U);
    config_.policy.revocation = card::Policy::Revocation::when_available;
    EXPECT_EQ(at(support::kToday + kYears), 0U);
}

TEST_F(KioskHere, is_told_of_each_folder_that_cannot_be_written) {
    std::ofstream(folder_.path() / "file") << "no folder";
    const auto below = folder_.path() / "file/below";
    for (std::filesystem::path Config::*member : {&Config::state, &Config::export_folder}) {
        const auto before = config_.*member;
        config_.*member = below;
        EXPECT_NE(problem().find(": this user cannot write into " + below.string()),
                  std::string::npos)
            << problem();
        config_.*member = before;
    }
}

TEST_F(KioskHere, is_told_of_programs_that_are_not_there) {
    config_.print_command = {"no-such-printer"};
    EXPECT_EQ(problem(), "print.command: there is no program no-such-printer");
    config_.print_command = {};
    config_.help_command = {"/nonexistent/ring"};
    EXPECT_EQ(problem(), "help.command: there is no program /nonexistent/ring");
}

TEST_F(KioskHere, is_told_of_a_hospital_that_sends_nobody_anywhere_or_forgets_its_numbers) {
    config_.clinics.clear();
    EXPECT_EQ(problem(), "a hospital without a [[clinic]]: visitors have nowhere to go");
    config_.clinics = {clinic("eyes", "A")};
    config_.state.clear();
    EXPECT_EQ(problem(),
              "state.folder: a hospital without it gives its first numbers again after a restart");
}

}  // namespace
