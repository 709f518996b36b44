// SPDX-License-Identifier: Apache-2.0
// Queue numbers of a hospital's clinics: counted per clinic and day, kept over a restart, without a
// name or an ID number.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "card/random.h"
#include "core/config.h"

namespace kiosk {

struct Ticket {
    std::string number;     ///< "A012"
    std::string clinic;     ///< its id
    std::string code;       ///< random, for the QR code on the ticket
    std::int64_t time = 0;  ///< seconds since 1970
    bool priority = false, by_chip = false;
    bool sold_out = false;  ///< no number, because the day's are all taken
};

/// Not thread-safe: one background thread asks it.
class TicketOffice {
public:
    /// Empty: the counters are forgotten at the end of the program.
    explicit TicketOffice(const std::filesystem::path& folder);
    /// The next number of the clinic on that day ("2026-11-22"); number is empty where the day's
    /// are all taken (sold_out) or the disk failed.
    Ticket take(const Clinic& clinic, const std::string& day, card::Random& random);
    /// Numbers taken on that day.
    int taken(const std::string& clinic, const std::string& day) const;

private:
    bool save() const;
    std::filesystem::path file_;
    std::string day_;
    std::map<std::string, int> taken_;
};

}  // namespace kiosk
