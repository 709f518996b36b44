// SPDX-License-Identifier: Apache-2.0
// Which of many chains a terminal shows: judged by the simulated card, and by certificates that no
// chip would need to see.
#include <gtest/gtest.h>

#include <algorithm>

#include "access/terminal_chain.h"
#include "support/fixtures.h"

namespace {

using card::FileId;
using card::access::choose_chain;
using card::access::CvCertificate;
using Outcome = card::TerminalAuthenticationRecord::Outcome;
using Role = CvCertificate::Role;

card::Bytes file(const std::string& name) {
    return support::read_file(support::specimens() / "terminal-several" / name);
}

std::vector<card::Bytes> certificates(const std::vector<std::string>& names) {
    std::vector<card::Bytes> octets;
    octets.reserve(names.size());
    for (const auto& name : names) octets.push_back(file(name + ".cvcert"));
    return octets;
}

const std::vector<std::string> kAll{
    "link",   "round-1",     "round-2",        "verifier",         "narrow-verifier",
    "both",   "both-longer", "ended",          "fingers",          "under-narrow",
    "irises", "nothing",     "other-terminal", "strange-verifier", "strange-terminal"};

std::vector<std::string> all_but(const std::vector<std::string>& left_out) {
    auto names = kAll;
    std::erase_if(names, [&](const auto& name) {
        return std::ranges::find(left_out, name) != left_out.end();
    });
    return names;
}

/// 2026-11-29 and later.
constexpr std::int64_t kDay = 86400, kNow = 1795953600, kIn2031 = kNow + kDay * 1520,
                       kIn2040 = kNow + kDay * 4758;

card::Document read(const std::vector<card::Bytes>& shown, std::int64_t now = kNow) {
    const auto key = card::terminal_key_from_pem(file("terminal.pem"));
    const card::Terminal terminal{shown, key.get(), now};
    card::ReadOptions options;
    options.terminal = &terminal;
    options.portrait = false;
    const auto specimen = support::specimen("passport-guarded");
    simulated::CardTransport transport(specimen);
    return card::read(transport, support::mrz_of(specimen), options);
}

TEST(TerminalChain, of_many_the_one_with_the_most_rights_that_lasts_longest_is_shown) {
    const auto document = read(certificates(kAll));
    EXPECT_EQ(document.terminal_authentication.problem, "");
    EXPECT_EQ(document.terminal_authentication.outcome, Outcome::done);
    EXPECT_EQ(document.terminal_authentication.holder, "UTISDE00011");
    EXPECT_TRUE(document.file(FileId::dg3));
    EXPECT_TRUE(document.file(FileId::dg4));
}

TEST(TerminalChain, is_the_same_in_whatever_order_the_certificates_come) {
    auto names = kAll;
    std::ranges::sort(names);
    for (std::size_t turn = 0; turn < names.size(); ++turn) {
        std::ranges::rotate(names, names.begin() + 1);
        std::vector<CvCertificate> parsed;
        for (const auto& octets : certificates(names))
            parsed.push_back(card::access::parse_cv_certificate(octets));
        const auto chosen = choose_chain(parsed, {{"UTCVCA00001"}, 3, "261129", {}, 0});
        ASSERT_EQ(chosen.certificates.size(), 3U) << names.front();
        // Of another terminal's as good a chain: no key says here which terminal this is.
        EXPECT_EQ(chosen.certificates.back().holder, "UTISDE00002") << names.front();
    }
}

TEST(TerminalChain, has_the_rights_that_its_verifier_leaves_to_it) {
    const auto document = read(certificates(all_but({"both", "both-longer", "irises"})));
    EXPECT_EQ(document.terminal_authentication.outcome, Outcome::done);
    EXPECT_EQ(document.terminal_authentication.holder, "UTISDE00013") << "it lasts longer";
    EXPECT_TRUE(document.file(FileId::dg3));
    EXPECT_EQ(document.missing.at(FileId::dg4).status, 0x6982);
}

TEST(TerminalChain, that_has_ended_or_not_begun_is_not_shown) {
    EXPECT_EQ(read(certificates(all_but({"both-longer"})), kIn2031).terminal_authentication.holder,
              "UTISDE00013")
        << "both rights ended in 2030";
    const auto ended = read(certificates({"link", "verifier", "ended"}));
    EXPECT_EQ(ended.terminal_authentication.outcome, Outcome::not_attempted);
    EXPECT_EQ(ended.terminal_authentication.problem,
              "every chain of certificates is out of date, and today is 2026-11-29: UTDVDE00001 "
              "counts from 2026-01-01 to 2036-01-01, UTISDE00012 counts from 2025-01-01 to "
              "2025-12-31: get new ones, or set the machine's clock");
    EXPECT_FALSE(ended.file(FileId::dg3));
    for (const auto now : {kIn2040, std::int64_t{86400}})
        EXPECT_EQ(read(certificates(kAll), now).terminal_authentication.outcome,
                  Outcome::not_attempted)
            << now;
}

TEST(TerminalChain, without_a_right_to_what_the_document_protects_is_not_shown) {
    const auto document = read(certificates({"link", "verifier", "nothing"}));
    EXPECT_EQ(document.terminal_authentication.outcome, Outcome::not_attempted);
    EXPECT_EQ(document.terminal_authentication.problem,
              "no chain of certificates gives a right to what this chip protects: ask the document "
              "verifier for a certificate with that right");
}

TEST(TerminalChain, below_another_authority_is_not_shown_and_the_chips_own_is_named) {
    const auto document = read(certificates({"strange-verifier", "strange-terminal"}));
    EXPECT_EQ(document.terminal_authentication.outcome, Outcome::not_attempted);
    EXPECT_EQ(document.terminal_authentication.problem,
              "no chain of certificates from the authority that the chip trusts (UTCVCA00001) to "
              "this terminal: add the links, the verifier's and the terminal's certificates below "
              "it");
}

TEST(TerminalChain, of_another_terminal_gives_way_to_one_with_fewer_rights) {
    const auto document = read(certificates({"link", "verifier", "other-terminal", "fingers"}));
    EXPECT_EQ(document.terminal_authentication.outcome, Outcome::done);
    EXPECT_EQ(document.terminal_authentication.holder, "UTISDE00014");
}

TEST(TerminalChain, is_found_beside_what_is_no_certificate) {
    auto shown = certificates({"both-longer", "verifier", "link"});
    auto torn = shown.front();
    torn.resize(torn.size() / 2);
    for (const auto& foreign : {torn, card::Bytes(), card::Bytes(std::size_t{1} << 20, 0x7F),
                                support::read_file(support::specimens() / "trust" / "csca.cer"),
                                card::to_bytes(card::as_octets("-----BEGIN CERTIFICATE-----\n"))})
        shown.push_back(foreign);
    EXPECT_EQ(read(shown).terminal_authentication.outcome, Outcome::done);
    EXPECT_EQ(read({torn}).terminal_authentication.problem,
              "no chain of certificates: nothing that was given is a card verifiable certificate; "
              "get the terminal's, its document verifier's and the links of its authority");
}

TEST(TerminalChain, is_not_looked_for_among_too_many_certificates) {
    auto shown = certificates({"both-longer", "verifier", "link"});
    while (shown.size() < card::access::kMaxCvCertificates) shown.push_back(shown.front());
    EXPECT_EQ(read(shown).terminal_authentication.outcome, Outcome::done);
    shown.push_back(shown.front());
    EXPECT_EQ(read(shown).terminal_authentication.problem, "more than 256 certificates were given");
}

CvCertificate made(Role role, const std::string& authority, const std::string& holder,
                   std::uint8_t rights = 3) {
    // An inspection system's, by ECDSA with SHA-256.
    auto certificate = card::access::parse_cv_certificate(file("both.cvcert"));
    certificate.role = role;
    certificate.authority = authority;
    certificate.holder = holder;
    certificate.access_rights = rights;
    certificate.body = card::to_bytes(card::as_octets(authority + ">" + holder));
    certificate.body.push_back(rights);
    return certificate;
}

/// Between each authority and the next there are 17 links: 17 to the power of 13 ways.
TEST(TerminalChain, through_a_thicket_of_links_is_found_and_has_both_rights) {
    static constexpr int kAuthorities = 13, kLinks = 17;
    std::vector<CvCertificate> given;
    for (int authority = 0; authority < kAuthorities; ++authority)
        for (int link = 0; link < kLinks; ++link)
            given.push_back(made(Role::authority, "A" + std::to_string(authority),
                                 "A" + std::to_string(authority + 1),
                                 static_cast<std::uint8_t>(link == kLinks - 1 ? 3 : link % 3)));
    given.push_back(made(Role::domestic_verifier, "A13", "V"));
    given.push_back(made(Role::terminal, "V", "T"));
    const auto chosen = choose_chain(given, {{"A0"}, 3, {}, {}, 0});
    ASSERT_EQ(chosen.certificates.size(), 15U);
    for (const auto& certificate : chosen.certificates)
        EXPECT_EQ(certificate.access_rights, 3) << certificate.holder;
}

TEST(TerminalChain, longer_than_a_chip_is_shown_is_none) {
    std::vector<CvCertificate> given{made(Role::terminal, "V", "T")};
    for (int authority = 0; authority < 15; ++authority)
        given.push_back(made(Role::authority, "A" + std::to_string(authority),
                             "A" + std::to_string(authority + 1)));
    given.push_back(made(Role::domestic_verifier, "A14", "V"));
    EXPECT_EQ(choose_chain(given, {{"A0"}, 3, {}, {}, 0}).certificates.size(), 16U);
    given.back() = made(Role::domestic_verifier, "A15", "V");
    EXPECT_TRUE(choose_chain(given, {{"A0"}, 3, {}, {}, 0}).certificates.empty());
}

TEST(TerminalChain, whose_links_go_round_ends) {
    const std::vector<CvCertificate> round{
        made(Role::authority, "A", "B"),        made(Role::authority, "B", "A"),
        made(Role::authority, "C", "C"),        made(Role::domestic_verifier, "B", "V"),
        made(Role::foreign_verifier, "V", "V"), made(Role::terminal, "V", "T"),
        made(Role::terminal, "T", "T")};
    EXPECT_TRUE(choose_chain(round, {{"D"}, 3, {}, {}, 0}).certificates.empty());
    EXPECT_EQ(choose_chain(round, {{"A"}, 3, {}, {}, 0}).certificates.size(), 3U);
    EXPECT_EQ(choose_chain(round, {{"A", "B"}, 3, {}, {}, 0}).certificates.size(), 2U)
        << "the newer authority needs no link";
}

TEST(TerminalChain, gives_a_terminal_no_right_by_certificates_of_another_kind) {
    auto verifier = made(Role::domestic_verifier, "A", "V"),
         terminal = made(Role::terminal, "V", "T");
    // An authentication terminal's: the same bits have another meaning.
    for (auto* certificate : {&verifier, &terminal}) certificate->kind.back() = 2;
    EXPECT_TRUE(choose_chain({verifier, terminal}, {{"A"}, 3, {}, {}, 0}).certificates.empty());
    verifier.kind.back() = 1;
    EXPECT_TRUE(choose_chain({verifier, terminal}, {{"A"}, 0, {}, {}, 0}).certificates.empty());
}

TEST(TerminalChain, of_certificates_that_the_reader_cannot_carry_is_said) {
    const auto chosen =
        choose_chain({made(Role::domestic_verifier, "A", "V"), made(Role::terminal, "V", "T")},
                     {{"A"}, 3, {}, {}, 20});
    EXPECT_EQ(text_of(chosen.problem, card::Language::en),
              "a certificate is longer than this reader carries");
}

}  // namespace
