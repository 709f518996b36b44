#include "pcsc/context.h"

#include <array>

#include <reader.h>

namespace card::pcsc {
namespace {

/// pcsc-lite's largest answer: with a smaller buffer the card executes the command and the answer is lost.
constexpr DWORD kReceiveBuffer = MAX_BUFFER_SIZE_EXTENDED;

std::string hex_code(LONG code) {
    std::array<std::uint8_t, 4> octets{};
    for (std::size_t i = 0; i < 4; ++i) octets[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(code) >> (8 * (3 - i)));
    return to_hex(octets);
}

}  // namespace

void fail(LONG code, const std::string& reader) {
    switch (static_cast<std::uint32_t>(code)) {
        case static_cast<std::uint32_t>(SCARD_E_NO_SERVICE):
        case static_cast<std::uint32_t>(SCARD_E_SERVICE_STOPPED):
            throw Error(Errc::reader_lost, "reader", "the smart card service does not run: start it with 'systemctl start pcscd'");
        case static_cast<std::uint32_t>(SCARD_E_NO_READERS_AVAILABLE):
            throw Error(Errc::reader_lost, "reader", "no card reader is connected: plug one in");
        case static_cast<std::uint32_t>(SCARD_E_UNKNOWN_READER):
        case static_cast<std::uint32_t>(SCARD_E_READER_UNAVAILABLE):
            throw Error(Errc::reader_lost, "reader", reader + ": the reader is gone: plug it in again");
        case static_cast<std::uint32_t>(SCARD_E_SHARING_VIOLATION):
            throw Error(Errc::reader_lost, "reader", reader + ": another program uses the card: close it");
        case static_cast<std::uint32_t>(SCARD_W_REMOVED_CARD):
        case static_cast<std::uint32_t>(SCARD_E_NO_SMARTCARD):
        case static_cast<std::uint32_t>(SCARD_W_RESET_CARD):
        case static_cast<std::uint32_t>(SCARD_E_NOT_TRANSACTED):
            throw Error(Errc::card_lost, "read.removed", "the card left the reader: put it back and start again");
        case static_cast<std::uint32_t>(SCARD_W_UNRESPONSIVE_CARD):
        case static_cast<std::uint32_t>(SCARD_W_UNPOWERED_CARD):
        case static_cast<std::uint32_t>(SCARD_E_PROTO_MISMATCH):
            throw Error(Errc::card_lost, "read.removed", "the chip does not answer: turn the card over or put it flat on the reader");
        case static_cast<std::uint32_t>(SCARD_E_CANCELLED): throw Error(Errc::stopped, "reader.wait", "stopped on request");
        default: throw Error(Errc::reader_lost, "reader", reader + ": PC/SC error " + hex_code(code));
    }
}

Context::Context() {
    const LONG code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &handle_);
    if (code != SCARD_S_SUCCESS) fail(code, "");
}
Context::~Context() { SCardReleaseContext(handle_); }

std::vector<std::string> Context::readers() const {
    DWORD size = 0;
    LONG code = SCardListReaders(handle_, nullptr, nullptr, &size);
    std::string names(size, '\0');
    if (code == SCARD_S_SUCCESS) code = SCardListReaders(handle_, nullptr, names.data(), &size);
    if (code == SCARD_E_NO_READERS_AVAILABLE) return {};
    if (code != SCARD_S_SUCCESS) fail(code, "");
    std::vector<std::string> list;
    for (std::size_t at = 0; at < size && names[at] != '\0'; at += list.back().size() + 1) list.emplace_back(names.c_str() + at);
    return list;
}

Connection::Connection(std::shared_ptr<const Context> context, const std::string& reader) : context_(std::move(context)) {
    const LONG code = SCardConnect(context_->get(), reader.c_str(), SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
                                   &handle_, &protocol_);
    if (code != SCARD_S_SUCCESS) fail(code, reader);
    read_traits();
}
// A reset ends what the chip holds of the session. Resetting a card that has gone would leave pcscd believing in an absence
// that it has not polled, and a card put back at once would stay unseen.
Connection::~Connection() { SCardDisconnect(handle_, lost_ ? SCARD_LEAVE_CARD : SCARD_RESET_CARD); }

void Connection::read_traits() {
    Bytes atr(MAX_ATR_SIZE);
    auto size = static_cast<DWORD>(atr.size());
    DWORD state = 0, protocol = 0, name_size = 0;
    if (SCardStatus(handle_, nullptr, &name_size, &state, &protocol, atr.data(), &size) == SCARD_S_SUCCESS) {
        atr.resize(size);
        traits_.atr = atr;
    }
    const std::size_t limit = protocol_ == SCARD_PROTOCOL_T0 ? 0 : reader_limit();
    if (limit > kShortCommandLimit) {
        traits_.max_command = limit;
        traits_.max_response = limit;
    }
}

/// dwMaxAPDUDataSize of the reader's properties (PC/SC part 10 §2.6.14); 0 where it names none.
std::size_t Connection::reader_limit() const {
    static constexpr std::uint8_t kMaxApduDataSize = 0x0A;
    std::array<std::uint8_t, 256> answer{};
    DWORD size = 0;
    if (SCardControl(handle_, CM_IOCTL_GET_FEATURE_REQUEST, nullptr, 0, answer.data(), answer.size(), &size) != SCARD_S_SUCCESS) return 0;
    DWORD control = 0;
    for (std::size_t at = 0; at + 6 <= size; at += 6)
        if (answer[at] == FEATURE_GET_TLV_PROPERTIES)
            for (std::size_t i = 0; i < 4; ++i) control = control << 8 | answer[at + 2 + i];
    if (control == 0) return 0;
    if (SCardControl(handle_, control, nullptr, 0, answer.data(), answer.size(), &size) != SCARD_S_SUCCESS) return 0;
    for (std::size_t at = 0; at + 2 <= size; at += 2 + answer[at + 1]) {
        if (answer[at] != kMaxApduDataSize || at + 2 + answer[at + 1] > size) continue;
        std::size_t value = 0;
        for (std::size_t i = answer[at + 1]; i > 0; --i) value = value << 8 | answer[at + 1 + i];  // little-endian
        return value;
    }
    return 0;
}

Bytes Connection::transceive(ByteView command) {
    Bytes answer(kReceiveBuffer);
    auto size = static_cast<DWORD>(answer.size());
    const SCARD_IO_REQUEST* protocol = protocol_ == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
    const LONG code = SCardTransmit(handle_, protocol, command.data(), command.size(), nullptr, answer.data(), &size);
    lost_ = code != SCARD_S_SUCCESS || size < 2;
    if (code != SCARD_S_SUCCESS) fail(code, "the reader");
    // A card that left in mid-answer is reported as success with fewer octets than a status word has.
    if (size < 2) fail(SCARD_W_REMOVED_CARD, "the reader");
    answer.resize(size);
    return answer;
}

}  // namespace card::pcsc
