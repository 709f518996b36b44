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

struct NamedTag {
    tlv::Tag tag;
    const char* name;
    bool date = false;
};

/// Doc 9303-10 tables 47, 48 and 52. What holds pictures has no name here.
constexpr NamedTag kPersonal[]{{0x5F0E, "full_name"},
                               {0x5F0F, "other_names"},
                               {0x5F10, "personal_number"},
                               {0x5F2B, "full_date_of_birth", true},
                               {0x5F11, "place_of_birth"},
                               {0x5F42, "permanent_address"},
                               {0x5F12, "telephone"},
                               {0x5F13, "profession"},
                               {0x5F14, "title"},
                               {0x5F15, "personal_summary"},
                               {0x5F17, "other_travel_documents"},
                               {0x5F18, "custody_information"}};
constexpr NamedTag kDocument[]{{0x5F19, "issuing_authority"},     {0x5F26, "date_of_issue", true},
                               {0x5F1A, "other_persons"},         {0x5F1B, "endorsements"},
                               {0x5F1C, "tax_exit_requirements"}, {0x5F55, "personalization_time"},
                               {0x5F56, "personalization_serial"}};
constexpr NamedTag kNotify[]{
    {0x5F50, "date_recorded", true}, {0x5F51, "name"}, {0x5F52, "telephone"}, {0x5F53, "address"}};
/// Pictures: proof of citizenship, front and rear of the document.
constexpr tlv::Tag kPictures[]{0x5F16, 0x5F1D, 0x5F1E};
constexpr tlv::Tag kTagList = 0x5C, kTemplate = 0xA0, kCount = 0x02;

/// "YYYYMMDD" of eight characters, or of four octets in BCD as some issuers write it.
std::string date_of(ByteView value) {
    static constexpr std::size_t kBcd = 4;
    return value.size() == kBcd ? to_hex(value) : std::string(as_text(value));
}

void put(TextFields& fields, const std::string& name, const std::string& text) {
    auto& value = fields[name];
    value += (value.empty() ? "" : "\n") + text;
}

std::string unknown_name(tlv::Tag tag) {
    const std::uint8_t octets[] = {static_cast<std::uint8_t>(tag >> 8),
                                   static_cast<std::uint8_t>(tag)};
    return "tag_" + to_hex(tag > 0xFF ? ByteView(octets) : ByteView(octets).subspan(1));
}

void take(const tlv::Element& object, std::span<const NamedTag> names, TextFields& fields) {
    if (fields.size() == kMaxTextFields) fail("too many fields");
    if (object.tag == kTagList || object.tag == kCount ||
        std::ranges::find(kPictures, object.tag) != std::end(kPictures))
        return;
    if (object.tag == kTemplate) {  // several of one kind, with their number
        for (tlv::Reader inner(object.value); !inner.empty();) {
            const auto part = inner.next();
            if (part.tag == kTemplate) fail("a template in a template");
            take(part, names, fields);
        }
        return;
    }
    const auto known = std::ranges::find(names, object.tag, &NamedTag::tag);
    if (known == names.end())
        put(fields, unknown_name(object.tag), std::string(as_text(object.value)));
    else
        put(fields, known->name,
            known->date ? date_of(object.value) : std::string(as_text(object.value)));
}

TextFields fields_of(ByteView objects, std::span<const NamedTag> names) {
    TextFields fields;
    for (tlv::Reader reader(objects); !reader.empty();) take(reader.next(), names, fields);
    return fields;
}

/// A number of instances, and as many objects with this tag behind it.
std::size_t counted(tlv::Reader& reader, std::size_t most) {
    const ByteView count = reader.expect(kCount).value;
    if (count.size() != 1 || count[0] > most) fail("a number out of range");
    return count[0];
}

}  // namespace

TextFields parse_dg11(ByteView file) {
    return fields_of(tlv::unwrap(tag_of(FileId::dg11), file), kPersonal);
}
TextFields parse_dg12(ByteView file) {
    return fields_of(tlv::unwrap(tag_of(FileId::dg12), file), kDocument);
}

std::vector<TextFields> parse_dg16(ByteView file) {
    tlv::Reader reader(tlv::unwrap(tag_of(FileId::dg16), file));
    std::vector<TextFields> persons;
    for (auto left = counted(reader, kMaxPersons); left > 0; --left) {
        const auto person = reader.next();  // A1, A2, ... one a person
        if (person.tag < 0xA1 || person.tag > 0xBF) fail("not a person to notify");
        persons.push_back(fields_of(person.value, kNotify));
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
