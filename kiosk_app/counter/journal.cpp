#include "counter/journal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

namespace kiosk {

bool Journal::append(const JournalEntry& entry) const {
    if (file_.empty()) return true;
    const nlohmann::ordered_json line{{"time", entry.time}, {"ended", entry.ended}, {"consent", entry.consent},
                                      {"decision", entry.decision}, {"milliseconds", entry.milliseconds}, {"demo", entry.demo}};
    const std::string text = line.dump() + "\n";
    const int fd = open(file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0) return false;
    // One write of one line: a stop between two lines loses nothing.
    const bool written = write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fsync(fd) == 0;
    close(fd);
    return written;
}

}  // namespace kiosk
