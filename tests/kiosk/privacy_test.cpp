// SPDX-License-Identifier: Apache-2.0
// After clearing nothing of a visitor is left: every readable page of this process's memory is
// searched for the specimen.
#include <gtest/gtest.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QTimer>

#include <fstream>
#include <optional>

#include "core/memory_guard.h"
#include "kiosk/walk.h"

namespace {

using kiosk::visit::Page;
using walk::Kiosk;

struct Region {
    std::uintptr_t begin = 0, end = 0;
    std::string name;
};

std::vector<Region> writable_regions() {
    std::vector<Region> list;
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        Region region;
        char rights[5] = {};
        char name[256] = {};
        unsigned long begin = 0, end = 0;
        // NOLINTNEXTLINE(cert-err34-c): the kernel's own numbers fit
        if (std::sscanf(line.c_str(), "%lx-%lx %4s %*s %*s %*s %255s", &begin, &end, rights, name) <
            3)
            continue;
        if (rights[0] != 'r' || rights[1] != 'w') continue;
        region.begin = begin;
        region.end = end;
        region.name = name;
        if (region.name != "[vvar]") list.push_back(region);
    }
    return list;
}

/// How often the octets stand in memory. `secret` is kept masked, so that the search does not find
/// itself.
class Search {
public:
    explicit Search(const std::string& text) : Search(text.data(), text.size()) {}
    explicit Search(const QString& text)
        : Search(reinterpret_cast<const char*>(text.utf16()),
                 static_cast<std::size_t>(text.size()) * 2) {}

    int count() const {
        int found = 0;
        for (const auto& region : writable_regions()) {
            // NOLINTBEGIN(performance-no-int-to-ptr): addresses from /proc/self/maps
            const auto* at = reinterpret_cast<const unsigned char*>(region.begin);
            const auto* end = reinterpret_cast<const unsigned char*>(region.end) - masked_.size();
            // NOLINTEND(performance-no-int-to-ptr)
            for (; at < end; ++at) found += matches(at);
        }
        return found;
    }

private:
    static constexpr unsigned char kMask = 0x5C;
    Search(const char* octets, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i)
            masked_.push_back(static_cast<unsigned char>(octets[i]) ^ kMask);
    }
    bool matches(const unsigned char* at) const {
        for (std::size_t i = 0; i < masked_.size(); ++i)
            if ((at[i] ^ kMask) != masked_[i]) return false;
        return true;
    }
    std::vector<unsigned char> masked_;
};

/// As Qt holds texts; the text itself is gone when this returns.
Search in_utf16(const std::string& text) { return Search(QString::fromStdString(text)); }

/// Written backwards and turned, so that the wanted words do not stand in this program's constants
/// either.
std::string turned(std::string text) {
    std::ranges::reverse(text);
    return text;
}

/// A row out of the middle of the portrait, as the page held it.
std::optional<Search> portrait_row(Kiosk& kiosk) {
    const auto portrait = kiosk.app.result().portrait();
    if (portrait.isNull()) return {};
    static constexpr std::size_t kOctets = 96;
    return Search(std::string(
        reinterpret_cast<const char*>(portrait.constScanLine(portrait.height() / 2)), kOctets));
}

/// The card is taken, the visit ended, and the page for whoever comes next is drawn.
void next_customer(Kiosk& kiosk) {
    kiosk.table.lift();
    ASSERT_TRUE(kiosk.until([&] { return !kiosk.flow.cardLeft(); }));
    kiosk.flow.next();
    ASSERT_TRUE(kiosk.until_page(Page::welcome));
    kiosk.picture();
    kiosk.settle();
}

