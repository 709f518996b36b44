// SPDX-License-Identifier: Apache-2.0
// Proofs count for the session, the document and the policy under which they were made, and for
// nothing else.
#include "card/error.h"
#include "channel/channel.h"
#include "channel/iso7816.h"
#include "session/inspection.h"
#include "support/fixtures.h"
#include "support/tampering.h"

namespace {

using card::FileId;
using card::Outcome;
using card::Verdict;

card::Report judge(const card::Document& document,
                   const card::Policy& policy = support::policy_today()) {
    return card::verify(document, support::trust_of(support::specimen("passport-cam")), policy);
}
std::string reason(const card::Report& report, const char* id) {
    return report.check(id) ? support::reason(report, id) : "no such check";
}

/// One card until its session is dropped, another from then on: a clone with copied files, and a
/// genuine card held against it.
class Exchanged final : public card::Transport {
public:
    Exchanged(const simulated::Specimen& first, const simulated::Specimen& second, std::size_t at)
        : first_(first), second_(second), at_(at) {}
    card::Bytes transceive(card::ByteView command) override {
        const bool is_protected = command[0] == 0x0C;
        if (exchanges_++ < at_) return first_.transceive(command);
        if (!dropped_ && is_protected)
            return card::from_hex("6982");  // in clear: the reader opens a fresh session
        dropped_ = true;
        return second_.transceive(command);
    }
    card::LinkTraits traits() const override { return first_.traits(); }

private:
    simulated::CardTransport first_, second_;
    std::size_t at_, exchanges_ = 0;
    bool dropped_ = false;
};

TEST(Bindings, a_mapping_proof_does_not_speak_for_what_another_session_read) {
    const auto honest = support::specimen("passport-cam")
                            .patched({{"active_authentication", nullptr},
                                      {"behaviour", {{"active_authentication", "refuse"}}}});
    const auto clone = honest.patched({{"behaviour", {{"chip_mapping", "none"}}}});
    EXPECT_EQ(judge(support::read(honest, support::can_of(honest))).verdict(),
              Verdict::genuine);  // positive control
    static constexpr std::size_t kMiddle = 14;
    Exchanged chip(clone, honest, kMiddle);
    const auto document = card::read(chip, support::can_of(honest));
    const auto report = judge(document);
    EXPECT_EQ(document.earlier_chip_mappings.size(), 1U);
    EXPECT_EQ(reason(report, "chip.cam"), "the chip gave no proof of it");
    EXPECT_EQ(report.verdict(), Verdict::not_genuine);
}

TEST(Bindings, no_proof_of_an_earlier_presentation_or_session_is_forgotten) {
    card::Document torn, again;
    torn.earlier_chip_mappings.resize(2);
    torn.chip_mapping.parameter_id = 13;
    again.earlier_chip_mappings.resize(1);
    torn.earlier_chip_authentications.resize(1);
    card::inherit_proofs(again, torn);
    EXPECT_EQ(again.earlier_chip_mappings.size(), 4U);
    EXPECT_EQ(again.earlier_chip_mappings.back().parameter_id, 13);
    EXPECT_EQ(again.earlier_chip_authentications.size(), 2U);
    EXPECT_EQ(again.earlier_active_authentications.size(), 1U);
}

TEST(Bindings, a_mapping_that_the_signed_dg14_does_not_name_proves_nothing) {
    const auto cam = support::specimen("passport-cam"), other = support::specimen("passport-im");
    const auto proven = support::read(cam, support::can_of(cam));
    auto document = support::read(other, support::can_of(other));
    document.chip_mapping = proven.chip_mapping;
    document.files[FileId::card_security] = *proven.file(FileId::card_security);
    const auto report = judge(document);
    EXPECT_EQ(report.check("chip.card_security")->outcome, Outcome::passed);
    EXPECT_EQ(reason(report, "chip.cam"), "the signed DG14 does not name it");
}

TEST(Bindings, the_signer_of_ef_card_security_is_held_to_the_policy) {
    const auto specimen = support::specimen("passport-cam", "cam-rogue-signer");
    const auto document = support::read(specimen, support::can_of(specimen));
    const auto store =
        card::TrustStore::from_directory(support::specimens() / "trust-utopia-lists");
    EXPECT_EQ(
        card::verify(document, store, support::policy_today()).check("chip.card_security")->outcome,
        Outcome::passed);  // positive control
    auto policy = support::policy_today();
    policy.allowed_sources = {"issuer", "own list"};
    const auto report = card::verify(document, store, policy);
    EXPECT_EQ(reason(report, "chip.card_security"),
              "the policy takes no anchor of its signer, or its CSCA was withdrawn");
    EXPECT_EQ(report.check("chip.cam")->outcome, Outcome::not_possible);
}

TEST(Bindings, a_csca_that_names_no_state_contradicts_none) {
    const auto specimen = support::specimen("passport-cam", "cam-nameless-signer");
    const auto document = support::read(specimen, support::can_of(specimen));
    const auto report = card::verify(
        document, card::TrustStore::from_directory(support::specimens() / "trust-utopia-nameless"),
        support::policy_today());
    EXPECT_EQ(reason(report, "chip.card_security"),
              "its CSCA and that of EF.SOD do not name one state that is known");
    EXPECT_EQ(report.check("chip.card_security")->outcome, Outcome::not_possible);
    EXPECT_TRUE(report.check("chip.card_security")->attention);
    EXPECT_EQ(report.check("chip.cam")->outcome, Outcome::not_possible) << "it proves nothing";
    EXPECT_EQ(report.verdict(), Verdict::genuine) << "by active authentication";
}

TEST(Bindings, a_weaker_pace_whose_dg14_is_hidden_is_told_with_attention) {
    const auto weaker = support::specimen("vn-citizen-2021", "card-access-weaker")
                            .patched({{"files", {{"010E", nullptr}}}});
    const auto report = card::verify(support::read(weaker, support::can_of(weaker)),
                                     support::trust_of(weaker), support::policy_today());
    EXPECT_EQ(reason(report, "access.card_access"),
              "the signed DG14, which says what PACE the issuer offers, was not seen");
    EXPECT_TRUE(report.check("access.card_access")->attention);
    EXPECT_EQ(report.verdict(), Verdict::genuine)
        << "by active authentication: rows 22 and 39 of docs/verdict.md";
}

TEST(Bindings, a_card_that_was_opened_by_bac_is_never_read_on_in_clear) {
    const auto specimen = support::specimen("passport-bac");
    static constexpr std::size_t kMiddle = 8;
    bool dropped = false;
    support::Tampering chip(specimen,
                            [&](std::size_t exchange, card::ByteView command, card::Bytes& answer) {
                                if (exchange == kMiddle)
                                    answer = card::from_hex("6988"), dropped = true;
                                else if (dropped && command[1] == 0x84)
                                    answer = card::from_hex("6D00");
                                else if (dropped && command[0] == 0x00 && command[1] == 0xB0)
                                    answer = card::from_hex("60145F0104303130379000");
                            });
    try {
        card::read(chip, support::mrz_of(specimen));
        FAIL() << "read in clear";
    } catch (const card::Error& error) {
        EXPECT_EQ(error.step(), card::Step::access_bac_challenge);
    }
}

TEST(Bindings, the_readers_own_key_with_a_zero_before_it_is_still_its_own) {
    for (const char* step : {"mapping", "agreement"}) {
        const auto specimen =
            support::specimen("passport-dh")
                .patched(
                    {{"behaviour", {{"pace_mirror_step", step}, {"pace_mirror", "own-number"}}}});
        try {
            support::read(specimen, support::can_of(specimen));
            FAIL() << step;
        } catch (const card::Error& error) {
            EXPECT_STREQ(error.what(), "the card sent the reader's own key back") << step;
        }
    }
}

/// Gives one octet, and announces one more, whatever it is asked.
class Slow final : public card::Transport {
public:
    card::Bytes transceive(card::ByteView command) override {
        return card::from_hex(command[1] == 0xC0 && ++answers_ % 200 == 0 ? "009000" : "006101");
    }

private:
    int answers_ = 0;
};

TEST(Bindings, a_chip_that_gives_an_octet_at_a_time_is_left_after_a_bounded_number_of_commands) {
    Slow chip;
    card::Counters counters;
    card::PlainChannel channel(chip, counters, {});
    try {
        while (true) channel.transmit(card::iso7816::get_challenge(8));
    } catch (const card::Error& error) {
        EXPECT_EQ(error.step(), card::Step::read_no_progress);
    }
    EXPECT_EQ(counters.apdus, card::kMaxCommands);
}

}  // namespace
