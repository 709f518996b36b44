// SPDX-License-Identifier: Apache-2.0
// Files of which something is wrong that the verdict does not need.
#include <gtest/gtest.h>

#include "card/error.h"
#include "crypto/oids.h"
#include "lds/security_infos.h"
#include "support/visits.h"

namespace {

using card::FileId;
using card::Outcome;
using card::Verdict;
using Why = card::MissingFile::Why;

simulated::Specimen with_file(const char* file, const std::string& octets,
                              const char* name = "passport-cam") {
    return support::specimen(name).patched({{"files", {{file, octets}}}});
}

struct Odd {
    const char* name;
    std::string octets;
    Why why;
};

std::vector<Odd> odd_files() {
    return {{"too large", "6C83012000" + std::string(600, '0'), Why::too_large},
            {"a length of four gigabytes", "6C84FFFFFFFF" + std::string(600, '0'), Why::too_large},
            {"ends before its length", "6C820400" + std::string(600, '0'), Why::defective},
            {"a length of five octets", "6C850000000001" + std::string(600, '0'), Why::defective},
            {"nothing", "", Why::defective}};
}

TEST(OddFiles,
     an_optional_group_that_is_too_large_or_defective_is_not_read_and_the_reading_goes_on) {
    for (const auto& odd : odd_files())
        for (const char* beyond : {"6282", "9000", "6C", "6700"}) {
            const auto specimen =
                with_file("010C", odd.octets).patched({{"behaviour", {{"beyond_end", beyond}}}});
            const auto document = support::read(specimen, support::can_of(specimen));
            ASSERT_TRUE(document.missing.contains(FileId::dg12)) << odd.name << beyond;
            EXPECT_EQ(document.missing.at(FileId::dg12).why, odd.why) << odd.name << beyond;
            const auto report = support::judge(document, specimen);
            EXPECT_EQ(report.verdict(), Verdict::genuine) << odd.name;
            EXPECT_EQ(report.check("dg.complete.12")->outcome, Outcome::not_possible);
            EXPECT_TRUE(report.check("dg.complete.12")->attention);
            EXPECT_EQ(support::reason(report, "dg.complete.12"),
                      odd.why == Why::too_large ? "DG12 was not read: too large"
                                                : "DG12 was not read: defective");
        }
}

TEST(OddFiles, ef_com_is_one_of_them_and_dg1_dg2_and_ef_sod_are_not) {
    const auto specimen = with_file("011E", "60820400" + std::string(40, '0'));
    const auto document = support::read(specimen, support::can_of(specimen));
    EXPECT_EQ(document.missing.at(FileId::com).why, Why::defective);
    EXPECT_EQ(support::judge(document, specimen).verdict(), Verdict::genuine);
    for (const auto& [file, tag] : {std::pair{"0101", "61"}, {"0102", "75"}, {"011D", "77"}}) {
        const auto needed = with_file(file, std::string(tag) + "820400" + std::string(40, '0'));
        try {
            support::read(needed, support::can_of(needed));
            FAIL() << file;
        } catch (const card::Error& error) {
            EXPECT_EQ(area_of(error.step()), card::StepArea::read) << file;
        }
    }
}

TEST(OddFiles, a_group_that_is_refused_midway_in_clear_or_not_is_defective) {
    for (const char* in : {"clear", "secure messaging"})
        for (const char* status : {"6982", "6988", "6F00"}) {
            const auto specimen = with_file("010C", "6C820200" + std::string(1024, '0'))
                                      .patched({{"files", {{"2F01", nullptr}}},  // short APDUs
                                                {"behaviour",
                                                 {{"breaks_off", "010C"},
                                                  {"breaks_off_in", in},
                                                  {"breaks_off_with", status}}}});
            const auto document = support::read(specimen, support::can_of(specimen));
            ASSERT_TRUE(document.missing.contains(FileId::dg12)) << status << in;
            EXPECT_EQ(document.missing.at(FileId::dg12).why, Why::defective) << status << in;
            EXPECT_EQ(support::judge(document, specimen).verdict(), Verdict::genuine);
            EXPECT_EQ(std::ranges::count(document.fallbacks, "fresh-session"), *in == 'c' ? 2 : 0)
                << status << in;
        }
}

TEST(OddFiles, a_forged_answer_within_an_optional_group_still_ends_the_reading) {
    const auto specimen = support::specimen("vn-citizen-2021");
    support::Watched honest(specimen);
    card::read(honest, support::can_of(specimen));
    const auto reads = static_cast<int>(honest.sent(0xB0)) - 1;
    for (const char* kind : {"a", "b", "c", "d", "e", "f"}) {
        int ended = 0;
        for (int read = 2; read <= reads; read += 5) {
            const auto lying =
                specimen.patched({{"behaviour", {{"forged_read", read}, {"forgery", kind}}}});
            try {
                support::read(lying, support::can_of(lying));
            } catch (const card::Error& error) {
                EXPECT_EQ(area_of(error.step()), card::StepArea::sm) << kind << read;
                ++ended;
            }
        }
        EXPECT_GT(ended, reads / 5 - 4) << kind;
    }
}

TEST(OddFiles, a_card_taken_away_within_an_optional_group_is_resumed) {
    const auto specimen = support::specimen("passport-cam");
    const auto whole = support::read(specimen, support::can_of(specimen));
    for (std::size_t torn = 12; torn < whole.counters.apdus; torn += 3) {
        support::Visits reader({{specimen, torn}, {specimen}});
        const auto document = card::read(reader, support::can_of(specimen));
        EXPECT_TRUE(document.files == whole.files) << torn;
    }
}

/// The same octets with an indefinite length around them.
std::string indefinite(const std::string& definite, std::size_t header) {
    return definite.substr(0, 2) + "80" + definite.substr(2 * header) + "0000";
}

TEST(OddFiles, ef_sod_with_an_indefinite_length_is_read_whole) {
    const auto usual = support::specimen("vn-citizen-2021");
    const auto sod = usual.data().at("files").at("011D").get<std::string>();
    ASSERT_EQ(sod.substr(0, 4), "7782");
    for (const char* beyond : {"6282", "9000", "6C", "6700"})
        for (const char* behind : {"", "00000000"}) {
            const auto specimen = usual.patched({{"files", {{"011D", indefinite(sod, 4) + behind}}},
                                                 {"behaviour", {{"beyond_end", beyond}}}});
            const auto document = support::read(specimen, support::can_of(specimen));
            EXPECT_EQ(card::to_hex(*document.file(FileId::sod)), indefinite(sod, 4)) << beyond;
            const auto report = support::judge(document, specimen);
            EXPECT_EQ(report.verdict(), Verdict::genuine) << beyond << support::json_of(report);
        }
}

TEST(OddFiles, ef_sod_without_its_tag_is_read_off_a_chip_and_told) {
    const auto usual = support::specimen("vn-citizen-2021");
    const auto bare = usual.data().at("files").at("011D").get<std::string>().substr(8);
    ASSERT_EQ(bare.substr(0, 2), "30");
    const auto specimen = usual.patched({{"files", {{"011D", bare}}}});
    const auto document = support::read(specimen, support::can_of(specimen));
    EXPECT_EQ(card::to_hex(*document.file(FileId::sod)), bare);
    const auto report = support::judge(document, specimen);
    EXPECT_EQ(report.verdict(), Verdict::genuine) << support::json_of(report);
    EXPECT_EQ(report.check("sod.structure")->reasons,
              (std::vector<card::Because>{card::Reason::cms_untagged}));
}

/// A SET of these entries.
std::string set_of(const std::string& content, const char* tag = "31") {
    const auto size = static_cast<unsigned>(content.size() / 2);
    char length[5];
    std::snprintf(length, sizeof length, size < 0x80 ? "%02X" : "81%02X", size);
    return std::string(tag) + length + content;
}

/// PACEDomainParameterInfo of ECDH-GM, standardised parameters 13 (Doc 9303-11 §9.2.1).
constexpr const char* kDomainInfo = "3019060904007F000702020402300C060704007F0007010202010D";

TEST(OddFiles, ef_card_access_may_be_ber_or_a_sequence_and_have_entries_that_nobody_can_read) {
    const auto usual = support::specimen("vn-citizen-2021");
    const auto access = usual.data().at("files").at("011C").get<std::string>();
    ASSERT_EQ(access.substr(0, 2), "31");
    const std::string entries = access.substr(4);
    for (const auto& octets :
         {set_of(entries, "30"), indefinite(access, 2), set_of(entries + "0500"),
          set_of("3000" + entries), set_of(entries + "300206FF"),
          set_of("300A06082B24030302080101" + entries), set_of(entries + entries),
          set_of(kDomainInfo + entries)}) {
        const auto specimen = usual.patched({{"files", {{"011C", octets}}}});
        const auto document = support::read(specimen, support::can_of(specimen));
        EXPECT_EQ(document.access.mapping, "ECDH-GM") << octets;
        const auto report = support::judge(document, specimen);
        EXPECT_EQ(report.verdict(), Verdict::genuine) << octets << support::json_of(report);
        EXPECT_EQ(report.check("access.card_access")->outcome, Outcome::passed) << octets;
        EXPECT_TRUE(report.check("access.card_access")->attention) << octets;
    }
}

TEST(OddFiles, what_stands_twice_or_names_domains_in_one_of_the_two_files_contradicts_nothing) {
    // DG14 has the same PACEInfo twice and the domain's parameters, EF.CardAccess neither.
    const auto usual = support::specimen("vn-citizen-2021");
    const auto access = usual.data().at("files").at("011C").get<std::string>();
    const auto once = card::from_hex(access);
    const auto more = card::from_hex(set_of(kDomainInfo + access.substr(4) + access.substr(4)));
    const auto infos = card::lds::parse_card_access(once);
    const auto twice = card::lds::parse_card_access(more);
    EXPECT_TRUE(std::ranges::equal(infos.pace_only, twice.pace_only, card::oid::same));
    EXPECT_TRUE(std::ranges::includes(twice.all, infos.all, card::lds::encoded_before));
    EXPECT_EQ(twice.all.size(), infos.all.size() + 1);
    EXPECT_TRUE(twice.odd);
    EXPECT_FALSE(twice.unreadable);
}

TEST(OddFiles, ef_card_access_that_cannot_be_read_withholds_the_verdict_and_accuses_nobody) {
    const auto usual = support::specimen("vn-citizen-2021");
    const auto entries = usual.data().at("files").at("011C").get<std::string>().substr(4);
    for (const auto& octets :
         {std::string("3103300506"), set_of("30820400" + entries), set_of("0500")}) {
        const auto specimen = usual.patched({{"files", {{"011C", octets}}}, {"bac", true}});
        const auto document = support::read(specimen, support::mrz_of(specimen));
        EXPECT_EQ(document.access.protocol, card::AccessProtocol::bac) << octets;
        const auto report = support::judge(document, specimen);
        EXPECT_EQ(report.verdict(), Verdict::undetermined) << octets << support::json_of(report);
        EXPECT_EQ(report.check("access.card_access")->outcome, Outcome::not_possible) << octets;
        EXPECT_EQ(report.check("access.card_access")->effect, card::Effect::undetermined);
        EXPECT_EQ(report.check("access.downgrade")->effect, card::Effect::undetermined);
    }
}

}  // namespace
