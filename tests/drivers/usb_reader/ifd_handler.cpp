// SPDX-License-Identifier: Apache-2.0
// A reader driver for pcscd that is steered by files: the test's folder (CARD_TEST_READER) holds
// "card", the path of the specimen that lies on the reader; "plugged" while the reader is there;
// "hang" while the card does not answer. What comes as escape commands is written into "escapes".
extern "C" {
#include <ifdhandler.h>
}
#include <reader.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "simulated/chip.h"

namespace {

namespace fs = std::filesystem;

fs::path folder() { return std::getenv("CARD_TEST_READER"); }
bool there(const char* name) { return fs::exists(folder() / name); }

std::string text_of(const char* name) {
    std::ifstream in(folder() / name);
    std::string text;
    std::getline(in, text);
    return text;
}

struct Slot {
    std::mutex mutex;
    std::string specimen;
    std::unique_ptr<simulated::Chip> chip;
    simulated::Octets atr;

    bool refresh() {
        const std::string now = there("plugged") && there("card") ? text_of("card") : std::string();
        if (now != specimen) chip.reset();
        specimen = now;
        if (!specimen.empty() && !chip) {
            chip = std::make_unique<simulated::Chip>(simulated::Specimen::load(specimen));
            atr = chip->power_on();
        }
        return chip != nullptr;
    }
};

/// Like a reader's interrupt pipe: as short a wait as real drivers', so that a change which another
/// slot's thread saw is not lost.
constexpr int kInterruptMilliseconds = 200;

int stop_signal() {
    static const int fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    return fd;
}

/// Without this pcscd, unplugging, waits for its polling thread with the reader locked, and every
/// call of a client with it.
RESPONSECODE stop_waiting(DWORD) {
    eventfd_write(stop_signal(), 1);
    return IFD_SUCCESS;
}

/// Woken by whatever changes in the folder: pcscd then needs no polling of its own.
RESPONSECODE wait_for_change(DWORD, int milliseconds) {
    static const int fd = [] {
        const int made = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        inotify_add_watch(made, folder().c_str(), IN_CREATE | IN_DELETE | IN_MOVED_TO);
        return made;
    }();
    pollfd waits[] = {{fd, POLLIN, 0}, {stop_signal(), POLLIN, 0}};
    poll(waits, 2, std::min(milliseconds, kInterruptMilliseconds));
    eventfd_t stops = 0;
    eventfd_read(stop_signal(), &stops);
    char events[4096];
    while (read(fd, events, sizeof events) > 0) {}
    return IFD_SUCCESS;
}

template <class Function>
RESPONSECODE give(Function* function, PDWORD length, PUCHAR value) {
    if (*length < sizeof function) return IFD_ERROR_INSUFFICIENT_BUFFER;
    *length = sizeof function;
    std::memcpy(value, &function, sizeof function);
    return IFD_SUCCESS;
}

Slot& slot() {
    static Slot only;
    return only;
}

}  // namespace

extern "C" {

RESPONSECODE IFDHCreateChannelByName(DWORD, LPSTR) {
    return there("plugged") ? IFD_SUCCESS : IFD_NO_SUCH_DEVICE;
}
RESPONSECODE IFDHCreateChannel(DWORD, DWORD) { return IFD_COMMUNICATION_ERROR; }
RESPONSECODE IFDHCloseChannel(DWORD) { return IFD_SUCCESS; }
RESPONSECODE IFDHSetCapabilities(DWORD, DWORD, DWORD, PUCHAR) { return IFD_ERROR_TAG; }
RESPONSECODE IFDHSetProtocolParameters(DWORD, DWORD, UCHAR, UCHAR, UCHAR, UCHAR) {
    return IFD_SUCCESS;
}

RESPONSECODE IFDHGetCapabilities(DWORD, DWORD tag, PDWORD length, PUCHAR value) {
    const std::lock_guard lock(slot().mutex);
    switch (tag) {
        case TAG_IFD_ATR:
            if (!slot().chip || *length < slot().atr.size()) return IFD_ICC_NOT_PRESENT;
            *length = slot().atr.size();
            std::memcpy(value, slot().atr.data(), slot().atr.size());
            return IFD_SUCCESS;
        case TAG_IFD_POLLING_THREAD_WITH_TIMEOUT: return give(&wait_for_change, length, value);
        case TAG_IFD_STOP_POLLING_THREAD: return give(&stop_waiting, length, value);
        case TAG_IFD_SLOTS_NUMBER:
        case TAG_IFD_SIMULTANEOUS_ACCESS:
            if (*length < 1) return IFD_ERROR_INSUFFICIENT_BUFFER;
            *length = 1;
            *value = 1;
            return IFD_SUCCESS;
        default: return IFD_ERROR_TAG;
    }
}

RESPONSECODE IFDHPowerICC(DWORD, DWORD action, PUCHAR atr, PDWORD length) {
    const std::lock_guard lock(slot().mutex);
    if (!there("plugged")) return IFD_COMMUNICATION_ERROR;
    if (!slot().refresh()) return IFD_ICC_NOT_PRESENT;
    slot().atr = slot().chip->power_on();
    if (action == IFD_POWER_DOWN) return IFD_SUCCESS;
    if (there("dead")) return IFD_ERROR_POWER_ACTION;
    *length = slot().atr.size();
    std::memcpy(atr, slot().atr.data(), slot().atr.size());
    return IFD_SUCCESS;
}

RESPONSECODE IFDHTransmitToICC(DWORD, SCARD_IO_HEADER, PUCHAR command, DWORD size, PUCHAR answer,
                               PDWORD length, PSCARD_IO_HEADER) {
    const std::lock_guard lock(slot().mutex);
    while (there("hang")) poll(nullptr, 0, 20);
    if (!there("plugged") || !slot().refresh()) {
        *length = 0;
        return IFD_COMMUNICATION_ERROR;
    }
    const auto octets = slot().chip->process(simulated::Octets(command, command + size));
    if (octets.size() > *length) return IFD_ERROR_INSUFFICIENT_BUFFER;
    *length = octets.size();
    std::memcpy(answer, octets.data(), octets.size());
    return IFD_SUCCESS;
}

RESPONSECODE IFDHICCPresence(DWORD) {
    const std::lock_guard lock(slot().mutex);
    if (!there("plugged")) return IFD_COMMUNICATION_ERROR;
    return slot().refresh() ? IFD_ICC_PRESENT : IFD_ICC_NOT_PRESENT;
}

RESPONSECODE IFDHControl(DWORD, DWORD code, PUCHAR command, DWORD size, PUCHAR, DWORD,
                         LPDWORD returned) {
    *returned = 0;
    if (code != SCARD_CTL_CODE(1)) return IFD_ERROR_NOT_SUPPORTED;
    std::ofstream out(folder() / "escapes", std::ios::app);
    for (DWORD i = 0; i < size; ++i)
        out << "0123456789ABCDEF"[command[i] >> 4] << "0123456789ABCDEF"[command[i] & 15];
    out << '\n';
    return IFD_SUCCESS;
}

}  // extern "C"
