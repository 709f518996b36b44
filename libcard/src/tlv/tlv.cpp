// SPDX-License-Identifier: Apache-2.0
#include "tlv/tlv.h"

#include "card/error.h"

namespace card::tlv {
namespace {

[[noreturn]] void fail(const char* text) { throw Error(Errc::malformed, Step::tlv, text); }

std::optional<std::size_t> parse_tag(ByteView octets, Tag& tag) {
    if (octets.empty()) return {};
    tag = octets[0];
    if ((octets[0] & 0x1F) != 0x1F) return 1;
    for (std::size_t i = 1; i < 3; ++i) {
        if (i >= octets.size()) return {};
        tag = tag << 8 | octets[i];
        if ((octets[i] & 0x80) == 0) return i + 1;
    }
    fail("a tag of more than three octets");
}

}  // namespace

std::optional<Header> parse_header(ByteView octets) {
    Header header;
    const auto tag_size = parse_tag(octets, header.tag);
    if (!tag_size || octets.size() <= *tag_size) return {};
    const std::uint8_t first = octets[*tag_size];
    if (first < 0x80) {
        header.length = first;
        header.header_size = *tag_size + 1;
        return header;
    }
    if (first == 0x80) {
        header.indefinite = true;
        header.minimal = false;
        header.header_size = *tag_size + 1;
        return header;
    }
    const std::size_t count = first & 0x7FU;
    if (count > 4) fail("a length of more than four octets");
    if (octets.size() < *tag_size + 1 + count) return {};
    for (std::size_t i = 0; i < count; ++i)
        header.length = header.length << 8 | octets[*tag_size + 1 + i];
    header.header_size = *tag_size + 1 + count;
    header.minimal = header.length >= 0x80 && header.length >> (8 * (count - 1)) != 0;
    return header;
}

Element Reader::next() {
    const auto header = parse_header(rest_);
    if (!header) fail("the octets end inside a header");
    if (header->indefinite) fail("an indefinite length");
    if (header->length > rest_.size() - header->header_size) fail("a length beyond the end");
    const Element element{header->tag, rest_.first(header->header_size + header->length),
                          rest_.subspan(header->header_size, header->length)};
    rest_ = rest_.subspan(element.whole.size());
    return element;
}

Element Reader::expect(Tag tag) {
    const auto element = next();
    if (element.tag != tag) fail("another tag than the one that must stand here");
    return element;
}

std::optional<Element> Reader::next_if(Tag tag) {
    if (rest_.empty()) return {};
    const auto header = parse_header(rest_);
    if (!header || header->tag != tag) return {};
    return next();
}

void Reader::expect_end() const {
    if (!rest_.empty()) fail("octets after the end");
}

ByteView unwrap(Tag tag, ByteView octets) {
    Reader reader(octets);
    const auto element = reader.expect(tag);
    reader.expect_end();
    return element.value;
}

std::optional<ByteView> find(ByteView children, Tag tag) {
    Reader reader(children);
    while (!reader.empty()) {
        const auto element = reader.next();
        if (element.tag == tag) return element.value;
    }
    return {};
}

namespace {
void write_header(Bytes& to, Tag tag, std::size_t length) {
    for (int shift = 16; shift >= 0; shift -= 8)
        if (tag >> shift != 0) to.push_back(static_cast<std::uint8_t>(tag >> shift));
    if (length < 0x80) {
        to.push_back(static_cast<std::uint8_t>(length));
        return;
    }
    int octets = 1;
    while (length >> (8 * octets) != 0) ++octets;
    to.push_back(static_cast<std::uint8_t>(0x80 | octets));
    for (int i = octets - 1; i >= 0; --i)
        to.push_back(static_cast<std::uint8_t>(length >> (8 * i)));
}
}  // namespace

void write(Bytes& to, Tag tag, ByteView value) {
    write_header(to, tag, value.size());
    append(to, value);
}

Bytes make(Tag tag, ByteView value) {
    Bytes octets;
    octets.reserve(value.size() + 8);
    write(octets, tag, value);
    return octets;
}

namespace {

constexpr Tag kOctetString = 0x04;
constexpr Tag kConstructedOctetString = 0x24;

bool is_constructed(ByteView octets) { return (octets[0] & 0x20) != 0; }

class Normaliser {
public:
    bool changed = false;

    /// Rewrites the element at the start of `in`; returns how many octets of `in` it took.
    std::size_t element(ByteView in, Bytes& out, int depth) {
        if (depth > kMaxDepth) fail("nested too deeply");
        const auto header = parse_header(in);
        if (!header) fail("the octets end inside a header");
        if (header->indefinite && !is_constructed(in)) fail("an indefinite length on a primitive");
        const ByteView content = in.subspan(header->header_size);
        if (!header->indefinite && header->length > content.size()) fail("a length beyond the end");
        if (!header->minimal) changed = true;
        if (!is_constructed(in)) {
            write(out, header->tag, content.first(header->length));
            return header->header_size + header->length;
        }
        const auto limits = header->indefinite ? content : content.first(header->length);
        Bytes inner;
        const std::size_t used = children(limits, header->indefinite,
                                          header->tag == kConstructedOctetString, inner, depth);
        if (header->tag == kConstructedOctetString) changed = true;
        write(out, header->tag == kConstructedOctetString ? kOctetString : header->tag, inner);
        return header->header_size + used;
    }

private:
    std::size_t children(ByteView in, bool until_end_of_contents, bool join, Bytes& out,
                         int depth) {
        std::size_t used = 0;
        while (true) {
            const ByteView rest = in.subspan(used);
            if (rest.empty()) {
                if (until_end_of_contents) fail("no end-of-contents octets");
                return used;
            }
            if (until_end_of_contents && rest.size() >= 2 && rest[0] == 0 && rest[1] == 0)
                return used + 2;
            Bytes child;
            used += element(rest, child, depth + 1);
            append(out, join ? unwrap(kOctetString, child) : ByteView(child));
        }
    }
};

}  // namespace

Bytes to_definite(ByteView octets, bool& changed) {
    Bytes out;
    out.reserve(octets.size());
    Normaliser normaliser;
    std::size_t used = 0;
    while (used < octets.size()) used += normaliser.element(octets.subspan(used), out, 0);
    changed = normaliser.changed;
    return out;
}

}  // namespace card::tlv
