// SPDX-License-Identifier: Apache-2.0
// Elements that are doubled, dropped, swapped, written in BER or given a foreign identifier: in
// EF.SOD, in certificates, in lists and in DG14. What is accepted all the same has every octet that
// was signed, and the numbers of the signatures.
#include <gtest/gtest.h>

#include <set>

#include "support/der_tree.h"
#include "support/fixtures.h"
#include "tlv/tlv.h"

namespace {

using card::Bytes;
using card::Verdict;
using support::DerForm;
using support::DerNode;
namespace tree = support::der_tree;

/// Every file that one change of one element makes.
void for_each_mutant(card::ByteView file, std::size_t step,
                     const std::function<void(const Bytes&, const char* how)>& judge) {
    auto whole = tree::parse(file);
    ASSERT_TRUE(whole && whole->size() == 1);
    std::set<Bytes> names;
    tree::visit(*whole, [&](auto& row, std::size_t i) {
        if (row[i].tag == 0x06) names.insert(row[i].value);
    });
    std::size_t count = 0;
    const auto chosen = [&] { return count++ % step == 0; };
    const auto give = [&](const char* how, const DerNode* odd = nullptr, DerForm form = {}) {
        judge(tree::encode(whole->front(), odd, form), how);
    };
    tree::visit(*whole, [&](std::vector<DerNode>& row, std::size_t i) {
        const auto before = row;
        const auto changed = [&](const char* how, const std::function<void()>& change) {
            if (!chosen()) return;
            change();
            give(how);
            row = before;
        };
        if (&row != &*whole) {
            changed("doubled", [&] { row.insert(row.begin() + static_cast<long>(i), row[i]); });
            changed("dropped", [&] { row.erase(row.begin() + static_cast<long>(i)); });
            if (i + 1 < row.size()) changed("swapped", [&] { std::swap(row[i], row[i + 1]); });
        }
        if (row[i].tag == 0x06)
            for (const auto& name : names)
                if (name != before[i].value) changed("renamed", [&] { row[i].value = name; });
        if (chosen()) give("long length", &row[i], {.long_length = true});
        if ((row[i].tag & 0x20) != 0 && chosen()) give("indefinite", &row[i], {.indefinite = true});
        if ((row[i].tag == 0x04 || row[i].tag == 0x03) && chosen())
            give("in parts", &row[i], {.in_parts = true});
    });
}

/// All that a signature speaks for, as the tree of a genuine file has it.
struct Signed {
    std::set<Bytes> wholes;  ///< eContent, each tbsCertificate or tbsCertList
    std::vector<std::set<Bytes>> attributes;
    std::set<std::vector<Bytes>> signatures;  ///< r and s

    /// `mutant` has every one of them, in DER.
    bool is_in(const Bytes& mutant) const {
        bool changed = false;
        auto nodes = tree::parse(card::tlv::to_der(mutant, changed));
        if (!nodes) return false;
        std::set<Bytes> found;
        std::set<std::vector<Bytes>> pairs;
        std::vector<std::set<Bytes>> sets;
        tree::visit(*nodes, [&](auto& row, std::size_t i) {
            found.insert(content_of(row[i]));
            if (row[i].tag == 0x04) found.insert(der_inside(row[i]));
            pairs.insert(numbers_of(row[i]));
            if (row[i].tag == 0xA0) sets.push_back(set_of(row[i]));
        });
        const auto there = [&](const Bytes& part) { return found.contains(part); };
        return std::ranges::all_of(wholes, there) &&
               std::ranges::all_of(signatures,
                                   [&](const auto& pair) { return pairs.contains(pair); }) &&
               std::ranges::all_of(attributes, [&](const auto& set) {
                   return std::ranges::find(sets, set) != sets.end();
               });
    }
    static Bytes content_of(const DerNode& node) {
        return node.wraps ? inside(node) : tree::encode(node);
    }
    /// What an OCTET STRING holds, as DER says it.
    static Bytes der_inside(const DerNode& string) {
        try {
            return card::tlv::to_der(string.wraps ? inside(string) : string.value);
        } catch (const card::Error&) {
            return {};
        }
    }
    /// The numbers of an ECDSA signature, in whatever form a string holds it.
    static std::vector<Bytes> numbers_of(const DerNode& string) {
        Bytes octets = string.wraps ? inside(string) : string.value;
        if (!string.wraps && string.tag == 0x03 && !octets.empty()) octets.erase(octets.begin());
        if ((string.tag != 0x04 && string.tag != 0x03) || octets.empty() || octets[0] != 0x30)
            return {};
        bool changed = false;
        try {
            const auto nodes = tree::parse(card::tlv::to_der(octets, changed));
            if (!nodes) return {};
            std::vector<Bytes> numbers;
            for (const auto& number : nodes->front().children)
                if (number.tag == 0x02) numbers.push_back(number.value);
            return numbers;
        } catch (const card::Error&) {
            return {};
        }
    }
    static Bytes inside(const DerNode& node) {
        Bytes octets;
        for (const auto& child : node.children) card::append(octets, tree::encode(child));
        return octets;
    }
    static std::set<Bytes> set_of(const DerNode& node) {
        std::set<Bytes> set;
        for (const auto& child : node.children) set.insert(tree::encode(child));
        // One that stands twice is another set.
        if (set.size() != node.children.size()) set.insert(Bytes{});
        return set;
    }
};

/// A SIGNED structure: what it signs and its signature.
void take_signed(const DerNode& object, Signed& all) {
    all.wholes.insert(tree::encode(object.children.at(0)));
    all.signatures.insert(Signed::numbers_of(object.children.at(2)));
}

Signed signed_in_sod(const Bytes& sod) {
    Signed all;
    const auto whole = tree::parse(sod);
    const auto& content_info = whole->front().children.at(0);
    const auto& data = content_info.children.at(1).children.at(0).children;
    all.wholes.insert(Signed::content_of(data.at(2).children.at(1).children.at(0)));
    for (const auto& certificate : data.at(3).children) take_signed(certificate, all);
    for (const auto& signer : data.at(4).children) {
        all.attributes.push_back(Signed::set_of(signer.children.at(3)));
        all.signatures.insert(Signed::numbers_of(signer.children.at(5)));
    }
    return all;
}

struct Counts {
    int mutants = 0, accepted = 0;
};

class StructureMutation : public testing::Test {
protected:
    card::Document document_ = support::saved(
        support::read(support::specimen("vn-citizen-2021"), card::AccessKey::from_can("000123")));
    static std::size_t step(std::size_t sample) { return support::stride(sample, sample * 8); }

