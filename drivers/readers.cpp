// SPDX-License-Identifier: Apache-2.0
#include "card/readers.h"
#include "forwarding_reader.h"
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
    throw Error(Errc::usage, Step::simulated, said("cause.no_simulated"));
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
         return pcsc::open(rest, {.light_and_buzzer = options.light_and_buzzer,
                                  .leave_old_cards = options.leave_old_cards});
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

std::vector<std::string> reader_kinds() {
    std::vector<std::string> kinds;
    for (const auto& scheme : kSchemes) kinds.emplace_back(scheme.name);
    return kinds;
}

std::unique_ptr<Reader> open_reader(std::string_view uri, const ReaderOptions& options) {
    const auto colon = uri.find(':');
    const std::string rest(colon == std::string_view::npos ? std::string_view()
                                                           : uri.substr(colon + 1));
    for (const auto& scheme : kSchemes)
        if (scheme.name == uri.substr(0, colon)) return scheme.open(rest, options);
    throw Error(Errc::usage, Step::reader, said("cause.reader_kind", {reader_forms()}));
}

namespace {

class WrappedReader final : public ForwardingReader {
public:
    WrappedReader(std::unique_ptr<Reader> below, Wrap wrap)
        : ForwardingReader(std::move(below)), wrap_(std::move(wrap)) {}
    std::unique_ptr<Transport> wait_for_card(std::stop_token stop, Milliseconds limit) override {
        return wrap_(below_->wait_for_card(std::move(stop), limit));
    }

private:
    Wrap wrap_;
};

}  // namespace

std::unique_ptr<Reader> wrapped(std::unique_ptr<Reader> below, Wrap wrap) {
    return std::make_unique<WrappedReader>(std::move(below), std::move(wrap));
}

std::vector<ReaderEntry> list_readers() { return pcsc::list(); }

}  // namespace card
