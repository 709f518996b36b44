// SPDX-License-Identifier: Apache-2.0
#include "nfc/nfc_reader.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "nfc/helper_process.h"
#include "wait/deadline.h"

namespace card::nfc {
namespace {

constexpr Milliseconds kOpenLimit{4000}, kPollLimit{3000}, kPresentLimit{2000};
/// What the helper may take beyond the limit that it gives to libnfc.
constexpr Milliseconds kHelperGrace{1500};
/// Between two questions whether a card is there, or still is.
constexpr Milliseconds kInterval{60};

[[noreturn]] void card_lost(Step step, const char* text) {
    throw Error(Errc::card_lost, step, text);
}

/// The device and the helper behind it; shared by the reader and the card that lies on it.
class Link {
public:
    Link(std::string connstring, const NfcOptions& options, std::string program)
        : connstring_(std::move(connstring)), options_(options), helper_(std::move(program)) {}

    const std::string& name() const noexcept { return connstring_; }
    LinkTraits traits(ByteView ats) const {
        LinkTraits traits;
        if (connstring_.starts_with("acr122")) traits = {kAcr122Command, kAcr122Response, {}, {}};
        traits.atr = atr_of_ats(ats);
        traits.reader = connstring_;
        return traits;
    }

    void open() {
        if (open_) return;
        const bool started = !helper_.runs();
        helper_.start();
        if (started && options_.on_start) options_.on_start(helper_.pid());
        const auto reply = helper_.request(Request::open, as_octets(connstring_), kOpenLimit);
        if (reply.reply != Reply::ok) fail(reply);
        open_ = true;
    }

    Message ask(Request request, ByteView body, Milliseconds limit,
                const std::stop_token& stop = {}) {
        open();
        try {
            auto reply = helper_.request(request, body, limit, stop);
            if (reply.reply == Reply::error && reply.failure() != Failure::gone) open_ = false;
            return reply;
        } catch (const Error&) {
            open_ = false;
            throw;
        }
    }

    Bytes exchange(ByteView command) {
        const auto limit = options_.exchange_limit;
        Bytes body{static_cast<std::uint8_t>(limit.count() >> 8),
                   static_cast<std::uint8_t>(limit.count())};
        append(body, command);
        auto reply = ask(Request::exchange, body, limit + kHelperGrace);
        if (reply.reply != Reply::answer) fail(reply);
        return std::move(reply.body);
    }

    /// Ends what the chip holds of the session.
    void release() noexcept {
        if (!open_) return;
        try {
            helper_.request(Request::release, {}, kPresentLimit);
        } catch (const Error&) {
            open_ = false;
        }
    }

    [[noreturn]] void fail(const Message& reply) const {
        if (reply.reply != Reply::error)
            throw Error(Errc::reader_lost, Step::reader,
                        connstring_ + ": the NFC driver broke its protocol");
        switch (reply.failure()) {
            case Failure::gone:
                card_lost(Step::read_removed,
                          "the card left the reader: put it back and start again");
            case Failure::silent:
                card_lost(Step::read_removed,
                          "the chip stopped answering: lay the card flat on the reader");
            case Failure::garbled:
                card_lost(Step::read_removed,
                          "the reader lost the card: lay it flat on the reader");
            case Failure::busy:
                throw Error(Errc::reader_lost, Step::reader,
                            connstring_ + ": another program uses the reader: close it");
            case Failure::too_long:
                throw Error(Errc::not_supported, Step::reader, said("cause.long_command"));
            case Failure::none:
            case Failure::device: break;
        }
        throw Error(Errc::reader_lost, Step::reader,
                    connstring_ +
                        ": the reader does not answer: check its cable, its port and that this "
                        "user may open it");
    }

private:
    std::string connstring_;
    NfcOptions options_;
    HelperProcess helper_;
    bool open_ = false;
};

class NfcCard final : public Transport {
public:
    NfcCard(std::shared_ptr<Link> link, ByteView ats)
        : link_(std::move(link)), traits_(link_->traits(ats)) {}
    ~NfcCard() override { link_->release(); }
    NfcCard(const NfcCard&) = delete;
    NfcCard& operator=(const NfcCard&) = delete;
    Bytes transceive(ByteView command) override { return link_->exchange(command); }
    LinkTraits traits() const override { return traits_; }

private:
    std::shared_ptr<Link> link_;
    LinkTraits traits_;
};

class NfcReader final : public Reader {
public:
    explicit NfcReader(std::shared_ptr<Link> link) : link_(std::move(link)) { link_->open(); }
    std::string name() const override { return link_->name(); }

