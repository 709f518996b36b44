// SPDX-License-Identifier: Apache-2.0
#include "pcsc/connection.h"

#include <array>

#include <reader.h>

namespace card::pcsc {
namespace {

/// pcsc-lite's largest answer: with a smaller buffer the card executes the command and the answer
/// is lost.
constexpr DWORD kReceiveBuffer = MAX_BUFFER_SIZE_EXTENDED;

/// dwMaxAPDUDataSize of the reader's properties (PC/SC part 10 §2.6.14); 0 where it names none.
std::size_t reader_limit(SCARDHANDLE handle) {
    static constexpr std::uint8_t kMaxApduDataSize = 0x0A;
    std::array<std::uint8_t, 256> answer{};
    DWORD size = 0;
    if (SCardControl(handle, CM_IOCTL_GET_FEATURE_REQUEST, nullptr, 0, answer.data(), answer.size(),
                     &size) != SCARD_S_SUCCESS)
        return 0;
    DWORD control = 0;
    for (std::size_t at = 0; at + 6 <= size; at += 6)
        if (answer[at] == FEATURE_GET_TLV_PROPERTIES)
            for (std::size_t i = 0; i < 4; ++i) control = control << 8 | answer[at + 2 + i];
    if (control == 0) return 0;
    if (SCardControl(handle, control, nullptr, 0, answer.data(), answer.size(), &size) !=
        SCARD_S_SUCCESS)
        return 0;
    for (std::size_t at = 0; at + 2 <= size; at += 2 + answer[at + 1]) {
        if (answer[at] != kMaxApduDataSize || at + 2 + answer[at + 1] > size) continue;
        std::size_t value = 0;
        for (std::size_t i = answer[at + 1]; i > 0; --i)
            value = value << 8 | answer[at + 1 + i];  // little-endian
        return value;
    }
    return 0;
}

}  // namespace

/// What a call that was left behind still holds; the last owner disconnects.
struct Connection::Handle {
    std::shared_ptr<Context> context;
    std::string reader;
    SCARDHANDLE card = 0;
    DWORD protocol = 0;
    bool connected = false;
    bool lost = false;  ///< an exchange failed: the card is not there to be reset
    Bytes atr, answer;
    std::size_t limit = 0;

    // A reset ends what the chip holds of the session. Resetting a card that has gone would leave
    // pcscd believing in an absence that it has not polled, and a card put back at once would stay
    // unseen.
    ~Handle() {
        if (connected) SCardDisconnect(card, lost ? SCARD_LEAVE_CARD : SCARD_RESET_CARD);
    }
};

Connection::Connection(std::shared_ptr<LimitedCalls> calls, std::shared_ptr<Context> context,
                       std::string reader, Milliseconds transmit_limit)
    : calls_(std::move(calls)),
      handle_(std::make_shared<Handle>()),
      transmit_limit_(transmit_limit) {
    handle_->context = std::move(context);
    handle_->reader = reader;
    const LONG code = call(kConnectLimit, [](Handle& handle) {
        const LONG result =
            SCardConnect(handle.context->get(), handle.reader.c_str(), SCARD_SHARE_EXCLUSIVE,
                         SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &handle.card, &handle.protocol);
        handle.connected = result == SCARD_S_SUCCESS;
        return result;
    });
    if (code != SCARD_S_SUCCESS) fail(code, reader);
    read_traits();
    traits_.reader = std::move(reader);
}

Connection::~Connection() {
    // The handle's last owner is the thread that makes the calls: disconnecting may hang as well.
    calls_->dispose([handle = std::move(handle_)]() mutable { handle.reset(); });
    calls_->run(
        [] {},
        kDaemonLimit);  // the card is free for others when we are gone, unless its reader hangs
}

LONG Connection::call(Milliseconds limit, std::function<LONG(Handle&)> job) {
    const auto code = std::make_shared<LONG>(SCARD_S_SUCCESS);
    if (calls_->run([handle = handle_, code, job = std::move(job)] { *code = job(*handle); },
                    limit) != LimitedCalls::Done::yes)
        throw Error(
            Errc::reader_lost, Step::reader,
            handle_->reader + ": the reader does not answer: unplug it and plug it in again");
    return *code;
}

void Connection::read_traits() {
    call(kDaemonLimit, [](Handle& handle) {
        handle.atr.resize(MAX_ATR_SIZE);
        auto size = static_cast<DWORD>(handle.atr.size());
        DWORD state = 0, protocol = 0, name_size = 0;
        const LONG code = SCardStatus(handle.card, nullptr, &name_size, &state, &protocol,
                                      handle.atr.data(), &size);
        handle.atr.resize(code == SCARD_S_SUCCESS ? size : 0);
        handle.limit = handle.protocol == SCARD_PROTOCOL_T0 ? 0 : reader_limit(handle.card);
        return code;
    });
    traits_.atr = handle_->atr;
    if (handle_->limit > kShortCommandLimit)
        traits_.max_command = traits_.max_response = handle_->limit;
}

Bytes Connection::transceive(ByteView command) {
    const LONG code = call(transmit_limit_, [sent = to_bytes(command)](Handle& handle) {
        handle.answer.resize(kReceiveBuffer);
        auto size = static_cast<DWORD>(handle.answer.size());
        const SCARD_IO_REQUEST* protocol =
            handle.protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
        const LONG result = SCardTransmit(handle.card, protocol, sent.data(), sent.size(), nullptr,
                                          handle.answer.data(), &size);
        handle.lost = result != SCARD_S_SUCCESS || size < 2;
        handle.answer.resize(handle.lost ? 0 : size);
        return result;
    });
    if (code != SCARD_S_SUCCESS) fail(code, handle_->reader);
    // A card that left in mid-answer is reported as success with fewer octets than a status word
    // has.
    if (handle_->lost) fail(SCARD_W_REMOVED_CARD, handle_->reader);
    return handle_->answer;
}

}  // namespace card::pcsc
