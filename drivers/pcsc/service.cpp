// SPDX-License-Identifier: Apache-2.0
#include "pcsc/service.h"

#include <reader.h>

#include "pcsc/connection.h"

namespace card::pcsc {
namespace {

/// Octets for names that were not there a moment ago.
constexpr DWORD kRoom = 1024;
constexpr const char* kPlugAndPlay = "\\\\?PnP?\\Notification";
/// Escape commands of CCID drivers (PC/SC part 10, CM_IOCTL_VENDOR_IFD_EXCHANGE).
constexpr DWORD kEscape = SCARD_CTL_CODE(1);

struct Question {
    std::shared_ptr<Context> context;
    std::string reader;
    SCARD_READERSTATE state{};
    std::string names;
    DWORD size = 0;
};

std::vector<std::string> split(const std::string& names) {
    std::vector<std::string> list;
    for (std::size_t at = 0; at < names.size() && names[at] != '\0'; at += list.back().size() + 1)
        list.emplace_back(names.c_str() + at);
    return list;
}

}  // namespace

LONG Service::call(Milliseconds limit, const std::string& reader, std::function<LONG()> job) {
    const auto code = std::make_shared<LONG>(SCARD_S_SUCCESS);
    const auto done = calls_->run([code, job = std::move(job)] { *code = job(); }, limit, stop_);
    if (done == LimitedCalls::Done::stopped) fail(SCARD_E_CANCELLED, reader);
    if (done == LimitedCalls::Done::yes) {
        if (is_service_loss(*code) &&
            static_cast<std::uint32_t>(*code) != static_cast<std::uint32_t>(SCARD_E_TIMEOUT))
            forget();
        return *code;
    }
    forget();
    if (reader.empty())
        throw Error(
            Errc::reader_lost, Step::reader,
            "the smart card service does not answer: restart it with 'systemctl restart pcscd'");
    throw Error(Errc::reader_lost, Step::reader,
                reader + ": the reader does not answer: unplug it and plug it in again");
}

void Service::forget() noexcept {
    cancellable_ = 0;
    context_.reset();
}

std::shared_ptr<Context> Service::context() {
    if (context_) return context_;
    // Made inside the call: one that is made too late belongs to nobody and is released there and
    // then.
    const auto made = std::make_shared<std::shared_ptr<Context>>();
    const LONG code = call(kDaemonLimit, "", [made, calls = calls_] {
        SCARDCONTEXT handle = 0;
        const LONG result = SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &handle);
        if (result == SCARD_S_SUCCESS) *made = std::make_shared<Context>(calls, handle);
        return result;
    });
    // The daemon was reached: one that polkit forbids to serve a client hangs up, or says so.
    if (static_cast<std::uint32_t>(code) == static_cast<std::uint32_t>(SCARD_F_COMM_ERROR))
        fail_turned_away();
    if (code != SCARD_S_SUCCESS) fail(code, "");
    context_ = *made;
    cancellable_ = context_->get();
    return context_;
}

std::vector<std::string> Service::readers() {
    const auto question = std::make_shared<Question>();
    question->context = context();
    const LONG code = call(kDaemonLimit, "", [question] {
        LONG result = SCardListReaders(question->context->get(), nullptr, nullptr, &question->size);
        question->size += kRoom;  // for a reader that is plugged in between the two questions
        question->names.assign(question->size, '\0');
        if (result == SCARD_S_SUCCESS)
            result = SCardListReaders(question->context->get(), nullptr, question->names.data(),
                                      &question->size);
        return result;
    });
    if (code == SCARD_E_NO_READERS_AVAILABLE) return {};
    if (code != SCARD_S_SUCCESS) fail(code, "");
    return split(question->names);
}

