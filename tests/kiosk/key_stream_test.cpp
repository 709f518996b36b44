// SPDX-License-Identifier: Apache-2.0
// Keys at every speed: a hand loses nothing, a scanner presses nothing.
#include <gtest/gtest.h>

#include <random>

#include "core/key_stream.h"

namespace {

using kiosk::KeyStream;
using namespace std::chrono_literals;
using Milliseconds = std::chrono::milliseconds;

constexpr Milliseconds kGaps[]{5ms, 20ms, 40ms, 60ms, 100ms, 150ms};
const std::string kCode =
    "999099000123|000000001|Nguyen Van Thu|01011999|Nam|So 1 Duong Thu, Ha Noi|02022022";

/// What a page has got, and the clock.
struct Page {
    KeyStream stream;
    KeyStream::Time now{std::chrono::hours(1)};
    std::string digits, before;
    std::vector<std::string> codes, alone;
    int presses = 0;
    KeyStream::Takes takes = KeyStream::Takes::digits;

    void take(const KeyStream::Outs& outs) {
        using What = KeyStream::Out::What;
        for (const auto& out : outs) {
            if (out.what == What::typed && out.first) before = digits;
            if (out.what == What::typed) digits += out.text;
            if (out.what == What::take_back) digits = before;
            if (out.what == What::press) ++presses;
            if (out.what == What::code) codes.push_back(out.text);
            if (out.what == What::alone) alone.push_back(out.text);
        }
    }
    void key(KeyStream::Key key, Milliseconds gap) {
        quiet(gap);
        take(stream.feed(key, now, takes));
    }
    void quiet(Milliseconds time) {
        const auto end = now + time;
        while (stream.due() && *stream.due() <= end) {
            now = *stream.due();
            take(stream.tick(now));
        }
        now = end;
        take(stream.tick(now));
    }
    void type(const std::string& text, Milliseconds gap) {
        for (const char c : text) {
            const bool end = c == '\n' || c == '\t';
            const auto kind = end        ? KeyStream::Kind::end
                              : c == ' ' ? KeyStream::Kind::blank
                                         : KeyStream::Kind::text;
            key({kind, end ? std::string() : std::string(1, c)}, gap);
        }
    }
};

TEST(KeyStream, a_digit_is_alone_only_between_silences) {
    Page page;
    page.takes = KeyStream::Takes::nothing;
    page.quiet(1s);
    for (const std::string text : {"2", "22", "2\n", "2x", kCode.c_str(), "3"}) {
        page.type(text, 100ms);
        page.quiet(1s);
    }
    EXPECT_EQ(page.alone, (std::vector<std::string>{"2", "3"}));
}

TEST(KeyStream, a_code_is_a_code_at_every_speed_with_enter_tab_or_silence_behind_it) {
    for (const auto gap : kGaps)
        for (const std::string end : {"\n", "\t", "", "\n\n", "\n\n \n\n"})
            for (const std::string prefix : {"", "\\000026", "]Q1", " "})
                for (const auto takes : {KeyStream::Takes::digits, KeyStream::Takes::nothing}) {
                    Page page;
                    page.takes = takes;
                    page.quiet(1s);
                    page.type(prefix + kCode + end, gap);
                    page.quiet(1s);
                    const auto expected = prefix == " " ? kCode : prefix + kCode;
                    EXPECT_EQ(page.codes, std::vector{expected}) << gap.count() << prefix;
                    EXPECT_EQ(page.digits, "") << gap.count() << prefix;
                    EXPECT_EQ(page.presses, 0) << gap.count() << prefix;
                }
}

TEST(KeyStream, of_a_passport_s_number_loses_no_letter_at_any_speed) {
    for (const auto gap : kGaps)
        for (const std::string number : {"L898902C3", "b1234567", "000123", "A", "123456789ABCDEF"})
            for (const std::string end : {"", "\n"}) {
                Page page;
                page.takes = KeyStream::Takes::letters;
                page.quiet(1s);
                page.type(number + end, gap);
                page.quiet(1s);
                EXPECT_EQ(page.digits, number) << gap.count();
                EXPECT_TRUE(page.codes.empty());
                // A hand's Enter comes no sooner behind a character than the next one would.
                EXPECT_EQ(page.presses, !end.empty() && gap > kiosk::kFastHand ? 1 : 0)
                    << gap.count() << number;
            }
}

TEST(KeyStream,
     of_an_mrz_takes_back_all_and_gives_each_line_where_letters_are_typed_and_elsewhere) {
    const std::string lines[]{"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
                              "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
                              "L898902C36UTO7408122F1204159ZE184226BABCDE10"};
    for (const auto takes :
         {KeyStream::Takes::letters, KeyStream::Takes::digits, KeyStream::Takes::nothing})
        for (const auto gap : kGaps)
            for (const auto& line : lines) {
                Page page;
                page.takes = takes;
                page.quiet(1s);
                page.type(line + "\n", gap);
                page.quiet(1s);
                EXPECT_EQ(page.codes, std::vector{line}) << gap.count();
                EXPECT_EQ(page.digits, "") << gap.count();
                EXPECT_EQ(page.presses, 0) << gap.count();
            }
}

TEST(KeyStream, of_digits_loses_none_at_any_speed) {
    for (const auto gap : kGaps)
        for (const std::string number : {"000123", "123456", "999099000123"}) {
            Page page;
            page.type(number, gap);
            page.quiet(1s);
            EXPECT_EQ(page.digits, number) << gap.count();
            EXPECT_TRUE(page.codes.empty());
            EXPECT_EQ(page.presses, 0);
        }
}

TEST(KeyStream, gives_a_hand_s_digits_out_at_once) {
    Page page;
    page.type("12", 120ms);
    page.quiet(36ms);
    EXPECT_EQ(page.digits, "12");
}

TEST(KeyStream, lets_a_hand_end_its_number_with_enter_and_a_burst_that_no_hand_types_not) {
    for (const auto gap : kGaps) {
        Page page;
        page.type("000123\n", gap);
        page.quiet(1s);
        EXPECT_EQ(page.digits, "000123");
        EXPECT_EQ(page.presses, gap > kiosk::kFastHand ? 1 : 0) << gap.count();
    }
    Page elsewhere;
    elsewhere.takes = KeyStream::Takes::nothing;
    elsewhere.type("000123\n", 60ms);
    elsewhere.quiet(1s);
    EXPECT_EQ(elsewhere.presses, 0) << "where no number is typed, digits are a scanner's";
}

TEST(KeyStream, waits_for_the_end_of_a_code_with_an_uneven_gap_before_enter) {
    Page page;
    page.type(kCode, 16ms);
    page.type("\n", 50ms);
    EXPECT_EQ(page.codes, std::vector{kCode});
    page.type("\n", 400ms);
    page.quiet(1s);
    EXPECT_EQ(page.presses, 0) << "so soon behind a code";
    page.type("\n", 1s);
    page.quiet(1s);
    EXPECT_EQ(page.presses, 1);
}

TEST(KeyStream, takes_enter_behind_a_code_that_ended_by_silence_for_the_scanner_s) {
    Page page;
    page.type(kCode, 16ms);
    page.quiet(400ms);
    ASSERT_EQ(page.codes, std::vector{kCode});
    page.type("\n", 250ms);
    page.quiet(1s);
    EXPECT_EQ(page.presses, 0);
}

TEST(KeyStream, ends_a_code_without_terminator_after_three_times_its_gap_and_300_ms_at_least) {
    Page fast;
    fast.type(kCode, 5ms);
    fast.quiet(300ms);
    EXPECT_TRUE(fast.codes.empty());
    fast.quiet(1ms);
    EXPECT_EQ(fast.codes, std::vector{kCode});
    Page slow;
    slow.type(kCode, 150ms);
    slow.quiet(450ms);
    EXPECT_TRUE(slow.codes.empty());
    slow.quiet(1ms);
    EXPECT_EQ(slow.codes, std::vector{kCode});
}

TEST(KeyStream, takes_a_single_press_for_a_hand_s_and_two_in_a_row_for_nobody_s) {
    Page page;
    page.type("\n", 1s);
    page.quiet(150ms);
    EXPECT_EQ(page.presses, 0);
    page.quiet(1ms);
    EXPECT_EQ(page.presses, 1);
    for (const auto gap : kGaps) {
        Page hostile;
        hostile.takes = KeyStream::Takes::nothing;
        hostile.quiet(1s);
        hostile.type("\n\n \n\t\n246810\n \n", gap);
        hostile.quiet(1s);
        hostile.type("\n\n \n", gap);
        hostile.quiet(1s);
        EXPECT_EQ(hostile.presses, 0) << gap.count();
    }
}

TEST(KeyStream, takes_nothing_from_a_key_that_is_held_down_and_both_of_a_scanner_s_equal_ones) {
    Page held;
    held.takes = KeyStream::Takes::nothing;
    held.key({KeyStream::Kind::end}, 1s);
    held.quiet(500ms);
    EXPECT_EQ(held.presses, 1);
    for (int i = 0; i < 50; ++i) held.key({KeyStream::Kind::end, {}, true}, 40ms);
    held.quiet(1s);
    EXPECT_EQ(held.presses, 1);
    Page digit;
    digit.key({KeyStream::Kind::text, "0"}, 1s);
    digit.key({KeyStream::Kind::text, "0", true}, 500ms);
    for (int i = 0; i < 50; ++i) digit.key({KeyStream::Kind::text, "0", true}, 40ms);
    digit.quiet(1s);
    EXPECT_EQ(digit.digits, "0");
    Page scanner;
    scanner.key({KeyStream::Kind::text, "0"}, 1s);
    scanner.key({KeyStream::Kind::text, "0", true}, 2ms);
    scanner.quiet(1s);
    EXPECT_EQ(scanner.digits, "00");
}

TEST(KeyStream, takes_a_press_within_half_a_second_of_text_that_no_page_takes_for_nobody_s) {
    Page page;
    page.takes = KeyStream::Takes::nothing;
    page.type("A7", 100ms);
    page.type("\n", 450ms);
    page.quiet(1s);
    EXPECT_EQ(page.presses, 0);
    page.type("A7", 100ms);
    page.type("\n", 501ms);
    page.quiet(1s);
    EXPECT_EQ(page.presses, 1);
}

TEST(KeyStream, gives_back_what_looked_like_a_code_and_was_none) {
    Page page;
    page.type("000|123", 100ms);
    page.quiet(1s);
    EXPECT_EQ(page.digits, "000123");
    EXPECT_TRUE(page.codes.empty());
}

TEST(KeyStream, takes_no_endless_code) {
    Page page;
    page.type(kCode + std::string(kiosk::kMaxCode, 'x') + "\n", 5ms);
    page.quiet(1s);
    EXPECT_TRUE(page.codes.empty());
    EXPECT_EQ(page.digits, "");
    page.type(kCode + "\n", 5ms);
    EXPECT_EQ(page.codes, std::vector{kCode});
}

TEST(KeyStream, clears_what_it_has) {
    Page page;
    page.type(kCode, 5ms);
    page.stream.clear();
    page.quiet(1s);
    EXPECT_TRUE(page.codes.empty());
}

/// Of any keys at any gaps digits come out as they went in, unless a code came.
TEST(KeyStream, whatever_a_hand_does_its_digits_come_out) {
    std::mt19937 random(7);
    const auto pick = [&](int most) {
        return static_cast<int>(random() % static_cast<unsigned>(most));
    };
    for (int round = 0; round < 10'000; ++round) {
        Page page;
        std::string typed;
        const int keys = 1 + pick(12);
        for (int i = 0; i < keys; ++i) {
            const Milliseconds gap(36 + pick(700));
            if (pick(5) == 0) {
                page.key({pick(2) == 0 ? KeyStream::Kind::end : KeyStream::Kind::other}, gap);
            } else {
                typed += static_cast<char>('0' + pick(10));
                page.key({KeyStream::Kind::text, typed.substr(typed.size() - 1)}, gap);
            }
        }
        page.quiet(1s);
        ASSERT_EQ(page.digits, typed) << round;
        ASSERT_TRUE(page.codes.empty());
    }
}

}  // namespace
