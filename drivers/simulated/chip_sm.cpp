// SPDX-License-Identifier: Apache-2.0
// Secure messaging on the chip's side, Doc 9303-11 §9.8, and the lies told inside it.
#include <algorithm>

#include "chip.h"

namespace simulated {
namespace {

void count(Octets& counter) {
    for (std::size_t i = counter.size(); i-- > 0;)
        if (++counter[i] != 0) return;
}

Octets iv_of(const SessionState& session) {
    const Octets zero(block_octets(session.block));
    return session.block == Block::des
               ? zero
               : cbc(session.block, session.encryption, zero, session.counter, true);
}

Octets mac_of(const SessionState& session, const Octets& content) {
    return checksum(session.block, session.mac,
                    padded(session.counter + content, block_octets(session.block)));
}

Octets status_octets(std::uint16_t status) {
    return {static_cast<std::uint8_t>(status >> 8), static_cast<std::uint8_t>(status)};
}

}  // namespace

/// Replaces the protected command by the plain one. Throws Status{6988} when its checksum or
/// padding is wrong.
void Chip::open_command(Command& command) {
    auto& session = *session_;
    const std::size_t block = block_octets(session.block);
    count(session.counter);
    Octets signed_part = padded({command.cla, command.ins, command.p1, command.p2}, block),
           cryptogram, mac;
    Command plain{static_cast<std::uint8_t>(command.cla & ~0x0C),
                  command.ins,
                  command.p1,
                  command.p2,
                  {},
                  0,
                  command.extended};
    for (const auto& [tag, value] : objects(command.data)) {
        if (tag == 0x8E) {
            mac = value;
            continue;
        }
        signed_part = signed_part + object(tag, value);
        if (tag == 0x87 && !value.empty()) cryptogram.assign(value.begin() + 1, value.end());
        if (tag == 0x85) cryptogram = value;
        if (tag == 0x97) {
            for (const auto octet : value) plain.ne = plain.ne << 8 | octet;
            if (plain.ne == 0) plain.ne = value.size() == 1 ? 256 : 65536;
        }
    }
    if (mac_of(session, signed_part) != mac) throw Status{0x6988};
    if (!cryptogram.empty()) {
        plain.data = cbc(session.block, session.encryption, iv_of(session), cryptogram, false);
        while (!plain.data.empty() && plain.data.back() == 0) plain.data.pop_back();
        if (plain.data.empty() || plain.data.back() != 0x80) throw Status{0x6988};
        plain.data.pop_back();
    }
    command = plain;
}

Octets Chip::protect(const Command& command, const Answer& answer) {
    auto& session = *session_;
    count(session.counter);
    Octets content;
    if (!answer.data.empty()) {
        const Octets cryptogram = cbc(session.block, session.encryption, iv_of(session),
                                      padded(answer.data, block_octets(session.block)), true);
        content = command.ins % 2 == 1 ? object(0x85, cryptogram)
                                       : object(0x87, Octets{0x01} + cryptogram);
    }
    content = content + object(0x99, status_octets(answer.status));
    return content + object(0x8E, mac_of(session, content));
}

bool Chip::is_lied_read(const Command& command, const char* behaviour) {
    const int which = specimen_.behaviour_number(behaviour, 0);
    return command.ins == 0xB0 && which != 0 && secured_reads_ == which;
}

/// Lie 25 b and lie 26: the copy cannot read the first command under the new keys and answers as if
/// it had.
Octets Chip::answer_unread(const Command& command, const std::string& lie) {
    reads_since_ca_ = 1;
    count(session_->counter);
    Octets answer = protect(command, {Octets(16, 0x42), 0x9000});
    if (lie == "random-mac") {
        const Octets mac = random_octets(8);
        std::copy(mac.begin(), mac.end(), answer.end() - 8);
    }
    return answer + status_octets(0x9000);
}

/// Lies 36 and 37: the honest answer with one thing wrong.
Octets Chip::lie_in_answer(const Command& command, Octets honest, const Answer& answer) {
    if (is_lied_read(command, "unprotected_read"))
        return answer.data + status_octets(answer.status);
    auto& session = *session_;
    Octets good = honest + status_octets(answer.status);
    if (!is_lied_read(command, "forged_read")) {
        previous_answer_ = good;
        return good;
    }
    const std::string kind = specimen_.behaviour("forgery");
    const auto parts = objects(honest);
    const Octets cryptogram = object(parts.front().first, parts.front().second);
    if (kind == "a") return previous_answer_;
    if (kind == "b") {
        honest.back() = static_cast<std::uint8_t>(honest.back() ^ 1);
        return honest + status_octets(answer.status);
    }
    if (kind == "c")
        return cryptogram + object(0x8E, mac_of(session, cryptogram)) +
               status_octets(answer.status);
    if (kind == "d")
        return cryptogram + object(0x99, status_octets(answer.status)) +
               status_octets(answer.status);
    if (kind == "e") return honest + status_octets(0x6282);
    // f: right checksum over a content without padding
    Octets unpadded_content(block_octets(session.block) * 2, 0x55);
    const Octets wrong = object(0x87, Octets{0x01} + cbc(session.block, session.encryption,
                                                         iv_of(session), unpadded_content, true)) +
                         object(0x99, status_octets(answer.status));
    return wrong + object(0x8E, mac_of(session, wrong)) + status_octets(answer.status);
}

/// It has counted the command that failed, and speaks on under a counter that nobody else has.
bool Chip::keeps_lost_session() const {
    return specimen_.behaviour("fails_in_clear_and") == "counts-on";
}

/// The nth protected command ends the session with an error in clear; "always": every one from it
/// on.
std::optional<std::uint16_t> Chip::fails_in_clear() {
    const int which = specimen_.behaviour_number("fails_in_clear_at", 0);
    const int now = ++secured_commands_;
    const bool fails =
        which != 0 &&
        (now == which || (now > which && specimen_.behaviour("fails_in_clear_for") == "ever"));
    if (!fails) return {};
    if (keeps_lost_session()) count(session_->counter);
    else session_.reset();
    return specimen_.behaviour_status("fails_in_clear");
}

/// Some chips lose it over a command that they refuse; a warning refuses nothing.
void Chip::forget_application(const Answer& answer) {
    static constexpr std::uint16_t kLeastError = 0x6400;
    const bool refused =
        answer.data.empty() && answer.status >= kLeastError && answer.status < 0x9000;
    if (refused && specimen_.behaviour("forgets_application") == "after-refusal")
        application_ = false;
}

Octets Chip::refuse_unreadable(const Command& command, std::uint16_t status) {
    if (keeps_lost_session()) return protect(command, {{}, status}) + status_octets(status);
    session_.reset();
    return status_octets(status);
}

Octets Chip::process_secured(Command command) {
    if (const auto status = fails_in_clear()) return status_octets(*status);
    const Command as_sent = command;
    const std::string ca_lie =
        reads_since_ca_ == 0 ? specimen_.behaviour("after_chip_authentication") : "";
    if (command.extended && specimen_.behaviour("extended_read") == "6700" && command.ins == 0xB0)
        return status_octets(0x6700);
    const SessionState before = *session_;
    try {
        open_command(command);
    } catch (const Status& status) {
        if (ca_lie == "random-mac" || ca_lie == "old-keys") {
            session_ = before;
            return answer_unread(command, ca_lie);
        }
        return refuse_unreadable(as_sent, status.word);
    }
    if (command.ins == 0xB0 || command.ins == 0xB1) ++secured_reads_;
    if (reads_since_ca_ >= 0) ++reads_since_ca_;
    Answer answer;
    try {
        answer = dispatch(command, true);
    } catch (const Status& status) {
        answer = {{}, status.word};
    }
    forget_application(answer);
    if (!session_) return status_octets(answer.status);  // it has reset itself
    const Octets honest = protect(command, answer);
    if (next_session_) {  // chip authentication: this answer was the last under the old keys
        session_ = std::move(next_session_);
        next_session_.reset();
        reads_since_ca_ = 0;
    }
    const Octets sent = answer.status == 0x9000 || !answer.data.empty()
                            ? lie_in_answer(command, honest, answer)
                            : honest + status_octets(answer.status);
    const auto status = static_cast<std::uint16_t>(sent[sent.size() - 2] << 8 | sent.back());
    return answer_short({Octets(sent.begin(), sent.end() - 2), status}, as_sent);
}

}  // namespace simulated
