// SPDX-License-Identifier: Apache-2.0
// DER as a tree that can be altered and written again, by a parser that is not the library's: an
// oracle must not share its judge's mistakes.
#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "card/bytes.h"

namespace support {

/// One element. An OCTET STRING or BIT STRING that holds elements is a node with children as well.
struct DerNode {
    std::uint8_t tag = 0;
    card::Bytes value;              ///< of a leaf
    std::vector<DerNode> children;  ///< of a constructed or wrapping node
    bool wraps = false;             ///< a primitive string with elements inside
    bool unused_bits = false;       ///< a BIT STRING: its first octet, 00, stands before them

    bool is_leaf() const { return children.empty() && !wraps && (tag & 0x20) == 0; }
};

/// How an element is written.
struct DerForm {
    bool long_length = false;  ///< one octet of length more than it needs
    bool indefinite = false;
    bool in_parts = false;  ///< a string: as two
};

namespace der_tree {

inline void write(card::Bytes& to, std::uint8_t tag, card::ByteView value, const DerForm& form) {
    to.push_back(tag);
    if (form.indefinite) {
        to.push_back(0x80);
        card::append(to, value);
        to.insert(to.end(), 2, 0);
        return;
    }
    std::size_t octets = value.size() < 0x80 ? 0 : 1;
    while (octets > 0 && octets < 4 && value.size() >> (8 * octets) != 0) ++octets;
    if (form.long_length) ++octets;
    if (octets == 0) to.push_back(static_cast<std::uint8_t>(value.size()));
    else to.push_back(static_cast<std::uint8_t>(0x80 | octets));
    for (; octets > 0; --octets)
        to.push_back(static_cast<std::uint8_t>(value.size() >> (8 * (octets - 1))));
    card::append(to, value);
}

/// Nothing where the octets are not one row of elements with one octet of tag and definite lengths.
inline std::optional<std::vector<DerNode>> parse(card::ByteView octets, int depth = 0);

inline void look_inside(DerNode& node, int depth) {
    card::ByteView inside(node.value);
    if (node.tag == 0x03 && !inside.empty() && inside[0] == 0) inside = inside.subspan(1);
    else if (node.tag != 0x04) return;
    if (inside.size() < 2 || (inside[0] != 0x30 && inside[0] != 0x31)) return;
    auto children = parse(inside, depth + 1);
    if (!children) return;
    node.children = std::move(*children);
    node.wraps = true;
    node.unused_bits = node.tag == 0x03;
    node.value.clear();
}

inline std::optional<std::vector<DerNode>> parse(card::ByteView octets, int depth) {
    constexpr int kDeepest = 32;
    std::vector<DerNode> nodes;
    while (!octets.empty()) {
        if (octets.size() < 2 || depth > kDeepest || (octets[0] & 0x1F) == 0x1F) return {};
        std::size_t size = octets[1], header = 2;
        if (size >= 0x80) {
            const std::size_t count = size & 0x7F;
            if (count == 0 || count > 3 || octets.size() < 2 + count) return {};
            size = 0;
            for (std::size_t i = 0; i < count; ++i) size = size << 8 | octets[2 + i];
            header += count;
        }
        if (size > octets.size() - header) return {};
        DerNode node{octets[0], card::to_bytes(octets.subspan(header, size)), {}};
        if ((node.tag & 0x20) != 0) {
            auto children = parse(node.value, depth + 1);
            if (!children) return {};
            node.children = std::move(*children);
            node.value.clear();
        } else {
            look_inside(node, depth);
        }
        nodes.push_back(std::move(node));
        octets = octets.subspan(header + size);
    }
    return nodes;
}

/// `odd` is written in `form`, everything else as DER.
inline card::Bytes encode(const DerNode& node, const DerNode* odd = nullptr,
                          const DerForm& form = {}) {
    card::Bytes value = node.value;
    if (node.unused_bits) value.push_back(0);
    for (const auto& child : node.children) card::append(value, encode(child, odd, form));
    card::Bytes octets;
    const bool is_odd = &node == odd;
    if (is_odd && form.in_parts) {
        card::Bytes parts;
        const auto half = value.size() / 2;
        write(parts, node.tag, card::ByteView(value).first(half), {});
        write(parts, node.tag, card::ByteView(value).subspan(half), {});
        write(octets, node.tag | 0x20, parts, {});
    } else {
        write(octets, node.tag, value, is_odd ? form : DerForm{});
    }
    return octets;
}

/// Every node with the row that it stands in, parents first.
inline void visit(std::vector<DerNode>& row,
                  const std::function<void(std::vector<DerNode>&, std::size_t)>& see) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        see(row, i);
        visit(row[i].children, see);
    }
}

}  // namespace der_tree
}  // namespace support
