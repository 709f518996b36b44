// SPDX-License-Identifier: Apache-2.0
// cardtool survey: everything a developer needs of an unknown card, and not one value of its
// holder.
#include <gtest/gtest.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "card/survey.h"
#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

using nlohmann::json;

std::string trust() { return " --trust " + (support::specimens() / "trust").string(); }

support::Ran survey_of(const std::string& specimen) {
    return support::cardtool("survey --reader sim:" + specimen + " --can " +
                             support::specimen(specimen).text("can") + " --with-consent" + trust());
}

TEST(Survey, needs_the_holders_consent) {
    EXPECT_EQ(support::cardtool("survey --reader sim:vn-citizen-2021 --can 000123").exit_code, 2);
}

TEST(Survey, answers_what_is_open_until_a_real_card_is_read) {
    const auto ran = survey_of("vn-citizen-2021");
    ASSERT_EQ(ran.exit_code, 0);
    const auto survey = json::parse(ran.out);
    EXPECT_EQ(survey.at("access").at("protocol"), "PACE");
    EXPECT_EQ(survey.at("access").at("password"), "CAN");
    EXPECT_GT(survey.at("files").at("DG2").get<int>(), 15000);
    EXPECT_EQ(survey.at("files").at("DG3"), "6982");
    EXPECT_EQ(survey.at("DG1").at("expiry"), "a date");
    EXPECT_EQ(survey.at("DG13").at("fields").size(), 16U);
    EXPECT_EQ(survey.at("DG13").at("unknown_fields").size(), 0U);
    EXPECT_EQ(survey.at("DG14").at("chip_keys").at(0).get<std::string>().find("brainpoolP"), 0U);
    EXPECT_EQ(survey.at("EF.SOD").at("certificates").at(0).at("key"), "brainpoolP384r1");
    EXPECT_EQ(survey.at("active_authentication").at("key"), "RSA-2048");
    EXPECT_EQ(survey.at("active_authentication").at("trailer").get<std::string>().substr(2), "CC");
    EXPECT_EQ(survey.at("chip_authentication").at("outcome"), "right");
    std::size_t exchanges = 0;
    for (const auto& kind : survey.at("exchanges"))
        exchanges += kind.at("count").get<std::size_t>();
    const auto specimen = support::specimen("vn-citizen-2021");
    EXPECT_EQ(exchanges, support::read(specimen, support::can_of(specimen)).counters.apdus);
}

/// The text must not hold these octets as hexadecimal, in windows of eight.
void expect_no_octets(const std::string& text, card::ByteView octets, const std::string& what) {
    static constexpr std::size_t kWindow = 8;
    for (std::size_t at = 0; at + kWindow <= octets.size(); ++at) {
        const auto hex = card::to_hex(octets.subspan(at, kWindow));
        if (hex == "0000000000000000" || hex == "FFFFFFFFFFFFFFFF") continue;
        ASSERT_EQ(text.find(hex), std::string::npos) << what << " at " << at;
    }
}

TEST(Survey, holds_no_value_of_the_specimen) {
    for (const char* name : {"vn-citizen-2021", "vn-citizen-long-name", "vn-citizen-no-expiry",
                             "vn-citizen-differs"}) {
        const auto specimen = support::specimen(name);
        const auto document = support::read(specimen, support::can_of(specimen));
        const auto report =
            card::verify(document, support::trust_of(specimen), support::policy_today());
        const auto text = survey_of(name).out;
        ASSERT_GT(text.size(), 1000U);
        for (const auto& field : report.holder().fields) {
            const auto& [key, value] = std::tie(field.key, field.text);
            if (value.size() < 3 || key == card::FieldId::issuing_state ||
                key == card::FieldId::mrz_nationality)
                continue;  // one letter; the state, which is not the holder's
            EXPECT_EQ(text.find(value), std::string::npos) << name << ": " << card::name_of(key);
        }
        for (const auto& field : report.holder().unknown_fields)
            EXPECT_EQ(text.find(field.text), std::string::npos) << name << ": " << field.name;
        EXPECT_EQ(text.find(specimen.text("can")), std::string::npos);
        EXPECT_EQ(text.find("2026"), std::string::npos) << "a date";
        for (const auto file : {card::FileId::dg1, card::FileId::dg2, card::FileId::dg13,
                                card::FileId::dg14, card::FileId::dg15, card::FileId::sod})
            expect_no_octets(text, *document.file(file), name + (" " + card::name_of(file)));
        EXPECT_NE(support::json_of(report).find(
                      std::string(report.holder().text(card::FieldId::full_name))),
                  std::string::npos);  // positive control
    }
}

