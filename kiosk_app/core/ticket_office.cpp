// SPDX-License-Identifier: Apache-2.0
#include "core/ticket_office.h"

#include <nlohmann/json.hpp>

#include "core/state_file.h"

namespace kiosk {
namespace {

constexpr int kMostADay = 9999;
constexpr std::size_t kCodeSize = 12, kDigits = 3;

std::string padded(int number) {
    auto text = std::to_string(number);
    return text.size() < kDigits ? std::string(kDigits - text.size(), '0') + text : text;
}

}  // namespace

TicketOffice::TicketOffice(const std::filesystem::path& folder)
    : file_(folder.empty() ? folder : folder / "tickets.json") {
    const auto state = nlohmann::json::parse(load_state(file_), nullptr, false);
    if (!state.is_object() || !state.contains("day") || !state["day"].is_string() ||
        !state.contains("taken") || !state["taken"].is_object())
        return;
    day_ = state["day"].get<std::string>();
    for (const auto& [clinic, number] : state["taken"].items())
        if (number.is_number_unsigned() && number.get<std::uint64_t>() <= kMostADay)
            taken_[clinic] = number.get<int>();
}

int TicketOffice::taken(const std::string& clinic, const std::string& day) const {
    const auto found = taken_.find(clinic);
    return day != day_ || found == taken_.end() ? 0 : found->second;
}

Ticket TicketOffice::take(const Clinic& clinic, const std::string& day, card::Random& random) {
    if (day != day_) taken_.clear();
    day_ = day;
    Ticket ticket;
    ticket.clinic = clinic.id;
    const int most = clinic.daily_limit > 0 ? clinic.daily_limit : kMostADay;
    ticket.sold_out = taken_[clinic.id] >= most;
    if (ticket.sold_out) return ticket;
    ++taken_[clinic.id];
    // The number is the visitor's only when it cannot be given out again after a stop.
    if (!save()) {
        --taken_[clinic.id];
        return ticket;
    }
    card::Bytes code(kCodeSize);
    random.fill(code);
    ticket.code = card::to_hex(code);
    ticket.number = clinic.series + padded(taken_[clinic.id]);
    return ticket;
}

bool TicketOffice::save() const {
    return file_.empty() ||
           save_state(file_, nlohmann::json{{"day", day_}, {"taken", taken_}}.dump());
}

}  // namespace kiosk
