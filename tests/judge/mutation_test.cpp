// SPDX-License-Identifier: Apache-2.0
// No flipped bit of an answer or a file leaves a verdict as it was.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <random>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "card/error.h"
#include "support/tampering.h"

namespace {

using card::Verdict;
using support::Tampering;

/// Answers on which no judgement rests, by the header of their command in clear.
bool rests_nothing_on(card::ByteView command) {
    const bool in_clear = (command[0] & 0x0C) == 0;
    const bool select_master_file = in_clear && command[1] == 0xA4 && command[2] == 0x00;
    const bool atr_info = in_clear && command[1] == 0xB0 && command[2] == 0x81;
    return select_master_file || atr_info;
}

/// EF.CardAccess may differ in infos other than PACE: docs/verdict.md makes that attention, not a
/// verdict.
bool is_card_access(card::ByteView command) {
    return (command[0] & 0x0C) == 0 && command[1] == 0xB0 && command[2] == 0x9C;
}

/// SW2 of 61xx says how many octets wait; whatever it says, the chip gives them all, and the MAC
/// behind them is held.
bool counts_waiting_octets(card::ByteView answer, std::size_t bit) {
    return bit / 8 == answer.size() - 1 && answer[answer.size() - 2] == 0x61;
}

std::vector<std::string> attention_of(const card::Report& report) {
    std::vector<std::string> ids;
    for (const auto* check : report.attention()) ids.push_back(text_of(check->name));
    return ids;
}

/// Ends as before: the same verdict, the same checks with the same outcomes and attention.
bool ends_alike(const card::Report& before, const card::Report& now) {
    const auto alike = [](const card::Check& a, const card::Check& b) {
        return a.name == b.name && a.outcome == b.outcome && a.attention == b.attention;
    };
    return before.verdict() == now.verdict() &&
           std::ranges::equal(before.checks(), now.checks(), alike);
}

/// Answers in clear on which nothing rests: with which words an absent EF.CardAccess, or a
/// challenge for BAC, is refused; and the octets of EF.COM by which is only seen that it can be
/// read without access control.
bool is_named(card::ByteView command, card::ByteView answer, std::size_t bit) {
    const bool in_clear = (command[0] & 0x0C) == 0;
    const bool asks_card_access =
        is_card_access(command) || (command[1] == 0xA4 && command[2] == 0x02);
    const bool refusal = in_clear && answer.size() == 2 && answer[0] != 0x90 &&
                         (asks_card_access || command[1] == 0x84);
    // Refused in clear, they are asked for in another form, and what comes then is what counts.
    const bool by_short_id = in_clear && command[1] == 0xB0 && (command[2] & 0x80) != 0;
    // The first that is read by its short identifier: a chip may know none.
    const bool first_by_short_id = by_short_id && command[2] == 0x9E;
    const bool asked_again = (is_card_access(command) || first_by_short_id ||
                              (in_clear && command[1] == 0xA4 && command[2] == 0x04)) &&
                             bit / 8 >= answer.size() - 2;
    const bool probe = in_clear && command[1] == 0xB0 && command[2] == 0x9E && command.back() == 6;
    // By its first octet another file than the one that was meant: it is selected, and what comes
    // then is what counts.
    const bool other_file = by_short_id && bit < 8;
    return rests_nothing_on(command) || counts_waiting_octets(answer, bit) || refusal ||
           asked_again || probe || other_file;
}

/// A profile, and the terminal that may read its fingers.
struct Profile {
    const char* specimen;
    const char* terminal = nullptr;  ///< folder with its certificates and key
};
std::ostream& operator<<(std::ostream& out, const Profile& profile) {
    return out << profile.specimen << (profile.terminal ? " with " : "")
               << (profile.terminal ? profile.terminal : "");
}

/// Reads a living card once; before each answer a child goes on with every flipped form of it, from
/// that very instant.
class Flips {
public:
    Flips(const Profile& profile, const simulated::Specimen& specimen, std::size_t sample)
        : sample_(sample),
          trust_(support::trust_of(specimen)),
          key_(support::mrz_of(specimen)),
          chip_(specimen, [this](std::size_t exchange, card::ByteView command,
                                 card::Bytes& answer) { see(exchange, command, answer); }) {
        if (profile.terminal) {
            const auto folder = support::specimens() / profile.terminal;
            terminal_key_ =
                card::terminal_key_from_pem(support::read_file(folder / "terminal.pem"));
            terminal_.key = terminal_key_.get();
            for (const char* name : {"link", "verifier", "terminal"})
                terminal_.certificates.push_back(
                    support::read_file(folder / (std::string(name) + ".cvcert")));
            options_.terminal = &terminal_;
        }
        // Every flip is made in the midst of one reading, which takes as long as all of them.
        options_.within = std::chrono::hours(12);
        simulated::CardTransport honest(specimen);
        before = judge(honest);
    }
    void run() {
        try {
            const auto report = judge(chip_);
            if (child_) _exit(ends_alike(before, report) && !named_ ? kAlike : kOtherwise);
        } catch (const card::Error& error) {
            if (child_) _exit(kOtherwise);
            ADD_FAILURE() << error.what();
        } catch (...) {
            if (child_) _exit(kThrows);
            throw;
        }
        while (!children_.empty()) wait();
    }
    card::Report before;
    std::size_t flips = 0, alike = 0;

private:
    enum End { kOtherwise = 0, kAlike = 1, kThrows = 2 };
    static constexpr unsigned kLongestSeconds = 60;
    static constexpr std::size_t kChildren = 2;

