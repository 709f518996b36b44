// SPDX-License-Identifier: Apache-2.0
#include "outputs/folder.h"

#include "core/state_file.h"
#include "outputs/record.h"

namespace kiosk {
namespace {

namespace fs = std::filesystem;

/// Those that a stop left half written count as well: their number is bounded, too.
bool is_full(const fs::path& folder, std::error_code& error) {
    std::size_t waiting = 0;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error))
        if (++waiting == kMostFilesWaiting) return true;
    return false;
}

}  // namespace

std::string FolderOutput::take(const Visit& visit) {
    std::error_code error;
    if (is_full(folder_, error)) return "a.output.full";
    const auto name = std::to_string(visit.time) + "-" + visit.transaction + ".json";
    const bool saved = !error && save_state(folder_ / name, record_of(visit) + "\n");
    return saved ? "" : "a.output.unwritten";
}

}  // namespace kiosk
