// SPDX-License-Identifier: Apache-2.0
#include "trust/kept_withdrawals.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "card/error.h"

namespace card::trust {
namespace {

constexpr std::string_view kHeading = "libcard withdrawals 1\n";
constexpr std::string_view kEnd = "end\n";
constexpr std::size_t kFields = 5, kKeyDigits = 64, kMaxSerialDigits = 128;

[[noreturn]] void fail() {
    throw Error(Errc::io, Step::trust_store,
                said("store.path.copy_again", {std::string(kKeptWithdrawals)}));
}

std::array<std::string_view, kFields> fields_of(std::string_view line) {
    std::array<std::string_view, kFields> fields;
    for (std::size_t field = 0; field < kFields; ++field) {
        const auto end = line.find(' ');
        if ((end == std::string_view::npos) != (field + 1 == kFields)) fail();
        fields[field] = line.substr(0, end);
        line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
    }
    return fields;
}

Bytes octets_of(std::string_view digits) {
    if (digits.empty() || digits.size() % 2 != 0 ||
        digits.find_first_not_of("0123456789ABCDEF") != std::string_view::npos)
        fail();
    return from_hex(digits);
}

x509::Time time_of(std::string_view digits) {
    x509::Time time = 0;
    const auto* end = digits.data() + digits.size();
    const auto [parsed, error] = std::from_chars(digits.data(), end, time);
    if (error != std::errc() || parsed != end) fail();
    return time;
}

void parse_line(std::string_view line, KeptWithdrawals& kept) {
    const auto fields = fields_of(line);
    if (fields[0].size() != kKeyDigits || fields[1].size() > kMaxSerialDigits) fail();
    const KeptWithdrawal entry{time_of(fields[2]), time_of(fields[3]), time_of(fields[4])};
    if (!kept[octets_of(fields[0])].emplace(octets_of(fields[1]), entry).second) fail();
}

}  // namespace

std::string kept_text(const KeptWithdrawals& kept) {
    std::string text(kHeading);
    for (const auto& [key, entries] : kept)
        for (const auto& [serial, entry] : entries)
            text += to_hex(key) + ' ' + to_hex(serial) + ' ' + std::to_string(entry.first) + ' ' +
                    std::to_string(entry.last) + ' ' + std::to_string(entry.left) + '\n';
    return text += kEnd;
}

KeptWithdrawals parse_kept(ByteView file) {
    auto text = as_text(file);
    if (!text.starts_with(kHeading) || !text.ends_with(kEnd)) fail();
    text.remove_prefix(kHeading.size());
    if (text.size() < kEnd.size()) fail();
    text.remove_suffix(kEnd.size());
    KeptWithdrawals kept;
    for (std::size_t lines = 0; !text.empty(); ++lines) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos || lines == kMaxKept) fail();
        parse_line(text.substr(0, end), kept);
        text.remove_prefix(end + 1);
    }
    return kept;
}

void merge(KeptWithdrawals from, KeptWithdrawals& to) {
    for (auto& [key, entries] : from)
        for (const auto& [serial, entry] : entries) {
            const auto [known, fresh] = to[key].emplace(serial, entry);
            if (fresh) continue;
            const auto first = std::min(known->second.first, entry.first);
            if (entry.last > known->second.last) known->second = entry;
            known->second.first = first;
        }
}

std::size_t count(const KeptWithdrawals& kept) {
    std::size_t total = 0;
    for (const auto& [key, entries] : kept) total += entries.size();
    return total;
}

}  // namespace card::trust
