// No flipped bit of an answer or a file leaves a verdict as it was.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <random>
#include <thread>

#include "card/error.h"
#include "support/tampering.h"

namespace {

using card::Outcome;
using card::Verdict;
using support::Tampering;

bool mutate_all() {
    const char* text = std::getenv("CARD_MUTATE");
    return text && std::string(text) == "1";
}

/// Answers on which no judgement rests, by the header of their command in clear.
bool rests_nothing_on(card::ByteView command) {
    const bool in_clear = (command[0] & 0x0C) == 0;
    const bool select_master_file = in_clear && command[1] == 0xA4 && command[2] == 0x00;
    const bool atr_info = in_clear && command[1] == 0xB0 && command[2] == 0x81;
    return select_master_file || atr_info;
}

/// EF.CardAccess may differ in infos other than PACE: the contract makes that attention, not a verdict.
bool is_card_access(card::ByteView command) { return (command[0] & 0x0C) == 0 && command[1] == 0xB0 && command[2] == 0x9C; }

/// SW2 of 61xx says how many octets wait; whatever it says, the chip gives them all, and the MAC behind them is held.
bool counts_waiting_octets(card::ByteView answer, std::size_t bit) { return bit / 8 == answer.size() - 1 && answer[answer.size() - 2] == 0x61; }

struct Flip {
    std::size_t exchange, bit;
};

/// Reads the living card with one bit of one answer flipped; true when the outcome would let a forgery pass.
bool passes_as_genuine(const simulated::Specimen& specimen, const card::TrustStore& trust, const Flip& flip) {
    bool named = false, card_access = false;
    Tampering chip(specimen, [&](std::size_t exchange, card::ByteView command, card::Bytes& answer) {
        if (exchange != flip.exchange) return;
        const std::size_t bit = flip.bit % (answer.size() * 8);
        named = rests_nothing_on(command) || counts_waiting_octets(answer, bit);
        card_access = is_card_access(command);
        answer[bit / 8] = static_cast<std::uint8_t>(answer[bit / 8] ^ (1 << bit % 8));
    });
    try {
        const auto report = card::verify(card::read(chip, support::can_of(specimen)), trust, support::policy_today());
        if (report.verdict() != Verdict::genuine || named) return false;
        return !(card_access && report.check("access.card_access")->attention);
    } catch (const card::Error&) {
        return false;
    }
}

/// Runs `count` jobs on two threads; each gets its number.
void in_parallel(std::size_t count, const std::function<void(std::size_t)>& job) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++) EXPECT_NO_THROW(job(i));
    };
    std::thread other(work);
    work();
    other.join();
}

TEST(Mutation, no_flipped_bit_of_any_answer_leaves_the_card_genuine) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto trust = support::trust_of(specimen);
    const auto answers = support::answers_of(specimen);
    EXPECT_EQ(support::inspect(specimen).verdict(), Verdict::genuine);  // positive control
    std::vector<Flip> flips;
    if (mutate_all()) {
        for (std::size_t exchange = 0; exchange < answers.size(); ++exchange)
            for (std::size_t bit = 0; bit < answers[exchange].size() * 8; ++bit) flips.push_back({exchange, bit});
    } else {
        std::mt19937_64 chance(20260101);  // the sample is fixed
        for (std::size_t i = 0; i < 2000; ++i) {
            const std::size_t exchange = i < 400 ? i % 8 : chance() % answers.size();  // more of the short, decisive ones
            flips.push_back({exchange, chance() % (answers[exchange].size() * 8)});
        }
    }
    std::mutex mutex;
    std::vector<std::string> passed;
    in_parallel(flips.size(), [&](std::size_t i) {
        if (!passes_as_genuine(specimen, trust, flips[i])) return;
        const std::lock_guard lock(mutex);
        passed.push_back("exchange " + std::to_string(flips[i].exchange) + " bit " + std::to_string(flips[i].bit));
    });
    for (const auto& flip : passed) ADD_FAILURE() << "still genuine: " << flip;
    std::cout << flips.size() << " flips of answers, " << passed.size() << " still genuine\n";
}

std::vector<std::string> attention_of(const card::Report& report) {
    std::vector<std::string> ids;
    for (const auto* check : report.attention()) ids.push_back(check->id);
    return ids;
}

/// Ends as before: the same verdict, the same checks with the same outcomes and attention.
bool ends_alike(const card::Report& before, const card::Report& now) {
    const auto alike = [](const card::Check& a, const card::Check& b) { return a.id == b.id && a.outcome == b.outcome && a.attention == b.attention; };
    return before.verdict() == now.verdict() && std::ranges::equal(before.checks(), now.checks(), alike);
}

/// Answers in clear on which nothing rests: with which words an absent EF.CardAccess, or a challenge for BAC, is refused; and the octets
/// of EF.COM by which is only seen that it can be read without access control.
bool is_named(card::ByteView command, card::ByteView answer, std::size_t bit) {
    const bool in_clear = (command[0] & 0x0C) == 0;
    const bool asks_card_access = is_card_access(command) || (command[1] == 0xA4 && command[2] == 0x02);
    const bool refusal = in_clear && answer.size() == 2 && answer[0] != 0x90 && (asks_card_access || command[1] == 0x84);
    const bool probe = in_clear && command[1] == 0xB0 && command[2] == 0x9E && command.back() == 6;
    return rests_nothing_on(command) || counts_waiting_octets(answer, bit) || refusal || probe;
}

