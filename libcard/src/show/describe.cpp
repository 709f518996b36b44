// SPDX-License-Identifier: Apache-2.0
#include "card/describe.h"

#include <functional>

#include "card/error.h"
#include "card/printable.h"
#include "crypto/oids.h"
#include "crypto/public_key.h"
#include "lds/data_groups.h"
#include "lds/face_image.h"
#include "lds/holder.h"
#include "lds/security_infos.h"
#include "lds/signed_data.h"
#include "national/national.h"
#include "tlv/tlv.h"
#include "x509/certificate.h"

namespace card {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kLabel = 24;

std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

class Lines {
public:
    void title(const std::string& text) { out_ += text + "\n"; }
    void field(std::string label, const std::string& value) {
        const std::size_t has = columns(label);
        label.append(has < kLabel ? kLabel - has : 0, ' ');
        std::string rest = printable(value);
        std::string start = "  " + label + " ";
        do {
            const std::size_t room = kWidth - columns(start);
            std::size_t cut = std::min(room, rest.size());
            while (cut < rest.size() && cut > 0 &&
                   (static_cast<unsigned char>(rest[cut]) & 0xC0) == 0x80)
                --cut;
            if (cut == 0) cut = std::min(room, rest.size());  // no UTF-8
            out_ += start + rest.substr(0, cut) + "\n";
            rest.erase(0, cut);
            start = std::string(kLabel + 3, ' ');
        } while (!rest.empty());
    }
    std::string take() { return std::move(out_); }

private:
    std::string out_;
};

void describe_com(ByteView file, Lines& out) {
    const auto com = lds::parse_com(file);
    out.title("EF.COM");
    out.field("LDS version", com.lds_version);
    out.field("Unicode version", com.unicode_version);
    std::string list;
    for (const int group : com.groups)
        list += (list.empty() ? "DG" : ", DG") + std::to_string(group);
    out.field("files", list);
}

void describe_signers(const lds::SignedData& data, Lines& out) {
    out.field("signers", std::to_string(data.signers.size()));
    for (const auto octets : data.certificates) {
        const auto certificate = x509::parse_certificate(octets);
        out.field("certificate", x509::name_text(certificate.subject));
        out.field("  issuer", x509::name_text(certificate.issuer));
        out.field("  serial number", to_hex(certificate.serial));
        out.field("  valid", x509::date_text(certificate.not_before) + " to " +
                                 x509::date_text(certificate.not_after));
        out.field("  key", crypto::parse_public_key(certificate.public_key).description());
    }
}

void describe_sod(ByteView file, Lines& out) {
    const auto sod = lds::parse_sod(file);
    const auto object = lds::parse_security_object(sod.content);
    out.title("EF.SOD (its signature is judged by 'cardtool verify')");
    out.field("LDS object version", std::to_string(object.version));
    out.field("digest", object.hash ? crypto::name_of(*object.hash) : "not supported");
    for (const auto& [group, hash] : object.hashes)
        out.field("DG" + std::to_string(group), to_hex(hash));
    describe_signers(sod, out);
}

void describe_security_infos(const lds::SecurityInfos& infos, Lines& out) {
    for (const auto& oid : infos.oids) out.field("security info", oid::to_text(oid));
    for (const auto& info : infos.pace)
        out.field(
            "PACE",
            info.mapping_name() + ", " + crypto::name_of(info.cipher) +
                (info.parameter_id ? ", parameters " + std::to_string(*info.parameter_id) : ""));
    for (const auto& info : infos.chip_authentication)
        out.field("chip authentication",
                  std::string(info.agreement == lds::Agreement::ecdh ? "ECDH, " : "DH, ") +
                      crypto::name_of(info.cipher));
    for (const auto& key : infos.chip_keys)
        out.field("chip key", key.domain ? key.domain->name() : "other parameters");
}

void describe_card_security(ByteView file, Lines& out) {
    const auto data = lds::parse_signed_data(file);
    out.title("EF.CardSecurity (its signature is judged by 'cardtool verify')");
    describe_security_infos(lds::parse_security_infos(data.content), out);
    describe_signers(data, out);
}

/// What a group says of the holder, by label; what it leaves empty as well.
void describe_holder(const Holder& holder, Language language, Lines& out) {
    const auto line = [&](std::string label, std::string text) {
        std::ranges::replace(text, '\n', ';');
        out.field(std::move(label),
                  text.empty() ? std::string(card::text("field.not_given", language)) : text);
    };
    for (const auto& field : holder.fields) line(label(field.key, language), field.text);
    for (const auto& field : holder.unknown_fields) line(field.name, field.text);
}

void describe_dg1(ByteView file, Language language, Lines& out) {
    const auto text = lds::mrz_of_dg1(file);
    const auto mrz = lds::parse_mrz(text);
    out.title("DG1, machine readable zone");
    const std::size_t width = mrz.format == lds::MrzFormat::td1   ? 30
                              : mrz.format == lds::MrzFormat::td2 ? 36
                                                                  : 44;
    for (std::size_t at = 0; at < text.size(); at += width)
        out.field("line", std::string(text.substr(at, width)));
    lds::HolderMerge merge;
    merge.add(mrz);
    describe_holder(merge.take(), language, out);
    for (const auto& field : mrz.wrong_check_digits) out.field("wrong check digit", field);
}

void describe_dg2(ByteView file, Lines& out) {
    out.title("DG2, face (pictures are decoded only when their hash is proven)");
    for (const auto& image : lds::parse_dg2(file)) {
        out.field("picture", std::string(lds::name_of(image.format)) + ", " +
                                 std::to_string(image.width) + " x " +
                                 std::to_string(image.height) + ", " +
                                 std::to_string(image.octets.size()) + " octets");
    }
}

void describe_pictures(int group, ByteView file, Lines& out) {
    out.title("DG" + std::to_string(group) + ", displayed pictures");
    for (const auto octets : lds::parse_displayed_pictures(group, file))
        out.field("picture", std::string(lds::name_of(lds::format_of_image(octets))) + ", " +
                                 std::to_string(octets.size()) + " octets");
}

/// DG16, and the groups of the table of fields.
void describe_details(int group, ByteView file, Language language, Lines& out) {
    lds::HolderMerge merge;
    if (group == 16) {
        std::uint8_t person = 0;
        for (const auto& fields : lds::parse_dg16(file)) merge.add(group, fields, ++person);
    } else {
        merge.add(group, lds::parse_text_group(group, file));
    }
    out.title("DG" + std::to_string(group) +
              (group == 11   ? ", additional personal details"
               : group == 12 ? ", additional document details"
               : group == 16 ? ", persons to notify"
                             : ", text"));
    describe_holder(merge.take(), language, out);
}

void describe_dg13(ByteView file, Language language, Lines& out) {
    const auto* state = national::state_of(file, national::states());
    if (!state) {
        out.title("DG13, a national structure that this version does not know");
        return out.field("octets", std::to_string(file.size()));
    }
    out.title(std::string("DG13, ") + state->name);
    lds::HolderMerge merge;
    state->parse(file).add_to(merge);
    describe_holder(merge.take(), language, out);
}

/// The data objects of a file that has no form of its own here, by tag.
void describe_objects(ByteView content, Lines& out) {
    tlv::Reader reader(content);
    while (!reader.empty()) {
        const auto object = reader.next();
        Bytes tag;
        for (int shift = 16; shift >= 0; shift -= 8)
            if (object.tag >> shift != 0)
                tag.push_back(static_cast<std::uint8_t>(object.tag >> shift));
        out.field("object " + to_hex(tag), std::to_string(object.value.size()) + " octets");
    }
}

void describe_atr_info(ByteView file, Lines& out) {
    out.title("EF.ATR/INFO");
    if (const auto sizes = lds::parse_atr_info(file))
        out.field("extended length", "commands " + std::to_string(sizes->max_command) +
                                         ", responses " + std::to_string(sizes->max_response));
    describe_objects(file, out);
}

void describe_other(std::uint32_t tag, ByteView file, Lines& out) {
    const int group = lds::group_of_tag(tag);
    if (group == 0)
        throw Error(Errc::malformed, Step::show, "not a file of an electronic travel document");
    const ByteView content = tlv::unwrap(tag, file);
    out.title("DG" + std::to_string(group));
    out.field("octets", std::to_string(file.size()));
    describe_objects(content, out);
}

}  // namespace

