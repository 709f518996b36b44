// SPDX-License-Identifier: Apache-2.0
#include "trust/text_file.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cctype>

namespace card::trust {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

ByteView without_mark(ByteView file) {
    static constexpr std::string_view kMark = "\xEF\xBB\xBF";
    return as_text(file).starts_with(kMark) ? file.subspan(kMark.size()) : file;
}

std::optional<Bytes> from_utf16(ByteView file) {
    if (file.size() < 4) return {};
    const bool marked =
        (file[0] == 0xFF && file[1] == 0xFE) || (file[0] == 0xFE && file[1] == 0xFF);
    if (!marked && file.size() % 2 != 0) return {};
    const bool big = marked ? file[0] == 0xFE : file[0] == 0;
    Bytes text;
    text.reserve(file.size() / 2);
    for (std::size_t at = marked ? 2 : 0; at + 1 < file.size(); at += 2) {
        const auto high = file[big ? at : at + 1], low = file[big ? at + 1 : at];
        if (!marked && (high != 0 || low == 0)) return {};
        text.push_back(high == 0 ? low : '?');
    }
    return text;
}

std::optional<Bytes> decode_base64(std::string_view wrapped) {
    std::string text;
    text.reserve(wrapped.size());
    std::ranges::copy_if(wrapped, std::back_inserter(text), [](char c) { return !is_blank(c); });
    if (text.empty() || text.size() % 4 == 1) return {};
    while (text.size() % 4 != 0) text += '=';
    Bytes octets(text.size() / 4 * 3);
    const int size =
        EVP_DecodeBlock(octets.data(), reinterpret_cast<const unsigned char*>(text.data()),
                        static_cast<int>(text.size()));
    if (size < 0) return {};
    std::size_t padding = 0;
    while (padding < 2 && text[text.size() - 1 - padding] == '=') ++padding;
    octets.resize(static_cast<std::size_t>(size) - padding);
    return octets;
}

std::optional<Bytes> decode_cut_base64(std::string_view wrapped) {
    auto octets = decode_base64(wrapped);
    const auto letters = std::ranges::count_if(wrapped, [](char c) { return !is_blank(c); });
    if (octets || letters < 2 || letters % 4 != 1) return octets;
    return decode_base64(wrapped.substr(0, wrapped.find_last_not_of(" \t\r\n")));  // the last goes
}

bool begins_with(std::string_view text, std::string_view start) {
    return text.size() >= start.size() &&
           std::ranges::equal(text.substr(0, start.size()), start, [](char a, char b) {
               return std::tolower(static_cast<unsigned char>(a)) ==
                      std::tolower(static_cast<unsigned char>(b));
           });
}

}  // namespace card::trust
