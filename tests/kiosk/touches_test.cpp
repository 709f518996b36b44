// SPDX-License-Identifier: Apache-2.0
// How often a visitor to a hospital touches the glass, from the welcome page to the ticket.
#include <gtest/gtest.h>

#include "kiosk/visits.h"

namespace {

using kiosk::visit::Page;
using walk::Kiosk;
using walk::page;

/// Touches of this visit so far.
class Hand {
public:
    explicit Hand(Kiosk& kiosk) : kiosk_(kiosk) {}
    void touch(const QString& words) {
        ASSERT_TRUE(kiosk_.touch(words))
            << words.toStdString() << " on " << testing::PrintToString(page(kiosk_));
        ++touches_;
    }
    void touch(const char* id) { touch(kiosk_.app.texts().text(QLatin1String(id))); }
    void type(const QString& digits) {
        for (const QChar digit : digits) touch(QString(digit));
        touch("k.ok");
    }
    /// From the result on.
    void take_number() {
        ASSERT_TRUE(kiosk_.until_page(Page::confirmed));
        touch("s.ok.yes");
        touch(QStringLiteral("Khám tổng quát, tầng 1, phòng 101"));
        touch("h.take");
        ASSERT_TRUE(kiosk_.until_page(Page::number));
    }
    int touches() const { return touches_; }

private:
    Kiosk& kiosk_;
    int touches_ = 0;
};

TEST(Touches, from_welcome_to_a_number_are_four_where_the_card_s_code_is_scanned) {
    Kiosk kiosk(walk::hospital());
    Hand hand(kiosk);
    kiosk.scan(walk::kQr);
    kiosk.quiet(std::chrono::milliseconds(500));
    ASSERT_TRUE(kiosk.until_page(Page::consent));
    kiosk.table.lay("vn-citizen-2021");
    hand.touch("c.agree");
    hand.take_number();
    EXPECT_EQ(hand.touches(), 4) << "at most 8";
}

/// Of a visit that begins by touch and types this number.
int touches_with(const QString& number) {
    Kiosk kiosk(walk::hospital());
    Hand hand(kiosk);
    hand.touch("w.start");
    hand.touch("c.agree");
    kiosk.table.lay("vn-citizen-2021");
    hand.type(number);
    hand.take_number();
    return hand.touches();
}

TEST(Touches, are_twelve_where_the_last_six_digits_are_typed) {
    EXPECT_EQ(touches_with(QStringLiteral("000123")), 12) << "at most 14";
}

TEST(Touches, are_eighteen_where_all_twelve_digits_are_typed) {
    EXPECT_EQ(touches_with(QStringLiteral("999099000123")), 18) << "at most 19";
}

}  // namespace
