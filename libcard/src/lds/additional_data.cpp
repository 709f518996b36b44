// SPDX-License-Identifier: Apache-2.0
#include "lds/additional_data.h"

#include <algorithm>
#include <optional>

#include "card/error.h"
#include "lds/data_groups.h"
#include "lds/text.h"
#include "tlv/tlv.h"

namespace card::lds {
namespace {

[[noreturn]] void fail(const char* id) {
    throw Error(Errc::malformed, Step::additional_data, said(id));
}

/// Pictures: proof of citizenship, front and rear of the document.
constexpr tlv::Tag kPictures[]{0x5F16, 0x5F1D, 0x5F1E};
constexpr tlv::Tag kTagList = 0x5C, kTemplate = 0xA0, kCount = 0x02;

/// "YYYYMMDD" of eight characters, or of four octets in BCD as some issuers write it.
std::string date_of(ByteView value) {
    static constexpr std::size_t kBcd = 4;
    return value.size() == kBcd ? to_hex(value) : std::string(as_text(value));
}

/// Names and places in parts, with fillers between them (Doc 9303-10 §4.7.11): "A<<B<C" is the name
/// "A, B C", "A<B" the place "A, B".
std::string written(std::string text, FieldId id) {
    using enum FieldId;
    const bool name = id == full_name || id == other_names || id == notify_name;
    const bool place = id == place_of_birth || id == permanent_address || id == notify_address;
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto next = std::min(text.find_first_not_of('<', at), text.size());
        if (next == at) {
            out += text[at++];
            continue;
        }
        // Fillers at either end stand for nothing.
        const bool between = !out.empty() && next < text.size();
        if (between) out += (name && next - at > 1) || place ? ", " : " ";
        at = next;
    }
    return out;
}

void put(std::string& value, const std::string& text) {
    value += (value.empty() ? "" : "\n") + text;
}

const FieldRow* row_for(int group, tlv::Tag tag) {
    const auto rows = all_fields();
    const auto row = std::ranges::find_if(rows, [&](const FieldRow& candidate) {
        return candidate.group == group && candidate.tag == tag;
    });
    return row == rows.end() ? nullptr : &*row;
}

void note(std::vector<std::string>& odd, std::string tag) {
    static constexpr std::size_t kMost = 8;
    if (odd.size() < kMost && std::ranges::find(odd, tag) == odd.end())
        odd.push_back(std::move(tag));
}

/// The tag at the start of what cannot be read; its first octet where not even that can.
std::string tag_at(ByteView octets) {
    try {
        if (const auto header = tlv::parse_header(octets)) return tlv::tag_text(header->tag);
    } catch (const Error&) {
        // A tag or a length in a form that there is not.
    }
    return to_hex(octets.first(1));
}

/// Behind an object that cannot be read: from the next two-octet tag on that is looked for and
/// whose length fits.
template <class Wanted>
ByteView from_next(ByteView octets, Wanted wanted) {
    static constexpr std::uint8_t kFirstOctets[] = {0x5F, 0x7F};
    for (std::size_t at = 1; at + 2 < octets.size(); ++at) {
        const auto rest = octets.subspan(at);
        if (std::ranges::find(kFirstOctets, rest[0]) == std::end(kFirstOctets) ||
            !wanted(static_cast<tlv::Tag>(rest[0] << 8 | rest[1])))
            continue;
        try {
            tlv::Reader(rest).next();
            return rest;
        } catch (const Error&) {
            // Not a tag, but octets that look like one.
        }
    }
    return {};
}

/// The same for the tags that a group knows.
ByteView from_next_known(ByteView octets, int group) {
    return from_next(octets, [group](tlv::Tag tag) {
        return row_for(group, tag) || std::ranges::find(kPictures, tag) != std::end(kPictures);
    });
}

void put_field(const tlv::Element& object, const FieldRow& row, TextFields& fields) {
    put(fields.known[row.id], row.is(FieldTrait::date)
                                  ? date_of(object.value)
                                  : written(utf8_text(as_text(object.value)), row.id));
}

void take_all(ByteView objects, int group, bool in_template, TextFields& fields);

void take(const tlv::Element& object, int group, bool in_template, TextFields& fields) {
    if (object.tag == kTagList || object.tag == kCount ||
        std::ranges::find(kPictures, object.tag) != std::end(kPictures))
        return;
    if (object.tag == kTemplate && !in_template)  // several of one kind, with their number
        return take_all(object.value, group, true, fields);
    if (object.tag == 0) {  // padding
        fields.stray = true;
        return;
    }
    const auto* row = row_for(group, object.tag);
    if (row) return put_field(object, *row, fields);
    note(fields.odd, tlv::tag_text(object.tag));
    if (object.tag != kTemplate) put(fields.unknown[object.tag], utf8_text(as_text(object.value)));
}

void take_all(ByteView objects, int group, bool in_template, TextFields& fields) {
    while (!objects.empty()) {
        if (fields.known.size() + fields.unknown.size() == kMaxTextFields)
            fail("defect.many_fields");
        std::optional<tlv::Element> object;
        try {
            object = tlv::Reader(objects).next();
        } catch (const Error&) {
            if (std::ranges::all_of(objects, [](std::uint8_t octet) { return octet == 0; }))
                fields.stray = true;
            else note(fields.odd, tag_at(objects));
        }
        if (object) take(*object, group, in_template, fields);
        objects = object ? objects.subspan(object->whole.size()) : from_next_known(objects, group);
    }
}

TextFields fields_of(ByteView objects, int group) {
    TextFields fields;
    take_all(objects, group, false, fields);
    return fields;
}

/// What can be read of `octets`, one after another; octets that cannot are passed over up to the
/// next object with a tag that is looked for, and are stray.
template <class Wanted, class Take>
void walk(ByteView octets, bool& stray, Wanted wanted, Take take) {
    while (!octets.empty()) {
        std::optional<tlv::Element> object;
        try {
            object = tlv::Reader(octets).next();
        } catch (const Error&) {
            stray = true;
        }
        if (object) take(*object);
        octets = object ? octets.subspan(object->whole.size()) : from_next(octets, wanted);
    }
}

/// Objects with one tag, behind a number that says how many they are.
class Counted {
public:
    Counted(tlv::Tag tag, std::size_t most, tlv::Tag beside = 0)
        : tag_(tag), most_(most), beside_(beside) {}

