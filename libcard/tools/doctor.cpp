// SPDX-License-Identifier: Apache-2.0
#include "doctor.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "card/card.h"

namespace cardtool {
namespace {

namespace fs = std::filesystem;
using Weight = Finding::Weight;
using Findings = std::vector<Finding>;

struct KnownReader {
    const char *vendor, *product, *name, *path;
    bool kernel_takes_it;
};
constexpr KnownReader kKnownReaders[] = {
#include "known_readers.inc"
};

bool exists(const Machine& machine, const char* path) {
    std::error_code error;
    return fs::exists(machine.root / path, error);
}

std::string word_of(const fs::path& file) {
    std::ifstream in(file);
    std::string word;
    in >> word;
    return word;
}

std::string socket_path(const Machine& machine) {
    const char* named = std::getenv("PCSCLITE_CSOCK_NAME");
    return named ? std::string(named) : (machine.root / "run/pcscd/pcscd.comm").string();
}

/// errno of a connection to the daemon's socket, 0 when it answers.
int knock(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) return ENAMETOOLONG;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK,
                          0);  // a frozen daemon's queue may be full
    const int result =
        connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 ? 0 : errno;
    close(fd);
    return result;
}

/// True when PC/SC can be asked for readers.
bool examine_service(const Machine& machine, Findings& findings) {
    switch (knock(socket_path(machine))) {
        case 0:
        case EAGAIN:
            findings.push_back({Weight::fine,
                                "The smart card service runs.",
                                "Dịch vụ thẻ thông minh đang chạy.",
                                {}});
            return true;
        case EACCES:
        case EPERM:
            findings.push_back(
                {Weight::broken, "The smart card service runs, but does not let this user in.",
                 "Dịch vụ thẻ thông minh đang chạy nhưng không cho người dùng này truy cập.",
                 "sudo systemctl restart pcscd.socket pcscd"});
            return false;
        default: break;
    }
    if (exists(machine, "usr/sbin/pcscd"))
        findings.push_back({Weight::broken, "The smart card service does not run.",
                            "Dịch vụ thẻ thông minh chưa chạy.",
                            "sudo systemctl enable --now pcscd.socket"});
    else
        findings.push_back({Weight::broken, "The smart card service is not installed.",
                            "Chưa cài dịch vụ thẻ thông minh.", "sudo apt install pcscd libccid"});
    return false;
}

void examine_kernel(const Machine& machine, const std::vector<PluggedReader>& plugged,
                    Findings& findings) {
    if (!exists(machine, "sys/module/pn533_usb")) return;
    for (const auto& reader : plugged)
        if (reader.kernel_takes_it)
            findings.push_back(
                {Weight::broken,
                 "A module of the kernel (pn533_usb) holds the reader " + reader.name + ".",
                 "Mô-đun nhân hệ điều hành (pn533_usb) đang chiếm đầu đọc " + reader.name + ".",
                 "printf 'blacklist pn533_usb\nblacklist pn533\n' | sudo tee "
                 "/etc/modprobe.d/libcard-nfc.conf; sudo modprobe -r pn533_usb pn533"});
}

void examine_rivals(const Machine& machine, const std::vector<PluggedReader>& plugged,
                    Findings& findings) {
    const auto acs = std::ranges::find_if(plugged, &PluggedReader::acs);
    if (acs == plugged.end()) return;
    if (exists(machine, "usr/lib/pcsc/drivers/ifd-ccid.bundle") &&
        exists(machine, "usr/lib/pcsc/drivers/ifd-acsccid.bundle"))
        findings.push_back(
            {Weight::broken,
             "Two drivers of the smart card service claim the reader " + acs->name + ".",
             "Hai trình điều khiển cùng tranh đầu đọc " + acs->name + ".",
             "sudo apt remove libacsccid1 && sudo systemctl restart pcscd"});
    if (machine.reader.starts_with("nfc:acr122") && exists(machine, "usr/sbin/pcscd"))
        findings.push_back(
            {Weight::broken,
             "The smart card service and libnfc would fight over the reader " + acs->name + ".",
             "Dịch vụ thẻ thông minh và libnfc sẽ tranh nhau đầu đọc " + acs->name + ".",
             "cardtool read --reader pcsc:ACR122 …"});
}