    card::Report judge(card::Transport& transport) const {
        return card::verify(card::read(transport, key_, options_), trust_, support::policy_today());
    }

    void see(std::size_t exchange, card::ByteView command, card::Bytes& answer) {
        if (child_ || exchange % support::stride(1, 7) != 0) return;
        const std::size_t bits = answer.size() * 8;
        for (std::size_t i = 0; i < (support::mutate_all() ? bits : sample_); ++i) {
            const std::size_t bit = support::mutate_all() ? i : chance_() % bits;
            if (children_.size() == kChildren) wait();
            ++flips;
            const pid_t child = fork();
            if (child == 0) {
                child_ = true;
                alarm(kLongestSeconds);
                named_ = is_named(command, answer, bit);
                answer[bit / 8] = static_cast<std::uint8_t>(answer[bit / 8] ^ (1 << bit % 8));
                return;
            }
            ASSERT_GT(child, 0);
            children_[child] = "exchange " + std::to_string(exchange) + " (" +
                               card::to_hex(command.first(4)) + ") bit " + std::to_string(bit) +
                               " of " + std::to_string(bits);
        }
    }
    void wait() {
        int status = 0;
        const pid_t child = waitpid(-1, &status, 0);
        const auto flip = children_.extract(child);
        ASSERT_FALSE(flip.empty());
        if (WIFEXITED(status) && WEXITSTATUS(status) == kOtherwise) return;
        alike += WIFEXITED(status) && WEXITSTATUS(status) == kAlike;
        ADD_FAILURE() << flip.mapped()
                      << (WIFEXITED(status) ? WEXITSTATUS(status) == kAlike
                                                  ? ": ends as before"
                                                  : ": another exception than Error"
                                            : ": crashes or hangs");
    }

    std::size_t sample_;
    card::TrustStore trust_;
    card::AccessKey key_;
    std::unique_ptr<card::TerminalKey> terminal_key_;
    card::Terminal terminal_;
    card::ReadOptions options_;
    Tampering chip_;
    std::mt19937_64 chance_{20260102};  // the sample is fixed
    std::map<pid_t, std::string> children_;
    bool child_ = false, named_ = false;
};

class EveryProfileUnderFlips : public testing::TestWithParam<Profile> {};
TEST_P(EveryProfileUnderFlips, ends_otherwise_than_before) {
#ifdef CARD_SANITIZED                          // its children are slow to make
    static constexpr std::size_t kSample = 1;  // bits of each answer
#else
    static constexpr std::size_t kSample = 8;
#endif
    Flips flips(GetParam(), support::specimen(GetParam().specimen), kSample);
    ASSERT_EQ(flips.before.verdict(), Verdict::genuine);  // positive control
    ASSERT_TRUE(!GetParam().terminal ||
                flips.before.check("dg.hash.3")->outcome == card::Outcome::passed)
        << "the terminal was not let in";
    flips.run();
    std::cout << GetParam() << ": " << flips.flips << " flips of answers, " << flips.alike
              << " ended as before\n";
}
INSTANTIATE_TEST_SUITE_P(Profiles, EveryProfileUnderFlips,
                         testing::Values(Profile{"vn-citizen-2021"}, Profile{"passport-cam"},
                                         Profile{"passport-cam-dg14"}, Profile{"passport-im"},
                                         Profile{"passport-dh"}, Profile{"passport-open"},
                                         Profile{"passport-bac"}, Profile{"passport-guarded"},
                                         Profile{"passport-guarded", "terminal-ecdsa"},
                                         Profile{"passport-guarded-bac", "terminal-rsa"}));

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

/// Flips every bit (or every `step`th) of one file and counts reports that did not change.
std::size_t unchanged_reports(const card::Document& document, card::FileId file,
                              const card::TrustStore& trust, std::size_t step) {
    std::atomic<std::size_t> unchanged = 0;
    const std::size_t bits = document.file(file)->size() * 8;
    in_parallel(bits / step, [&](std::size_t i) {
        card::Document changed = document;
        auto& octets = changed.files[file];
        const std::size_t bit = i * step;
        octets[bit / 8] = static_cast<std::uint8_t>(octets[bit / 8] ^ (1 << bit % 8));
        // Nothing of the holder's is asked for: a picture would be decoded for every bit.
        const auto report =
            card::verify(changed, trust, support::policy_today(), {}, card::HolderData::left);
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
    // The portrait's bits are all alike: one digest.
    for (const auto& [file, octets] : document.files)
        EXPECT_EQ(unchanged_reports(document, file, trust,
                                    file == card::FileId::dg2 ? support::stride(61, 997)
                                                              : support::stride(5, 211)),
                  0U)
            << card::name_of(file);
}
INSTANTIATE_TEST_SUITE_P(Documents, SavedFiles, testing::Values("vn-citizen-2021", "doc-p256"));

}  // namespace
