// SPDX-License-Identifier: Apache-2.0
// libFuzzer's entry: the target's name is compiled in. Half of the mutations are of structure:
// elements of DER are doubled, dropped, swapped, written in other forms or under other tags, so
// that what comes out is parsed more deeply than flipped octets are.
#include <cstring>
#include <random>

#include "fuzz/targets.h"
#include "support/der_tree.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::Target target = [] {
        for (const auto* entry = fuzz::kTargets; entry->name; ++entry)
            if (std::strcmp(entry->name, FUZZ_TARGET) == 0) return entry->run;
        __builtin_trap();
    }();
    target(data, size);
    return 0;
}

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

using support::DerNode;
using Row = std::vector<DerNode>;

struct Place {
    Row* row = nullptr;
    std::size_t at = 0;
};

Place any_place(Row& tree, std::mt19937& chance) {
    std::size_t count = 0;
    Place found;
    support::der_tree::visit(tree, [&](Row& row, std::size_t at) {
        if (chance() % ++count == 0) found = {&row, at};
    });
    return found;
}

card::Bytes written(const Row& tree, const DerNode* odd, const support::DerForm& form) {
    card::Bytes octets;
    for (const auto& node : tree) card::append(octets, support::der_tree::encode(node, odd, form));
    return octets;
}

/// Nothing where the octets are no DER.
card::Bytes restructured(card::ByteView octets, std::mt19937& chance) {
    auto tree = support::der_tree::parse(octets);
    if (!tree || tree->empty()) return {};
    const auto [row, at] = any_place(*tree, chance);
    auto& node = (*row)[at];
    const auto offset = static_cast<std::ptrdiff_t>(at);
    switch (chance() % 7) {
        case 0: {
            const DerNode copy = node;
            row->insert(row->begin() + offset, copy);
            break;
        }
        case 1: row->erase(row->begin() + offset); break;
        case 2: std::swap(node, (*row)[chance() % row->size()]); break;
        case 3: node.tag = static_cast<std::uint8_t>(node.tag ^ (1U << chance() % 8)); break;
        case 4: {
            const auto other = any_place(*tree, chance);
            const DerNode copy = (*other.row)[other.at];
            (*row)[at] = copy;
            break;
        }
        case 5:
            if (!node.value.empty()) node.value[chance() % node.value.size()] ^= 1;
            break;
        default:
            return written(*tree, &node, {chance() % 2 == 0, chance() % 3 == 0, chance() % 3 == 0});
    }
    return written(*tree, nullptr, {});
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
    std::mt19937 chance(seed);
    if (chance() % 2 == 0) {
        const auto octets = restructured({data, size}, chance);
        if (!octets.empty() && octets.size() <= most) {
            std::memcpy(data, octets.data(), octets.size());
            return octets.size();
        }
    }
    return LLVMFuzzerMutate(data, size, most);
}
