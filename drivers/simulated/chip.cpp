// SPDX-License-Identifier: Apache-2.0
#include "chip.h"

namespace simulated {
namespace {

constexpr std::size_t kShortAnswer = 256;

std::size_t number(const Octets& octets, std::size_t at) {
    return static_cast<std::size_t>(octets[at] << 8 | octets[at + 1]);
}

Command parse(const Octets& apdu) {
    if (apdu.size() < 4) throw Status{0x6700};
    Command command{apdu[0], apdu[1], apdu[2], apdu[3], {}, 0, false};
    const Octets body(apdu.begin() + 4, apdu.end());
    if (body.empty()) return command;
    if (body.size() == 1) {
        command.ne = body[0] == 0 ? 256 : body[0];
        return command;
    }
    command.extended = body[0] == 0;
    if (command.extended && body.size() == 3) {
        command.ne = number(body, 1) == 0 ? 65536 : number(body, 1);
        return command;
    }
    const std::size_t start = command.extended ? 3 : 1;
    if (body.size() < start) throw Status{0x6700};
    const std::size_t lc = command.extended ? number(body, 1) : body[0];
    if (body.size() < start + lc) throw Status{0x6700};
    const auto begin = body.begin() + static_cast<std::ptrdiff_t>(start);
    command.data.assign(begin, begin + static_cast<std::ptrdiff_t>(lc));
    const std::size_t left = body.size() - start - lc;
    if (left == 0) return command;
    if (left != (command.extended ? 2U : 1U)) throw Status{0x6700};
    const std::size_t le = command.extended ? number(body, start + lc) : body[start + lc];
    command.ne = le != 0 ? le : command.extended ? 65536 : 256;
    return command;
}

Octets encode(const Answer& answer) {
    return answer.data + Octets{static_cast<std::uint8_t>(answer.status >> 8),
                                static_cast<std::uint8_t>(answer.status)};
}

}  // namespace

Chip::Chip(Specimen specimen) : specimen_(std::move(specimen)) {}

Octets Chip::power_on() {
    application_ = false;
    master_file_ = false;
    current_file_.clear();
    session_.reset();
    next_session_.reset();
    pace_.reset();
    pending_.clear();
    challenge_.clear();
    secured_reads_ = 0;
    reads_since_ca_ = -1;
    terminal_ = {};
    return unhex(specimen_.text("atr"));
}

Octets Chip::process(const Octets& apdu) {
    try {
        const Command command = parse(apdu);
        if (command.ins == 0xC0 && !pending_.empty())
            return answer_short({std::move(pending_), 0x9000}, command);
        if (command.ins == 0xC0 && specimen_.behaviour("endless_kind") == "61")
            return encode({Octets(16, 0x5A), 0x6110});
        pending_.clear();
        if ((command.cla & 0x0C) == 0x0C && session_) return process_secured(command);
        if (session_) terminal_ = {};
        session_.reset();  // a command in clear ends the session (Doc 9303-11 §9.8.3)
        return answer_short(dispatch(command, false), command);
    } catch (const Status& status) {
        return encode({{}, status.word});
    }
}

/// An answer longer than a short Le allows comes in parts by 61xx.
Octets Chip::answer_short(const Answer& answer, const Command& command) {
    if (specimen_.behaviour("transmission") == "T=0" && answer.status == 0x9000) {
        // ISO 7816-3 §12.2: a command carries data one way only, and Le must be exact.
        if (!command.data.empty() && !answer.data.empty()) {
            pending_ = answer.data;
            return encode({{},
                           static_cast<std::uint16_t>(
                               0x6100 | (pending_.size() > 255 ? 0 : pending_.size()))});
        }
        if (command.ne != 0 && answer.data.size() < command.ne && answer.data.size() < 256)
            return encode({{}, static_cast<std::uint16_t>(0x6C00 | answer.data.size())});
    }
    if (command.extended || answer.data.size() <= kShortAnswer) return encode(answer);
    pending_.assign(answer.data.begin() + kShortAnswer, answer.data.end());
    const Octets head(answer.data.begin(), answer.data.begin() + kShortAnswer);
    const auto left = static_cast<std::uint8_t>(pending_.size() > 255 ? 0 : pending_.size());
    return encode({head, static_cast<std::uint16_t>(0x6100 | left)});
}

Answer Chip::dispatch(const Command& command, bool secured) {
    switch (command.ins) {
        case 0xA4: return select(command);
        case 0xB0:
        case 0xB1: return read(command, secured);
        case 0x22: return manage_security_environment(command);
        case 0x86: return general_authenticate(command);
        case 0x84: return get_challenge();
        case 0x82:
            return secured && !terminal_.challenge.empty() ? authenticate_terminal(command.data)
                                                           : external_authenticate(command.data);
        case 0x2A:
            return secured && command.p2 == 0xBE ? verify_certificate(command.data)
                                                 : Answer{{}, 0x6982};
        case 0x88:
            return secured || specimen_.behaviour("access_control") == "none"
                       ? internal_authenticate(command)
                       : Answer{{}, 0x6982};
        default: return {{}, 0x6D00};
    }
}

}  // namespace simulated
