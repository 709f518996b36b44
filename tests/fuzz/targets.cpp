// SPDX-License-Identifier: Apache-2.0
#include "fuzz/targets.h"

#include "access/cv_certificate.h"
#include "apdu/apdu.h"
#include "card/access_key.h"
#include "card/describe.h"
#include "card/error.h"
#include "card/report.h"
#include "card/survey.h"
#include "card/trust_store.h"
#include "crypto/oids.h"
#include "crypto/public_key.h"
#include "image/decoders.h"
#include "judge/contents.h"
#include "lds/data_groups.h"
#include "lds/face_image.h"
#include "lds/mrz.h"
#include "lds/names.h"
#include "lds/security_infos.h"
#include "lds/signed_data.h"
#include "national/vietnam/vietnam.h"
#include "nfc/nfc_reader.h"
#include "replay/replay.h"
#include "sm/secure_messaging.h"
#include "tlv/tlv.h"
#include "trust/cms.h"
#include "trust/ldif.h"
#include "trust/store_files.h"
#include "trust/trust_index.h"

namespace fuzz {
namespace {

using card::ByteView;

/// Runs a parser; anything but card::Error escapes and is a finding.
template <class Parser>
void guarded(Parser parse) {
    try {
        parse();
    } catch (const card::Error&) {}
}

void walk(ByteView octets, int depth) {
    card::tlv::Reader reader(octets);
    while (!reader.empty() && depth < card::tlv::kMaxDepth) {
        const auto element = reader.next();
        if (element.whole[0] & 0x20) walk(element.value, depth + 1);
    }
}

void tlv(const std::uint8_t* data, std::size_t size) {
    guarded([&] { walk({data, size}, 0); });
    guarded([&] {
        bool changed = false;
        card::tlv::to_der({data, size}, changed);
    });
}

class OneAnswer final : public card::Channel {
public:
    explicit OneAnswer(ByteView answer) : answer_(answer) {}
    card::apdu::Response transmit(const card::apdu::Command&) override {
        return card::apdu::Response::parse(answer_);
    }

private:
    ByteView answer_;
};

void secure_messaging(const std::uint8_t* data, std::size_t size) {
    guarded([&] { card::apdu::Command::parse({data, size}); });
    const card::SecretBytes secret(card::Bytes(32, 0x17));
    for (const auto algorithm : {card::crypto::Symmetric::des3, card::crypto::Symmetric::aes256})
        guarded([&] {
            OneAnswer below({data, size});
            card::SecureMessaging sm(below, card::SessionKeys::from_secret(algorithm, secret));
            sm.transmit(card::apdu::Command::case2(0, 0xB0, 0, 0, 223));
        });
}

void card_access(const std::uint8_t* data, std::size_t size) {
    guarded([&] { card::lds::parse_card_access({data, size}); });
}
void com(const std::uint8_t* data, std::size_t size) {
    guarded([&] { card::lds::parse_com({data, size}); });
    guarded([&] { card::lds::parse_atr_info({data, size}); });
    card::lds::announces_extended_length({data, size});
}
void sod(const std::uint8_t* data, std::size_t size) {
    card::Document document;
    document.files[card::FileId::sod] = card::to_bytes({data, size});
    card::verify(document, card::TrustStore());
}
void dg1(const std::uint8_t* data, std::size_t size) {
    guarded([&] { card::lds::parse_mrz(card::lds::mrz_of_dg1({data, size})); });
}
void dg2(const std::uint8_t* data, std::size_t size) {
    guarded([&] {
        for (const auto& image : card::lds::parse_dg2({data, size}).images)
            card::image::decode(image.octets);
    });
}
void image(const std::uint8_t* data, std::size_t size) {
    guarded([&] { card::image::decode({data, size}); });
}
void dg13(const std::uint8_t* data, std::size_t size) {
    for (const auto* state : card::national::states()) guarded([&] { state->parse({data, size}); });
}
void dg14(const std::uint8_t* data, std::size_t size) {
    guarded([&] { card::lds::parse_dg14({data, size}); });
}
void dg15(const std::uint8_t* data, std::size_t size) {
    guarded([&] { card::crypto::parse_public_key(card::lds::key_of_dg15({data, size})); });
}
void additional(const std::uint8_t* data, std::size_t size) {
    const ByteView file(data, size);
    for (int group = 1; group <= card::kDataGroups; ++group)
        if (card::lds::has_text_fields(group))
            guarded([&] { card::lds::parse_text_group(group, file); });
    guarded([&] { card::lds::parse_dg16(file); });
    for (const int group : {5, 7})
        guarded([&] { card::lds::parse_displayed_pictures(group, file); });
    for (const int group : {3, 4})
        guarded([&] { card::lds::parse_biometric_templates(group, file); });
}
void card_security(const std::uint8_t* data, std::size_t size) {
    guarded([&] {
        const auto signed_data = card::lds::parse_signed_data({data, size});
        card::trust::check_cms(signed_data, card::oid::kSecurityObject);
        card::lds::parse_security_infos(signed_data.content);
    });
}
void cv_certificate(const std::uint8_t* data, std::size_t size) {
    guarded([&] { card::access::parse_cv_certificate({data, size}); });
    guarded([&] { card::access::parse_cvca({data, size}); });
}
void dynamic_data(const std::uint8_t* data, std::size_t size) {
    guarded([&] {
        const auto value = card::tlv::unwrap(0x82, card::tlv::unwrap(0x7C, ByteView(data, size)));
        card::crypto::Curve::by_id(13)->decode(value);
    });
}
void master_list(const std::uint8_t* data, std::size_t size) {
    guarded([&] { card::trust::parse_master_list({data, size}, {}); });
}
void deviation_list(const std::uint8_t* data, std::size_t size) {
    guarded([&] { card::trust::parse_deviation_list({data, size}, {}); });
}
void ldif(const std::uint8_t* data, std::size_t size) {
    guarded([&] { card::trust::parse_ldif(card::as_text({data, size})); });
    guarded([&] { card::trust::objects_of({data, size}); });
}
void certificate(const std::uint8_t* data, std::size_t size) {
    guarded([&] {
        const auto parsed = card::x509::parse_certificate({data, size});
        card::x509::canonical_name(parsed.subject);
        card::x509::name_text(parsed.issuer);
        card::crypto::parse_public_key(parsed.public_key);
    });
}
void crl(const std::uint8_t* data, std::size_t size) {
    guarded([&] {
        card::x509::parse_crl({data, size}).lists(ByteView(data, std::min<std::size_t>(size, 8)));
    });
}
void mrz(const std::uint8_t* data, std::size_t size) {
    guarded([&] { card::AccessKey::from_mrz(card::as_text({data, size})); });
}
void qr(const std::uint8_t* data, std::size_t size) {
    const auto text = card::as_text({data, size});
    guarded([&] { card::AccessKey::from_printed("VN", {.code = text}); });
    card::lds::fold_name(text);
    card::national::vietnam::parse_day(text);
}
/// Both forms of what is printed, against the chip's own words; nothing may be thrown.
void body(const std::uint8_t* data, std::size_t size) {
    card::judge::Contents contents;
    contents.mrz = card::lds::parse_mrz(
        "IDVNM0990001232999099000123<<19901018M3901016VNM<<<<<<<<<<<6NGUYEN<<VAN<THU<<<<<<<<<<<<<<"
        "<");
    const std::string text(card::as_text({data, size}));
    card::judge::CheckList checks;
    card::judge::check_body(contents, {text, text}, card::national::states(), checks);
}
void transcript(const std::uint8_t* data, std::size_t size) {
    guarded([&] { card::replay_transcript(card::as_text({data, size})); });
}
/// Every file holds the same octets; nothing may be thrown.
void survey(const std::uint8_t* data, std::size_t size) {
    card::Document document;
    for (const auto file : {card::FileId::card_access, card::FileId::atr_info, card::FileId::com,
                            card::FileId::sod, card::FileId::dg1, card::FileId::dg2,
                            card::FileId::dg13, card::FileId::dg14, card::FileId::dg15})
        document.files[file] = card::to_bytes({data, size});
    document.active_authentication.key_file = document.files[card::FileId::dg15];
    document.active_authentication.signature = document.files[card::FileId::dg15];
    card::survey(document, card::verify(document, card::TrustStore()), {}, {});
}
void ats(const std::uint8_t* data, std::size_t size) { card::nfc::atr_of_ats({data, size}); }
void show(const std::uint8_t* data, std::size_t size) {
    guarded([&] { card::describe({data, size}); });
}

}  // namespace

const Named kTargets[] = {{"tlv", tlv},
                          {"sm", secure_messaging},
                          {"card_access", card_access},
                          {"com", com},
                          {"sod", sod},
                          {"dg1", dg1},
                          {"dg2", dg2},
                          {"image", image},
                          {"dg13", dg13},
                          {"dg14", dg14},
                          {"dg15", dg15},
                          {"additional", additional},
                          {"card_security", card_security},
                          {"cv_certificate", cv_certificate},
                          {"dynamic_data", dynamic_data},
                          {"master_list", master_list},
                          {"deviation_list", deviation_list},
                          {"ldif", ldif},
                          {"certificate", certificate},
                          {"crl", crl},
                          {"mrz", mrz},
                          {"qr", qr},
                          {"body", body},
                          {"transcript", transcript},
                          {"show", show},
                          {"survey", survey},
                          {"ats", ats},
                          {"manifest", manifest},
                          {"trust_import", trust_import},
                          {nullptr, nullptr}};

}  // namespace fuzz
