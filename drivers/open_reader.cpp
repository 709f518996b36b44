// SPDX-License-Identifier: Apache-2.0
#include "drivers.h"
#include "nfc/nfc_reader.h"
#include "pcsc/pcsc_reader.h"
#include "replay/replay.h"
#include "simulated/simulated_reader.h"

namespace card {

std::unique_ptr<Reader> open_reader(std::string_view uri, const ReaderOptions& options) {
    const auto colon = uri.find(':');
    const std::string scheme(uri.substr(0, colon));
    const std::string rest(colon == std::string_view::npos ? std::string_view()
                                                           : uri.substr(colon + 1));
    if (scheme == "pcsc") return pcsc::open(rest, {.light_and_buzzer = options.light_and_buzzer});
    if (scheme == "nfc") return nfc::open(rest);
    if (scheme == "sim") return simulated::open_simulated(rest);
    if (scheme == "replay") return open_replay(rest);
    throw Error(Errc::usage, Step::reader,
                "unknown reader '" + std::string(uri) +
                    "': use pcsc:, pcsc:NAME, nfc:DRIVER:DEVICE, sim:SPECIMEN or replay:FILE");
}

namespace {

class WrappedReader final : public Reader {
public:
    WrappedReader(std::unique_ptr<Reader> below, Wrap wrap)
        : below_(std::move(below)), wrap_(std::move(wrap)) {}
    std::string name() const override { return below_->name(); }
    std::unique_ptr<Transport> wait_for_card(std::stop_token stop, Milliseconds limit) override {
        return wrap_(below_->wait_for_card(std::move(stop), limit));
    }
    void wait_for_removal(std::stop_token stop, Milliseconds limit) override {
        below_->wait_for_removal(std::move(stop), limit);
    }
    void wait_for_reader(std::stop_token stop, Milliseconds limit) override {
        below_->wait_for_reader(std::move(stop), limit);
    }
    void signal(Signal signal) override { below_->signal(signal); }

private:
    std::unique_ptr<Reader> below_;
    Wrap wrap_;
};

}  // namespace

std::unique_ptr<Reader> wrapped(std::unique_ptr<Reader> below, Wrap wrap) {
    return std::make_unique<WrappedReader>(std::move(below), std::move(wrap));
}

std::vector<ReaderEntry> list_readers() { return pcsc::list(); }

}  // namespace card
