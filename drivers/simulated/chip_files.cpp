// SPDX-License-Identifier: Apache-2.0
// The chip's files: SELECT and READ BINARY, with the quirks that real chips have.
#include "chip.h"

namespace simulated {
namespace {

const char* kApplication = "A0000002471001";

std::string file_name(unsigned id) {
    return hex({static_cast<std::uint8_t>(id >> 8), static_cast<std::uint8_t>(id)});
}
bool at_master_file(const std::string& id) {
    return id == "011C" || id == "2F01" || id == "MF011D";
}
bool is_public(const std::string& id) { return id == "011C" || id == "2F01"; }

}  // namespace

Answer Chip::select(const Command& command) {
    if (command.p1 == 0x04) {
        if (hex(command.data) != kApplication || specimen_.behaviour("application") == "none")
            return {{}, 0x6A82};
        application_ = true;
        current_file_.clear();
        return {};
    }
    if (command.p1 == 0x00) {
        const std::string refusal = specimen_.behaviour("select_master_file");
        if (!refusal.empty())
            return {{}, static_cast<std::uint16_t>(std::stoul(refusal, nullptr, 16))};
        application_ = false;
        current_file_.clear();
        return {};
    }
    if (command.p1 != 0x02 || command.data.size() != 2) return {{}, 0x6A86};
    const std::uint16_t status = open_file(hex(command.data), session_.has_value());
    return {{}, status};
}

/// One identifier means different files in the master file and in the application.
std::string Chip::name_of(const std::string& id) const {
    const auto& files = specimen_.data().at("files");
    if (!application_ && id == "011D") return "MF011D";  // EF.CardSecurity
    if (application_ && id == "011C" && files.contains("DF011C")) return "DF011C";  // EF.CVCA
    return id;
}

std::uint16_t Chip::open_file(const std::string& wanted, bool secured) {
    const auto& files = specimen_.data().at("files");
    const std::string id = name_of(wanted);
    if (specimen_.behaviour("access_control") == "none") secured = true;
    // Cards of this kind know EF.CardAccess before and after their application was selected.
    if (!files.contains(id) || (!application_ && !at_master_file(id))) return 0x6A82;
    for (const auto& locked : specimen_.data().at("protected"))
        if (locked.get<std::string>() == id && !grants(id)) return 0x6982;
    if (!is_public(id) && !secured) return 0x6982;
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
        if (application_ && specimen_.behaviour("short_ids") == "master-file-only")
            return {{}, 0x6A82};
        if (!application_ && specimen_.behaviour("short_ids") == "application-only")
            return {{}, 0x6A82};
        const unsigned sfi = command.p1 & 0x1F;
        const std::uint16_t status =
            open_file(!application_ && sfi == 1 ? "2F01" : file_name(0x0100 | sfi), secured);
        if (status != 0x9000) return {{}, status};
        offset = command.p2;
    }
    if (current_file_.empty()) return {{}, 0x6986};
    if (!is_public(current_file_) && !secured && specimen_.behaviour("access_control") != "none")
        return {{}, 0x6982};
    if (const auto answer = endless(offset)) return *answer;
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
    if (odd) wanted = ne > 256 ? ne - 4 : ne - 3;  // room for DO'53'
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
    if (odd) answer.data = object(0x53, answer.data);
    return answer;
}

}  // namespace simulated
