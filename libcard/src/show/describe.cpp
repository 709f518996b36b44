// SPDX-License-Identifier: Apache-2.0
#include "card/describe.h"

#include "card/error.h"
#include "crypto/oids.h"
#include "crypto/public_key.h"
#include "lds/data_groups.h"
#include "lds/face_image.h"
#include "lds/holder.h"
#include "lds/mrz.h"
#include "lds/security_infos.h"
#include "lds/signed_data.h"
#include "national/national.h"
#include "show/defect.h"
#include "show/describe_trust.h"
#include "tlv/tlv.h"
#include "x509/certificate.h"

namespace card {
namespace {

using show::Lines;

std::string group_name(int group) { return "DG" + std::to_string(group); }

void describe_com(ByteView file, Lines& out) {
    const auto com = lds::parse_com(file);
    out.title(std::string("EF.COM"));
    out.field(said("show.lds_version"), com.lds_version);
    out.field(said("show.unicode_version"), com.unicode_version);
    std::string list;
    for (const int group : com.groups) list += (list.empty() ? "" : ", ") + group_name(group);
    out.field(said("show.files"), list);
}

void describe_sod(ByteView file, Lines& out) {
    const auto sod = lds::parse_sod(file);
    const auto object = lds::parse_security_object(sod.content);
    out.title(said("show.title_sod"));
    out.field(said("show.object_version"), std::to_string(object.version));
    out.field(said("show.digest"), object.hash
                                       ? Sentence(std::string(crypto::name_of(*object.hash)))
                                       : said("show.not_supported"));
    for (const auto& [group, hash] : object.hashes)
        out.field("DG" + std::to_string(group), to_hex(hash));
    show::describe_signers(sod, out);
}

Sentence pace_of(const lds::PaceInfo& info) {
    const std::string form = info.mapping_name() + ", " + crypto::name_of(info.cipher);
    if (!info.parameter_id) return form;
    return said("show.parameters", {form, std::to_string(*info.parameter_id)});
}

void describe_security_infos(const lds::SecurityInfos& infos, Lines& out) {
    for (const auto& oid : infos.oids) out.field(said("show.security_info"), oid::to_text(oid));
    for (const auto& info : infos.pace) out.field(std::string("PACE"), pace_of(info));
    for (const auto& info : infos.chip_authentication)
        out.field(said("show.chip_authentication"),
                  std::string(info.agreement == lds::Agreement::ecdh ? "ECDH, " : "DH, ") +
                      crypto::name_of(info.cipher));
    for (const auto& key : infos.chip_keys)
        out.field(said("show.chip_key"),
                  key.domain ? Sentence(key.domain->name()) : said("show.other_parameters"));
}

void describe_card_security(ByteView file, Lines& out) {
    const auto data = lds::parse_signed_data(file);
    if (oid::same(data.content_type, oid::kLdsSecurityObject)) return describe_sod(file, out);
    out.title(said("show.title_card_security"));
    describe_security_infos(lds::parse_security_infos(data.content), out);
    show::describe_signers(data, out);
}

/// What a group says of the holder, by label; what it leaves empty as well.
void describe_holder(const Holder& holder, Lines& out) {
    const auto language = out.language();
    const auto line = [&](const std::string& label, std::string text) {
        std::ranges::replace(text, '\n', ';');
        out.field(label, text.empty() ? said("field.not_given") : Sentence(std::move(text)));
    };
    for (const auto& field : holder.fields) line(label(field.key, language), field.text);
    for (const auto& field : holder.unknown_fields) line(field.name, field.text);
}

void describe_dg1(ByteView file, Lines& out) {
    const auto text = lds::mrz_of_dg1(file);
    const auto mrz = lds::parse_mrz(text);
    out.title(said("show.title_dg1"));
    const std::size_t width = mrz.format == lds::MrzFormat::td1   ? 30
                              : mrz.format == lds::MrzFormat::td2 ? 36
                                                                  : 44;
    for (std::size_t at = 0; at < text.size(); at += width)
        out.field(said("show.line"), std::string(text.substr(at, width)));
    lds::HolderMerge merge;
    merge.add(mrz);
    describe_holder(merge.take({}), out);
    for (const auto field : mrz.wrong_check_digits)
        out.field(said("show.wrong_check_digit"), lds::name_of(field));
}

void describe_picture(lds::ImageFormat format, const std::string& size, ByteView octets,
                      Lines& out) {
    const auto name = format == lds::ImageFormat::unknown ? said("show.unknown_format")
                                                          : Sentence(lds::name_of(format) + size);
    out.field(said("show.picture"), said("show.octets_of", {name, std::to_string(octets.size())}));
}

void describe_dg2(ByteView file, Lines& out) {
    out.title(said("show.title_dg2"));
    const auto faces = lds::parse_dg2(file);
    if (!faces.deviation.empty()) out.field(said("show.by_marks"), faces.deviation);
    for (const auto& image : faces.images) {
        // A record of ISO/IEC 39794-5 need not say it; the picture itself is not parsed here.
        const auto size = image.width != 0 ? ", " + std::to_string(image.width) + " x " +
                                                 std::to_string(image.height)
                                           : std::string();
        describe_picture(image.format, size, image.octets, out);
    }
}

void describe_pictures(int group, ByteView file, Lines& out) {
    out.title(said("show.title_pictures", {group_name(group)}));
    for (const auto octets : lds::parse_displayed_pictures(group, file))
        describe_picture(lds::format_of_image(octets), "", octets, out);
}

/// DG16, and the groups of the table of fields.
void describe_details(int group, ByteView file, Lines& out) {
    lds::HolderMerge merge;
    if (group == 16) {
        std::uint8_t person = 0;
        for (const auto& fields : lds::parse_dg16(file).persons) merge.add(group, fields, ++person);
    } else {
        merge.add(group, lds::parse_text_group(group, file));
    }
    out.title(said(group == 11   ? "show.title_personal"
                   : group == 12 ? "show.title_document"
                   : group == 16 ? "show.title_persons"
                                 : "show.title_text",
                   {group_name(group)}));
    describe_holder(merge.take({}), out);
}

void describe_dg13(ByteView file, Lines& out) {
    const auto* state = national::state_of(file, national::states());
    if (!state) {
        out.title(said("show.title_national"));
        return out.field(said("show.octets"), std::to_string(file.size()));
    }
    out.title(said("show.title_dg13", {std::string(state->name)}));
    lds::HolderMerge merge;
    state->parse(file).add_to(merge, state->iso_date);
    describe_holder(merge.take({}), out);
}

/// The data objects of a file that has no form of its own here, by tag.
void describe_objects(ByteView content, Lines& out) {
    tlv::Reader reader(content);
    while (!reader.empty()) {
        const auto object = reader.next();
        out.field(said("show.object", {tlv::tag_text(object.tag)}),
                  said("show.octets_alone", {std::to_string(object.value.size())}));
    }
}

void describe_atr_info(ByteView file, Lines& out) {
    out.title(std::string("EF.ATR/INFO"));
    if (const auto sizes = lds::parse_atr_info(file))
        out.field(said("show.extended_length"),
                  said("show.lengths",
                       {std::to_string(sizes->max_command), std::to_string(sizes->max_response)}));
    describe_objects(file, out);
}

void describe_other(std::uint32_t tag, ByteView file, Lines& out) {
    const int group = lds::group_of_tag(tag);
    if (group == 0) throw Error(Errc::malformed, Step::show, said("show.no_file"));
    const ByteView content = tlv::unwrap(tag, file);
    out.title(group_name(group));
    out.field(said("show.octets"), std::to_string(file.size()));
    describe_objects(content, out);
}

/// DG3 and DG4.
void describe_templates(int group, ByteView file, Lines& out) {
    out.title(said("show.title_templates", {group_name(group)}));
    for (const auto octets : lds::parse_biometric_templates(group, file))
        out.field(said("show.template"),
                  said("show.octets_alone", {std::to_string(octets.size())}));
}

void describe_dg15(ByteView file, Lines& out) {
    out.title(std::string("DG15"));
    out.field(said("show.active_authentication"),
              crypto::parse_public_key(lds::key_of_dg15(file)).description());
}

void describe_group(tlv::Tag tag, ByteView file, Lines& out) {
    switch (const int group = lds::group_of_tag(tag)) {
        case 1: return describe_dg1(file, out);
        case 2: return describe_dg2(file, out);
        case 3:
        case 4: return describe_templates(group, file, out);
        case 5:
        case 7: return describe_pictures(group, file, out);
        case 13: return describe_dg13(file, out);
        case 14:
            out.title(std::string("DG14"));
            return describe_security_infos(lds::parse_dg14(file), out);
        case 15: return describe_dg15(file, out);
        case 16: return describe_details(group, file, out);
        default:
            if (lds::has_text_fields(group)) return describe_details(group, file, out);
            describe_other(tag, file, out);
    }
}

void describe_file(tlv::Tag tag, ByteView file, Lines& out) {
    switch (tag) {
        case 0x60: return describe_com(file, out);
        case 0x77: return describe_sod(file, out);
        case 0x31:
            out.title(std::string("EF.CardAccess"));
            return describe_security_infos(lds::parse_card_access(file), out);
        case 0x30:
            if (!show::describe_trust_object(file, out)) describe_card_security(file, out);
            return;
        case 0x42: return show::describe_cvca(file, out);
        case 0x7F21: return show::describe_cv_certificate(file, out);
        case 0x7F66:
        case 0x47:
        case 0x46:
        case 0x43: return describe_atr_info(file, out);
        default: describe_group(tag, file, out);
    }
}

}  // namespace

std::string describe(ByteView file, Language language, std::size_t width) {
    const auto header = tlv::parse_header(file);
    if (!header) throw Error(Errc::malformed, Step::show, said("show.no_file"));
    Lines out(language, width);
    try {
        describe_file(header->tag, file, out);
    } catch (const Error& error) {
        if (error.code() != Errc::malformed) throw;
        throw show::with_place(error, file);
    }
    return out.take();
}

}  // namespace card
