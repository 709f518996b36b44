// SPDX-License-Identifier: Apache-2.0
// A PN532 on a pseudo-terminal: HSU frames as of the PN532 user manual (UM0701-02 §6.2), simulated
// cards in its field, and faults that are armed for one exchange. Opened by the real libnfc as
// pn532_uart:PATH.
#pragma once
#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "simulated/chip.h"
#include "support/fixtures.h"

namespace support {

enum class Pn532Fault {
    none,
    late_answer,  ///< behind the time that the driver gives
    half_frame,   ///< the end never comes
    bad_checksum,
    status_bit_7,         ///< libnfc abort()s
    error_in_later_part,  ///< an error status in the second part of a chained answer
    released_target,
    empty_body,
    unplug,  ///< the port vanishes
    card_gone,
};

class Pn532Emulator {
public:
    Pn532Emulator();
    ~Pn532Emulator();
    Pn532Emulator(const Pn532Emulator&) = delete;
    Pn532Emulator& operator=(const Pn532Emulator&) = delete;

    std::string connstring() const { return "pn532_uart:" + port_.string(); }
    void place(const std::vector<simulated::Specimen>& cards);
    /// A card that only stores data: SAK 08, no ISO/IEC 14443-4.
    void place_storage_card();
    void remove();
    void unplug();
    /// Takes commands and answers none.
    void silence();
    void plug();
    /// The fault strikes once, at this exchange with a card, counted from now.
    void arm(Pn532Fault fault, std::size_t exchange);
    /// The armed fault has struck.
    bool struck() const;
    std::size_t exchanges() const;

private:
    using Octets = std::vector<std::uint8_t>;
    struct Card {
        std::unique_ptr<simulated::Chip> chip;
        bool halted = false, storage = false;
        Octets uid;
    };
    void run(const std::stop_token& stop);
    bool take_frames(Octets& input);
    void handle(const Octets& command);
    Octets respond(const Octets& command);
    Octets list_targets(std::uint8_t modulation);
    Octets exchange(const Octets& command);
    Octets finish(Octets answer);
    void send_frame(const Octets& body, Pn532Fault fault);
    void write_all(const Octets& octets);
    void strike_port(Pn532Fault fault);
    void close_port();

    Folder folder_;
    std::filesystem::path port_;
    mutable std::mutex mutex_;
    int master_ = -1, slave_ = -1;
    std::vector<Card> cards_;
    int selected_ = -1;
    bool field_ = true;
    Octets pending_;  ///< command parts, then the rest of an answer
    Octets rest_;
    Pn532Fault fault_ = Pn532Fault::none, now_ = Pn532Fault::none;
    std::size_t strike_at_ = 0, exchanges_ = 0;
    bool struck_ = false, silent_ = false;
    std::jthread thread_;
};

}  // namespace support
