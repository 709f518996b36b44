// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "card/error.h"
#include "judge/contents.h"
#include "lds/data_groups.h"
#include "lds/face_image.h"
#include "tlv/tlv.h"

namespace card::judge {
namespace {

void parse_group(int group, ByteView file, national::States states, Contents& contents) {
    switch (group) {
        case 1: {
            const auto text = lds::mrz_of_dg1(file);
            contents.mrz = lds::parse_mrz(text);
            const std::size_t width =
                contents.mrz->format == lds::MrzFormat::td1 ? text.size() : text.size() / 2;
            // A name is cut at the field's end, where a separator may have stood.
            contents.mrz_name_may_be_cut = text.substr(width - 2, 2) != "<<";
            return;
        }
        case 2: lds::parse_dg2(file); return;
        case 3:
        case 4: lds::parse_biometric_templates(group, file); return;
        case 5:
        case 7: lds::parse_displayed_pictures(group, file); return;
        case 16: contents.dg16 = lds::parse_dg16(file); return;
        case 13:
            if (const auto* state = national::state_of(file, states))
                contents.dg13 = NationalData{state, state->parse(file)};
            else tlv::unwrap(lds::tag_of(FileId::dg13), file);
            return;
        case 14: contents.dg14 = lds::parse_dg14(file); return;
        case 15: lds::key_of_dg15(file); return;
        default:
            if (lds::has_text_fields(group))
                contents.texts[group] = lds::parse_text_group(group, file);
            else tlv::unwrap(lds::tag_of(data_group(group)), file);
            return;
    }
}

void check_content(int group, ByteView file, const PassiveAuthentication& passive,
                   national::States states, Contents& contents, CheckList& checks) {
    const CheckName name(CheckId::dg_content, group);
    const auto& trusted = passive.trusted();
    if (!trusted || !checks.has_passed({CheckId::dg_hash, group}))
        return checks.not_possible(name, Reason::content_unproven);
    try {
        parse_group(group, file, states, contents);
        checks.passed(name);
    } catch (const Error& error) {
        const Because reason(Reason::content_malformed, {name_of(data_group(group)), error.what()});
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
    checks.not_possible(name, {Reason::listed_not_read, {name_of(data_group(group))}});
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
                     national::States states, CheckList& checks) {
    Contents contents;
    const auto listed = passive.listed_groups();
    for (const int group : listed) {
        const Bytes* file = document.file(data_group(group));
        if (!file) {
            checks.not_possible({CheckId::dg_hash, group}, Reason::file_not_read, Weight::none);
            report_missing(document, group, checks);
            continue;
        }
        checks.passed({CheckId::dg_complete, group});
        check_content(group, *file, passive, states, contents, checks);
    }
    // Doc 9303-10 §4.1: DG1 and DG2 are there in every document.
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
    check_com(document, passive, listed, checks);
    return contents;
}

}  // namespace card::judge
