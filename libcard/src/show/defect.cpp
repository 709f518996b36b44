// SPDX-License-Identifier: Apache-2.0
#include "show/defect.h"

#include <optional>

#include "lds/data_groups.h"
#include "tlv/tlv.h"

namespace card::show {
namespace {

struct Place {
    std::string element;  ///< "75/7F61"
    std::size_t octet = 0;
};

std::optional<tlv::Header> header_at(ByteView octets) {
    try {
        return tlv::parse_header(octets);
    } catch (const Error&) {
        return {};
    }
}

/// The first element that does not lie whole within the one around it.
std::optional<Place> first_defect(ByteView octets, const std::string& around, std::size_t begin,
                                  int depth) {
    static constexpr std::uint8_t kConstructed = 0x20;
    for (std::size_t at = 0; at < octets.size() && depth < tlv::kMaxDepth;) {
        const auto rest = octets.subspan(at);
        const auto header = header_at(rest);
        if (!header) return Place{around, begin + at};
        const auto element = (around.empty() ? "" : around + "/") + tlv::tag_text(header->tag);
        if (header->indefinite || header->length > rest.size() - header->header_size)
            return Place{element, begin + at};
        if ((rest[0] & kConstructed) != 0)
            if (auto inside = first_defect(rest.subspan(header->header_size, header->length),
                                           element, begin + at + header->header_size, depth + 1))
                return inside;
        at += header->header_size + header->length;
    }
    return {};
}

std::string name_of_file(ByteView file) {
    const auto header = header_at(file);
    if (!header) return {};
    if (const int group = lds::group_of_tag(header->tag)) return "DG" + std::to_string(group);
    switch (header->tag) {
        case 0x60: return "EF.COM";
        case 0x77: return "EF.SOD";
        case 0x31: return "EF.CardAccess";
        case 0x30: return "EF.CardSecurity";
        case 0x42: return "EF.CVCA";
        case 0x7F21: return "CVC";
        default: return {};
    }
}

}  // namespace

Error with_place(const Error& error, ByteView file) {
    const auto name = name_of_file(file);
    if (name.empty()) return error;
    const auto place = first_defect(file, {}, 0, 0);
    auto sentence = place ? said("show.defect_at", {error.sentence(), name, place->element,
                                                    std::to_string(place->octet)})
                          : said("show.defect_in", {error.sentence(), name});
    return {error.code(), error.step(), std::move(sentence), error.status()};
}

}  // namespace card::show
