#include "pcsc/pcsc_reader.h"

#include <algorithm>

#include "pcsc/context.h"

namespace card::pcsc {
namespace {

/// Longest single wait. A stop request interrupts it through SCardCancel; one that comes just before the wait is seen after it.
constexpr DWORD kWaitMilliseconds = 500;
/// Attempts to connect to a card that is still being powered.
constexpr int kConnectAttempts = 5;

SCARD_READERSTATE state_of(const Context& context, const std::string& name) {
    SCARD_READERSTATE state{};
    state.szReader = name.c_str();
    const LONG code = SCardGetStatusChange(context.get(), 0, &state, 1);
    if (code != SCARD_S_SUCCESS && code != SCARD_E_TIMEOUT) fail(code, name);
    return state;
}

class PcscReader final : public Reader {
public:
    explicit PcscReader(std::string name) : name_(std::move(name)) {}
    std::string name() const override { return name_; }

    std::unique_ptr<Transport> wait_for_card(std::stop_token stop) override {
        wait(stop, [](DWORD state) { return (state & SCARD_STATE_PRESENT) != 0; });
        for (int attempt = 1;; ++attempt) {
            try {
                return std::make_unique<Connection>(context_, name_);
            } catch (const Error& error) {
                if (error.code() != Errc::card_lost || attempt == kConnectAttempts || stop.stop_requested()) throw;
            }
        }
    }

    void wait_for_removal(std::stop_token stop) override {
        // Not "no card seen": after a failed reset pcscd knows nothing until it has polled an absence.
        wait(stop, [](DWORD state) { return (state & SCARD_STATE_EMPTY) != 0; });
    }

private:
    template <class Reached>
    void wait(const std::stop_token& stop, Reached reached) {
        const std::stop_callback cancel(stop, [this] { SCardCancel(context_->get()); });
        SCARD_READERSTATE state = state_of(*context_, name_);
        while (!reached(state.dwEventState)) {
            if (stop.stop_requested()) fail(SCARD_E_CANCELLED, name_);
            state.dwCurrentState = state.dwEventState;
            const LONG code = SCardGetStatusChange(context_->get(), kWaitMilliseconds, &state, 1);
            if (code != SCARD_S_SUCCESS && code != SCARD_E_TIMEOUT) fail(code, name_);
            if (state.dwEventState & (SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE)) fail(SCARD_E_READER_UNAVAILABLE, name_);
        }
    }

    std::string name_;
    std::shared_ptr<const Context> context_ = std::make_shared<Context>();
};

}  // namespace

std::vector<ReaderEntry> list() {
    const Context context;
    std::vector<ReaderEntry> entries;
    for (const auto& name : context.readers()) {
        const auto state = state_of(context, name);
        const bool present = state.dwEventState & SCARD_STATE_PRESENT;
        entries.push_back({"pcsc:" + name, name, present, present ? to_hex({state.rgbAtr, state.cbAtr}) : std::string()});
    }
    return entries;
}

std::unique_ptr<Reader> open(const std::string& name) {
    const Context context;
    const auto readers = context.readers();
    if (readers.empty()) fail(SCARD_E_NO_READERS_AVAILABLE, "");
    if (!name.empty()) {
        const auto found = std::ranges::find_if(readers, [&](const std::string& reader) { return reader.find(name) != std::string::npos; });
        if (found == readers.end()) throw Error(Errc::reader_lost, "reader", "no reader's name contains '" + name + "'");
        return std::make_unique<PcscReader>(*found);
    }
    const auto holding = std::ranges::find_if(readers, [&](const std::string& reader) {
        return (state_of(context, reader).dwEventState & SCARD_STATE_PRESENT) != 0;
    });
    return std::make_unique<PcscReader>(holding == readers.end() ? readers.front() : *holding);
}

}  // namespace card::pcsc
