// SPDX-License-Identifier: Apache-2.0
#include "lds/picture_marks.h"

#include <algorithm>
#include <initializer_list>
#include <optional>

namespace card::lds {
namespace {

bool starts_with(ByteView octets, std::initializer_list<std::uint8_t> start) {
    return octets.size() >= start.size() && std::equal(start.begin(), start.end(), octets.begin());
}

constexpr std::size_t kMark = 2;
constexpr std::uint8_t kStartOfScan = 0xDA, kEndOfImage = 0xD9, kStartOfData = 0x93;

/// Nothing where the end is not there. Segments by their lengths, scans to the next mark that is
/// none of theirs (ISO/IEC 10918-1 B.1).
std::optional<std::size_t> size_of_jpeg(ByteView octets) {
    for (std::size_t at = kMark; at + 2 * kMark <= octets.size();) {
        const auto mark = octets[at + 1];
        if (octets[at] != 0xFF) return {};
        if (mark == kEndOfImage) return at + kMark;
        if (mark == 0xFF) {
            ++at;
            continue;
        }
        at += kMark + (std::size_t{octets[at + 2]} << 8 | octets[at + 3]);
        if (mark != kStartOfScan) continue;
        const auto in_scan = [&](std::uint8_t next) {
            return next == 0x00 || next == 0xFF || (next >= 0xD0 && next <= 0xD7);
        };
        while (at + 1 < octets.size() && (octets[at] != 0xFF || in_scan(octets[at + 1]))) ++at;
        if (at + 1 < octets.size() && octets[at + 1] == kEndOfImage) return at + kMark;
    }
    return {};
}

/// Behind the start of data no mark from FF90 on can stand by chance (ISO/IEC 15444-1 A.2).
std::optional<std::size_t> size_of_jpeg2000(ByteView octets) {
    bool data = false;
    for (std::size_t at = 0; at + 1 < octets.size(); ++at) {
        if (octets[at] != 0xFF) continue;
        if (octets[at + 1] == kStartOfData) data = true;
        else if (data && octets[at + 1] == kEndOfImage) return at + kMark;
    }
    return {};
}

}  // namespace

const char* name_of(ImageFormat format) {
    switch (format) {
        case ImageFormat::jpeg: return "JPEG";
        case ImageFormat::jpeg2000: return "JPEG 2000";
        case ImageFormat::unknown: break;
    }
    return "unknown";
}

ImageFormat format_of_image(ByteView octets) {
    if (starts_with(octets, {0xFF, 0xD8, 0xFF})) return ImageFormat::jpeg;
    if (starts_with(octets, {0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20}))
        return ImageFormat::jpeg2000;
    if (starts_with(octets, {0xFF, 0x4F, 0xFF, 0x51}))
        return ImageFormat::jpeg2000;  // a bare codestream
    return ImageFormat::unknown;
}

std::vector<ByteView> pictures_by_marks(ByteView octets, std::size_t most) {
    std::vector<ByteView> found;
    for (std::size_t at = 0; at < octets.size() && found.size() < most;) {
        const auto rest = octets.subspan(at);
        const auto format = format_of_image(rest);
        if (format == ImageFormat::unknown) {
            ++at;
            continue;
        }
        const auto size = format == ImageFormat::jpeg ? size_of_jpeg(rest) : size_of_jpeg2000(rest);
        found.push_back(rest.first(size.value_or(rest.size())));
        at += size.value_or(kMark);  // what has no end may hide another
    }
    return found;
}

}  // namespace card::lds
