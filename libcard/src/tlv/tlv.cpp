// SPDX-License-Identifier: Apache-2.0
#include "tlv/tlv.h"

#include "card/error.h"

namespace card::tlv {
namespace {

[[noreturn]] void fail(const char* id) { throw Error(Errc::malformed, Step::tlv, said(id)); }

std::optional<std::size_t> parse_tag(ByteView octets, Tag& tag) {
    if (octets.empty()) return {};
    tag = octets[0];
    if ((octets[0] & 0x1F) != 0x1F) return 1;
    for (std::size_t i = 1; i < 3; ++i) {
        if (i >= octets.size()) return {};
        tag = tag << 8 | octets[i];
        if ((octets[i] & 0x80) == 0) return i + 1;
    }
    fail("defect.long_tag");
}

}  // namespace

std::string tag_text(Tag tag) {
    Bytes octets;
    for (const unsigned shift : {16U, 8U})
        if (tag >> shift != 0) octets.push_back(static_cast<std::uint8_t>(tag >> shift));
    octets.push_back(static_cast<std::uint8_t>(tag));
    return to_hex(octets);
}

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
    if (count > 4) fail("defect.long_length");
    if (octets.size() < *tag_size + 1 + count) return {};
    for (std::size_t i = 0; i < count; ++i)
        header.length = header.length << 8 | octets[*tag_size + 1 + i];
    header.header_size = *tag_size + 1 + count;
    header.minimal = header.length >= 0x80 && header.length >> (8 * (count - 1)) != 0;
    return header;
}

namespace {

constexpr std::size_t kEndOfContents = 2;

std::optional<std::size_t> size_at_depth(ByteView octets, int depth) {
    if (depth > kMaxDepth) fail("defect.deep");
    const auto header = parse_header(octets);
    if (!header) return {};
    if (!header->indefinite) return header->header_size + header->length;
    if ((octets[0] & 0x20) == 0) fail("defect.indefinite_primitive");
    for (std::size_t at = header->header_size; octets.size() >= at + kEndOfContents;) {
        const ByteView rest = octets.subspan(at);
        if (rest[0] == 0 && rest[1] == 0) return at + kEndOfContents;
        const auto child = size_at_depth(rest, depth + 1);
        if (!child || *child > rest.size()) return {};
        at += *child;
    }
    return {};
}

}  // namespace

std::optional<std::size_t> size_of_element(ByteView octets) { return size_at_depth(octets, 0); }

Element Reader::next() {
    const auto header = parse_header(rest_);
    if (!header) fail("defect.ends_in_header");
    if (header->indefinite && lengths_ == Lengths::definite) fail("defect.indefinite");
    const auto size = header->indefinite ? size_of_element(rest_)
                                         : std::optional(header->header_size + header->length);
    if (!size || *size > rest_.size()) fail("defect.beyond_end");
    const auto behind = header->indefinite ? kEndOfContents : 0;
    const Element element{header->tag, rest_.first(*size),
                          rest_.subspan(header->header_size, *size - header->header_size - behind)};
    rest_ = rest_.subspan(element.whole.size());
    return element;
}

Element Reader::expect(Tag tag) {
    const auto element = next();
    if (element.tag != tag)
        // The tag that stands there is not named: in shifted octets it may be a person's letters.
        throw Error(Errc::malformed, Step::tlv, said("defect.other_tag", {tag_text(tag)}));
    return element;
}

std::optional<Element> Reader::next_if(Tag tag) {
    if (rest_.empty()) return {};
    const auto header = parse_header(rest_);
    if (!header || header->tag != tag) return {};
    return next();
}

void Reader::expect_end() const {
    if (!rest_.empty()) fail("defect.after_end");
}

ByteView unwrap(Tag tag, ByteView octets, Lengths lengths) {
    Reader reader(octets, lengths);
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

}  // namespace card::tlv