void examine_pcsc_readers(const std::vector<PluggedReader>& plugged, Findings& findings) {
    std::vector<card::ReaderEntry> readers;
    try {
        readers = card::list_readers();
    } catch (const card::Error& error) {
        findings.push_back({Weight::broken, error.what(), "Dịch vụ thẻ thông minh không trả lời.",
                            "sudo systemctl restart pcscd"});
        return;
    }
    for (const auto& reader : readers)
        findings.push_back({Weight::fine,
                            "Reader: " + reader.name +
                                (reader.card_present ? ", a card is on it." : ", no card on it."),
                            "Đầu đọc: " + reader.name +
                                (reader.card_present ? ", đang có thẻ." : ", chưa có thẻ."),
                            {}});
    if (!readers.empty()) return;
    const auto known = std::ranges::find(plugged, "pcsc", &PluggedReader::path);
    if (known != plugged.end())
        findings.push_back({Weight::broken,
                            "The reader " + known->name +
                                " is plugged in, but the smart card service has no driver for it.",
                            "Đã cắm đầu đọc " + known->name +
                                " nhưng dịch vụ thẻ thông minh chưa có trình điều khiển.",
                            "sudo apt install libccid && sudo systemctl restart pcscd"});
    else
        findings.push_back({Weight::broken,
                            "No card reader is connected: plug one in.",
                            "Chưa có đầu đọc thẻ nào: hãy cắm một đầu đọc.",
                            {}});
}

/// A reader that is asked for by a driver of USB must be plugged in.
void examine_nfc_usb(const Machine& machine, const std::vector<PluggedReader>& plugged,
                     Findings& findings) {
    const bool acr122 = machine.reader.starts_with("nfc:acr122_usb");
    if (!acr122 && !machine.reader.starts_with("nfc:pn53x_usb")) return;
    const auto fits = [acr122](const PluggedReader& reader) {
        return acr122 ? reader.acs : reader.path == "nfc";
    };
    const auto found = std::ranges::find_if(plugged, fits);
    if (found == plugged.end())
        findings.push_back({Weight::broken, "No reader for this driver is connected: plug one in.",
                            "Chưa cắm đầu đọc nào dùng được với trình điều khiển này.", "lsusb"});
    else
        findings.push_back(
            {Weight::fine, "Reader: " + found->name + ".", "Đầu đọc: " + found->name + ".", {}});
}

void examine_nfc(const Machine& machine, const std::vector<PluggedReader>& plugged,
                 Findings& findings) {
    examine_nfc_usb(machine, plugged, findings);
    if (std::ranges::find(plugged, "nfc", &PluggedReader::path) != plugged.end() &&
        !exists(machine, "etc/udev/rules.d/70-libcard.rules") &&
        !exists(machine, "usr/lib/udev/rules.d/70-libcard.rules") &&
        !exists(machine, "usr/lib/udev/rules.d/93-pn53x.rules"))
        findings.push_back(
            {Weight::broken,
             "An NFC reader is plugged in, and the rules that let people use it are not installed.",
             "Đã cắm đầu đọc NFC nhưng chưa cài quy tắc cấp quyền sử dụng.",
             "sudo apt install libnfc6 && sudo udevadm control --reload && sudo udevadm trigger"});
    const auto slash = machine.reader.find(":/");
    if (!machine.reader.starts_with("nfc:") || slash == std::string::npos) return;
    const std::string port =
        machine.reader.substr(slash + 1, machine.reader.find(':', slash + 1) - slash - 1);
    const bool i2c = machine.reader.starts_with("nfc:pn532_i2c"),
               spi = machine.reader.starts_with("nfc:pn532_spi");
    if (access(port.c_str(), F_OK) != 0)
        findings.push_back(
            {Weight::broken,
             "The reader's port " + port + " is not there: plug the reader in, or name its port.",
             "Không thấy cổng " + port + ": hãy cắm đầu đọc hoặc chỉ đúng cổng.",
             i2c   ? "ls /dev/i2c-*"
             : spi ? "ls /dev/spidev*"
                   : "ls /dev/serial/by-id/"});
    else if (access(port.c_str(), R_OK | W_OK) != 0)
        findings.push_back({Weight::broken,
                            "This user may not open the reader's port " + port + ".",
                            "Người dùng này không có quyền mở cổng " + port + ".",
                            std::string("sudo usermod -aG ") +
                                (i2c   ? "i2c"
                                 : spi ? "spi"
                                       : "dialout") +
                                " $USER   (then log in again)"});
    else
        findings.push_back({Weight::fine,
                            "The reader's port " + port + " can be opened.",
                            "Mở được cổng " + port + " của đầu đọc.",
                            {}});
}