TEST(Privacy, nothing_of_the_visitor_is_in_memory_after_clearing) {
    const Search number16 = in_utf16(turned("321000990999")), number8(turned("321000990999")),
                 old16 = in_utf16(turned("100000000"));
    // Parts of the name, the address and the MRZ, which stand nowhere else.
    static constexpr const char* kName =
        "n V\u0103n Th\u1EED";  // constants lie where nothing is written, and nothing is searched
    const Search name16 = in_utf16(kName), street16 = in_utf16("ng Th\u1EED, Ph\u01B0"),
                 mrz8(turned("UHT<NAV<<NEYUGN"));
    const Search name8{std::string(kName)}, birth16 = in_utf16(turned("9991/10/10"));
    std::optional<Search> pixels;
    int shown_utf16 = 0, shown_pixels = 0;
    {
        Kiosk kiosk;
        kiosk.to_result();
        kiosk.app.result().showNumber(true);
        kiosk.app.desk().copyAll();
        kiosk.picture();
        shown_utf16 = number16.count();
        pixels = portrait_row(kiosk);
        ASSERT_TRUE(pixels);
        shown_pixels = pixels->count();
        ASSERT_NO_FATAL_FAILURE(next_customer(kiosk));
        EXPECT_EQ(number16.count(), 0) << "as a page showed it";
        EXPECT_EQ(old16.count(), 0);
        EXPECT_EQ(name16.count(), 0) << "the name";
        EXPECT_EQ(street16.count(), 0) << "the address";
        EXPECT_EQ(mrz8.count(), 0) << "the MRZ";
        EXPECT_EQ(name8.count(), 0) << "the name as the chip wrote it";
        EXPECT_EQ(birth16.count(), 0) << "the date of birth";
        EXPECT_EQ(pixels->count(), 0) << "the portrait";
        EXPECT_EQ(number8.count(), 0) << "as the chip wrote it";
        EXPECT_EQ(QGuiApplication::clipboard()->text(), QString());
    }
    EXPECT_GT(shown_utf16, 0) << "the search finds what is there";
    EXPECT_GT(shown_pixels, 0);
}

TEST(Privacy, nothing_of_a_code_that_was_printed_otherwise_is_in_memory_after_clearing) {
    // The address as it was scanned and as the chip has it, and the name; each word of a page for
    // itself.
    const Search printed16 = in_utf16(turned("gnauhK")), chip16 = in_utf16("Ph\u01B0\u1EDDng"),
                 number16 = in_utf16(turned("321000990999"));
    int shown = 0;
    {
        Kiosk kiosk;
        kiosk.to_key();
        {
            std::string code = turned("2202202|ioN aH ,gnauhK gnouhP|maN|99911010|");
            kiosk.key.scanned(QString::fromStdString(turned("|100000000|321000990999")) +
                              QStringLiteral("Nguy\u1EC5n V\u0103n Th\u1EED") +
                              QString::fromStdString(code + "2"));
            code.assign(code.size(), '0');
        }
        ASSERT_TRUE(kiosk.until_page(Page::verdict));
        ASSERT_FALSE(kiosk.app.result().differences().isEmpty());
        kiosk.resize(1366, 768, 344);
        kiosk.picture();
        shown = printed16.count();
        ASSERT_NO_FATAL_FAILURE(next_customer(kiosk));
        EXPECT_EQ(printed16.count(), 0) << "the printed address";
        EXPECT_EQ(chip16.count(), 0) << "the chip's address";
        EXPECT_EQ(number16.count(), 0) << "the number";
    }
    EXPECT_GT(shown, 0) << "the search finds what is there";
}

TEST(Privacy, a_hospital_s_hidden_and_unwanted_fields_reach_no_string_of_a_page) {
    Kiosk kiosk({kiosk::Profile::hospital, "vn-citizen-2021",
                 [](kiosk::Config& config) {
                     config.clinics = {{"a", {"A", "A"}, {}, "", "A", 0}};
                 },
                 card::Milliseconds(0)});
    kiosk.to_result();
    // UTF-16 is what Qt holds; the chip's own octets are UTF-8.
    const auto number = in_utf16(turned("321000990999")),
               name = in_utf16("Nguy\u1EC5n V\u0103n Th\u1EED");
    EXPECT_EQ(number.count(), 0) << "the ID number";
    EXPECT_GT(name.count(), 0);
}

TEST(Idle, a_kiosk_that_waits_wakes_at_most_once_a_second) {
    static constexpr int kSeconds = 6;
    Kiosk kiosk({kiosk::Profile::hospital, "vn-citizen-2021", {}, card::Milliseconds(0)});
    kiosk.without_card();
    kiosk.picture();
    QElapsedTimer time;
    time.start();
    const auto before = walk::wakeups();
    QTimer::singleShot(kSeconds * 1000, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    const auto woken = walk::wakeups_since(before);
    // A busy machine makes the seconds longer: those that really went by count.
    EXPECT_LE(woken, time.elapsed() / 1000 + 2) << "and once for the end of this test";
}

}  // namespace

int main(int argc, char** argv) {
    kiosk::guard_memory(argv);  // as the program itself begins
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QML_DISABLE_DISK_CACHE", "1");
    qputenv("QT_QUICK_BACKEND", "software");
    testing::InitGoogleTest(&argc, argv);
    QGuiApplication app(argc, argv);
    return RUN_ALL_TESTS();
}
