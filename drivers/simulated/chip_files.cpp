// SPDX-License-Identifier: Apache-2.0
// The chip's files: SELECT and READ BINARY, with the quirks that real chips have.
#include "chip.h"

namespace simulated {
namespace {

const char* kApplication = "A0000002471001";

std::string file_name(unsigned id) {
    return hex({static_cast<std::uint8_t>(id >> 8), static_cast<std::uint8_t>(id)});
}
bool is_public(const std::string& id) { return id == "011C" || id == "2F01"; }
bool at_master_file(const std::string& id) { return is_public(id) || id.starts_with("MF"); }

}  // namespace

/// By name; chips differ in which P2 they take, and in what a second SELECT does.
Answer Chip::select_application(const Command& command) {
    if (hex(command.data) != kApplication || specimen_.behaviour("application") == "none")
        return {{}, 0x6A82};
    if (command.p2 == 0x0C && !specimen_.behaviour("select_without_fci").empty())
        return {{}, specimen_.behaviour_status("select_without_fci")};
    if (application_ && specimen_.behaviour("second_select") == "6985") return {{}, 0x6985};
    if (application_ && specimen_.behaviour("second_select") == "reset") {
        power_on();
        application_ = true;
        return {{}, 0x6985};
    }
    application_ = true;
    current_file_.clear();
    const std::uint16_t warning = specimen_.behaviour_status("select_warning");
    return {command.p2 == 0x00 ? object(0x6F, object(0x84, command.data)) : Octets{},
            warning != 0 ? warning : std::uint16_t{0x9000}};
}

Answer Chip::select_master_file() {
    if (const auto refusal = specimen_.behaviour_status("select_master_file")) return {{}, refusal};
    application_ = false;
    master_file_ = true;
    current_file_.clear();
    return {};
}

Answer Chip::select(const Command& command) {
    if (command.p1 == 0x04) return select_application(command);
    if (command.p1 == 0x00) return select_master_file();
    if (command.p1 != 0x02 || command.data.size() != 2) return {{}, 0x6A86};
    const std::uint16_t status = open_file(hex(command.data), session_.has_value());
    const std::uint16_t warning = specimen_.behaviour_status("select_file_warning");
    return {{}, status == 0x9000 && warning != 0 ? warning : status};
}

/// Chips that give the other file of the same identifier: the application's before the master file
/// was selected, or the master file's always.
std::string Chip::shared_name(unsigned sfi, const std::string& usual) const {
    static constexpr unsigned kCardAccess = 0x1C, kCardSecurity = 0x1D;
    const std::string mistakes = specimen_.behaviour("short_ids_mean");
    if (mistakes == "application" && sfi == kCardAccess && !application_ && !master_file_)
        return "DF011C";
    if (mistakes == "master-file" && sfi == kCardSecurity && application_) return "MF011D";
    return usual;
}

/// One identifier means different files in the master file and in the application.
std::string Chip::name_of(const std::string& id) const {
    const auto& files = specimen_.data().at("files");
    if (!application_ && files.contains("MF" + id)) return "MF" + id;  // EF.CardSecurity
    if (application_ && id == "011C" && files.contains("DF011C")) return "DF011C";  // EF.CVCA
    return id;
}

std::uint16_t Chip::open_file(const std::string& wanted, bool secured) {
    const auto& files = specimen_.data().at("files");
    const std::string id = name_of(wanted);
    if (specimen_.behaviour("access_control") == "none") secured = true;
    // Cards of this kind know EF.CardAccess before and after their application was selected.
    const bool mistaken = !application_ && id == "DF011C";
    if (!files.contains(id) || (!application_ && !at_master_file(id) && !mistaken)) return 0x6A82;
    for (const auto& locked : specimen_.data().at("protected"))
        if (locked.get<std::string>() == id && !grants(id)) return 0x6982;
    if (!is_public(id) && !secured && !mistaken) return 0x6982;
    if (current_file_ == id) return 0x9000;
    const int opening = ++openings_[id];
    const auto later = specimen_.data().value("later_files", nlohmann::json::object());
    current_content_ = unhex(opening > 1 && later.contains(id) ? later.at(id) : files.at(id));
    current_file_ = id;
    return 0x9000;
}

/// Lie 38: a length of 4 GiB, nothing for ever, 61xx for ever.
std::optional<Answer> Chip::endless(std::size_t offset) {
    if (specimen_.behaviour("endless_file") != current_file_) return {};
    const std::string kind = specimen_.behaviour("endless_kind");
    if (kind == "length") {
        if (offset != 0) return Answer{Octets(200, 0x5A), 0x9000};
        return Answer{
            Octets{current_content_.at(0), 0x84, 0xFF, 0xFF, 0xFF, 0xFF} + Octets(100, 0x5A),
            0x9000};
    }
    return Answer{{}, static_cast<std::uint16_t>(kind == "61" ? 0x6110 : 0x9000)};
}

Answer Chip::read(const Command& command, bool secured) {
    const bool odd = command.ins == 0xB1;
    std::size_t offset = static_cast<std::size_t>(command.p1 << 8 | command.p2);
    if (odd) {
        offset = 0;
        for (const auto octet : value_of(command.data, 0x54)) offset = offset << 8 | octet;
    } else if (command.p1 & 0x80) {
        if (specimen_.behaviour("short_ids_mean") == "parent") application_ = false;
        if (application_ && specimen_.behaviour("short_ids") == "master-file-only")
            return {{}, 0x6A82};
        if (!application_ && specimen_.behaviour("short_ids") == "application-only")
            return {{}, 0x6A82};
        if (const auto refusal = specimen_.behaviour_status("short_ids_refused"))
            return {{}, refusal};
        const unsigned sfi = command.p1 & 0x1F;
        const std::uint16_t status =
            open_file(!application_ && sfi == 1 && !specimen_.data().at("files").contains("MF0101")
                          ? "2F01"
                          : shared_name(sfi, file_name(0x0100 | sfi)),
                      secured);
        if (status != 0x9000) return {{}, status};
        offset = command.p2;
    }
    if (current_file_.empty()) return {{}, 0x6986};
    const bool open = is_public(current_file_) || current_file_ == "DF011C" ||
                      specimen_.behaviour("access_control") == "none";
    if (!open && !secured) return {{}, 0x6982};
    if (const auto answer = endless(offset)) return *answer;
    if (offset != 0 && specimen_.behaviour("breaks_off") == current_file_) {
        if (specimen_.behaviour("breaks_off_in") == "clear") session_.reset();
        return {{}, specimen_.behaviour_status("breaks_off_with")};
    }
    return read_at(offset, command.ne, command.extended, odd);
}

Answer Chip::read_at(std::size_t offset, std::size_t ne, bool extended, bool odd) {
    const std::size_t most =
        static_cast<std::size_t>(specimen_.behaviour_number("max_read", 65536));
    if (ne > most && !extended) return {{}, 0x6700};
    if (extended && specimen_.behaviour("extended_read") == "empty") return {};
    if (offset > current_content_.size()) return {{}, 0x6B00};
    const std::size_t left = current_content_.size() - offset;
    std::size_t wanted = ne;
    const bool bare = specimen_.behaviour("odd_read") == "bare";
    if (odd && !bare) wanted = ne > 256 ? ne - 4 : ne - 3;  // room for DO'53'
    const std::string beyond = specimen_.behaviour("beyond_end");
    Answer answer;
    if (wanted > left) {
        if (beyond == "6700") return {{}, 0x6700};
        if (beyond == "6C" && left < 256 && left > 0)
            return {{}, static_cast<std::uint16_t>(0x6C00 | left)};
        if (beyond == "6282") answer.status = 0x6282;
        wanted = left;
    }
    const auto begin = current_content_.begin() + static_cast<std::ptrdiff_t>(offset);
    answer.data.assign(begin, begin + static_cast<std::ptrdiff_t>(wanted));
    if (odd && !bare) answer.data = object(0x53, answer.data);
    return answer;
}

}  // namespace simulated
