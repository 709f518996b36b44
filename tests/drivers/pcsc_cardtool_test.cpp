// SPDX-License-Identifier: Apache-2.0
// cardtool on the real daemon: a card that hangs, a reader without a card, cards that come and go.
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <functional>

#include "drivers/on_reader.h"
#include "tools/run_cardtool.h"

namespace {

using Clock = std::chrono::steady_clock;
using support::exit_code_of;
using support::OnReader;
using support::start_cardtool;

class PcscCardtool : public support::UnderPcscd {
protected:
    /// Lines that a child has written so far.
    std::size_t lines(const char* file) const {
        std::ifstream in(folder.path() / file);
        std::size_t count = 0;
        for (std::string line; std::getline(in, line);) ++count;
        return count;
    }
    static void await(const std::function<bool()>& reached) {
        const auto end = Clock::now() + support::kWaitLimit;
        while (!reached() && Clock::now() < end) std::this_thread::yield();
        ASSERT_TRUE(reached());
    }
    std::string path(const char* file) const { return (folder.path() / file).string(); }
    support::Folder folder;
};

TEST_F(PcscCardtool, ctrl_c_ends_it_at_once_while_the_card_hangs) {
    const auto card =
        start_cardtool({"simulate", "--vpcd", std::getenv("CARD_VPCD")}, "/dev/null", path("sim"));
    const auto reading =
        start_cardtool({"-v", "read", "--can", "000123"}, path("out"), path("err"));
    await([this] { return lines("err") > 2; });
    kill(card, SIGSTOP);
    const auto before = Clock::now();
    kill(reading, SIGINT);
    EXPECT_EQ(exit_code_of(reading), 130);
    EXPECT_LT(Clock::now() - before, std::chrono::seconds(1)) << "300 ms, and a busy machine";
    kill(card, SIGKILL);
    exit_code_of(card);
}

TEST_F(PcscCardtool, waits_so_long_as_it_was_told_and_says_that_it_waits) {
    const auto before = Clock::now();
    const auto ran = support::cardtool("read --can 000123 --wait 2.5 --lang en", "2>&1");
    EXPECT_EQ(ran.exit_code, 6);
    EXPECT_GE(Clock::now() - before, std::chrono::milliseconds(2500));
    EXPECT_NE(ran.out.find("put the card on"), std::string::npos) << ran.out;
}

TEST_F(PcscCardtool, a_watch_reads_a_card_that_lies_there_once) {
    const auto watch =
        start_cardtool({"read", "--watch", "--can", "000123"}, path("out"), path("err"));
    {
        const OnReader first(support::specimen("vn-citizen-2021"));
        await([this] { return lines("out") == 1; });
    }
    const OnReader second(support::specimen("vn-citizen-2021"));
    await([this] { return lines("out") == 2; });
    kill(watch, SIGTERM);
    EXPECT_EQ(exit_code_of(watch), 130);
    EXPECT_EQ(lines("out"), 2U);
}

TEST_F(PcscCardtool, says_of_every_slot_how_it_meets_its_card) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const OnReader card(specimen);
    card::open_reader("pcsc:00 00")->wait_for_card({}, support::kWaitLimit);
    EXPECT_EQ(support::cardtool("readers --lang en").out,
              "pcsc:Virtual PCD 00 00\n  contactless; card present, ATR " + specimen.text("atr") +
                  "\npcsc:Virtual PCD 00 01\n  contactless or contact: the card will say; no "
                  "card\n");
    EXPECT_EQ(support::cardtool("readers --json | head -1").out,
              R"({"uri":"pcsc:Virtual PCD 00 00","name":"Virtual PCD 00 00",)"
              R"("interface":"contactless","card":true,"atr":")" +
                  specimen.text("atr") + "\"}\n");
    EXPECT_NE(support::cardtool("doctor --lang en")
                  .out.find(" ok  Reader: Virtual PCD 00 00 (contactless), card present, ATR " +
                            specimen.text("atr") + ".\n"),
              std::string::npos);
}

TEST_F(PcscCardtool, names_every_slot_and_what_lies_there_in_the_language_of_its_user) {
    const auto other = support::specimen("vn-citizen-2021")
                           .patched({{"behaviour", {{"application", "none"}}},
                                     {"pace", nullptr},
                                     {"files", {{"011C", nullptr}}}});
    const OnReader first(other), second(other, 1);
    for (const char* slot : {"pcsc:00 00", "pcsc:00 01"})
        card::open_reader(slot)->wait_for_card({}, support::kWaitLimit);
    const auto ran = support::cardtool("read --can 000123 --wait 20 --lang vi", "2>&1");
    const std::string found =
        "thẻ này không có ứng dụng giấy tờ đi lại điện tử: không phải thẻ căn cước gắn chip hay hộ "
        "chiếu";
    EXPECT_EQ(ran.exit_code, 3);
    EXPECT_TRUE(ran.out.starts_with(
        "cardtool: không đầu đọc nào có thẻ căn cước gắn chip hay hộ chiếu; Virtual PCD 00 00: " +
        found + "; Virtual PCD 00 01: " + found))
        << ran.out;
}

}  // namespace
