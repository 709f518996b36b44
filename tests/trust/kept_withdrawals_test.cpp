// SPDX-License-Identifier: Apache-2.0
// A withdrawal outlives the list that said it.
#include <gtest/gtest.h>

#include "card/error.h"
#include "support/deliveries.h"
#include "support/states.h"
#include "trust/kept_withdrawals.h"

namespace {

using namespace support;
using card::trust::KeptWithdrawals;
using card::trust::parse_kept;

KeptWithdrawals some() {
    KeptWithdrawals kept;
    kept[card::Bytes(32, 0xAB)][card::from_hex("4D")] = {1000, 2000, 0};
    kept[card::Bytes(32, 0xAB)][card::from_hex("CD01")] = {-5, 7, 2100};
    kept[card::Bytes(32, 0x01)][card::from_hex("4D")] = {1, 2, 3};
    return kept;
}

TEST(KeptWithdrawal, holds_unless_it_left_its_list_before_the_certificate_s_end) {
    EXPECT_TRUE((card::trust::KeptWithdrawal{1, 2, 0}.holds(5000)));
    EXPECT_TRUE((card::trust::KeptWithdrawal{1, 2, 100}.holds(99)));
    EXPECT_FALSE((card::trust::KeptWithdrawal{1, 2, 100}.holds(100)));
}

TEST(KeptWithdrawals, are_read_as_they_were_written) {
    const auto text = card::trust::kept_text(some());
    EXPECT_EQ(card::trust::kept_text(parse_kept(card::as_octets(text))), text);
    EXPECT_EQ(card::trust::count(parse_kept(card::as_octets(text))), 3U);
    EXPECT_TRUE(parse_kept(card::as_octets(card::trust::kept_text({}))).empty());
}

TEST(KeptWithdrawals, in_a_damaged_file_are_an_error_and_never_fewer) {
    const auto text = card::trust::kept_text(some());
    for (std::size_t size = 0; size < text.size(); ++size)
        EXPECT_THROW(parse_kept(card::as_octets(text.substr(0, size))), card::Error) << size;
    for (std::size_t at = 0; at < text.size(); ++at)
        for (const char wrong : {'\n', ' ', 'x', '\0'}) {
            auto other = text;
            if (other[at] == wrong) continue;
            other[at] = wrong;
            EXPECT_THROW(parse_kept(card::as_octets(other)), card::Error) << at << wrong;
        }
    const auto first = text.find('\n') + 1, second = text.find('\n', first) + 1;
    const auto twice = text.substr(0, second) + text.substr(first);
    EXPECT_THROW(parse_kept(card::as_octets(twice)), card::Error);
}

TEST(KeptWithdrawals, of_a_signer_that_expired_and_left_the_list_still_hold) {
    ImportedStore store;
    store.pin({root_certificate()});
    const Dates ended{day(-1000), day(-50)};
    const auto document = root().document(kSigner, ended);
    store.take({root().crl({.serials = {kSigner}, .date = day(-100)})});
    store.take({root().crl({.date = day(-20)})});
    EXPECT_EQ(revocation(store.judge(document)), "failed N");
    store.take({root().crl({.date = day(-10)})});
    store.take({link_to_next()});
    EXPECT_EQ(store.loaded().revocation_lists(), 1U);
    EXPECT_EQ(revocation(store.judge(document)), "failed N") << "whatever was imported since";
}

TEST(KeptWithdrawals, of_a_signer_that_left_the_list_before_its_end_hold_no_more) {
    ImportedStore store;
    store.pin({root_certificate()});
    store.take({root().crl({.serials = {kSigner}, .date = day(-100)})});
    store.take({root().crl({.date = day(-20)})});
    EXPECT_EQ(revocation(store.judge(by_root())), "passed") << "the issuer took it back";
    store.take({root().crl({.serials = {kSigner}, .date = day(-10)})});
    EXPECT_EQ(revocation(store.judge(by_root())), "failed N");
}

TEST(KeptWithdrawals, are_taken_back_by_no_whole_list_that_names_the_signer_to_take_it_back) {
    const Withdrawals taken_back{
        .serials = {kSigner}, .date = day(-10), .number = 2, .kind = Withdrawals::Kind::takes_back};
    ImportedStore store, alone;
    for (auto* each : {&store, &alone}) each->pin({root_certificate()});
    store.take({root().crl({.serials = {kSigner}, .date = day(-20)})});
    for (auto* each : {&store, &alone}) each->take({root().crl(taken_back)});
    EXPECT_EQ(revocation(store.judge(by_root())), "failed N");
    EXPECT_EQ(revocation(alone.judge(by_root())), "not_possible U") << "it clears nobody";
}

TEST(KeptWithdrawals, are_taken_back_by_no_list_that_clears_nothing) {
    card::Policy when_available;
    when_available.revocation = card::Policy::Revocation::when_available;
    for (const auto next : {day(-5), day(-30)}) {
        ImportedStore store;
        store.pin({root_certificate()});
        store.take({root().crl({.serials = {kSigner}, .date = day(-100)})});
        store.take({root().crl({.date = day(-40), .next = next})});
        EXPECT_EQ(revocation(store.judge(by_root(), when_available)), "failed N") << "it had ended";
        store.take({root().crl({.date = day(-2)})});
        EXPECT_EQ(revocation(store.judge(by_root())), "passed") << "a current list takes it back";
    }
}

TEST(KeptWithdrawals, of_a_link_that_expired_and_left_the_list_still_hold) {
    ImportedStore store;
    store.pin({root_certificate()});
    store.take({root().certify(next(), kNextSerial, {day(-2600), day(-50)}), next().crl({})});
    EXPECT_EQ(chain_and_revocation(store.judge(by_next())), "passed, passed");
    store.take({root().crl({.serials = {kNextSerial}, .date = day(-100)})});
    EXPECT_EQ(chain_and_revocation(store.judge(by_next())), "failed N, failed N");
    store.take({root().crl({.date = day(-20)})});
    EXPECT_EQ(chain_and_revocation(store.judge(by_next())), "failed N, failed N");
}

TEST(KeptWithdrawals, are_in_the_store_s_digest_and_manifest_and_come_by_no_stick) {
    ImportedStore store;
    store.pin({root_certificate()});
    store.take({root().crl({.serials = {kSigner}, .date = day(-100)})});
    store.take({root().crl({.date = day(-20)})});
    const auto file = store.path() / card::trust::kKeptWithdrawals;
    ASSERT_TRUE(std::filesystem::exists(file));
    const auto digest = store.loaded().digest();
    Folder other;
    std::ofstream(other.path() / "root.cer", std::ios::binary) << card::as_text(root_certificate());
    const auto copy = other.path() / "kiosk";
    import_into(copy, {{other.path() / "root.cer"},
                       {card::certificate_fingerprint(root_certificate())},
                       {},
                       kToday});
    const auto result = import_into(copy, {{store.path()}, {}, {}, kToday});
    EXPECT_EQ(result.left_out, 1U) << "it is not signed";
    EXPECT_FALSE(std::filesystem::exists(copy / card::trust::kKeptWithdrawals));
    EXPECT_NE(card::TrustStore::from_directory(copy).digest(), digest);
    std::filesystem::resize_file(file, std::filesystem::file_size(file) - 1);
    EXPECT_THROW(store.loaded(), card::Error);
}

}  // namespace
