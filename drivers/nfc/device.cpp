#include "nfc/device.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <climits>
#include <cstdlib>

namespace card::nfc {
namespace {

/// SAK, ISO/IEC 14443-3 table 9: the card speaks ISO/IEC 14443-4.
constexpr std::uint8_t kSakIso14443_4 = 0x20;

/// Two names of one port must meet at one lock.
std::string lock_name(const std::string& connstring) {
    const auto colon = connstring.find(':');
    std::string name = connstring;
    if (colon != std::string::npos) {
        char real[PATH_MAX];
        if (realpath(connstring.substr(colon + 1).c_str(), real)) name = connstring.substr(0, colon + 1) + real;
    }
    for (char& c : name)
        if (c == '/' || c == ':') c = '-';
    return "libcard-" + name + ".lock";
}

std::string lock_folder() {
    for (const char* folder : {"/run/lock", "/tmp"})
        if (access(folder, W_OK) == 0) return folder;
    return "/tmp";
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

/// libnfc locks no port: two processes on one reader would read each other's answers.
bool Device::lock(const std::string& connstring) {
    const std::string file = lock_folder() + "/" + lock_name(connstring);
    lock_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    return lock_ >= 0 && flock(lock_, LOCK_EX | LOCK_NB) == 0;
}

Answer Device::open(const std::string& connstring) {
    close();
    if (!context_) return Answer::failed(Failure::device);
    if (!lock(connstring)) {
        close();
        return Answer::failed(Failure::busy);
    }
    device_ = nfc_open(context_.get(), connstring.c_str());
    // A card is looked for in bounded rounds, never "until one comes".
    if (!device_ || nfc_initiator_init(device_) < 0 || nfc_device_set_property_bool(device_, NP_INFINITE_SELECT, false) < 0 ||
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
        case NFC_EINVARG: return Answer::failed(Failure::gone);  // EINVARG follows a released target
        case NFC_ETIMEOUT: return Answer::failed(Failure::silent);
        case NFC_EIO:
        case NFC_ENOTSUCHDEV: return Answer::failed(Failure::device);
        default: return Answer::failed(Failure::garbled);
    }
}

Answer Device::select(nfc_modulation_type type, bool& found) {
    const nfc_modulation modulation{type, NBR_106};
    nfc_target both[2];
    const int count = nfc_initiator_list_passive_targets(device_, modulation, both, 2);
    if (count < 0) return failure(count);
    found = count > 0;
    if (count == 0) return {Reply::none, {}};
    if (count > 1) return {Reply::several, {}};
    // The list leaves its cards halted: only a field that was away wakes them.
    nfc_device_set_property_bool(device_, NP_ACTIVATE_FIELD, false);
    nfc_device_set_property_bool(device_, NP_ACTIVATE_FIELD, true);
    const int selected = nfc_initiator_select_passive_target(device_, modulation, nullptr, 0, &target_);
    if (selected < 0) return failure(selected);
    if (selected == 0) return {Reply::none, {}};
    if (type == NMT_ISO14443B) return {Reply::card, {}};
    const auto& card = target_.nti.nai;
    if (!(card.btSak & kSakIso14443_4)) return {Reply::storage, {}};
    return {Reply::card, Octets(card.abtAts, card.abtAts + card.szAtsLen)};
}

Answer Device::poll() {
    if (!device_) return Answer::failed(Failure::device);
    for (const auto type : {NMT_ISO14443A, NMT_ISO14443B}) {
        bool found = false;
        auto answer = select(type, found);
        if (found || answer.reply == Reply::error) return answer;
    }
    return {Reply::none, {}};
}

Answer Device::exchange(const std::uint8_t* command, std::size_t size, int limit_milliseconds) {
    if (!device_) return Answer::failed(Failure::device);
    if (size > max_command_) return Answer::failed(Failure::too_long);  // libnfc would copy it behind its buffer's end
    Octets answer(kPn53xResponse + 1);
    const int got = nfc_initiator_transceive_bytes(device_, command, size, answer.data(), answer.size(), limit_milliseconds);
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
    return {Reply::ok, {}};
}

}  // namespace card::nfc