std::int64_t now_of(const Machine& machine) {
    if (machine.now != 0) return machine.now;
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

constexpr const char* kBringList = "sudo cardtool trust update CSCA.crl --to /etc/libcard/csca";

void examine_revocation_lists(const Machine& machine, const card::TrustStore& trust,
                              Findings& findings) {
    if (trust.revocation_lists() == 0)
        findings.push_back(
            {Weight::broken,
             "No revocation list: cards stay \"undetermined\" under the usual policy.",
             "Chưa có danh sách thu hồi: theo chính sách thường dùng, thẻ sẽ \"chưa xác định "
             "được\".",
             kBringList});
    else if (trust.current_revocation_lists(now_of(machine)) == 0)
        findings.push_back(
            {Weight::broken,
             "Every revocation list is out of date or not signed by an anchor: bring a new one.",
             "Mọi danh sách thu hồi đều quá hạn hoặc không do chứng thư gốc ký: cần bản mới.",
             kBringList});
    else if (const auto stale =
                 trust.revocation_lists() - trust.current_revocation_lists(now_of(machine));
             stale > 0)
        findings.push_back(
            {Weight::worth_knowing,
             std::to_string(stale) + " of " + std::to_string(trust.revocation_lists()) +
                 " revocation lists are out of date.",
             std::to_string(stale) + " trong " + std::to_string(trust.revocation_lists()) +
                 " danh sách thu hồi đã quá hạn.",
             kBringList});
    else
        findings.push_back({Weight::fine,
                            "The revocation lists are current.",
                            "Các danh sách thu hồi còn hạn.",
                            {}});
}

void examine_trust(const Machine& machine, const card::TrustStore& trust, Findings& findings) {
    if (trust.anchors() == 0) {
        findings.push_back(
            {Weight::broken,
             "No anchor: every card ends \"undetermined\". Bring the state's CSCA certificate.",
             "Chưa có chứng thư gốc: thẻ nào cũng \"chưa xác định được\". Cần chứng thư CSCA của "
             "quốc gia.",
             "sudo cardtool trust import FILE --fingerprint SHA-256"});
        return;
    }
    findings.push_back({Weight::fine,
                        std::to_string(trust.anchors()) + " anchors.",
                        std::to_string(trust.anchors()) + " chứng thư gốc.",
                        {}});
    examine_revocation_lists(machine, trust, findings);
}

/// The clock is judged as every report judges it.
void examine_clock(const Machine& machine, const card::TrustStore& trust, Findings& findings) {
    const auto plausible = [&trust](std::int64_t now) {
        card::Policy policy;
        policy.now = now;
        return card::verify(card::Document(), trust, policy)
                   .check(card::CheckId::time_clock)
                   ->outcome == card::Outcome::passed;
    };
    // Nobody uses a program ten years after it was built: a clock that says so has jumped ahead.
    static constexpr std::int64_t kTenYears = 10LL * 365 * 86400;
    if (plausible(now_of(machine)) && !plausible(now_of(machine) - kTenYears))
        findings.push_back({Weight::fine, "The clock is plausible.", "Đồng hồ máy hợp lý.", {}});
    else
        findings.push_back({Weight::broken,
                            "The clock is far off: expiry and revocation cannot be judged.",
                            "Đồng hồ máy sai nhiều: không xét được hạn thẻ và danh sách thu hồi.",
                            "sudo timedatectl set-ntp true"});
}

}  // namespace

std::vector<PluggedReader> plugged_readers(const Machine& machine) {
    std::vector<PluggedReader> plugged;
    std::error_code error;
    for (const auto& device : fs::directory_iterator(machine.root / "sys/bus/usb/devices", error)) {
        const auto vendor = word_of(device.path() / "idVendor"),
                   product = word_of(device.path() / "idProduct");
        const auto known = std::ranges::find_if(kKnownReaders, [&](const KnownReader& reader) {
            return vendor == reader.vendor && product == reader.product;
        });
        if (known != std::end(kKnownReaders))
            plugged.push_back({known->name, known->path, vendor == "072f", known->kernel_takes_it});
    }
    return plugged;
}

std::vector<Finding> examine(const Machine& machine, const card::TrustStore& trust) {
    Findings findings;
    const auto plugged = plugged_readers(machine);
    examine_kernel(machine, plugged, findings);
    examine_rivals(machine, plugged, findings);
    const auto scheme = machine.reader.substr(0, machine.reader.find(':'));
    if (scheme != "pcsc" && scheme != "nfc")
        throw card::Error(card::Errc::usage, card::Step::doctor,
                          "the doctor knows readers of the forms pcsc:… and nfc:…");
    if (scheme == "pcsc" && examine_service(machine, findings))
        examine_pcsc_readers(plugged, findings);
    examine_nfc(machine, plugged, findings);
    examine_trust(machine, trust, findings);
    examine_clock(machine, trust, findings);
    std::ranges::stable_sort(
        findings, [](const Finding& a, const Finding& b) { return a.weight > b.weight; });
    return findings;
}

}  // namespace cardtool
