// SPDX-License-Identifier: Apache-2.0
#include "octets.h"

namespace simulated {

Octets unhex(const std::string& text) {
    Octets octets;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        octets.push_back(static_cast<std::uint8_t>(std::stoul(text.substr(i, 2), nullptr, 16)));
    return octets;
}

std::string hex(const Octets& octets) {
    std::string text;
    for (const auto octet : octets) {
        text += "0123456789ABCDEF"[octet / 16];
        text += "0123456789ABCDEF"[octet % 16];
    }
    return text;
}

Octets object(unsigned tag, const Octets& value) {
    Octets out;
    if (tag > 0xFF) out.push_back(static_cast<std::uint8_t>(tag >> 8));
    out.push_back(static_cast<std::uint8_t>(tag));
    const std::size_t length = value.size();
    if (length > 0xFFFF)
        out.insert(out.end(), {0x83, static_cast<std::uint8_t>(length >> 16),
                               static_cast<std::uint8_t>(length >> 8)});
    else if (length > 0xFF) out.insert(out.end(), {0x82, static_cast<std::uint8_t>(length >> 8)});
    else if (length > 0x7F) out.push_back(0x81);
    out.push_back(static_cast<std::uint8_t>(length));
    return out + value;
}

std::vector<std::pair<unsigned, Octets>> objects(const Octets& octets) {
    std::vector<std::pair<unsigned, Octets>> found;
    std::size_t at = 0;
    const auto next = [&]() -> unsigned {
        if (at >= octets.size()) throw Status{0x6A80};
        return octets[at++];
    };
    while (at < octets.size()) {
        unsigned tag = next();
        if ((tag & 0x1F) == 0x1F) tag = tag << 8 | next();
        std::size_t length = next();
        if (length > 0x80) {
            const std::size_t count = length - 0x80;
            length = 0;
            for (std::size_t i = 0; i < count; ++i) length = length << 8 | next();
        }
        if (length > octets.size() - at) throw Status{0x6A80};
        const auto begin = octets.begin() + static_cast<std::ptrdiff_t>(at);
        found.emplace_back(tag, Octets(begin, begin + static_cast<std::ptrdiff_t>(length)));
        at += length;
    }
    return found;
}

Octets value_of(const Octets& octets, unsigned tag) {
    for (const auto& [found, value] : objects(octets))
        if (found == tag) return value;
    throw Status{0x6A80};
}

}  // namespace simulated
