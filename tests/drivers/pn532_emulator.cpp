// SPDX-License-Identifier: Apache-2.0
#include "drivers/pn532_emulator.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>

namespace support {
namespace {

using Octets = std::vector<std::uint8_t>;

// PN532 user manual UM0701-02 §7.
enum Instruction : std::uint8_t {
    kDiagnose = 0x00,
    kGetFirmwareVersion = 0x02,
    kGetGeneralStatus = 0x04,
    kReadRegister = 0x06,
    kWriteRegister = 0x08,
    kSetParameters = 0x12,
    kSamConfiguration = 0x14,
    kPowerDown = 0x16,
    kRfConfiguration = 0x32,
    kInDataExchange = 0x40,
    kInCommunicateThru = 0x42,
    kInDeselect = 0x44,
    kInListPassiveTarget = 0x4A,
    kInRelease = 0x52,
};
constexpr std::uint8_t kToHost = 0xD5, kMoreInformation = 0x40;
constexpr std::size_t kMostInFrame = 262;  ///< octets of an answer in one frame
/// Errors of table 16.
constexpr std::uint8_t kTimeout = 0x01, kReleased = 0x29, kWrongCrc = 0x02;

}  // namespace

Pn532Emulator::Pn532Emulator() : port_(folder_.path() / "reader") {
    plug();
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Pn532Emulator::~Pn532Emulator() {
    thread_.request_stop();
    thread_.join();
    close_port();
}

void Pn532Emulator::plug() {
    const std::lock_guard lock(mutex_);
    if (master_ >= 0) return;
    char name[128];
    termios raw{};
    cfmakeraw(&raw);
    if (openpty(&master_, &slave_, name, &raw, nullptr) != 0) throw std::runtime_error("openpty");
    fcntl(master_, F_SETFL, O_NONBLOCK);
    std::filesystem::remove(port_);
    std::filesystem::create_symlink(name, port_);
}

void Pn532Emulator::close_port() {
    if (master_ >= 0) close(master_);
    if (slave_ >= 0) close(slave_);
    master_ = slave_ = -1;
}

void Pn532Emulator::unplug() {
    const std::lock_guard lock(mutex_);
    close_port();
}

void Pn532Emulator::silence() {
    const std::lock_guard lock(mutex_);
    silent_ = true;
}

void Pn532Emulator::place(const std::vector<simulated::Specimen>& specimens) {
    const std::lock_guard lock(mutex_);
    cards_.clear();
    selected_ = -1;
    for (const auto& specimen : specimens) {
        Card card;
        card.chip = std::make_unique<simulated::Chip>(specimen);
        card.chip->power_on();
        card.uid = {0x08, static_cast<std::uint8_t>(cards_.size() + 1), 0x22, 0x33};
        cards_.push_back(std::move(card));
    }
}

void Pn532Emulator::place_storage_card() {
    const std::lock_guard lock(mutex_);
    cards_.clear();
    selected_ = -1;
    cards_.push_back({nullptr, false, true, {0x04, 0x11, 0x22, 0x33}});
}

void Pn532Emulator::remove() { place({}); }

void Pn532Emulator::arm(Pn532Fault fault, std::size_t exchange) {
    const std::lock_guard lock(mutex_);
    fault_ = fault;
    strike_at_ = exchange;
    exchanges_ = 0;
    struck_ = false;
}

bool Pn532Emulator::struck() const {
    const std::lock_guard lock(mutex_);
    return struck_;
}

std::size_t Pn532Emulator::exchanges() const {
    const std::lock_guard lock(mutex_);
    return exchanges_;
}

void Pn532Emulator::run(const std::stop_token& stop) {
    Octets input;
    while (!stop.stop_requested()) {
        int fd = -1;
        {
            const std::lock_guard lock(mutex_);
            fd = master_;
        }
        pollfd wait{fd, POLLIN, 0};
        if (poll(&wait, 1, 20) <= 0 || !(wait.revents & POLLIN)) {
            if (wait.revents != 0) card::pause(stop, card::Milliseconds(5));
            continue;
        }
        const std::lock_guard lock(mutex_);
        std::uint8_t buffer[1024];
        const auto got = master_ == fd ? ::read(master_, buffer, sizeof buffer) : -1;
        if (got > 0) input.insert(input.end(), buffer, buffer + got);
        while (take_frames(input)) {}
    }
}

/// Takes one frame, or octets that are none, from the front; false when more must come first.
bool Pn532Emulator::take_frames(Octets& input) {
    static constexpr std::uint8_t kStart[]{0x00, 0xFF};
    const auto start =
        std::search(input.begin(), input.end(), std::begin(kStart), std::end(kStart));
    if (start == input.end()) return false;  // wake-up octets
    const auto at = static_cast<std::size_t>(start - input.begin()) + 2;
    if (input.size() < at + 2) return false;
    std::size_t size = input[at], head = 2;
    if (input[at] == 0x00 && input[at + 1] == 0xFF) {  // ACK: ends the command in work
        input.erase(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(at + 2));
        return true;
    }
    if (input[at] == 0xFF && input[at + 1] == 0xFF) {  // extended frame
        if (input.size() < at + 5) return false;
        size = static_cast<std::size_t>(input[at + 2] << 8 | input[at + 3]);
        head = 5;
    }
    const std::size_t end = at + head + size + 2;
    if (input.size() < end) return false;
    const Octets body(input.begin() + static_cast<std::ptrdiff_t>(at + head),
                      input.begin() + static_cast<std::ptrdiff_t>(at + head + size));
    input.erase(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(end));
    if (body.size() >= 2) handle(body);
    return true;
}

void Pn532Emulator::write_all(const Octets& octets) {
    std::size_t sent = 0;
    while (sent < octets.size() && master_ >= 0) {
        const auto count = ::write(master_, octets.data() + sent, octets.size() - sent);
        if (count > 0) sent += static_cast<std::size_t>(count);
        else break;
    }
}

void Pn532Emulator::handle(const Octets& command) {
    if (silent_) return;
    write_all({0x00, 0x00, 0xFF, 0x00, 0xFF, 0x00});  // ACK
    now_ = Pn532Fault::none;
    Octets answer{kToHost, static_cast<std::uint8_t>(command[1] + 1)};
    const Octets body = respond(command);
    answer.insert(answer.end(), body.begin(), body.end());
    if (now_ == Pn532Fault::unplug) return close_port();
    send_frame(answer, now_);
}

void Pn532Emulator::send_frame(const Octets& body, Pn532Fault fault) {
    if (fault == Pn532Fault::late_answer)
        return;  // never within the time; the port is opened anew meanwhile
    Octets frame{0x00, 0x00, 0xFF};
    if (body.size() > 254) {
        const auto high = static_cast<std::uint8_t>(body.size() >> 8),
                   low = static_cast<std::uint8_t>(body.size());
        for (const std::uint8_t octet : {std::uint8_t{0xFF}, std::uint8_t{0xFF}, high, low,
                                         static_cast<std::uint8_t>(-(high + low))})
            frame.push_back(octet);
    } else {
        frame.push_back(static_cast<std::uint8_t>(body.size()));
        frame.push_back(static_cast<std::uint8_t>(-static_cast<int>(body.size())));
    }
    std::uint8_t sum = 0;
    for (const auto octet : body) sum = static_cast<std::uint8_t>(sum + octet);
    frame.insert(frame.end(), body.begin(), body.end());
    frame.push_back(static_cast<std::uint8_t>(-sum + (fault == Pn532Fault::bad_checksum ? 1 : 0)));
    frame.push_back(0x00);
    if (fault == Pn532Fault::half_frame) frame.resize(frame.size() / 2);
    write_all(frame);
}

Octets Pn532Emulator::respond(const Octets& command) {
    switch (command[1]) {
        case kDiagnose: return Octets(command.begin() + 2, command.end());
        case kGetFirmwareVersion: return {0x32, 0x01, 0x06, 0x07};
        case kGetGeneralStatus: return {0x00, 0x01, 0x00, 0x80};
        case kReadRegister: return Octets((command.size() - 2) / 2, 0x00);
        case kRfConfiguration:
            if (command.size() > 3 && command[2] == 0x01) field_ = command[3] & 1;
            if (!field_) {
                for (auto& card : cards_) card.halted = false;
                selected_ = -1;
            }
            return {};
        case kInListPassiveTarget: return list_targets(command.size() > 3 ? command[3] : 0);
        case kInDataExchange: return exchange(command);
        case kInCommunicateThru: return selected_ >= 0 ? Octets{0x00, 0xA3} : Octets{kTimeout};
        case kInDeselect:
        case kInRelease:
            if (selected_ >= 0) cards_[static_cast<std::size_t>(selected_)].halted = true;
            selected_ = -1;
            return {0x00};
        case kPowerDown: return {0x00};
        default: return {};  // SetParameters, SAMConfiguration, WriteRegister
    }
}

Octets Pn532Emulator::list_targets(std::uint8_t modulation) {
    selected_ = -1;
    if (modulation != 0) return {0x00};  // no type B here
    const auto awake = std::ranges::find_if(cards_, [](const Card& card) { return !card.halted; });
    if (awake == cards_.end()) return {0x00};
    selected_ = static_cast<int>(awake - cards_.begin());
    Octets target{0x01,
                  0x01,
                  0x00,
                  static_cast<std::uint8_t>(awake->storage ? 0x04 : 0x08),
                  static_cast<std::uint8_t>(awake->storage ? 0x08 : 0x20),
                  static_cast<std::uint8_t>(awake->uid.size())};
    target.insert(target.end(), awake->uid.begin(), awake->uid.end());
    if (!awake->storage) {
        awake->chip->power_on();
        for (const int octet : {0x05, 0x78, 0x77, 0x91, 0x02})
            target.push_back(static_cast<std::uint8_t>(octet));  // ATS: no historical octets
    }
    return target;
}

Octets Pn532Emulator::exchange(const Octets& command) {
    if (selected_ < 0) return {kReleased};
    if (!rest_.empty()) return finish(std::exchange(rest_, {}));
    pending_.insert(pending_.end(), command.begin() + 3, command.end());
    if (command[2] & kMoreInformation) return {0x00};
    if (exchanges_++ == strike_at_ && fault_ != Pn532Fault::none) {
        now_ = std::exchange(fault_, Pn532Fault::none);
        struck_ = true;
    }
    const Octets apdu = std::exchange(pending_, {});
    switch (now_) {
        case Pn532Fault::status_bit_7: return {0x80};
        case Pn532Fault::released_target: selected_ = -1; return {kReleased};
        case Pn532Fault::empty_body: return {};
        case Pn532Fault::card_gone:
            cards_.clear();
            selected_ = -1;
            return {kTimeout};
        default: break;
    }
    const simulated::Octets answer = cards_[static_cast<std::size_t>(selected_)].chip->process(
        simulated::Octets(apdu.begin(), apdu.end()));
    if (now_ == Pn532Fault::error_in_later_part && answer.size() >= 2) {
        // Half an answer, "more follows", then an error: libnfc gives the half out as a success.
        rest_ = {kWrongCrc};
        Octets first{kMoreInformation};
        first.insert(first.end(), answer.begin(),
                     answer.begin() + static_cast<std::ptrdiff_t>(answer.size() / 2));
        return first;
    }
    Octets whole{0x00};
    whole.insert(whole.end(), answer.begin(), answer.end());
    return finish(std::move(whole));
}

/// Status and octets of one frame; what does not fit waits.
Octets Pn532Emulator::finish(Octets answer) {
    if (answer.size() <= kMostInFrame + 1) return answer;
    rest_.assign(1, 0x00);
    rest_.insert(rest_.end(), answer.begin() + kMostInFrame + 1, answer.end());
    answer.resize(kMostInFrame + 1);
    answer[0] = kMoreInformation;
    return answer;
}

}  // namespace support