Status Service::status(const std::string& reader, DWORD known, Milliseconds most) {
    const auto question = std::make_shared<Question>();
    question->context = context();
    question->reader = reader;
    const LONG code = call(kDaemonLimit, "", [question, known, most] {
        question->state.szReader = question->reader.c_str();
        question->state.dwCurrentState = known;
        return SCardGetStatusChange(question->context->get(), static_cast<DWORD>(most.count()),
                                    &question->state, 1);
    });
    // A question that SCardCancel ended says nothing new; the caller looks at its stop token.
    if (code != SCARD_S_SUCCESS && code != SCARD_E_TIMEOUT && code != SCARD_E_CANCELLED)
        fail(code, reader);
    const auto& state = question->state;
    if (code == SCARD_S_SUCCESS &&
        (state.dwEventState & (SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE)))
        fail(SCARD_E_READER_UNAVAILABLE, reader);
    if (code != SCARD_S_SUCCESS && known != SCARD_STATE_UNAWARE) return {known, {}};
    return {state.dwEventState, Bytes(state.rgbAtr, state.rgbAtr + state.cbAtr)};
}

void Service::wait_for_change(const std::vector<std::pair<std::string, DWORD>>& known,
                              Milliseconds most) {
    struct Questions {
        std::shared_ptr<Context> context;
        std::vector<std::pair<std::string, DWORD>> known;
        std::vector<SCARD_READERSTATE> states;
    };
    const auto questions = std::make_shared<Questions>();
    questions->context = context();
    questions->known = known;
    const LONG code = call(kDaemonLimit, "", [questions, most] {
        for (const auto& [reader, state] : questions->known) {
            questions->states.emplace_back();
            questions->states.back().szReader = reader.c_str();
            questions->states.back().dwCurrentState = state;
        }
        return SCardGetStatusChange(questions->context->get(), static_cast<DWORD>(most.count()),
                                    questions->states.data(), questions->states.size());
    });
    switch (static_cast<std::uint32_t>(code)) {
        case static_cast<std::uint32_t>(SCARD_S_SUCCESS):
        case static_cast<std::uint32_t>(SCARD_E_TIMEOUT):
        case static_cast<std::uint32_t>(SCARD_E_CANCELLED):
        case static_cast<std::uint32_t>(SCARD_E_UNKNOWN_READER):
        case static_cast<std::uint32_t>(SCARD_E_READER_UNAVAILABLE): return;
        default: fail(code, known.front().first);
    }
}

void Service::wait_for_plug(Milliseconds most) {
    const auto question = std::make_shared<Question>();
    question->context = context();
    question->state.szReader = kPlugAndPlay;
    const LONG code = call(kDaemonLimit, "", [question, most] {
        return SCardGetStatusChange(question->context->get(), static_cast<DWORD>(most.count()),
                                    &question->state, 1);
    });
    if (code != SCARD_S_SUCCESS && code != SCARD_E_TIMEOUT && code != SCARD_E_CANCELLED)
        fail(code, "");
}

void Service::cancel() noexcept {
    // SCardCancel talks to the daemon and may hang with it: nobody waits for it.
    if (const SCARDCONTEXT handle = cancellable_)
        cancel_calls_.run([handle] { SCardCancel(handle); }, Milliseconds(0));
}

Context::~Context() {
    calls_->dispose([handle = handle_] { SCardReleaseContext(handle); });
}

std::unique_ptr<Transport> Service::connect(const std::string& reader,
                                            Milliseconds transmit_limit) {
    try {
        return std::make_unique<Connection>(calls_, context(), reader, transmit_limit);
    } catch (const Error& error) {
        if (error.code() == Errc::reader_lost) forget();
        throw;
    }
}

bool Service::escape(const std::string& reader, ByteView command) {
    const auto context_kept = context();
    const LONG code = call(kConnectLimit, reader, [context_kept, reader, sent = to_bytes(command)] {
        SCARDHANDLE handle = 0;
        DWORD protocol = 0, size = 0;
        LONG result = SCardConnect(context_kept->get(), reader.c_str(), SCARD_SHARE_DIRECT, 0,
                                   &handle, &protocol);
        if (result != SCARD_S_SUCCESS) return result;
        std::uint8_t answer[MAX_BUFFER_SIZE];
        result =
            SCardControl(handle, kEscape, sent.data(), sent.size(), answer, sizeof answer, &size);
        SCardDisconnect(handle, SCARD_LEAVE_CARD);
        return result;
    });
    return code == SCARD_S_SUCCESS;
}

}  // namespace card::pcsc
