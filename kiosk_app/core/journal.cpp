// SPDX-License-Identifier: Apache-2.0
#include "core/journal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

namespace kiosk {

const char* name_of(Consent::By by) {
    switch (by) {
        case Consent::By::nobody: return "";
        case Consent::By::visitor: return "visitor";
        case Consent::By::parent: return "parent";
        case Consent::By::companion: return "companion";
        case Consent::By::clerk: return "clerk";
    }
    return "";
}

void Journal::take(const Visit& visit) {
    if (file_.empty()) return;
    nlohmann::ordered_json line{
        {"transaction", visit.transaction},           {"time", visit.time},
        {"profile", name_of(visit.profile)},          {"ended", visit.ended},
        {"milliseconds", visit.milliseconds},         {"decision", visit.decision},
        {"details_disputed", visit.details_disputed}, {"demo", visit.demo}};
    line["consent"] = {{"by", name_of(visit.consent.by)},
                       {"time", visit.consent.time},
                       {"version", visit.consent.version},
                       {"language", visit.consent.language},
                       {"purposes", visit.consent.purposes}};
    if (visit.ticket)
        line["ticket"] = {{"number", visit.ticket->number}, {"clinic", visit.ticket->clinic}};
    const std::string text = line.dump() + "\n";
    const int fd = open(file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC,
                        S_IRUSR | S_IWUSR);
    healthy_ = fd >= 0;
    if (fd < 0) return;
    // One write of one line: a stop between two lines loses nothing.
    healthy_ =
        write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(fd) == 0;
    close(fd);
}

}  // namespace kiosk
