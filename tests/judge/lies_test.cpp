// SPDX-License-Identifier: Apache-2.0
// The lies of docs/verdict.md: each caught by its own check, with its outcome and verdict, and by
// nothing else.
#include <gtest/gtest.h>

#include <set>

#include "card/error.h"
#include "support/tampering.h"

namespace {

using card::Outcome;
using card::Verdict;

using Ids = std::set<std::string>;

struct Lie {
    const char* name;
    std::vector<std::pair<const char*, Outcome>> caught_by;
    Verdict verdict;
    Ids also = {};  ///< what docs/verdict.md ("The rule") makes not possible then
    bool mrz = false;
};

const Ids kOfDg1{"dg.content.1",    "document.expiry", "dsc.country",   "dsc.document_type",
                 "data.mrz_digits", "data.dg1_dg13",   "data.id_number"};
const Ids kOfDg13{"dg.content.13", "data.dg1_dg13", "data.id_number"};
const Ids kOfDg14{"dg.content.14", "access.card_access"};
Ids joined(std::initializer_list<Ids> sets) {
    Ids all;
    for (const auto& set : sets) all.insert(set.begin(), set.end());
    return all;
}
/// Nothing that the object says counts.
const Ids kUnproven =
    joined({kOfDg1, kOfDg13, kOfDg14, {"dg.content.2", "dg.content.15", "chip.ca", "chip.aa"}});
const Ids kNoAnchor = joined({kUnproven, {"csca.validity", "csca.usage_period", "dsc.revocation"}});
/// There is no object: what is left is what does not come from it.
const Ids kNoObject = joined({kNoAnchor,
                              {"sod.signed_attributes",
                               "sod.signature",
                               "sod.algorithms",
                               "dsc.chain",
                               "dsc.profile",
                               "dsc.validity",
                               "dsc.usage_period",
                               "lds.com",
                               "lds.version",
                               "dg.hash.1",
                               "dg.hash.2",
                               "dg.hash.3",
                               "dg.hash.13",
                               "dg.hash.14",
                               "dg.hash.15",
                               "dg.complete.1",
                               "dg.complete.2",
                               "dg.complete.3",
                               "dg.complete.13",
                               "dg.complete.14",
                               "dg.complete.15"}});
const Ids kNoKeys{"dg.hash.14", "dg.hash.15", "dg.content.14", "dg.content.15",
                  "access.card_access"};

std::ostream& operator<<(std::ostream& out, const Lie& lie) { return out << lie.name; }

const Lie kLies[] = {
    {"dg1-birth-date-changed", {{"dg.hash.1", Outcome::failed}}, Verdict::not_genuine, kOfDg1},
    {"dg2-other-portrait",
     {{"dg.hash.2", Outcome::failed}},
     Verdict::not_genuine,
     {"dg.content.2"}},
    {"dg13-name-changed", {{"dg.hash.13", Outcome::failed}}, Verdict::not_genuine, kOfDg13},
    {"dg14-own-key",
     {{"dg.hash.14", Outcome::failed}, {"chip.ca", Outcome::not_possible}},
     Verdict::not_genuine,
     kOfDg14},
    {"dg14-two-faces",
     {{"dg.hash.14", Outcome::failed}, {"chip.ca", Outcome::not_possible}},
     Verdict::not_genuine,
     kOfDg14},
    {"dg15-unsigned",
     {{"lds.com", Outcome::failed},
      {"chip.aa", Outcome::not_offered},
      {"chip.ca", Outcome::not_offered}},
     Verdict::chip_unproven,
     joined({kNoKeys, {"dg.complete.14", "dg.complete.15"}})},
    {"sod-signature-bit", {{"sod.signature", Outcome::failed}}, Verdict::not_genuine, kUnproven},
    {"sod-digest-stale",
     {{"sod.signed_attributes", Outcome::failed},
      {"sod.signature", Outcome::passed},
      {"dg.hash.1", Outcome::passed}},
     Verdict::not_genuine,
     kUnproven},
    {"sod-md5", {{"sod.algorithms", Outcome::failed}}, Verdict::not_genuine},
    {"sod-no-signer", {{"sod.structure", Outcome::failed}}, Verdict::not_genuine, kNoObject},
    {"sod-second-signer", {{"sod.structure", Outcome::failed}}, Verdict::not_genuine, kNoObject},
    {"sod-unknown-csca", {{"dsc.chain", Outcome::not_possible}}, Verdict::undetermined, kNoAnchor},
    {"sod-csca-namesake", {{"dsc.chain", Outcome::failed}}, Verdict::not_genuine, kNoAnchor},
    {"csca-curveball", {{"dsc.chain", Outcome::failed}}, Verdict::not_genuine, kNoAnchor},
    {"dsc-other-state", {{"dsc.country", Outcome::failed}}, Verdict::not_genuine},
    {"dsc-revoked", {{"dsc.revocation", Outcome::failed}}, Verdict::not_genuine},
    {"sod-foreign-object", {{"sod.structure", Outcome::failed}}, Verdict::not_genuine, kNoObject},
    {"dsc-issued-by-dsc", {{"dsc.chain", Outcome::failed}}, Verdict::not_genuine, kNoAnchor},
    {"dsc-is-list-signer", {{"dsc.profile", Outcome::failed}}, Verdict::not_genuine},
    {"dsc-for-passports", {{"dsc.document_type", Outcome::failed}}, Verdict::undetermined},
    {"dsc-not-yet-valid", {{"dsc.validity", Outcome::failed}}, Verdict::undetermined},
    {"dsc-after-csca-period", {{"csca.usage_period", Outcome::failed}}, Verdict::undetermined},
    {"clone-refuses",
     {{"chip.ca", Outcome::not_possible}, {"chip.aa", Outcome::not_possible}},
     Verdict::chip_unproven},
    {"clone-hides-keys",
     {{"dg.complete.14", Outcome::not_possible},
      {"dg.complete.15", Outcome::not_possible},
      {"chip.ca", Outcome::not_possible},
      {"chip.aa", Outcome::not_possible}},
     Verdict::chip_unproven,
     kNoKeys},
    {"clone-ca-other-key", {{"chip.ca", Outcome::failed}}, Verdict::not_genuine},
    {"clone-ca-other-key-random-mac", {{"chip.ca", Outcome::failed}}, Verdict::not_genuine},
    {"clone-ca-keeps-old-keys", {{"chip.ca", Outcome::failed}}, Verdict::not_genuine},
    {"aa-short",
     {{"chip.aa", Outcome::not_possible}, {"chip.ca", Outcome::passed}},
     Verdict::genuine},
    {"clone-aa-replays",
     {{"chip.aa", Outcome::failed}, {"chip.ca", Outcome::not_possible}},
     Verdict::not_genuine},
    {"ca-right-aa-wrong",
     {{"chip.aa", Outcome::failed}, {"chip.ca", Outcome::passed}},
     Verdict::not_genuine},
    {"card-access-weaker", {{"access.card_access", Outcome::failed}}, Verdict::not_genuine},
    {"card-access-hidden",
     {{"access.downgrade", Outcome::failed}},
     Verdict::undetermined,
     {"access.card_access"},
     true},
};

class ReadLie : public testing::TestWithParam<Lie> {};

TEST_P(ReadLie, is_caught_by_its_own_check_and_changes_no_other) {
    const auto& lie = GetParam();
    const auto specimen = support::specimen("vn-citizen-2021", lie.name);
    const auto key = lie.mrz ? support::mrz_of(specimen) : support::can_of(specimen);
    const auto report = card::verify(support::read(specimen, key), support::trust_of(specimen),
                                     support::policy_today());
    EXPECT_EQ(report.verdict(), lie.verdict) << card::name_of(report.verdict());
    Ids named;
    for (const auto& [id, outcome] : lie.caught_by) {
        named.insert(id);
        ASSERT_TRUE(report.check(id)) << id;
        EXPECT_EQ(report.check(id)->outcome, outcome) << *report.check(id);
    }
    const auto baseline = support::inspect(support::specimen("vn-citizen-2021"));
    Ids changed;
    for (const auto& before : baseline.checks()) {
        const auto* now = report.check(text_of(before.name));
        const bool as_before = now && now->outcome == before.outcome;
        if (as_before || named.contains(text_of(before.name))) continue;
        changed.insert(text_of(before.name));
        EXPECT_TRUE(!now || now->outcome == Outcome::not_possible)
            << "changed by the lie: " << *now;
    }
    EXPECT_EQ(changed, lie.also);
    for (const auto& check : report.checks()) {
        EXPECT_TRUE(baseline.check(text_of(check.name))) << "new: " << check;
        EXPECT_TRUE(check.outcome != Outcome::failed || named.contains(text_of(check.name)))
            << "failed beside the named one: " << check;
    }
}
INSTANTIATE_TEST_SUITE_P(Lies, ReadLie, testing::ValuesIn(kLies));

TEST(Lies, no_portrait_is_handed_out_without_a_proven_hash) {
    for (const char* name : {"dg2-other-portrait", "sod-unknown-csca", "sod-csca-namesake",
                             "sod-signature-bit", "sod-digest-stale", "sod-no-signer"})
        EXPECT_FALSE(support::inspect(support::specimen("vn-citizen-2021", name)).portrait())
            << name;
    EXPECT_TRUE(support::inspect(support::specimen("vn-citizen-2021")).portrait());
}

TEST(Lies, no_field_of_an_unproven_file_is_handed_out) {
    for (const char* name :
         {"sod-unknown-csca", "sod-csca-namesake", "sod-signature-bit", "sod-no-signer"})
        EXPECT_TRUE(support::inspect(support::specimen("vn-citizen-2021", name)).holder().empty())
            << name;
    const auto report = support::inspect(support::specimen("vn-citizen-2021", "dg13-name-changed"));
    EXPECT_FALSE(report.holder().has(card::FieldId::full_name));
    EXPECT_TRUE(report.holder().has(card::FieldId::document_number));
}

struct Broken {
    std::string name;
    card::Step step;
    bool mrz = false;
};
std::ostream& operator<<(std::ostream& out, const Broken& lie) { return out << lie.name; }

std::vector<Broken> broken_lies() {
    std::vector<Broken> list{
        {"chip-without-password", card::Step::access_pace_token},
        {"chip-without-password-bac-challenge", card::Step::access_bac_answer, true},
        {"chip-without-password-bac-mac", card::Step::access_bac_answer, true},
        {"sm-unprotected", card::Step::sm_unprotected},
        {"sm-forged-answer-a", card::Step::sm_mac},
        {"sm-forged-answer-b", card::Step::sm_mac},
        {"sm-forged-answer-c", card::Step::sm_status},
        {"sm-forged-answer-d", card::Step::sm_mac},
        {"sm-forged-answer-e", card::Step::sm_status},
        {"sm-forged-answer-f", card::Step::sm_data},
    };
    list.push_back({"pace-broken-bac-open", card::Step::access_pace_select, true});
    for (const char* status : {"6300", "6982", "6a80", "6a88"})
        list.push_back(
            {std::string("pace-broken-bac-open-") + status, card::Step::access_pace_select, true});
    for (const char* status : {"6fff", "6300", "6982", "6a80", "6a88"})
        list.push_back({std::string("pace-broken-bac-open-nonce-") + status,
                        card::Step::access_pace_nonce, true});
    for (const char* kind : {"own-key", "off-curve", "infinity"}) {
        list.push_back(
            {std::string("pace-mirror-mapping-") + kind, card::Step::access_pace_mapping});
        list.push_back(
            {std::string("pace-mirror-agreement-") + kind, card::Step::access_pace_agreement});
    }
    for (const char* file : {"card-access", "sod", "dg2"}) {
        list.push_back({std::string("endless-file-") + file + "-length", card::Step::read_length});
        list.push_back(
            {std::string("endless-file-") + file + "-empty", card::Step::read_no_progress});
        list.push_back({std::string("endless-file-") + file + "-61", card::Step::read_no_progress});
    }
    return list;
}

class EndingLie : public testing::TestWithParam<Broken> {};

TEST_P(EndingLie, ends_the_reading_at_its_step_with_few_commands_and_no_fall_back) {
    constexpr std::size_t kMostCommands = 500;
    constexpr std::uint8_t kGetChallenge = 0x84;
    const auto& lie = GetParam();
    const auto specimen = support::specimen("vn-citizen-2021", lie.name);
    const auto key = lie.mrz ? support::mrz_of(specimen) : support::can_of(specimen);
    support::Watched chip(specimen);
    try {
        card::read(chip, key);
        FAIL() << "the reading did not end";
    } catch (const card::Error& error) {
        EXPECT_EQ(error.step(), lie.step) << error.what();
    }
    EXPECT_LE(chip.commands.size(), kMostCommands);
    EXPECT_TRUE(chip.sent(kGetChallenge) == 0 || !lie.name.starts_with("pace-"))
        << "BAC was tried after PACE failed";
}
INSTANTIATE_TEST_SUITE_P(Lies, EndingLie, testing::ValuesIn(broken_lies()));

TEST(Lies, an_unprotected_answer_to_any_read_ends_the_reading_or_disproves_the_chip) {
    support::Watched honest(support::specimen("vn-citizen-2021"));
    card::read(honest, card::AccessKey::from_can("000123"));
    const auto reads = static_cast<int>(honest.sent(0xB0)) - 1;  // EF.CardAccess is read in clear
    int ended = 0, disproven = 0, without_data = 0;
    const auto step = static_cast<int>(support::stride(1, 19));
    for (int read = 1; read <= reads; read += step) {
        nlohmann::json behaviour{{"behaviour", {{"unprotected_read", read}}}};
        const auto specimen = support::specimen("vn-citizen-2021").patched(behaviour);
        try {
            const auto report = support::inspect(specimen);
            if (report.verdict() == Verdict::genuine) {
                ++without_data;
                continue;
            }
            EXPECT_EQ(report.check("chip.ca")->outcome, Outcome::failed) << read;
            EXPECT_EQ(report.verdict(), Verdict::not_genuine);
            ++disproven;
        } catch (const card::Error& error) {
            EXPECT_EQ(error.step(), card::Step::sm_unprotected) << read;
            ++ended;
        }
    }
    if (step != 1) return;       // only the whole row says how many of each there are
    EXPECT_EQ(disproven, 1);     // the first answer under chip authentication's keys
    EXPECT_EQ(without_data, 1);  // the refused DG3, which the lie leaves alone
    EXPECT_EQ(ended, reads - 2);
}

}  // namespace