class EveryProfileUnderFlips : public testing::TestWithParam<const char*> {};
TEST_P(EveryProfileUnderFlips, ends_otherwise_than_before) {
    const auto specimen = support::specimen(GetParam());
    const auto trust = support::trust_of(specimen);
    const auto key = support::mrz_of(specimen);
    std::vector<std::size_t> sizes;
    Tampering honest(specimen, [&](std::size_t, card::ByteView, card::Bytes& answer) { sizes.push_back(answer.size()); });
    const auto before = card::verify(card::read(honest, key), trust, support::policy_today());
    ASSERT_EQ(before.verdict(), Verdict::genuine);  // positive control
    std::vector<Flip> flips;
    std::mt19937_64 chance(20260102);  // the sample is fixed
    for (std::size_t exchange = 0; exchange < sizes.size(); ++exchange) {
        static constexpr std::size_t kSample = 12;
        for (std::size_t bit = 0; bit < (mutate_all() ? sizes[exchange] * 8 : kSample); ++bit) flips.push_back({exchange, mutate_all() ? bit : chance() % (sizes[exchange] * 8)});
    }
    std::atomic<std::size_t> alike = 0;
    in_parallel(flips.size(), [&](std::size_t i) {
        bool named = false;
        std::string command_text;
        Tampering chip(specimen, [&](std::size_t exchange, card::ByteView command, card::Bytes& answer) {
            if (exchange != flips[i].exchange) return;
            const std::size_t bit = flips[i].bit % (answer.size() * 8);
            named = is_named(command, answer, bit);
            command_text = card::to_hex(command.first(4));
            answer[bit / 8] = static_cast<std::uint8_t>(answer[bit / 8] ^ (1 << bit % 8));
        });
        try {
            if (!ends_alike(before, card::verify(card::read(chip, key), trust, support::policy_today())) || named) return;
        } catch (const card::Error&) {
            return;
        }
        ++alike;
        ADD_FAILURE() << "exchange " << flips[i].exchange << " (" << command_text << ") bit " << flips[i].bit << " of " << sizes[flips[i].exchange] * 8;
    });
    std::cout << GetParam() << ": " << flips.size() << " flips of answers, " << alike << " ended as before\n";
}
INSTANTIATE_TEST_SUITE_P(Profiles, EveryProfileUnderFlips, testing::Values("passport-cam", "passport-cam-dg14", "passport-im", "passport-dh", "passport-open", "passport-bac", "passport-guarded"));

/// Flips every bit (or every `step`th) of one file and counts reports that did not change.
std::size_t unchanged_reports(const card::Document& document, card::FileId file, const card::TrustStore& trust, std::size_t step) {
    std::atomic<std::size_t> unchanged = 0;
    const std::size_t bits = document.file(file)->size() * 8;
    in_parallel(bits / step, [&](std::size_t i) {
        card::Document changed = document;
        auto& octets = changed.files[file];
        const std::size_t bit = i * step;
        octets[bit / 8] = static_cast<std::uint8_t>(octets[bit / 8] ^ (1 << bit % 8));
        const auto report = card::verify(changed, trust, support::policy_today());
        if (report.verdict() == Verdict::chip_unproven && report.attention().empty()) {
            ++unchanged;
            ADD_FAILURE() << card::name_of(file) << " bit " << bit;
        }
    });
    return unchanged;
}

class SavedFiles : public testing::TestWithParam<const char*> {};
TEST_P(SavedFiles, no_flipped_bit_of_any_file_leaves_the_report_as_it_was) {
    const auto specimen = support::specimen(GetParam());
    const auto trust = support::trust_of(specimen);
    const auto document = support::saved(support::read(specimen, support::can_of(specimen)));
    const auto report = card::verify(document, trust, support::policy_today());
    ASSERT_EQ(report.verdict(), Verdict::chip_unproven);  // positive control
    ASSERT_TRUE(attention_of(report).empty()) << attention_of(report).front();
    // The portrait's bits are all alike (one digest): every bit of it under the fast signature, a sample under the slow one.
    const bool fast = std::string(GetParam()) == "doc-p256";
    for (const auto& [file, octets] : document.files) {
        const std::size_t step = mutate_all() || (file != card::FileId::dg2) ? 1 : fast ? 1 : 61;
#ifdef CARD_SANITIZED
        const std::size_t slower = mutate_all() ? 1 : 13;
#else
        const std::size_t slower = 1;
#endif
        EXPECT_EQ(unchanged_reports(document, file, trust, step * slower), 0U) << card::name_of(file);
    }
}
INSTANTIATE_TEST_SUITE_P(Documents, SavedFiles, testing::Values("vn-citizen-2021", "doc-p256"));

}  // namespace