TEST(Survey, of_a_reading_that_ended_early_says_where_and_keeps_what_came) {
    support::Folder folder;
    struct Ended {
        const char *reader, *can;
        int exit_code;
        const char *code, *step;
        json status;
    };
    const Ended cases[]{
        {"vn-citizen-2021,pace-broken-bac-open", "000123", 3, "protocol", "access.pace.select",
         "6FFF"},
        {"vn-citizen-2021", "999999", 4, "wrong_key", "access.pace.token", "6300"},
        {"vn-citizen-2021,sm-unprotected", "000123", 3, "protocol", "sm.unprotected", "9000"}};
    int number = 0;
    for (const auto& [reader, can, exit_code, code, step, status] : cases) {
        const auto to = folder.path() / std::to_string(number++);
        const auto ran = support::cardtool(std::string("survey --with-consent --reader sim:") +
                                           reader + " --can " + can + " --to " + to.string());
        EXPECT_EQ(ran.exit_code, exit_code) << reader;
        std::ifstream in(to);
        const auto survey = json::parse(in);
        const auto& ended = survey.at("ended");
        EXPECT_EQ(ended.at("code"), code) << reader;
        EXPECT_EQ(ended.at("step"), step) << reader;
        EXPECT_EQ(ended.at("status"), status) << reader;
        EXPECT_FALSE(ended.at("last_exchanges").empty()) << reader;
        EXPECT_EQ(survey.at("EF.CardAccess").at("pace").size(), 1U) << reader;
        EXPECT_EQ(survey.dump().find(can), std::string::npos);
    }
}

TEST(Survey, replays_a_recording_with_its_seed) {
    support::Folder folder;
    const auto file = (folder.path() / "t").string();
    ASSERT_EQ(support::cardtool("read --reader sim:vn-citizen-2021 --can 000123 --record " + file +
                                trust())
                  .exit_code,
              0);
    const auto ran = support::cardtool("survey --with-consent --reader replay:" + file +
                                       " --can 000123" + trust());
    EXPECT_EQ(ran.exit_code, 0);
    const auto survey = json::parse(ran.out);
    EXPECT_EQ(survey.at("ended"), nullptr);
    EXPECT_EQ(survey.at("EF.SOD").at("signers"), 1);
}

TEST(Survey, asks_what_a_wrong_number_does_once_and_only_where_it_was_told_to) {
    const std::string survey =
        "survey --with-consent --reader sim:vn-citizen-2021 --can 000123" + trust();
    EXPECT_EQ(json::parse(support::cardtool(survey).out).at("wrong_number"), "not asked");
    const auto asked = json::parse(support::cardtool(survey + " --ask-wrong-number").out);
    const auto& wrong = asked.at("wrong_number");
    EXPECT_EQ(wrong.at("answer").at("code"), "wrong_key");
    EXPECT_EQ(wrong.at("answer").at("step"), "access.pace.token");
    EXPECT_EQ(wrong.at("right_number_afterwards"), "opens");
    const auto said = support::cardtool(survey + " --ask-wrong-number", "2>&1 >/dev/null").out;
    EXPECT_NE(said.find("a wrong number is shown to the card once"), std::string::npos) << said;
    // The number itself was wrong: no second one is tried.
    const auto refused = json::parse(
        support::cardtool("survey --with-consent --ask-wrong-number --reader sim:vn-citizen-2021 "
                          "--can 999999")
            .out);
    EXPECT_EQ(refused.at("ended").at("code"), "wrong_key");
    EXPECT_EQ(refused.at("wrong_number"), "not asked");
}

TEST(Survey, of_a_card_with_malformed_files_says_so_and_no_more) {
    card::Document document;
    for (const auto file :
         {card::FileId::card_access, card::FileId::sod, card::FileId::dg1, card::FileId::dg2,
          card::FileId::dg13, card::FileId::dg14, card::FileId::dg15})
        document.files[file] = card::from_hex("7F");
    const auto survey =
        json::parse(card::survey(document, card::verify(document, card::TrustStore()), {}, {}));
    for (const char* file : {"EF.CardAccess", "EF.SOD", "DG1", "DG2", "DG14"})
        EXPECT_EQ(survey.at(file), "malformed") << file;
}

}  // namespace
