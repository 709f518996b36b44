#include "drivers.h"
#include "pcsc/pcsc_reader.h"
#include "replay/replay.h"
#include "simulated/simulated_reader.h"

namespace card {

std::unique_ptr<Reader> open_reader(std::string_view uri, const ReaderOptions& options) {
    const auto colon = uri.find(':');
    const std::string scheme(uri.substr(0, colon));
    const std::string rest(colon == std::string_view::npos ? std::string_view() : uri.substr(colon + 1));
    if (scheme == "pcsc") return pcsc::open(rest, options.signals);
    if (scheme == "sim") return simulated::open_simulated(rest);
    if (scheme == "replay") return open_replay(rest);
    throw Error(Errc::usage, "reader", "unknown reader '" + std::string(uri) + "': use pcsc:, pcsc:NAME, sim:SPECIMEN or replay:FILE");
}

std::vector<ReaderEntry> list_readers() { return pcsc::list(); }

}  // namespace card
