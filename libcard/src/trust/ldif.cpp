// SPDX-License-Identifier: Apache-2.0
#include "trust/ldif.h"

#include <openssl/evp.h>

#include <optional>
#include <string>

#include "card/error.h"

namespace card::trust {
namespace {

struct Attribute {
    std::string_view name;
    Bytes* to;
};

std::optional<Bytes> decode_base64(std::string text) {
    while (text.size() % 4 != 0) text += '=';
    Bytes octets(text.size() / 4 * 3);
    const int size =
        EVP_DecodeBlock(octets.data(), reinterpret_cast<const unsigned char*>(text.data()),
                        static_cast<int>(text.size()));
    if (size < 0) return {};
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=')
        ++padding;
    octets.resize(static_cast<std::size_t>(size) - padding);
    return octets;
}

/// Lines with their continuations (a blank at the start) joined.
template <class Take>
void for_each_line(std::string_view text, Take take) {
    std::string line;
    const auto give = [&] {
        if (!line.empty()) take(std::string_view(line));
        line.clear();
    };
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!part.empty() && part.back() == '\r') part.remove_suffix(1);
        if (!part.empty() && part.front() == ' ') {
            line += part.substr(1);
            continue;
        }
        give();
        line = part;
    }
    give();
}

/// Where the octets of this attribute belong; null for an attribute that is not used. Options
/// (";binary") do not matter.
std::vector<Bytes>* place_of(std::string_view attribute, DirectoryContent& content) {
    const auto name = attribute.substr(0, attribute.find(';'));
    if (name == "userCertificate" || name == "cACertificate") return &content.certificates;
    if (name == "certificateRevocationList") return &content.revocation_lists;
    if (name == "pkdMasterListContent" || name == "CscaMasterListData" ||
        name == "cscaMasterListData")
        return &content.master_lists;
    if (name == "pkdDeviationListContent" || name == "DeviationListData")
        return &content.deviation_lists;
    return nullptr;
}

}  // namespace

DirectoryContent parse_ldif(std::string_view text) {
    DirectoryContent content;
    for_each_line(text, [&content](std::string_view line) {
        if (line.starts_with("dn:") && ++content.entries > kMaxLdifEntries)
            throw Error(Errc::malformed, Step::ldif, "more entries than a directory can have");
        const auto colon = line.find("::");
        if (line.front() == '#' || colon == std::string_view::npos) return;
        auto* place = place_of(line.substr(0, colon), content);
        if (!place) return;
        auto value = line.substr(colon + 2);
        value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
        if (++content.values > kMaxLdifValues)
            throw Error(Errc::malformed, Step::ldif,
                        "more certificates and lists than a directory can have");
        if (value.empty()) return static_cast<void>(++content.malformed);
        if (auto octets = decode_base64(std::string(value))) place->push_back(std::move(*octets));
        else ++content.malformed;
    });
    return content;
}

}  // namespace card::trust
