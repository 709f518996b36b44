// SPDX-License-Identifier: Apache-2.0
#include "lds/additional_data.h"

#include <algorithm>

#include "card/error.h"
#include "lds/data_groups.h"
#include "tlv/tlv.h"

namespace card::lds {
namespace {

[[noreturn]] void fail(const char* text) {
    throw Error(Errc::malformed, Step::additional_data, text);
}

/// Pictures: proof of citizenship, front and rear of the document.
constexpr tlv::Tag kPictures[]{0x5F16, 0x5F1D, 0x5F1E};
constexpr tlv::Tag kTagList = 0x5C, kTemplate = 0xA0, kCount = 0x02;

/// "YYYYMMDD" of eight characters, or of four octets in BCD as some issuers write it.
std::string date_of(ByteView value) {
    static constexpr std::size_t kBcd = 4;
    return value.size() == kBcd ? to_hex(value) : std::string(as_text(value));
}

void put(std::string& value, const std::string& text) {
    value += (value.empty() ? "" : "\n") + text;
}

void take(const tlv::Element& object, int group, TextFields& fields) {
    if (fields.known.size() + fields.unknown.size() == kMaxTextFields) fail("too many fields");
    if (object.tag == kTagList || object.tag == kCount ||
        std::ranges::find(kPictures, object.tag) != std::end(kPictures))
        return;
    if (object.tag == kTemplate) {  // several of one kind, with their number
        for (tlv::Reader inner(object.value); !inner.empty();) {
            const auto part = inner.next();
            if (part.tag == kTemplate) fail("a template in a template");
            take(part, group, fields);
        }
        return;
    }
    const auto rows = all_fields();
    const auto row = std::ranges::find_if(rows, [&](const FieldRow& candidate) {
        return candidate.group == group && candidate.tag == object.tag;
    });
    if (row == rows.end()) put(fields.unknown[object.tag], std::string(as_text(object.value)));
    else
        put(fields.known[row->id],
            row->is(FieldTrait::date) ? date_of(object.value) : std::string(as_text(object.value)));
}

TextFields fields_of(ByteView objects, int group) {
    TextFields fields;
    for (tlv::Reader reader(objects); !reader.empty();) take(reader.next(), group, fields);
    return fields;
}

/// A number of instances, and as many objects with this tag behind it.
std::size_t counted(tlv::Reader& reader, std::size_t most) {
    const ByteView count = reader.expect(kCount).value;
    if (count.size() != 1 || count[0] > most) fail("a number out of range");
    return count[0];
}

}  // namespace

bool has_text_fields(int group) {
    // The rows of DG1 are parts of the MRZ, those of DG16 stand in templates; DG13 has no tags.
    if (group == 1 || group == 16) return false;
    return std::ranges::any_of(
        all_fields(), [&](const FieldRow& row) { return row.group == group && row.tag != 0; });
}

TextFields parse_text_group(int group, ByteView file) {
    return fields_of(tlv::unwrap(tag_of(data_group(group)), file), group);
}

std::vector<TextFields> parse_dg16(ByteView file) {
    tlv::Reader reader(tlv::unwrap(tag_of(FileId::dg16), file));
    std::vector<TextFields> persons;
    for (auto left = counted(reader, kMaxPersons); left > 0; --left) {
        const auto person = reader.next();  // A1, A2, ... one a person
        if (person.tag < 0xA1 || person.tag > 0xBF) fail("not a person to notify");
        persons.push_back(fields_of(person.value, 16));
    }
    reader.expect_end();
    return persons;
}

std::vector<ByteView> parse_displayed_pictures(int group, ByteView file) {
    static constexpr tlv::Tag kPortrait = 0x5F40, kMark = 0x5F43;
    tlv::Reader reader(tlv::unwrap(tag_of(data_group(group)), file));
    std::vector<ByteView> pictures;
    for (auto left = counted(reader, kMaxPictures); left > 0; --left)
        pictures.push_back(reader.expect(group == 5 ? kPortrait : kMark).value);
    reader.expect_end();
    return pictures;
}

std::vector<ByteView> parse_biometric_templates(int group, ByteView file) {
    tlv::Reader outer(tlv::unwrap(tag_of(data_group(group)), file));
    tlv::Reader templates(outer.expect(0x7F61).value);
    outer.expect_end();
    std::vector<ByteView> blocks;
    for (auto left = counted(templates, kMaxTemplates); left > 0; --left) {
        tlv::Reader instance(templates.expect(0x7F60).value);
        instance.expect(0xA1);
        const auto block = instance.next();
        if (block.tag != 0x5F2E && block.tag != 0x7F2E) fail("no biometric data block");
        blocks.push_back(block.value);
    }
    // Empty groups carry random octets under 53, so that they do not look alike (§4.7.3.1).
    templates.next_if(0x53);
    templates.expect_end();
    return blocks;
}

}  // namespace card::lds
