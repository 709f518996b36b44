// SPDX-License-Identifier: Apache-2.0
// Every page of the kiosk: a row each, with all that is true of a page whatever the profile.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>

namespace kiosk::visit {

enum class Page : std::uint8_t {
    welcome,
    closed,
    out_of_service,
    behalf,
    consent,
    refused,
    key,
    passport,
    place,
    reading,
    problem,
    lift,
    verdict,
    confirmed,
    clinic,
    priority,
    check,
    no_card,
    face,
    handover,
    number,
    done,
    pin,
    admin,
    measure,
    scanner,
};

/// What leaving a page means: by Esc, by "stop", and when nobody touches it any more.
enum class Away : std::uint8_t {
    nowhere,         ///< there is nothing to leave
    ends_visit,      ///< everything is cleared; once a card was read a person is asked first
    goes_on,         ///< the visit is over, and this was its last word
    administration,  ///< of the administrator: back to the visitors
};

struct PageRow {
    Page page;
    const char* file;     ///< of its QML, without "Page.qml"
    int seconds;          ///< it waits so long for a person; 0: as long as it takes
    bool announced;       ///< the last seconds ask for more time
    bool visitor;         ///< of a visit: something of a person may be held while it stands
    bool needs_reader;    ///< without a reader it can do nothing
    bool compares_faces;  ///< the camera shows the person
    Away away;
    int step;  ///< of the visit: 0 welcome, 1 consent, 2 number, 3 reading, 4 what comes of it
};

/// A reading, tears and all, never takes longer.
inline constexpr int kReadingSeconds = 30;

inline constexpr std::array kPages{
    PageRow{Page::welcome, "Welcome", 0, false, false, false, false, Away::nowhere, 0},
    PageRow{Page::closed, "Closed", 0, false, false, false, false, Away::nowhere, 0},
    PageRow{Page::out_of_service, "Outofservice", 0, false, false, false, false, Away::nowhere, 0},
    PageRow{Page::behalf, "Behalf", 60, true, true, false, false, Away::ends_visit, 1},
    PageRow{Page::consent, "Consent", 90, true, true, false, false, Away::ends_visit, 1},
    PageRow{Page::refused, "Refused", 15, false, true, false, false, Away::ends_visit, 1},
    PageRow{Page::key, "Key", 60, true, true, false, false, Away::ends_visit, 2},
    PageRow{Page::passport, "Passport", 60, true, true, false, false, Away::ends_visit, 2},
    PageRow{Page::place, "Place", 60, true, true, true, false, Away::ends_visit, 3},
    PageRow{Page::reading, "Reading", kReadingSeconds, false, true, true, false, Away::ends_visit,
            3},
    PageRow{Page::problem, "Problem", 60, true, true, false, false, Away::ends_visit, 3},
    PageRow{Page::lift, "Lift", 60, true, true, true, false, Away::ends_visit, 3},
    PageRow{Page::verdict, "Verdict", 180, true, true, false, true, Away::ends_visit, 4},
    PageRow{Page::confirmed, "Confirmed", 60, true, true, false, false, Away::ends_visit, 4},
    PageRow{Page::clinic, "Clinic", 60, true, true, false, false, Away::ends_visit, 4},
    PageRow{Page::priority, "Priority", 60, true, true, false, false, Away::ends_visit, 4},
    PageRow{Page::check, "Check", 60, true, true, false, false, Away::ends_visit, 4},
    PageRow{Page::no_card, "Nocard", 60, true, true, false, false, Away::ends_visit, 1},
    PageRow{Page::face, "Face", 60, true, true, false, true, Away::ends_visit, 4},
    PageRow{Page::handover, "Handover", 60, true, true, false, false, Away::goes_on, 4},
    PageRow{Page::number, "Number", 60, true, true, false, false, Away::goes_on, 4},
    PageRow{Page::done, "Done", 8, false, false, false, false, Away::nowhere, 0},
    PageRow{Page::pin, "Pin", 30, false, false, false, false, Away::administration, 0},
    PageRow{Page::admin, "Admin", 180, true, false, false, false, Away::administration, 0},
    PageRow{Page::measure, "Measure", 180, true, false, false, false, Away::administration, 0},
    PageRow{Page::scanner, "Scanner", 180, true, false, false, false, Away::administration, 0},
};

constexpr const PageRow& row_of(Page page) { return kPages[static_cast<std::size_t>(page)]; }

static_assert(
    [] {
        for (std::size_t i = 0; i < kPages.size(); ++i)
            if (kPages[i].page != static_cast<Page>(i)) return false;
        return kPages.back().page == Page::scanner;
    }(),
    "each page has its row, in its place");
static_assert(std::ranges::all_of(kPages,
                                  [](const PageRow& row) { return !row.visitor || row.seconds; }),
              "no page waits for ever while something of a person may be held");

}  // namespace kiosk::visit
