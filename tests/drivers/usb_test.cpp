// SPDX-License-Identifier: Apache-2.0
// Readers that are plugged in and out, through pcscd's own USB path: a test driver and a stand-in
// for libudev.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "card/error.h"
#include "drivers/on_reader.h"
#include "pcsc/pcsc_reader.h"

namespace {

namespace fs = std::filesystem;
using card::Errc;
using card::Verdict;
using Step = card::Progress::Step;
using namespace std::chrono_literals;

/// The reader's plug and card, as the test driver sees them.
class Usb : public testing::Test {
protected:
    void SetUp() override {
        if (!std::getenv("CARD_TEST_READER"))
            GTEST_SKIP() << "not run in a private_pcscd with namespaces";
        folder_ = std::getenv("CARD_TEST_READER");
        for (const char* name : {"plugged", "card", "hang", "dead", "escapes"})
            fs::remove(folder_ / name);
        wait_for_readers(2);
    }
    void set(const char* name, const std::string& text = {}) const {
        std::ofstream(folder_ / "new") << text << '\n';
        fs::rename(folder_ / "new", folder_ / name);
        if (std::string(name) == "plugged")
            std::ofstream(folder_ / "wake");  // a rename alone is no creation
        fs::remove(folder_ / "wake");
    }
    void take_away(const char* name) const { fs::remove(folder_ / name); }
    void lay_down(const char* name) const {
        set("card", (support::specimens() / (std::string(name) + ".json")).string());
    }
    std::string text_of(const char* name) const {
        std::ifstream in(folder_ / name);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    /// vpcd's two are always there.
    static void wait_for_readers(std::size_t count) {
        for (int round = 0; round < 200 && card::list_readers().size() != count; ++round)
            card::pause({}, 20ms);
        ASSERT_EQ(card::list_readers().size(), count);
    }
    std::unique_ptr<card::Reader> plug_in() const {
        set("plugged");
        wait_for_readers(3);
        return card::pcsc::open("*test acr122u*",
                                {.light_and_buzzer = true, .transmit_limit = 500ms});
    }
    static Verdict judge(const card::Document& document) {
        const auto specimen = support::specimen("vn-citizen-2021");
        return card::verify(document, support::trust_of(specimen), support::policy_today())
            .verdict();
    }
    static card::Document read(card::Reader& reader, const card::ReadOptions& options = {}) {
        return card::read(reader, support::can_of(support::specimen("vn-citizen-2021")), options,
                          support::kWaitLimit);
    }
    static std::string step_of(const std::function<void()>& action, Errc* code = nullptr) {
        try {
            action();
        } catch (const card::Error& error) {
            if (code) *code = error.code();
            return std::string(name_of(error.step()));
        }
        return "no error";
    }
    fs::path folder_;
};

TEST_F(Usb, a_reader_that_is_plugged_in_is_preferred_for_its_card_and_its_kind) {
    const auto reader = plug_in();
    EXPECT_NE(card::open_reader("pcsc:")->name().find("Test ACR122U PICC"), std::string::npos)
        << "contactless comes first";
    lay_down("vn-citizen-2021");
    EXPECT_EQ(judge(read(*reader)), Verdict::genuine);
    take_away("card");
    reader->wait_for_removal({}, support::kWaitLimit);
}

TEST_F(Usb, a_reader_that_is_unplugged_while_idle_and_while_waiting_comes_back) {
    const auto reader = plug_in();
    take_away("plugged");
    wait_for_readers(2);
    Errc code{};
    step_of([&] { reader->wait_for_card({}, support::kWaitLimit); }, &code);
    EXPECT_EQ(code, Errc::reader_lost);
    EXPECT_EQ(step_of([&] { reader->wait_for_reader({}, 200ms); }), "reader.wait");
    set("plugged");
    reader->wait_for_reader({}, support::kWaitLimit);
    std::jthread unplugger([&] { take_away("plugged"); });
    step_of([&] { reader->wait_for_card({}, support::kWaitLimit); }, &code);
    EXPECT_EQ(code, Errc::reader_lost);
    unplugger.join();
    set("plugged");
    reader->wait_for_reader({}, support::kWaitLimit);
    lay_down("vn-citizen-2021");
    EXPECT_EQ(judge(read(*reader)), Verdict::genuine);
}

TEST_F(Usb, a_cable_that_is_touched_in_mid_read_costs_no_more_than_a_torn_card) {
    const auto reader = plug_in();
    lay_down("vn-citizen-2021");
    int interruptions = 0;
    card::ReadOptions options;
    options.progress = [&](const card::Progress& progress) {
        if (progress.step == Step::reading && progress.file == card::FileId::dg2 &&
            interruptions == 0)
            take_away("plugged");
        if (progress.step != Step::interrupted) return;
        ++interruptions;  // the daemon says of the same instant that the card left, or that the
                          // reader did: both must be survived
        wait_for_readers(2);
        set("plugged");
    };
    EXPECT_EQ(judge(read(*reader, options)), Verdict::genuine);
    EXPECT_GE(interruptions, 1);
    EXPECT_LE(interruptions, 2)
        << "the card's leaving and the reader's may be told one after the other";
}

TEST_F(Usb, a_card_that_hangs_is_given_up_and_its_reader_met_again_when_it_answers) {
    const auto reader = plug_in();
    lay_down("vn-citizen-2021");
    auto chip = reader->wait_for_card({}, support::kWaitLimit);
    set("hang");
    Errc code{};
    const auto select = card::from_hex("00A4040C07A0000002471001");
    step_of([&] { chip->transceive(select); }, &code);
    EXPECT_EQ(code, Errc::reader_lost);
    step_of([&] { chip->transceive(select); }, &code);  // refused at once: one call hangs, no more
    EXPECT_EQ(code, Errc::reader_lost);
    chip.reset();
    step_of([&] { reader->wait_for_card({}, support::kWaitLimit); }, &code);
    EXPECT_EQ(code, Errc::reader_lost);
    take_away("hang");
    reader->wait_for_reader({}, support::kWaitLimit);
    EXPECT_EQ(judge(read(*reader)), Verdict::genuine);
}

TEST_F(Usb, a_chip_that_cannot_be_powered_has_its_own_sentence) {
    const auto reader = plug_in();
    set("dead");
    lay_down("vn-citizen-2021");
    EXPECT_EQ(step_of([&] { reader->wait_for_card({}, support::kWaitLimit); }), "card.dead");
}

std::size_t resident_kib() {
    std::ifstream status("/proc/self/statm");
    std::size_t total = 0, resident = 0;
    status >> total >> resident;
    return resident * 4;
}

/// Ten thousand under CARD_SOAK=1.
TEST_F(Usb, cards_that_come_and_go_leave_no_memory_descriptors_or_threads_behind) {
    const char* soak = std::getenv("CARD_SOAK");
    const int cycles = soak && std::string(soak) == "1" ? 10000 : 200, warm = cycles / 10;
    const auto reader = plug_in();
    const auto count = [](const char* what) {
        return std::distance(fs::directory_iterator(std::string("/proc/self/") + what), {});
    };
    std::ptrdiff_t descriptors = 0, threads = 0;
    std::size_t memory = 0;
    for (int cycle = 0; cycle < cycles; ++cycle) {
        lay_down("vn-citizen-2021");
        reader->wait_for_card({}, support::kWaitLimit).reset();
        take_away("card");
        reader->wait_for_removal({}, support::kWaitLimit);
        if (cycle == warm)
            descriptors = count("fd"), threads = count("task"), memory = resident_kib();
    }
    std::cout << cycles << " cards: memory " << memory << " to " << resident_kib()
              << " KiB, descriptors " << descriptors << " to " << count("fd") << ", threads "
              << threads << " to " << count("task") << '\n';
    EXPECT_EQ(count("fd"), descriptors);
    EXPECT_EQ(count("task"), threads);
#ifndef CARD_SANITIZED
    EXPECT_LE(resident_kib(), memory + 1024);  // a sanitizer keeps what was freed for a while
#endif
}

TEST_F(Usb, signals_go_to_the_reader_as_escape_commands_only_if_configured) {
    const auto reader = plug_in();
    card::open_reader("pcsc:*test acr122u*")->signal(card::Signal::good);
    EXPECT_EQ(text_of("escapes"), "");
    reader->signal(card::Signal::good);
    reader->signal(card::Signal::ready);
    EXPECT_EQ(text_of("escapes"), "FF00400A0402000101\nFF00400C0400000000\n");
}

}  // namespace
