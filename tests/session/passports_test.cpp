// SPDX-License-Identifier: Apache-2.0
// Passports of a state that does not exist: every way of opening a chip, every proof a chip can
// give.
#include <gtest/gtest.h>

#include "card/error.h"
#include "support/apdu_floor.h"
#include "support/tampering.h"

namespace {

using card::Outcome;
using card::Verdict;

card::Document read(const simulated::Specimen& specimen) {
    return support::read(specimen, support::mrz_of(specimen));
}
card::Report judge(const simulated::Specimen& specimen, const card::Document& document,
                   const card::Policy& policy = support::policy_today()) {
    return card::verify(document, support::trust_of(specimen), policy);
}
card::Report inspect(const std::string& name, const std::string& variation = {}) {
    const auto specimen = support::specimen(name, variation);
    return judge(specimen, read(specimen));
}
std::string outcome(const card::Report& report, const char* id) {
    const auto* check = report.check(id);
    return check ? card::name_of(check->outcome) : "not made";
}

struct Profile {
    const char* name;
    const char* protocol;
    const char* mapping;
    const char* cipher;
    int parameter_id;
    std::vector<const char*> proofs;  ///< passed; the others are not offered
    std::vector<const char*> attention;
};
std::ostream& operator<<(std::ostream& out, const Profile& profile) { return out << profile.name; }

const Profile kProfiles[] = {
    {"passport-cam", "PACE", "ECDH-CAM", "AES-128", 13, {"chip.cam", "chip.aa"}, {}},
    {"passport-cam-dg14", "PACE", "ECDH-CAM", "AES-256", 15, {"chip.cam"}, {}},
    {"passport-im", "PACE", "ECDH-IM", "AES-192", 12, {"chip.ca"}, {}},
    {"passport-dh", "PACE", "DH-GM", "AES-256", 2, {"chip.ca"}, {}},
    {"passport-two-keys", "PACE", "ECDH-GM", "AES-128", 12, {"chip.ca"}, {}},
    {"passport-unnamed-digest", "PACE", "ECDH-GM", "AES-128", 12, {"chip.aa"}, {"chip.aa"}},
    {"passport-rsa-3072", "PACE", "ECDH-GM", "AES-128", 12, {"chip.aa"}, {}},
    {"passport-open", "none", "", "", 0, {"chip.aa"}, {"access.card_access"}},
    {"passport-bac", "BAC", "", "3DES", 0, {"chip.ca", "chip.aa"}, {"access.card_access"}},
};

class EveryProfile : public testing::TestWithParam<Profile> {};

TEST_P(EveryProfile, is_opened_as_it_offers_and_is_genuine_by_its_own_proofs) {
    const auto& profile = GetParam();
    const auto specimen = support::specimen(profile.name);
    const auto document = read(specimen);
    EXPECT_EQ(document.access.mapping, profile.mapping);
    EXPECT_EQ(document.access.cipher, profile.cipher);
    EXPECT_EQ(document.access.parameter_id, profile.parameter_id);
    const auto report = judge(specimen, document);
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    for (const char* id : {"chip.ca", "chip.aa", "chip.cam"}) {
        const bool offered =
            std::find_if(profile.proofs.begin(), profile.proofs.end(), [id](const char* proof) {
                return std::string(proof) == id;
            }) != profile.proofs.end();
        EXPECT_EQ(outcome(report, id), offered ? "passed" : "not_offered") << id;
    }
    std::vector<std::string> attention;
    for (const auto* check : report.attention()) attention.push_back(text_of(check->name));
    EXPECT_EQ(attention,
              std::vector<std::string>(profile.attention.begin(), profile.attention.end()));
    for (const auto& check : report.checks()) EXPECT_NE(check.outcome, Outcome::failed) << check;
    // Judged again from what was saved, without the chip, it is authentic and unproven.
    EXPECT_EQ(judge(specimen, support::saved(document)).verdict(), Verdict::chip_unproven);
}
INSTANTIATE_TEST_SUITE_P(Passports, EveryProfile, testing::ValuesIn(kProfiles));

class EveryReading : public testing::TestWithParam<const char*> {};

TEST_P(EveryReading, by_short_apdus_takes_no_more_than_two_commands_above_the_floor) {
    const auto specimen = support::specimen(GetParam());
    support::Watched chip(specimen, card::kShortCommandLimit);
    const auto document = card::read(chip, support::mrz_of(specimen));
    EXPECT_EQ(chip.commands.size(), document.counters.apdus);
    EXPECT_LE(document.counters.apdus, support::apdu_floor(document) + 2)
        << document.access.mapping;
}
INSTANTIATE_TEST_SUITE_P(Passports, EveryReading,
                         testing::Values("vn-citizen-2021", "vn-citizen-2021-named",
                                         "vn-citizen-long-name", "vn-citizen-bac", "passport-cam",
                                         "passport-cam-dg14", "passport-im", "passport-dh",
                                         "passport-open", "passport-bac", "passport-guarded",
                                         "passport-two-keys"));

TEST(Passports, an_asn1_signature_is_right_with_attention) {
    const auto report = inspect("passport-cam", "aa-der");
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    EXPECT_TRUE(report.check("chip.aa")->attention);
    EXPECT_EQ(support::reason(report, "chip.aa"),
              "the signature is ASN.1 where a plain one belongs");
}

TEST(Passports, all_proofs_are_demanded_where_the_policy_says_so) {
    auto policy = support::policy_today();
    policy.chip_proofs = card::Policy::ChipProofs::all;
    const auto specimen = support::specimen("passport-cam", "aa-refuses");
    EXPECT_EQ(judge(specimen, read(specimen), policy).verdict(), Verdict::undetermined);
    const auto honest = support::specimen("passport-cam");
    EXPECT_EQ(judge(honest, read(honest), policy).verdict(), Verdict::genuine);
}

TEST(Passports, a_bare_answer_to_the_integrated_mapping_is_taken) {
    EXPECT_EQ(inspect("passport-im", "im-bare-answer").verdict(), Verdict::genuine);
}

TEST(Passports, a_chip_without_mse_kat_authenticates_by_general_authenticate) {
    const auto specimen = support::specimen("passport-bac", "ca-by-general-authenticate");
    const auto document = read(specimen);
    EXPECT_EQ(document.fallbacks, std::vector<std::string>{"ca-by-general-authenticate"});
    EXPECT_EQ(outcome(judge(specimen, document), "chip.ca"), "passed");
}

TEST(Passports, a_chip_authentication_key_without_an_info_is_a_3des_one) {
    const auto report = inspect("passport-bac", "ca-by-key-alone");
    EXPECT_EQ(outcome(report, "chip.ca"), "passed") << support::reason(report, "chip.ca");
    EXPECT_EQ(report.verdict(), Verdict::genuine);
}

TEST(Passports, a_challenge_that_the_caller_gives_is_the_one_that_is_signed) {
    const auto specimen = support::specimen("passport-cam");
    simulated::CardTransport chip(specimen);
    card::ReadOptions options;
    options.challenge = {1, 2, 3, 4, 5, 6, 7, 8};
    const auto document = card::read(chip, support::mrz_of(specimen), options);
    EXPECT_EQ(card::to_hex(document.active_authentication.challenge), "0102030405060708");
    EXPECT_EQ(outcome(judge(specimen, document), "chip.aa"), "passed");
}

TEST(Passports, a_clone_of_an_open_chip_without_its_key_is_seen) {
    const auto report = [] {
        const auto specimen = support::specimen("passport-open")
                                  .patched({{"behaviour", {{"active_authentication", "replay"}}}});
        return judge(specimen, read(specimen));
    }();
    EXPECT_EQ(report.verdict(), Verdict::not_genuine);
}

TEST(Passports, a_chip_that_opens_in_clear_although_its_signed_files_name_pace_is_a_downgrade) {
    const auto specimen =
        support::specimen("passport-im")
            .patched({{"files", {{"011C", nullptr}}}, {"behaviour", {{"access_control", "none"}}}});
    const auto report = judge(specimen, read(specimen));
    EXPECT_EQ(outcome(report, "access.downgrade"), "failed");
    EXPECT_EQ(report.verdict(), Verdict::undetermined);
}

TEST(Passports, a_digest_that_no_signed_file_names_is_found_and_told) {
    EXPECT_EQ(support::reason(inspect("passport-unnamed-digest"), "chip.aa"),
              "the signed DG14 does not name the digest; SHA-384 fits");
    EXPECT_EQ(support::reason(inspect("passport-unnamed-digest", "aa-replays"), "chip.aa"),
              "the chip does not have the key that the issuer signed; the signature is wrong with "
              "every digest that it could have");
}

TEST(Passports, a_chip_that_signs_with_another_digest_than_dg14_names_has_the_key_all_the_same) {
    const auto report = inspect("passport-cam", "aa-other-digest");
    EXPECT_EQ(support::reason(report, "chip.aa"),
              "the signed DG14 names another digest than the chip used; SHA-384 fits");
    EXPECT_TRUE(report.check("chip.aa")->attention);
    EXPECT_EQ(report.verdict(), Verdict::genuine);
    EXPECT_EQ(support::reason(inspect("passport-cam", "aa-other-key"), "chip.aa"),
              "the chip does not have the key that the issuer signed; the signature is wrong with "
              "every digest that it could have");
}

TEST(Passports, the_key_that_is_used_is_named_to_the_chip_by_its_identifier) {
    const auto specimen = support::specimen("passport-two-keys");
    EXPECT_EQ(support::reason(inspect("passport-two-keys"), "chip.ca"),
              "the chip offers version 2 as well");
    const auto of_other_key = specimen.patched({{"chip_authentication", {{"key_id", "01"}}}});
    EXPECT_EQ(support::reason(judge(of_other_key, read(of_other_key)), "chip.ca"),
              "the chip refused with 6A88");
    EXPECT_EQ(outcome(inspect("passport-cam", "cam-two-keys"), "chip.cam"), "passed")
        << "of two keys on the same parameters the named one counts";
}

TEST(Passports, the_key_of_the_mapping_counts_in_each_form_that_it_can_have) {
    // Doc 9303-11 §9.5.1: explicit parameters, a named curve, or the parameters' number.
    for (const char* form : {"", "cam-key-named", "cam-key-standardized"}) {
        const auto report = inspect("passport-cam", form);
        EXPECT_EQ(outcome(report, "chip.cam"), "passed") << form;
        EXPECT_EQ(report.verdict(), Verdict::genuine) << form;
        EXPECT_TRUE(report.attention().empty()) << form;
    }
}

TEST(Passports, a_chip_that_authenticates_in_version_2_alone_is_told) {
    const auto report = inspect("passport-version-2");
    EXPECT_EQ(outcome(report, "chip.ca"), "not_possible");
    EXPECT_EQ(support::reason(report, "chip.ca"),
              "the chip offers it in version 2 alone, which this version does not run");
    EXPECT_EQ(report.verdict(), Verdict::chip_unproven);
}

TEST(Passports, an_answer_longer_than_a_short_apdu_comes_whole_by_extended_length_and_by_61xx) {
    static constexpr std::uint8_t kGetResponse = 0xC0;
    for (const bool is_short : {false, true}) {
        const auto specimen = support::specimen("passport-rsa-3072", is_short ? "short" : "");
        support::Watched chip(specimen);
        const auto document = card::read(chip, support::mrz_of(specimen));
        EXPECT_EQ(document.active_authentication.signature.size(), 384U);
        EXPECT_EQ(chip.sent(kGetResponse) > 0, is_short);
        EXPECT_EQ(judge(specimen, document).verdict(), Verdict::genuine);
    }
}

TEST(Passports, the_key_of_a_dg15_that_is_not_listed_never_counts) {
    const auto specimen = support::specimen("passport-im");
    auto document = read(specimen);
    document.files[card::FileId::dg15] =
        *read(support::specimen("passport-open")).file(card::FileId::dg15);
    const auto report = judge(specimen, document);
    EXPECT_EQ(outcome(report, "chip.aa"), "not_possible");
    EXPECT_TRUE(report.check("dg.covered.15")->attention);
    EXPECT_EQ(report.verdict(), Verdict::genuine) << "by chip authentication";
}

TEST(Passports,
     a_reader_without_extended_length_takes_the_offer_it_can_carry_and_says_what_it_cannot) {
    const auto specimen = support::specimen("passport-dh");
    support::Watched reader(specimen, card::kShortCommandLimit);
    const auto document = card::read(reader, support::mrz_of(specimen));
    EXPECT_EQ(document.access.mapping, "DH-IM");
    EXPECT_EQ(document.access.parameter_id, 0);
    const auto report = judge(specimen, document);
    EXPECT_EQ(support::reason(report, "chip.ca"),
              "the chip's key is longer than this reader carries");
    EXPECT_EQ(report.verdict(), Verdict::chip_unproven);
}

TEST(Passports, a_reader_that_carries_none_of_the_offers_is_told_so) {
    const auto specimen = support::specimen("passport-dh")
                              .patched({{"files",
                                         {{"011C",
                                           "31143012060A04007F000702020401040201020201"
                                           "02"}}}});
    support::Watched reader(specimen, card::kShortCommandLimit);
    try {
        card::read(reader, support::mrz_of(specimen));
        FAIL();
    } catch (const card::Error& error) {
        EXPECT_EQ(error.code(), card::Errc::not_supported);
        EXPECT_NE(std::string(error.what()).find("extended length"), std::string::npos);
    }
}

TEST(ContactCards, are_read_over_t0_by_61xx_and_6cxx) {
    std::size_t wrong_le = 0;
    for (const char* name : {"vn-citizen-2021", "passport-bac", "passport-open"}) {
        const auto specimen =
            support::specimen(name).patched({{"behaviour", {{"transmission", "T=0"}}}});
        support::Watched reader(specimen, card::kShortCommandLimit);
        const auto document = card::read(reader, support::mrz_of(specimen));
        EXPECT_EQ(judge(specimen, document).verdict(), Verdict::genuine) << name;
        const bool in_clear = document.access.protocol == card::AccessProtocol::none;
        EXPECT_GT(reader.answered_with(0x61), in_clear ? 0U : 50U)
            << name << ": case 4 commands give their answer by GET RESPONSE";
        wrong_le += reader.answered_with(0x6C);
    }
    EXPECT_GT(wrong_le, 0U) << "in clear, Le must be exact: 6Cxx names it";
}

}  // namespace
