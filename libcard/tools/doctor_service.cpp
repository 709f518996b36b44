// SPDX-License-Identifier: Apache-2.0
// What may be wrong with the smart card service and its readers.
#include <pwd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "card/card.h"
#include "card/messages.h"
#include "card/readers.h"
#include "doctor.h"
#include "texts.h"

namespace cardtool {
namespace {

using Weight = Finding::Weight;
using Findings = std::vector<Finding>;

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
bool service_answers(const Machine& machine, Findings& findings) {
    switch (knock(socket_path(machine))) {
        case 0:
        case EAGAIN:
            findings.push_back({Weight::fine, tr("cardtool.doctor.service_runs"), {}});
            return true;
        case EACCES:
        case EPERM:
            findings.push_back({Weight::broken, tr("cardtool.doctor.not_let_in"),
                                "sudo systemctl restart pcscd.socket pcscd"});
            return false;
        default: break;
    }
    if (exists(machine, "usr/sbin/pcscd"))
        findings.push_back({Weight::broken, tr("cardtool.doctor.service_stopped"),
                            "sudo systemctl enable --now pcscd.socket"});
    else
        findings.push_back(
            {Weight::broken, tr("cardtool.doctor.no_service"), "sudo apt install pcscd libccid"});
    return false;
}

/// A name that a rule may hold as it stands; else a word that says what to write there.
std::string this_user() {
    const passwd* entry = getpwuid(geteuid());
    const std::string name = entry && entry->pw_name ? entry->pw_name : "";
    const bool plain = !name.empty() && std::ranges::all_of(name, [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.';
    });
    return plain ? name : "USER";
}

/// The daemon asks polkit who may use it, and polkit asks who sits at the machine: nobody, where a
/// service or a session from afar runs this. To be pasted as it is, indented or not.
Finding kept_out_by_policy() {
    return {Weight::broken, tr("cardtool.doctor.kept_out"),
            "echo 'polkit.addRule(function(action, subject) {\n"
            "  if ((action.id == \"org.debian.pcsc-lite.access_pcsc\" ||\n"
            "       action.id == \"org.debian.pcsc-lite.access_card\") &&\n"
            "      subject.user == \"" +
                this_user() +
                "\")\n"
                "    return polkit.Result.YES;\n"
                "});' | sudo tee /etc/polkit-1/rules.d/50-libcard.rules"};
}

bool is_kept_out(const card::Error& error) {
    static constexpr std::string_view kSaid[]{"cardtool.said.kept_out",
                                              "cardtool.said.turned_away"};
    return std::ranges::any_of(kSaid, [&error](std::string_view id) {
        return error.what() == card::text(id, card::Language::en);
    });
}

/// In English the error's own sentence, which says more.
Finding not_answered(const card::Error& error) {
    return {Weight::broken,
            language() == Language::en ? error.what() : tr("cardtool.doctor.no_answer"),
            "sudo systemctl restart pcscd"};
}

Finding reader_finding(const card::ReaderEntry& reader) {
    const auto lies = reader.card_present ? tr("cardtool.reader.card", {reader.atr})
                                          : tr("cardtool.reader.no_card");
    return {Weight::fine,
            tr("cardtool.doctor.reader", {reader.name, tr(id_of(reader.interface)), lies}),
            {}};
}

void examine_pcsc_readers(const std::vector<PluggedReader>& plugged, Findings& findings) {
    std::vector<card::ReaderEntry> readers;
    try {
        readers = card::list_readers();
    } catch (const card::Error& error) {
        findings.push_back(is_kept_out(error) ? kept_out_by_policy() : not_answered(error));
        return;
    }
    for (const auto& reader : readers) findings.push_back(reader_finding(reader));
    if (!readers.empty()) return;
    const auto known = std::ranges::find(plugged, "pcsc", &PluggedReader::path);
    if (known != plugged.end())
        findings.push_back({Weight::broken, tr("cardtool.doctor.no_driver", {known->name}),
                            "sudo apt install libccid && sudo systemctl restart pcscd"});
    else findings.push_back({Weight::broken, tr("cardtool.doctor.no_reader"), {}});
}

}  // namespace

void examine_service(const Machine& machine, const std::vector<PluggedReader>& plugged,
                     Findings& findings) {
    if (service_answers(machine, findings)) examine_pcsc_readers(plugged, findings);
}

}  // namespace cardtool