std::string describe(ByteView file, Language language) {
    const auto header = tlv::parse_header(file);
    if (!header)
        throw Error(Errc::malformed, Step::show, "not a file of an electronic travel document");
    Lines out;
    switch (header->tag) {
        case 0x60: describe_com(file, out); break;
        case 0x77: describe_sod(file, out); break;
        case 0x31:
            out.title("EF.CardAccess");
            describe_security_infos(lds::parse_card_access(file), out);
            break;
        case 0x30: describe_card_security(file, out); break;
        case 0x61: describe_dg1(file, language, out); break;
        case 0x75: describe_dg2(file, out); break;
        case 0x6D: describe_dg13(file, language, out); break;
        case 0x6E:
            out.title("DG14");
            describe_security_infos(lds::parse_dg14(file), out);
            break;
        case 0x65: describe_pictures(5, file, out); break;
        case 0x67: describe_pictures(7, file, out); break;
        case 0x70: describe_details(16, file, language, out); break;
        case 0x7F66:
        case 0x47:
        case 0x46:
        case 0x43: describe_atr_info(file, out); break;
        case 0x6F:
            out.title("DG15");
            out.field("active authentication",
                      crypto::parse_public_key(lds::key_of_dg15(file)).description());
            break;
        default:
            if (const int group = lds::group_of_tag(header->tag); lds::has_text_fields(group))
                describe_details(group, file, language, out);
            else describe_other(header->tag, file, out);
    }
    return out.take();
}

}  // namespace card
