// SPDX-License-Identifier: Apache-2.0
// The part of an inspection that shows the chip who reads it, Doc 9303-11 §7.1.
#include <chrono>
#include <ctime>

#include "access/terminal_authentication.h"
#include "access/terminal_chain.h"
#include "lds/data_groups.h"
#include "lds/mrz.h"
#include "session/inspection.h"

namespace card {
namespace {

std::uint8_t protected_here(const std::set<int>& groups) {
    return static_cast<std::uint8_t>((groups.contains(3) ? access::kRightToFingers : 0) |
                                     (groups.contains(4) ? access::kRightToIrises : 0));
}

/// YYMMDD, as certificates say it.
std::string day_of(const Terminal& terminal) {
    const std::int64_t now = terminal.now != 0 ? terminal.now : std::time(nullptr);
    const std::chrono::year_month_day day(
        std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(now))));
    static constexpr unsigned kCentury = 100;
    std::string text;
    for (const unsigned part :
         {static_cast<unsigned>(static_cast<int>(day.year())) % kCentury,
          static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())})
        text += {static_cast<char>('0' + part / 10), static_cast<char>('0' + part % 10)};
    return text;
}

}  // namespace

/// By chip authentication: whether a mapping's proof is right is judged later, under a key that
/// somebody signed. A session that was lost since is opened anew, and the proof made anew.
bool Inspection::proven_in_this_session() {
    using Recorded = ChipAuthenticationRecord::Outcome;
    auto& record = builder_.chip_authentication();
    prove_pending();
    if (record.outcome != Recorded::right) return false;
    if (session_.lost()) session_.reopen();
    if (proven_session_ == session_.number()) return true;
    builder_.prove_again();
    chip_authentication();
    prove_pending();
    return record.outcome == Recorded::right && proven_session_ == session_.number() &&
           !session_.lost();
}

void Inspection::terminal_authentication() {
    auto& record = builder_.terminal_authentication();
    if (!proven_in_this_session()) {
        record.tell(said("cvc.chip_unproven"));
        return;
    }
    try {
        show_terminal(*options_.terminal);
    } catch (const Error& error) {
        if (error.code() != Errc::malformed && error.code() != Errc::usage) throw;
        record.tell(error.sentence());
    }
}

void Inspection::show_terminal(const Terminal& terminal) {
    auto& record = builder_.terminal_authentication();
    const auto authorities = trusted_authorities();
    const auto name = chip_name();
    if (!terminal.key || authorities.empty() || !name) {
        record.tell(said(!terminal.key         ? "cause.no_key"
                         : authorities.empty() ? "cvc.no_authority"
                                               : "cvc.no_name"));
        return;
    }
    announce({Progress::Step::proving});
    record = access::authenticate_terminal(
        session_, {terminal, authorities, *name, agreed_key_, transport_.traits().max_command,
                   protected_here(listed_groups()), day_of(terminal)});
}

/// PACE brings them where it was asked to; else EF.CVCA.
std::vector<std::string> Inspection::trusted_authorities() {
    if (!session_.authorities().empty()) return session_.authorities();
    return get(FileId::cvca) ? access::parse_cvca(*file(FileId::cvca)) : std::vector<std::string>();
}

/// ID_IC, §7.1.2.
std::optional<Bytes> Inspection::chip_name() {
    if (session_.pace_info())
        return crypto::Domain::by_id(*session_.pace_info()->parameter_id)
            ->compress(session_.chip_key());
    if (!get(FileId::dg1)) return {};
    const auto mrz = lds::parse_mrz(lds::mrz_of_dg1(*file(FileId::dg1)));
    std::string number = mrz.document_number;
    static constexpr std::size_t kField = 9;
    while (number.size() < kField) number += '<';
    number += lds::check_digit(number);
    return to_bytes(as_octets(number));
}

}  // namespace card
