// SPDX-License-Identifier: Apache-2.0
#include "nfc/device.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace card::nfc {
namespace {

/// SAK, ISO/IEC 14443-3 table 9: the card speaks ISO/IEC 14443-4.
constexpr std::uint8_t kSakIso14443_4 = 0x20;

/// The device file in "pn532_uart:/dev/ttyUSB0:115200"; for USB, which names none, a file of the
/// family.
std::string lock_file(const std::string& connstring) {
    const auto path = connstring.find(":/");
    if (path == std::string::npos)
        return "/run/lock/libcard-" + connstring.substr(0, connstring.find(':')) + ".lock";
    return connstring.substr(path + 1, connstring.find(':', path + 1) - path - 1);
}

}  // namespace

Device::Device() {
    // Explicit names only: a scan writes to every serial port of the machine.
    setenv("LIBNFC_AUTO_SCAN", "false", 1);
    setenv("LIBNFC_INTRUSIVE_SCAN", "false", 1);
    setenv("LIBNFC_LOG_LEVEL", "0", 1);  // its louder levels print every frame: personal data
    nfc_context* context = nullptr;
    nfc_init(&context);
    context_.reset(context);
}

Device::~Device() { close(); }

void Device::close() {
    if (device_) nfc_close(device_);
    device_ = nullptr;
    if (lock_ >= 0) ::close(lock_);
    lock_ = -1;
}

/// libnfc locks no port: two processes on one reader would read each other's answers. The device
/// itself is locked, so that every name of it meets there; it is opened for reading only, which any
/// user of the reader may.
Failure Device::lock(const std::string& connstring) {
    const std::string file = lock_file(connstring);
    const bool device = file.starts_with("/dev/") || connstring.find(":/") != std::string::npos;
    lock_ = ::open(
        file.c_str(),
        O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC | (device ? 0 : O_CREAT | O_NOFOLLOW), 0644);
    if (lock_ < 0) return Failure::device;
    return flock(lock_, LOCK_EX | LOCK_NB) == 0 ? Failure::none
           : errno == EWOULDBLOCK               ? Failure::busy
                                                : Failure::device;
}

Answer Device::open(const std::string& connstring) {
    close();
    if (!context_) return Answer::failed(Failure::device);
    if (const auto failure = lock(connstring); failure != Failure::none) {
        close();
        return Answer::failed(failure);
    }
    device_ = nfc_open(context_.get(), connstring.c_str());
    // A card is looked for in bounded rounds, never "until one comes".
    if (!device_ || nfc_initiator_init(device_) < 0 ||
        nfc_device_set_property_bool(device_, NP_INFINITE_SELECT, false) < 0 ||
        nfc_device_set_property_bool(device_, NP_AUTO_ISO14443_4, true) < 0) {
        close();
        return Answer::failed(Failure::device);
    }
    max_command_ = connstring.starts_with("acr122") ? kAcr122Command : kPn53xCommand;
    const std::string name = nfc_device_get_name(device_);
    return {Reply::ok, Octets(name.begin(), name.end())};
}

Answer Device::failure(int code) const {
    switch (code) {
        case NFC_ERFTRANS:
        case NFC_ETGRELEASED:
        case NFC_EINVARG:
            return Answer::failed(Failure::gone);  // EINVARG follows a released target
        case NFC_ETIMEOUT: return Answer::failed(Failure::silent);
        case NFC_EIO:
        case NFC_ENOTSUCHDEV: return Answer::failed(Failure::device);
        default: return Answer::failed(Failure::garbled);
    }
}

/// Cards of one type in the field, two at most; negative: an error of libnfc.
int Device::count(nfc_modulation_type type) {
    nfc_target both[2];
    return nfc_initiator_list_passive_targets(device_, {type, NBR_106}, both, 2);
}

/// A card that was listed or released is halted: only a field that was away wakes it.
void Device::wake() {
    nfc_device_set_property_bool(device_, NP_ACTIVATE_FIELD, false);
    nfc_device_set_property_bool(device_, NP_ACTIVATE_FIELD, true);
    halted_ = false;
}

Answer Device::select(nfc_modulation_type type) {
    wake();
    const int selected =
        nfc_initiator_select_passive_target(device_, {type, NBR_106}, nullptr, 0, &target_);
    if (selected < 0) return failure(selected);
    if (selected == 0) return {Reply::none, {}};
    if (type == NMT_ISO14443B) return {Reply::card, {}};
    const auto& card = target_.nti.nai;
    if (!(card.btSak & kSakIso14443_4)) return {Reply::storage, {}};
    return {Reply::card, Octets(card.abtAts, card.abtAts + card.szAtsLen)};
}

Answer Device::poll() {
    if (!device_) return Answer::failed(Failure::device);
    if (halted_) wake();
    const int a = count(NMT_ISO14443A);
    if (a < 0) return failure(a);
    const int b = count(NMT_ISO14443B);
    if (b < 0) return failure(b);
    halted_ = a + b > 0;
    if (a + b > 1) return {Reply::several, {}};
    if (a + b == 0) return {Reply::none, {}};
    return select(a == 1 ? NMT_ISO14443A : NMT_ISO14443B);
}

Answer Device::exchange(const std::uint8_t* command, std::size_t size, int limit_milliseconds) {
    if (!device_) return Answer::failed(Failure::device);
    if (size > max_command_)
        return Answer::failed(Failure::too_long);  // libnfc would copy it behind its buffer's end
    Octets answer(kPn53xResponse + 1);
    const int got = nfc_initiator_transceive_bytes(device_, command, size, answer.data(),
                                                   answer.size(), limit_milliseconds);
    if (got < 0) return failure(got);
    if (got < 2) return Answer::failed(Failure::gone);  // less than a status word
    answer.resize(static_cast<std::size_t>(got));
    return {Reply::answer, std::move(answer)};
}

Answer Device::present() {
    if (!device_) return Answer::failed(Failure::device);
    const int code = nfc_initiator_target_is_present(device_, nullptr);
    if (code == NFC_SUCCESS) return {Reply::ok, {}};
    return code == NFC_EIO ? failure(code) : Answer{Reply::none, {}};
}

Answer Device::release() {
    if (device_) nfc_initiator_deselect_target(device_);
    halted_ = true;
    return {Reply::ok, {}};
}

}  // namespace card::nfc