    std::unique_ptr<Transport> wait_for_card(std::stop_token stop, Milliseconds limit) override {
        const Deadline deadline(limit);
        while (true) {
            check(stop, deadline);
            const auto reply = link_->ask(Request::poll, {}, kPollLimit, stop);
            switch (reply.reply) {
                case Reply::card: return std::make_unique<NfcCard>(link_, reply.body);
                case Reply::several:
                    card_lost(Step::card_several,
                              "there is more than one card on the reader: leave only the ID card");
                case Reply::storage:
                    throw Error(
                        Errc::not_supported, Step::card_storage,
                        "this card only stores data, like a bus or door card: it is no ID card");
                case Reply::none: break;
                default:
                    if (reply.reply != Reply::error || reply.failure() == Failure::device ||
                        reply.failure() == Failure::busy)
                        link_->fail(reply);
            }
            pause(stop, deadline.left(kInterval));
        }
    }

    void wait_for_removal(std::stop_token stop, Milliseconds limit) override {
        const Deadline deadline(limit);
        while (true) {
            check(stop, deadline);
            auto reply = link_->ask(Request::present, {}, kPresentLimit, stop);
            if (reply.reply == Reply::error && reply.failure() == Failure::device)
                link_->fail(reply);
            // A glitch looks like an absence: only a card that cannot be selected any more has
            // gone.
            if (reply.reply != Reply::ok) reply = link_->ask(Request::poll, {}, kPollLimit, stop);
            if (reply.reply == Reply::none) return;
            pause(stop, deadline.left(kInterval));
        }
    }

    void wait_for_reader(std::stop_token stop, Milliseconds limit) override {
        const Deadline deadline(limit);
        while (true) {
            check(stop, deadline);
            try {
                return link_->open();
            } catch (const Error&) {
                pause(stop, deadline.left(kInterval));
            }
        }
    }

private:
    std::shared_ptr<Link> link_;
};

std::string helper_program(const std::string& wanted) {
    namespace fs = std::filesystem;
    if (!wanted.empty()) return wanted;
    std::error_code error;
    const auto beside = fs::read_symlink("/proc/self/exe", error).parent_path() / "card-nfc-helper";
    return !error && fs::exists(beside, error) ? beside.string()
                                               : std::string(CARD_LIBEXEC_DIR "/card-nfc-helper");
}

}  // namespace

Bytes atr_of_ats(ByteView ats) {
    ByteView historical;
    if (!ats.empty()) {
        // T0 announces TA, TB, TC in bits 5 to 7; historical octets follow (ISO/IEC 14443-4 §5.2).
        std::size_t skip = 1;
        for (const int bit : {0x10, 0x20, 0x40}) skip += (ats[0] & bit) != 0;
        if (skip <= ats.size()) historical = ats.subspan(skip);
    }
    static constexpr std::size_t kMostHistorical = 15;
    historical = historical.first(std::min(historical.size(), kMostHistorical));
    Bytes atr{0x3B, static_cast<std::uint8_t>(0x80 | historical.size()), 0x80, 0x01};
    append(atr, historical);
    std::uint8_t check = 0;
    for (std::size_t i = 1; i < atr.size(); ++i) check = static_cast<std::uint8_t>(check ^ atr[i]);
    atr.push_back(check);
    return atr;
}

std::unique_ptr<Reader> open(const std::string& connstring, const NfcOptions& options) {
    static constexpr std::array kDrivers{"pn532_uart", "pn53x_usb", "acr122_usb", "pn532_i2c",
                                         "pn532_spi"};
    const std::string driver = connstring.substr(0, connstring.find(':'));
    if (std::ranges::find(kDrivers, driver) == kDrivers.end())
        throw Error(Errc::usage, Step::reader, said("cause.nfc_driver", {driver}));
    return std::make_unique<NfcReader>(
        std::make_shared<Link>(connstring, options, helper_program(options.helper)));
}

}  // namespace card::nfc
