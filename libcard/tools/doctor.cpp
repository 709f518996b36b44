// SPDX-License-Identifier: Apache-2.0
#include "doctor.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "card/card.h"
#include "texts.h"

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

std::string word_of(const fs::path& file) {
    std::ifstream in(file);
    std::string word;
    in >> word;
    return word;
}

void examine_kernel(const Machine& machine, const std::vector<PluggedReader>& plugged,
                    Findings& findings) {
    if (!exists(machine, "sys/module/pn533_usb")) return;
    for (const auto& reader : plugged)
        if (reader.kernel_takes_it)
            findings.push_back(
                {Weight::broken, tr("cardtool.doctor.kernel", {reader.name}),
                 "printf 'blacklist pn533_usb\nblacklist pn533\n' | sudo tee "
                 "/etc/modprobe.d/libcard-nfc.conf; sudo modprobe -r pn533_usb pn533"});
}

void examine_rivals(const Machine& machine, const std::vector<PluggedReader>& plugged,
                    Findings& findings) {
    const auto acs = std::ranges::find_if(plugged, &PluggedReader::acs);
    if (acs == plugged.end()) return;
    if (exists(machine, "usr/lib/pcsc/drivers/ifd-ccid.bundle") &&
        exists(machine, "usr/lib/pcsc/drivers/ifd-acsccid.bundle"))
        findings.push_back({Weight::broken, tr("cardtool.doctor.two_drivers", {acs->name}),
                            "sudo apt remove libacsccid1 && sudo systemctl restart pcscd"});
    if (machine.reader.starts_with("nfc:acr122") && exists(machine, "usr/sbin/pcscd"))
        findings.push_back({Weight::broken, tr("cardtool.doctor.rivals", {acs->name}),
                            "cardtool read --reader pcsc:ACR122 …"});
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
        findings.push_back({Weight::broken, tr("cardtool.doctor.no_nfc_reader"), "lsusb"});
    else findings.push_back({Weight::fine, tr("cardtool.doctor.nfc_reader", {found->name}), {}});
}

void examine_nfc(const Machine& machine, const std::vector<PluggedReader>& plugged,
                 Findings& findings) {
    examine_nfc_usb(machine, plugged, findings);
    if (std::ranges::find(plugged, "nfc", &PluggedReader::path) != plugged.end() &&
        !exists(machine, "etc/udev/rules.d/70-libcard.rules") &&
        !exists(machine, "usr/lib/udev/rules.d/70-libcard.rules") &&
        !exists(machine, "usr/lib/udev/rules.d/93-pn53x.rules"))
        findings.push_back(
            {Weight::broken, tr("cardtool.doctor.no_rules"),
             "sudo apt install libnfc6 && sudo udevadm control --reload && sudo udevadm trigger"});
    const auto slash = machine.reader.find(":/");
    if (!machine.reader.starts_with("nfc:") || slash == std::string::npos) return;
    const std::string port =
        machine.reader.substr(slash + 1, machine.reader.find(':', slash + 1) - slash - 1);
    const bool i2c = machine.reader.starts_with("nfc:pn532_i2c"),
               spi = machine.reader.starts_with("nfc:pn532_spi");
    if (access(port.c_str(), F_OK) != 0)
        findings.push_back({Weight::broken, tr("cardtool.doctor.no_port", {port}),
                            i2c   ? "ls /dev/i2c-*"
                            : spi ? "ls /dev/spidev*"
                                  : "ls /dev/serial/by-id/"});
    else if (access(port.c_str(), R_OK | W_OK) != 0)
        findings.push_back({Weight::broken, tr("cardtool.doctor.port_closed", {port}),
                            std::string("sudo usermod -aG ") +
                                (i2c   ? "i2c"
                                 : spi ? "spi"
                                       : "dialout") +
                                " $USER   (then log in again)"});
    else findings.push_back({Weight::fine, tr("cardtool.doctor.port_opens", {port}), {}});
}

}  // namespace

bool exists(const Machine& machine, const char* path) {
    std::error_code error;
    return fs::exists(machine.root / path, error);
}

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
        throw Told(card::Errc::usage, card::Step::doctor, "cardtool.error.doctor_scheme");
    if (scheme == "pcsc") examine_service(machine, plugged, findings);
    examine_nfc(machine, plugged, findings);
    examine_trust(machine, trust, findings);
    examine_clock(machine, trust, findings);
    std::ranges::stable_sort(
        findings, [](const Finding& a, const Finding& b) { return a.weight > b.weight; });
    return findings;
}

}  // namespace cardtool
