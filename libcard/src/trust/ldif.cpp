// SPDX-License-Identifier: Apache-2.0
#include "trust/ldif.h"

#include <algorithm>
#include <string>

#include "card/error.h"
#include "tlv/tlv.h"
#include "trust/text_file.h"

namespace card::trust {
namespace {

/// Of old Macs' files lines end with CR alone.
char line_end(std::string_view text) {
    return text.find('\n') == std::string_view::npos ? '\r' : '\n';
}

/// Lines with their continuations (a blank or a tab at the start) joined.
template <class Take>
void for_each_line(std::string_view text, Take take) {
    std::string line;
    const auto give = [&] {
        if (!line.empty()) take(std::string_view(line));
        line.clear();
    };
    const char ends = line_end(text);
    while (!text.empty()) {
        const auto end = std::min(text.find(ends), text.size());
        auto part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        part = part.substr(0, part.find_last_not_of(" \t\r") + 1);
        if (!part.empty() && (part.front() == ' ' || part.front() == '\t')) {
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
    const auto is_one_of = [name](std::initializer_list<std::string_view> known) {
        return std::ranges::any_of(known, [name](std::string_view other) {
            return name.size() == other.size() && begins_with(name, other);
        });
    };
    if (is_one_of({"userCertificate", "cACertificate"})) return &content.certificates;
    if (is_one_of({"certificateRevocationList", "authorityRevocationList"}))
        return &content.revocation_lists;
    if (is_one_of({"pkdMasterListContent", "cscaMasterListData"})) return &content.master_lists;
    if (is_one_of({"pkdDeviationListContent", "deviationListData"}))
        return &content.deviation_lists;
    return nullptr;
}

/// Not fewer octets than its own header says.
bool is_whole(ByteView object) {
    try {
        const auto header = tlv::parse_header(object);
        return header &&
               (header->indefinite || header->header_size + header->length <= object.size());
    } catch (const Error&) {
        return true;  // no DER at all: who sorts it says so
    }
}

/// What the lines say, one after the other.
class Directory {
public:
    void take(std::string_view line) {
        if (line.front() == '#') return;
        if (begins_with(line, "dn:")) {
            ends_in_name_ = true;
            if (++content_.entries > kMaxLdifEntries)
                throw Error(Errc::malformed, Step::ldif, said("defect.directory_entries"));
            return;
        }
        ends_in_name_ = ends_in_whole_value_ = false;
        const auto colon = line.find("::");
        if (colon == std::string_view::npos) return;
        if (auto* place = place_of(line.substr(0, colon), content_))
            value(line.substr(colon + 2), *place);
    }
    /// An entry without an attribute, a line without an end: the rest has not come.
    DirectoryContent finish(bool line_has_ended) {
        content_.cut_off =
            content_.cut_off || ends_in_name_ || (!line_has_ended && !ends_in_whole_value_);
        return std::move(content_);
    }

private:
    void value(std::string_view text, std::vector<Bytes>& place) {
        if (++content_.values > kMaxLdifValues)
            throw Error(Errc::malformed, Step::ldif, said("defect.directory_values"));
        auto octets = decode_cut_base64(text);
        if (!octets) return static_cast<void>(++content_.malformed);
        if (!is_whole(*octets)) return static_cast<void>(content_.cut_off = true);
        place.push_back(std::move(*octets));
        ends_in_whole_value_ = true;
    }

    DirectoryContent content_;
    bool ends_in_name_ = false;
    bool ends_in_whole_value_ = false;
};

}  // namespace

DirectoryContent parse_ldif(std::string_view text) {
    Directory directory;
    for_each_line(text, [&directory](std::string_view line) { directory.take(line); });
    return directory.finish(text.empty() || text.ends_with(line_end(text)));
}

bool is_ldif(std::string_view text) {
    static constexpr std::size_t kLooksAt = 4096;
    bool found = false;
    for_each_line(text.substr(0, kLooksAt), [&found](std::string_view line) {
        found = found || begins_with(line, "dn:") || begins_with(line, "version: 1");
    });
    return found;
}

}  // namespace card::trust
