// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "card/error.h"
#include "image/decoders.h"
#include "judge/contents.h"
#include "lds/data_groups.h"
#include "lds/face_image.h"
#include "tlv/tlv.h"

namespace card::judge {
namespace {

/// Reasons for attention to a group that was read all the same.
class Notes {
public:
    explicit Notes(int group) : name_(name_of(data_group(group))) {}
    void odd(const std::vector<std::string>& tags) {
        for (const auto& tag : tags) list_.emplace_back(Reason::content_odd_tag, with(tag));
    }
    void stray(bool there) {
        if (there) list_.emplace_back(Reason::content_stray_octets, with({}));
    }
    void add(Because reason) { list_.push_back(std::move(reason)); }
    std::vector<Because> take() { return std::move(list_); }

private:
    std::vector<ReasonArgument> with(const std::string& tag) const {
        std::vector<ReasonArgument> arguments{name_};
        if (!tag.empty()) arguments.emplace_back(tag);
        return arguments;
    }
    std::string name_;
    std::vector<Because> list_;
};

void parse_dg1(ByteView file, Contents& contents, Notes& notes) {
    bool stray = false;
    const auto text = lds::mrz_of_dg1(file, stray);
    contents.mrz = lds::parse_mrz(text);
    const std::size_t width =
        contents.mrz->format == lds::MrzFormat::td1 ? text.size() : text.size() / 2;
    // A name is cut at the field's end, where a separator may have stood.
    contents.mrz_name_may_be_cut = text.substr(width - 2, 2) != "<<";
    notes.stray(stray);
}

/// How files are looked at: by the rules of which states, and whether pictures are decoded.
struct Ways {
    national::States states;
    bool decode = true;
};

/// The first that is a picture; else why the first is none.
std::optional<ByteView> first_picture(const std::vector<lds::FaceImage>& images, bool decode,
                                      Sentence& problem) {
    for (const auto& image : images) {
        try {
            if (decode) image::decode(image.octets);
            return image.octets;
        } catch (const Error& error) {
            if (problem.empty()) problem = error.sentence();
        }
    }
    return {};
}

/// People are shown what can be decoded, and told where it was not the record that led there.
void parse_face(ByteView file, bool decode, Contents& contents, Notes& notes) {
    const auto faces = lds::parse_dg2(file);
    Sentence problem, other;
    contents.portrait = first_picture(faces.images, decode, problem);
    if (!contents.portrait)
        contents.portrait = first_picture(lds::faces_by_marks(file), decode, other);
    if (!contents.portrait) throw Error(Errc::malformed, Step::portrait, problem);
    const auto& deviation = faces.deviation.empty() ? problem : faces.deviation;
    if (!deviation.empty()) notes.add({Reason::face_by_marks, {deviation}});
}

void parse_dg13(ByteView file, national::States states, Contents& contents, Notes& notes) {
    if (const auto* state = national::state_of(file, states)) {
        contents.dg13 = NationalData{state, state->parse(file)};
        notes.odd(contents.dg13->fields.odd);
        return notes.stray(contents.dg13->fields.stray);
    }
    bool stray = false;
    lds::content_of(13, file, stray);
    notes.stray(stray);
}

/// Nobody can be shown or called by what lacks these (Doc 9303-10 §4.7.7, §4.7.16): told by their
/// tags, as anything in a group that cannot be read.
constexpr const char *kNoPortrait = "5F40", *kNoPicture = "5F43", *kNoName = "5F51";

void parse_pictures(int group, ByteView file, Notes& notes) {
    bool stray = false;
    for (const auto picture : lds::parse_displayed_pictures(group, file, stray))
        if (lds::format_of_image(picture) == lds::ImageFormat::unknown)
            notes.odd({group == 5 ? kNoPortrait : kNoPicture});
    notes.stray(stray);
}

void parse_texts(int group, ByteView file, Contents& contents, Notes& notes) {
    bool stray = false;
    if (group == 16) {
        auto list = lds::parse_dg16(file);
        notes.odd(list.odd);
        stray = list.stray;
        for (const auto& person : list.persons) {
            notes.odd(person.odd);
            if (!person.known.contains(FieldId::notify_name)) notes.odd({kNoName});
            stray = stray || person.stray;
        }
        contents.dg16 = std::move(list.persons);
    } else if (lds::has_text_fields(group)) {
        const auto& fields = contents.texts[group] = lds::parse_text_group(group, file);
        notes.odd(fields.odd);
        stray = fields.stray;
    } else {
        lds::content_of(group, file, stray);
    }
    notes.stray(stray);
}

void parse_group(int group, ByteView file, const Ways& ways, Contents& contents, Notes& notes) {
    bool stray = false;
    switch (group) {
        case 1: return parse_dg1(file, contents, notes);
        case 2: return parse_face(file, ways.decode, contents, notes);
        case 3:
        case 4: lds::parse_biometric_templates(group, file, stray); return notes.stray(stray);
        case 5:
        case 7: return parse_pictures(group, file, notes);
        case 13: return parse_dg13(file, ways.states, contents, notes);
        case 14: contents.dg14 = lds::parse_dg14(file); return;
        case 15: lds::key_of_dg15(file, stray); return notes.stray(stray);
        default: return parse_texts(group, file, contents, notes);
    }
}

void check_content(int group, ByteView file, const PassiveAuthentication& passive, const Ways& ways,
                   Contents& contents, CheckList& checks) {
    const CheckName name(CheckId::dg_content, group);
    const auto& trusted = passive.trusted();
    if (!trusted || !checks.has_passed({CheckId::dg_hash, group}))
        return checks.not_possible(name, Reason::content_unproven);
    try {
        Notes notes(group);
        parse_group(group, file, ways, contents, notes);
        auto odd = notes.take();
        if (group == 14 && contents.dg14->odd)
            odd.insert(odd.begin(), {Reason::security_infos_odd, {name_of(FileId::dg14)}});
        if (odd.empty()) checks.passed(name);
        else checks.passed_oddly(name, std::move(odd));
    } catch (const Error& error) {
        contents.texts.erase(group);
        const Because reason(Reason::content_malformed,
                             {name_of(data_group(group)), error.sentence()});
        if (group == 1) checks.failed(name, {reason}, Weight::undetermined);
        else checks.failed(name, {reason});
    }
}

void report_missing(const Document& document, int group, CheckList& checks) {
    const CheckName name(CheckId::dg_complete, group);
    const auto found = document.missing.find(data_group(group));
    using Why = MissingFile::Why;
    const Why why = found == document.missing.end() ? Why::absent : found->second.why;
    if (group == 3 || group == 4)
        return checks.not_possible(
            name, why == Why::refused ? Reason::protected_ : Reason::not_read, Weight::none);
    if (group == 2 && why == Why::left_out)
        return checks.not_possible(name, Reason::portrait_left_out);
    if (group == 1 || group == 2)
        return checks.not_possible(name, {Reason::group_not_read, {name_of(data_group(group))}},
                                   Weight::undetermined);
    const Reason reason = why == Why::too_large   ? Reason::not_read_too_large
                          : why == Why::defective ? Reason::not_read_defective
                                                  : Reason::listed_not_read;
    checks.not_possible(name, {reason, {name_of(data_group(group))}});
}

/// Versions that exist without ldsVersionInfo in the security object (LDS 1.7, Unicode 4.0).
constexpr const char* kOldLds = "0107";
constexpr const char* kOldUnicode = "040000";

void check_versions(const lds::Com& com, const lds::SecurityObject& object, CheckList& checks) {
    const bool stated = !object.lds_version.empty();
    const std::string lds(stated ? as_text(object.lds_version) : kOldLds);
    const std::string unicode(stated ? as_text(object.unicode_version) : kOldUnicode);
    if (com.lds_version == lds && com.unicode_version == unicode)
        return checks.passed(CheckId::lds_version);
    checks.failed(CheckId::lds_version,
                  {stated ? Reason::com_versions_differ : Reason::com_version_unsigned});
}

void check_com(const Document& document, const PassiveAuthentication& passive,
               const std::vector<int>& listed, CheckList& checks) {
    const Bytes* file = document.file(FileId::com);
    if (!file || !passive.structure_passed()) {
        for (const auto id : {CheckId::lds_com, CheckId::lds_version})
            checks.not_possible(id, file ? Reason::sod_not_usable : Reason::com_not_read);
        return;
    }
    try {
        const auto com = lds::parse_com(*file);
        if (!com.unknown_tags && std::ranges::equal(com.groups, listed))
            checks.passed(CheckId::lds_com);
        else checks.failed(CheckId::lds_com, {Reason::com_list_differs});
        check_versions(com, passive.object(), checks);
    } catch (const Error&) {
        checks.failed(CheckId::lds_com, {Reason::com_malformed});
        checks.not_possible(CheckId::lds_version, Reason::com_malformed);
    }
}

}  // namespace

Contents check_files(const Document& document, const PassiveAuthentication& passive,
                     national::States states, HolderData data, CheckList& checks) {
    Contents contents;
    const Ways ways{states, data == HolderData::taken};
    const auto listed = passive.listed_groups();
    for (const int group : listed) {
        const Bytes* file = document.file(data_group(group));
        if (!file) {
            checks.not_possible({CheckId::dg_hash, group}, Reason::file_not_read, Weight::none);
            report_missing(document, group, checks);
            continue;
        }
        checks.passed({CheckId::dg_complete, group});
        checks.guard({CheckId::dg_content, group}, [&, number = group] {
            check_content(number, *file, passive, ways, contents, checks);
        });
    }
    // Doc 9303-10 §4.7: DG1 and DG2 are there in every document.
    for (const int group : {1, 2})
        if (passive.structure_passed() && std::ranges::find(listed, group) == listed.end())
            checks.not_possible({CheckId::dg_complete, group},
                                {Reason::group_not_listed, {name_of(data_group(group))}},
                                Weight::undetermined);
    for (const auto& [id, octets] : document.files) {
        const int group = data_group_number(id);
        if (group == 0 || !passive.structure_passed() ||
            std::ranges::find(listed, group) != listed.end())
            continue;
        checks.failed({CheckId::dg_covered, group}, {{Reason::not_covered, {name_of(id)}}});
    }
    checks.guard(CheckId::lds_com, [&] { check_com(document, passive, listed, checks); });
    return contents;
}

}  // namespace card::judge