    static Verdict judged(const card::Document& document, const card::TrustStore& trust) {
        return card::verify(document, trust, support::policy_today()).verdict();
    }
    static void tell(const char* file, const Counts& counts) {
        std::cout << file << ": " << counts.mutants << " changes of structure, " << counts.accepted
                  << " of form alone\n";
    }
};

TEST_F(StructureMutation, of_ef_sod_is_accepted_only_with_all_that_was_signed) {
    const auto trust = card::TrustStore::from_directory(support::specimens() / "trust");
    const Bytes sod = document_.files.at(card::FileId::sod);
    const Bytes der = card::tlv::to_der(sod);
    const auto all = signed_in_sod(sod);
    ASSERT_TRUE(all.is_in(sod));
    Counts counts;
    for_each_mutant(sod, step(7), [&](const Bytes& mutant, const char* how) {
        document_.files[card::FileId::sod] = mutant;
        ++counts.mutants;
        const auto verdict = judged(document_, trust);
        const bool accepted = verdict == Verdict::chip_unproven;
        counts.accepted += accepted;
        EXPECT_TRUE(!accepted || all.is_in(mutant)) << how << ' ' << card::to_hex(mutant);
        // And an honest card is not refused for a form.
        EXPECT_TRUE(accepted || card::tlv::to_der(mutant) != der)
            << how << ' ' << card::to_hex(mutant);
    });
    tell("EF.SOD", counts);
    EXPECT_GT(counts.accepted, 0);
}

TEST_F(StructureMutation, of_csca_and_list_is_accepted_only_with_all_that_was_signed) {
    for (const char* name : {"csca.cer", "csca.crl"}) {
        support::Folder folder;
        for (const auto& entry :
             std::filesystem::directory_iterator(support::specimens() / "trust"))
            std::filesystem::copy(entry, folder.path());
        const auto file = folder.path() / name;
        const auto octets = support::read_file(file);
        Signed all;
        take_signed(tree::parse(octets)->front(), all);
        Counts counts;
        for_each_mutant(octets, step(5), [&](const Bytes& mutant, const char* how) {
            std::ofstream(file, std::ios::binary) << card::as_text(mutant);
            ++counts.mutants;
            const auto verdict = judged(document_, card::TrustStore::from_directory(folder.path()));
            const bool accepted = verdict == Verdict::chip_unproven;
            counts.accepted += accepted;
            EXPECT_TRUE(!accepted || all.is_in(mutant)) << how << ' ' << card::to_hex(mutant);
        });
        tell(name, counts);
    }
}

TEST_F(StructureMutation, of_dg14_is_never_accepted) {
    const auto trust = card::TrustStore::from_directory(support::specimens() / "trust");
    Counts counts;
    const Bytes dg14 = document_.files.at(card::FileId::dg14);
    for_each_mutant(dg14, step(3), [&](const Bytes& mutant, const char* how) {
        document_.files[card::FileId::dg14] = mutant;
        ++counts.mutants;
        EXPECT_NE(mutant, dg14);
        EXPECT_EQ(judged(document_, trust), Verdict::not_genuine) << how;
    });
    tell("DG14", counts);
}

}  // namespace
