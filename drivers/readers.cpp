// SPDX-License-Identifier: Apache-2.0
#include "card/readers.h"
#include "nfc/nfc_reader.h"
#include "pcsc/pcsc_reader.h"
#include "replay/replay.h"
#if CARD_WITH_SIMULATED
#    include "simulated/simulated_reader.h"
#endif

namespace card {

namespace {

std::unique_ptr<Reader> open_simulated([[maybe_unused]] const std::string& what) {
#if CARD_WITH_SIMULATED
    return simulated::open_simulated(what);
#else
    throw Error(Errc::usage, Step::simulated,
                "this build has no simulated card: configure it with -DCARD_WITH_SIMULATED=ON");
#endif
}

/// One row a kind of reader: what a URI begins with, its form for people, who opens the rest.
struct Scheme {
    std::string_view name;
    const char* form;
    std::unique_ptr<Reader> (*open)(const std::string& rest, const ReaderOptions& options);
};
constexpr Scheme kSchemes[]{
    {"pcsc", "pcsc:[NAME]",
     [](const std::string& rest, const ReaderOptions& options) {
         return pcsc::open(rest, {.light_and_buzzer = options.light_and_buzzer});
     }},
    {"nfc", "nfc:DRIVER:DEVICE",
     [](const std::string& rest, const ReaderOptions&) { return nfc::open(rest); }},
    {"sim", "sim:SPECIMEN[,LIE]",
     [](const std::string& rest, const ReaderOptions&) { return open_simulated(rest); }},
    {"replay", "replay:FILE",
     [](const std::string& rest, const ReaderOptions&) { return open_replay(rest); }},
};

}  // namespace

std::string reader_forms() {
    std::string forms;
    for (const auto& scheme : kSchemes)
        forms += (forms.empty() ? "" : ", ") + std::string(scheme.form);
    return forms;
}

std::unique_ptr<Reader> open_reader(std::string_view uri, const ReaderOptions& options) {
    const auto colon = uri.find(':');
    const std::string rest(colon == std::string_view::npos ? std::string_view()
                                                           : uri.substr(colon + 1));
    for (const auto& scheme : kSchemes)
        if (scheme.name == uri.substr(0, colon)) return scheme.open(rest, options);
    throw Error(Errc::usage, Step::reader,
                "unknown reader '" + std::string(uri) + "': use one of " + reader_forms());
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