    void take(ByteView octets, bool& stray) {
        std::optional<std::size_t> stated;
        const auto wanted = [this](tlv::Tag tag) { return tag == tag_; };
        walk(octets, stray, wanted, [&](const tlv::Element& object) {
            if (object.tag == kCount && !stated) stated = number(object.value);
            else if (object.tag == tag_ && found_.size() < stated.value_or(0))
                found_.push_back(object);
            else if (object.tag != beside_ || beside_ == 0) stray = true;
        });
        if (!stated || found_.size() < *stated) fail("defect.fewer_objects");
    }
    const std::vector<tlv::Element>& found() const noexcept { return found_; }

private:
    std::size_t number(ByteView count) const {
        if (count.size() != 1 || count[0] > most_) fail("defect.number_range");
        return count[0];
    }

    tlv::Tag tag_;
    std::size_t most_;
    tlv::Tag beside_;  ///< an object that may stand beside them
    std::vector<tlv::Element> found_;
};

/// The value of the first object with one of these tags; others but `before` are stray.
ByteView first_of(std::initializer_list<tlv::Tag> tags, ByteView octets, bool& stray,
                  const char* none, tlv::Tag before = 0) {
    std::optional<ByteView> found;
    const auto wanted = [tags](tlv::Tag tag) { return std::ranges::find(tags, tag) != tags.end(); };
    walk(octets, stray, wanted, [&](const tlv::Element& object) {
        if (wanted(object.tag) && !found) found = object.value;
        else if (object.tag != before || found) stray = true;
    });
    if (!found) fail(none);
    return *found;
}

}  // namespace

bool has_text_fields(int group) {
    // The rows of DG1 are parts of the MRZ, those of DG16 stand in templates; DG13 has no tags.
    if (group == 1 || group == 16) return false;
    return std::ranges::any_of(
        all_fields(), [&](const FieldRow& row) { return row.group == group && row.tag != 0; });
}

TextFields parse_text_group(int group, ByteView file) {
    bool stray = false;
    auto fields = fields_of(content_of(group, file, stray), group);
    fields.stray = fields.stray || stray;
    if (fields.known.empty() && fields.unknown.empty() && !fields.odd.empty())
        fail("defect.no_object");
    return fields;
}

Persons parse_dg16(ByteView file) {
    static constexpr tlv::Tag kFirst = 0xA1, kLast = 0xBF;  // A1, A2, ... one a person
    Persons list;
    std::size_t stated = 0;
    tlv::Reader reader(content_of(16, file, list.stray));
    while (!reader.empty()) {
        std::optional<tlv::Element> object;
        try {
            object = reader.next();
        } catch (const Error&) {
            note(list.odd, tag_at(reader.rest()));
            break;
        }
        if (object->tag == kCount && object->value.size() == 1) {
            stated = object->value[0];
        } else if (object->tag >= kFirst && object->tag <= kLast) {
            if (list.persons.size() == kMaxPersons) fail("defect.many_persons");
            list.persons.push_back(fields_of(object->value, 16));
        } else {
            note(list.odd, tlv::tag_text(object->tag));
        }
    }
    if (list.persons.size() != stated) note(list.odd, tlv::tag_text(kCount));
    if (list.persons.empty() && !list.odd.empty()) fail("defect.no_person");
    return list;
}

std::vector<ByteView> parse_displayed_pictures(int group, ByteView file, bool& stray) {
    static constexpr tlv::Tag kPortrait = 0x5F40, kMark = 0x5F43;
    Counted objects(group == 5 ? kPortrait : kMark, kMaxPictures);
    objects.take(content_of(group, file, stray), stray);
    std::vector<ByteView> pictures;
    for (const auto& object : objects.found()) pictures.push_back(object.value);
    return pictures;
}

std::vector<ByteView> parse_displayed_pictures(int group, ByteView file) {
    bool stray = false;
    return parse_displayed_pictures(group, file, stray);
}

std::vector<ByteView> parse_biometric_templates(int group, ByteView file, bool& stray) {
    static constexpr tlv::Tag kTemplates = 0x7F61, kInstance = 0x7F60, kRandom = 0x53;
    const auto group_template =
        first_of({kTemplates}, content_of(group, file, stray), stray, "defect.no_group_template");
    // Empty groups carry random octets under 53, so that they do not look alike (§4.7.3.1).
    Counted instances(kInstance, kMaxTemplates, kRandom);
    instances.take(group_template, stray);
    std::vector<ByteView> blocks;
    for (const auto& instance : instances.found())
        blocks.push_back(
            first_of({0x5F2E, 0x7F2E}, instance.value, stray, "defect.no_biometric_block", 0xA1));
    return blocks;
}

std::vector<ByteView> parse_biometric_templates(int group, ByteView file) {
    bool stray = false;
    return parse_biometric_templates(group, file, stray);
}

}  // namespace card::lds
