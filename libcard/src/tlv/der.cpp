// SPDX-License-Identifier: Apache-2.0
// BER made DER, ITU-T X.690 clauses 10 and 11: signed parts that travelled in another encoding than
// the one that was signed.
#include <algorithm>

#include "card/error.h"
#include "tlv/tlv.h"

namespace card::tlv {
namespace {

[[noreturn]] void fail(const char* id) { throw Error(Errc::malformed, Step::tlv, said(id)); }

constexpr Tag kBoolean = 0x01, kInteger = 0x02, kBitString = 0x03;
constexpr Tag kConstructed = 0x20;

/// Strings that BER may cut into parts; those of a BIT STRING have a count of unused bits each.
bool is_string_in_parts(Tag tag) {
    static constexpr Tag kStrings[] = {0x03, 0x04, 0x0C, 0x12, 0x13, 0x14, 0x15, 0x16,
                                       0x17, 0x18, 0x19, 0x1A, 0x1B, 0x1C, 0x1E};
    return tag < 0x40 && (tag & kConstructed) != 0 &&
           std::ranges::find(kStrings, tag & ~kConstructed) != std::end(kStrings);
}

bool is_constructed(ByteView octets) { return (octets[0] & kConstructed) != 0; }

/// Leading octets of an INTEGER that say nothing.
std::size_t idle_octets(ByteView value) {
    std::size_t idle = 0;
    while (value.size() - idle > 1 && ((value[idle] == 0x00 && (value[idle + 1] & 0x80) == 0) ||
                                       (value[idle] == 0xFF && (value[idle + 1] & 0x80) != 0)))
        ++idle;
    return idle;
}

bool is_der_primitive(Tag tag, ByteView value) {
    if (tag == kBoolean) return value.size() != 1 || value[0] == 0x00 || value[0] == 0xFF;
    return tag != kInteger || value.empty() || idle_octets(value) == 0;
}

bool is_der_below(ByteView octets, int depth) {
    if (depth > kMaxDepth) return true;  // whoever reads it says so
    for (std::size_t used = 0; used < octets.size();) {
        const auto rest = octets.subspan(used);
        const auto header = parse_header(rest);
        if (!header || header->length > rest.size() - header->header_size) return true;
        if (!header->minimal || is_string_in_parts(header->tag)) return false;
        const auto value = rest.subspan(header->header_size, header->length);
        if (is_constructed(rest) ? !is_der_below(value, depth + 1)
                                 : !is_der_primitive(header->tag, value))
            return false;
        used += header->header_size + header->length;
    }
    return true;
}

class Rewriter {
public:
    bool changed = false;

    /// Rewrites the element at the start of `in`; returns how many octets of `in` it took.
    std::size_t element(ByteView in, Bytes& out, int depth) {
        if (depth > kMaxDepth) fail("defect.deep");
        const auto header = parse_header(in);
        if (!header) fail("defect.ends_in_header");
        if (header->indefinite && !is_constructed(in)) fail("defect.indefinite_primitive");
        const ByteView content = in.subspan(header->header_size);
        if (!header->indefinite && header->length > content.size()) fail("defect.beyond_end");
        if (!header->minimal) changed = true;
        if (!is_constructed(in)) {
            primitive(header->tag, content.first(header->length), out);
            return header->header_size + header->length;
        }
        const auto limits = header->indefinite ? content : content.first(header->length);
        std::vector<Bytes> parts;
        const std::size_t used = children(limits, header->indefinite, parts, depth);
        if (is_string_in_parts(header->tag)) join(header->tag & ~kConstructed, parts, out);
        else constructed(header->tag, parts, out);
        return header->header_size + used;
    }

private:
    void primitive(Tag tag, ByteView value, Bytes& out) {
        if (is_der_primitive(tag, value)) return write(out, tag, value);
        changed = true;
        static constexpr std::uint8_t kTrue[] = {0xFF};
        write(out, tag, tag == kBoolean ? ByteView(kTrue) : value.subspan(idle_octets(value)));
    }

    static void constructed(Tag tag, const std::vector<Bytes>& parts, Bytes& out) {
        Bytes value;
        for (const auto& part : parts) append(value, part);
        write(out, tag, value);
    }

    /// Only the last part of a BIT STRING may have unused bits; theirs is the whole's.
    void join(Tag tag, const std::vector<Bytes>& parts, Bytes& out) {
        changed = true;
        Bytes value;
        if (tag == kBitString) value.push_back(0);
        for (const auto& part : parts) {
            auto piece = unwrap(tag, part);
            if (tag == kBitString) {
                if (piece.empty() || value[0] != 0) fail("defect.bit_string");
                value[0] = piece[0];
                piece = piece.subspan(1);
            }
            append(value, piece);
        }
        write(out, tag, value);
    }

    std::size_t children(ByteView in, bool until_end_of_contents, std::vector<Bytes>& parts,
                         int depth) {
        std::size_t used = 0;
        while (true) {
            const ByteView rest = in.subspan(used);
            if (rest.empty()) {
                if (until_end_of_contents) fail("defect.end_of_contents");
                return used;
            }
            if (until_end_of_contents && rest.size() >= 2 && rest[0] == 0 && rest[1] == 0)
                return used + 2;
            used += element(rest, parts.emplace_back(), depth + 1);
        }
    }
};

}  // namespace

bool is_der(ByteView octets) noexcept {
    try {
        return is_der_below(octets, 0);
    } catch (const Error&) {
        return true;
    }
}

Bytes to_der(ByteView octets, bool& changed) {
    Bytes out;
    out.reserve(octets.size());
    Rewriter rewriter;
    for (std::size_t used = 0; used < octets.size();)
        used += rewriter.element(octets.subspan(used), out, 0);
    changed = rewriter.changed;
    return out;
}

Bytes to_der(ByteView octets) {
    bool changed = false;
    return to_der(octets, changed);
}

}  // namespace card::tlv
