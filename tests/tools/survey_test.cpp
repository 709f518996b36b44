// SPDX-License-Identifier: Apache-2.0
// cardtool survey: everything a developer needs of an unknown card, and not one value of its
// holder.
#include <gtest/gtest.h>

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
        for (const auto& [key, group, value] : report.holder().fields) {
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
        EXPECT_NE(
            card::to_json(report).find(std::string(report.holder().text(card::FieldId::full_name))),
            std::string::npos);  // positive control
    }
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
