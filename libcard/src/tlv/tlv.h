// SPDX-License-Identifier: Apache-2.0
// BER-TLV as ISO 7816-4 and Doc 9303-10 use it: definite lengths of one to five octets, tags of one
// to three. Reading never copies: an Element looks into the octets it was read from.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "card/bytes.h"

namespace card::tlv {

using Tag = std::uint32_t;
/// As hexadecimal text: "5F0E".
std::string tag_text(Tag tag);

/// Deepest nesting any walk of this library follows.
inline constexpr int kMaxDepth = 24;

struct Element {
    Tag tag = 0;
    ByteView whole;  ///< tag, length and value
    ByteView value;
};

struct Header {
    Tag tag = 0;
    std::size_t header_size = 0;  ///< octets of tag and length
    std::size_t length = 0;       ///< octets of the value
    bool indefinite = false;      ///< length octet 80 (BER, constructed only)
    bool minimal = true;          ///< the length has its shortest form (DER)
};

/// The header at the start of `octets`; nothing where they end before it does.
/// Throws Error{malformed} on a tag or length form that ISO 7816-4 does not know.
std::optional<Header> parse_header(ByteView octets);

/// Octets of the element at the start of `octets`, which may be more than there are; nothing where
/// too few have come to say it: with an indefinite length, before its end-of-contents octets.
/// Throws Error{malformed}, also beyond kMaxDepth.
std::optional<std::size_t> size_of_element(ByteView octets);

/// Whether a walk takes lengths that only BER knows: constructed elements that end with two zeros.
enum class Lengths : std::uint8_t { definite, any };

/// A walk over sibling elements. Throws Error{malformed} where the octets end too early.
class Reader {
public:
    explicit Reader(ByteView octets, Lengths lengths = Lengths::definite)
        : rest_(octets), lengths_(lengths) {}
    bool empty() const noexcept { return rest_.empty(); }
    ByteView rest() const noexcept { return rest_; }
    Element next();
    /// The next element, which must have this tag.
    Element expect(Tag tag);
    /// The next element if it has this tag.
    std::optional<Element> next_if(Tag tag);
    /// Nothing may be left.
    void expect_end() const;

private:
    ByteView rest_;
    Lengths lengths_;
};

/// The one element that fills `octets` and has this tag; its value.
ByteView unwrap(Tag tag, ByteView octets, Lengths lengths = Lengths::definite);
/// The value of the first child with this tag.
std::optional<ByteView> find(ByteView children, Tag tag);

void write(Bytes& to, Tag tag, ByteView value);
Bytes make(Tag tag, ByteView value);

/// Whether DER would have said the same octets, as far as lengths, strings in parts, BOOLEAN and
/// INTEGER go. Also true for what has no structure. The order of a SET OF is not looked at: it
/// changes no value.
bool is_der(ByteView octets) noexcept;
/// The same data as DER says it, in those points. `changed` tells whether anything had to be
/// rewritten. Throws Error{malformed}, also beyond kMaxDepth.
Bytes to_der(ByteView octets, bool& changed);
Bytes to_der(ByteView octets);

}  // namespace card::tlv
