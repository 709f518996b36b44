// SPDX-License-Identifier: Apache-2.0
#include "session/file_form.h"

#include <algorithm>

#include "lds/data_groups.h"
#include "tlv/tlv.h"

namespace card {
namespace {

constexpr std::uint8_t kSetTag = 0x31, kSequenceTag = 0x30, kCvcaTag = 0x42, kComTag = 0x60;
/// id-SecurityObject, the content of EF.CardSecurity (Doc 9303-11 §9.2.11), as it is encoded.
constexpr std::uint8_t kSecurityObject[] = {0x06, 0x08, 0x04, 0x00, 0x7F,
                                            0x00, 0x07, 0x03, 0x02, 0x01};

/// EF.DIR's, which has DG1's tag: an application identifier stands first in it (ISO 7816-4
/// §12.2.3).
bool is_application_template(ByteView start) {
    static constexpr std::uint8_t kTemplate = 0x61, kIdentifier = 0x4F, kLongLength = 0x80;
    return start.size() > 2 && start[0] == kTemplate && start[1] < kLongLength &&
           start[2] == kIdentifier;
}

}  // namespace

bool is_in_master_file(FileId file) {
    return file == FileId::card_access || file == FileId::card_security || file == FileId::atr_info;
}

std::size_t max_size(FileId file) {
    const int group = data_group_number(file);
    return group >= 2 && group <= 8 ? kMaxFileSize : kMaxSmallFileSize;
}

bool is_optional(FileId file) {
    return file != FileId::card_access && file != FileId::sod && file != FileId::dg1 &&
           file != FileId::dg2;
}

bool is_protected_group(FileId file) { return file == FileId::dg3 || file == FileId::dg4; }

bool is_defect(const Error& error) {
    return error.code() == Errc::protocol && area_of(error.step()) == StepArea::read;
}

bool is_another_file(FileId file, ByteView start) {
    if (start.empty()) return false;
    const std::uint8_t first = start[0];
    switch (file) {
        case FileId::card_access: return first == kCvcaTag;
        case FileId::card_security: return first != kSequenceTag;
        case FileId::cvca: return first == kSetTag || first == kSequenceTag;
        case FileId::sod:
            return first == kCvcaTag || first == kSetTag ||
                   (first == kSequenceTag && !std::ranges::search(start, kSecurityObject).empty());
        case FileId::com: return first != kComTag;
        case FileId::dg1: return lacks_its_tag(file, start) || is_application_template(start);
        default: return lacks_its_tag(file, start);
    }
}

bool lacks_its_tag(FileId file, ByteView start) {
    return data_group_number(file) != 0 && !start.empty() && start[0] != lds::tag_of(file);
}

std::optional<std::size_t> size_of(FileId file, ByteView start) {
    static constexpr std::size_t kCvcaSize = 36;  // fixed, not one data object (Doc 9303-11 §7.1.5)
    if (file == FileId::cvca) return kCvcaSize;
    return tlv::size_of_element(start);
}

}  // namespace card
