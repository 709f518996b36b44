// SPDX-License-Identifier: Apache-2.0
// Signed objects and files of invented documents that deviate in one thing: octets that belong to
// nothing, attributes, types and digests of EF.SOD.
#include <gtest/gtest.h>

#include "card/explain.h"
#include "support/invented_documents.h"
#include "tlv/tlv.h"

namespace {

using namespace support;
using card::Because;
using card::Bytes;
using card::from_hex;
using card::Outcome;
using card::Reason;
using card::Verdict;
using card::tlv::make;

using OddObjects = InventedDocuments;

Because stray_in(const char* file) { return {Reason::content_stray_octets, {file}}; }

Bytes all(std::initializer_list<Bytes> parts) { return parts::joined(parts); }

/// A group of pictures or templates with strays before, between and behind them.
struct Group {
    int number;
    Bytes file;
    bool stray;
};
std::vector<Group> groups_of_counted_objects() {
    const auto two = from_hex("020102"), none = from_hex("020100"), junk = from_hex("5F7701AA"),
               zeros = from_hex("0000"), cut = from_hex("5F7F7F");
    const auto instance = make(0x7F60, all({make(0xA1, {}), make(0x5F2E, from_hex("010203"))}));
    const auto odd = make(0x7F60, all({make(0xA1, {}), make(0x5F2E, from_hex("010203")), junk}));
    const auto portrait = make(0x5F40, from_hex("FFD8FF")), mark = make(0x5F43, from_hex("FFD8FF"));
    std::vector<Group> groups;
    for (const auto& [number, tag] : {std::pair(3, 0x63U), std::pair(4, 0x76U)}) {
        const auto in = [&](const Bytes& content, const Bytes& behind = {}) {
            return make(tag, all({make(0x7F61, content), behind}));
        };
        groups.push_back({number, in(all({two, instance, instance})), false});
        groups.push_back({number, in(all({none, make(0x53, from_hex("0102"))})), false});
        groups.push_back({number, in(all({two, instance, junk, instance})), true});
        groups.push_back({number, in(all({two, instance, cut, instance})), true});
        groups.push_back({number, in(all({two, instance, odd})), true});
        groups.push_back({number, in(all({two, instance, instance}), zeros), true});
        groups.push_back({number, all({in(all({two, instance, instance})), zeros}), true});
    }
    for (const auto& [number, tag, one] :
         {std::tuple(5, 0x65U, portrait), std::tuple(7, 0x67U, mark)}) {
        const auto in = [tag = tag](const Bytes& content) { return make(tag, content); };
        groups.push_back({number, in(all({two, one, one})), false});
        groups.push_back({number, in(all({two, one, junk, one})), true});
        groups.push_back({number, in(all({two, one, cut, one})), true});
        groups.push_back({number, in(all({two, one, one, zeros})), true});
        groups.push_back({number, in(all({two, one, one, one})), true});
        groups.push_back({number, all({in(all({two, one, one})), zeros}), true});
    }
    return groups;
}

TEST_F(OddObjects, octets_that_belong_to_nothing_in_counted_groups_are_passed_over_and_told) {
    for (const auto& group : groups_of_counted_objects()) {
        const auto id = "dg.content." + std::to_string(group.number);
        const auto name = "DG" + std::to_string(group.number);
        SCOPED_TRACE(card::to_hex(group.file));
        expect({.groups = {{group.number, group.file}}}, id.c_str(), Outcome::passed,
               group.stray ? std::vector<Because>{stray_in(name.c_str())} : std::vector<Because>());
    }
    // What it says is there is not.
    const auto few = judged({.groups = {{5, from_hex("65 0A 020102 5F4002FFD8 0000")}}});
    EXPECT_EQ(few.check("dg.content.5")->outcome, Outcome::failed);
    EXPECT_TRUE(few.check("dg.content.5")->attention);
}

TEST_F(OddObjects, octets_that_belong_to_nothing_in_the_security_object_are_passed_over_and_told) {
    const std::vector<Because> why{stray_in("EF.SOD")};
    expect({.behind_object = from_hex("0000")}, "sod.structure", Outcome::passed, why);
    expect({.behind_object = from_hex("FF")}, "sod.structure", Outcome::passed, why);
    expect({.behind_hashes = from_hex("0500")}, "sod.structure", Outcome::passed, why);
    expect({}, "sod.structure", Outcome::passed, {});
    // A number and a hash under another tag could hide a group from the list.
    const auto hidden = judged({.behind_hashes = from_hex("3106020103040100")});
    EXPECT_EQ(hidden.verdict(), card::Verdict::undetermined);
    EXPECT_EQ(hidden.check("sod.structure")->outcome, Outcome::not_possible);
    EXPECT_EQ(text_of(why[0], card::Language::en), "octets in EF.SOD that belong to nothing");
    EXPECT_EQ(text_of(why[0], card::Language::vi), "EF.SOD có dữ liệu thừa");
}

constexpr const char *kContentType = "678108010101", *kLegacyType = "2B1B010101";

TEST_F(OddObjects, attributes_that_lack_what_they_must_have_accuse_only_where_nothing_is_signed) {
    expect_limit({.signature = {.named_type = ""}}, "sod.signed_attributes",
                 Reason::cms_content_type_missing);
    expect_wrong({.signature = {.message_digest = false}}, "sod.signed_attributes",
                 Reason::cms_attribute_missing);
    expect_wrong({.type = kLegacyType, .signature = {.named_type = kContentType}},
                 "sod.signed_attributes", Reason::cms_content_type_differs);
    expect({.type = kLegacyType}, "sod.structure", Outcome::passed,
           {Reason::cms_legacy_content_type});
    const Because missing(Reason::cms_content_type_missing);
    EXPECT_EQ(text_of(missing, card::Language::en),
              "contentType is missing among the signed attributes: it cannot be judged");
    EXPECT_EQ(text_of(missing, card::Language::vi),
              "thiếu contentType trong thuộc tính đã ký: chưa xét được");
}

TEST_F(OddObjects, content_signed_without_attributes_counts_only_where_nothing_else_is_odd) {
    const SignedForm bare{.attributes = false};
    constexpr const char* kId = "sod.signed_attributes";
    expect({.signature = bare}, kId, Outcome::passed, {Reason::cms_no_attributes});
    const Because unfit(Reason::cms_no_attributes_unfit);
    expect_limit({.ber = true, .signature = bare}, kId, unfit);
    expect_limit({.groups = {{1, {}}, {7, from_hex("6703020100")}}, .signature = bare}, kId, unfit);
    expect_limit({.type = kLegacyType, .signature = bare}, kId, unfit);
    expect_limit({.behind_object = from_hex("0000"), .signature = bare}, kId, unfit);
}

constexpr const char *kSha1 = "2B0E03021A", *kSha384 = "608648016503040202",
                     *kMd2 = "2A864886F70D0202", *kMd5 = "2A864886F70D0205",
                     *kEcdsaSha1 = "2A8648CE3D0401", *kSha3 = "608648016503040208",
                     *kEcdsaSha3 = "60864801650304030A", *kMd2WithRsa = "2A864886F70D010102",
                     *kMd5WithRsa = "2A864886F70D010104";

TEST_F(OddObjects, a_weak_digest_in_either_place_is_told_and_a_broken_one_accuses) {
    const std::vector<Because> weak{Reason::sha1_weak};
    constexpr const char* kId = "sod.algorithms";
    expect({.signature = {.digested_with = card::crypto::Hash::sha1, .digest = kSha1}}, kId,
           Outcome::passed, weak);
    expect({.signature = {.signed_with = "SHA1", .algorithm = kEcdsaSha1}}, kId, Outcome::passed,
           weak);
    for (const char* algorithm : {kMd2WithRsa, kMd5WithRsa}) {
        const auto report = judged({.signature = {.algorithm = algorithm}});
        EXPECT_EQ(report.check(kId)->outcome, Outcome::failed) << algorithm;
        EXPECT_EQ(report.check(kId)->reasons, std::vector<Because>{Reason::md5});
        EXPECT_EQ(report.verdict(), Verdict::not_genuine);
    }
    for (const char* broken : {kMd2, kMd5}) {
        const auto report = judged({.signature = {.digest = broken}});
        EXPECT_EQ(report.check(kId)->outcome, Outcome::failed) << broken;
        EXPECT_EQ(report.check(kId)->reasons, std::vector<Because>{Reason::md5});
        EXPECT_EQ(report.verdict(), Verdict::not_genuine);
    }
}

TEST_F(OddObjects, an_algorithm_that_is_not_known_is_our_limit_in_words) {
    expect_limit({.signature = {.digest = kSha3}}, "sod.signed_attributes",
                 Reason::digest_not_supported);
    expect_limit({.signature = {.algorithm = kEcdsaSha3}}, "sod.signature",
                 Reason::signature_not_supported);
    const Because digest(Reason::digest_not_supported);
    EXPECT_EQ(text_of(digest, card::Language::en), "this version cannot compute this digest");
    EXPECT_EQ(text_of(digest, card::Language::vi),
              "phiên bản này chưa tính được thuật toán băm này");
}

/// A SignerInfo of a signer that nobody knows.
Bytes unknown_signer() {
    return parts::sequence(
        {parts::integer(1), parts::sequence({parts::encoded(kUtopia), parts::integer(4)}),
         parts::algorithm(kSha384), parts::algorithm(kEcdsaSha3), make(0x04, from_hex("00"))});
}

TEST_F(OddObjects, several_signers_of_whom_one_cannot_be_judged_are_our_limit) {
    expect_limit({.signature = {.more_infos = unknown_signer()}}, "sod.structure",
                 Reason::cms_several_signers);
}

Bytes names_certificate(const Bytes& digest) {  // RFC 5035 §5.4.1, version 1
    const auto list = parts::sequence({parts::sequence({parts::sequence({make(0x04, digest)})})});
    return parts::sequence({parts::oid("2A864886F70D010910020C"), make(0x31, list)});
}

TEST_F(OddObjects, a_certificate_that_the_attributes_name_by_sha_1_must_be_the_signers) {
    const auto signer = parts::signer_certificate(kVietnam, 1, 77, {}, nullptr);
    expect_wrong({.signature = {.more_attributes = names_certificate(Bytes(20))}},
                 "sod.signed_attributes", Reason::cms_other_certificate);
}

TEST_F(OddObjects, what_nobody_can_read_is_told_as_our_limit_in_both_languages) {
    const std::tuple<Reason, const char*, const char*> words[] = {
        {Reason::cms_other_content_type, "this version cannot read signed content of this type",
         "phiên bản này chưa đọc được loại nội dung đã ký này"},
        {Reason::cms_no_content,
         "the content is not in it, only the signature over it: it cannot be judged",
         "không có nội dung, chỉ có chữ ký: chưa xét được"},
        {Reason::dg15_key_unfit, "this version cannot use the key in DG15",
         "phiên bản này chưa dùng được khóa trong DG15"},
        {Reason::dg15_malformed, "this version cannot read the chip's key: DG15 has another form",
         "phiên bản này không đọc được khóa của chip: DG15 có dạng khác"}};
    for (const auto& [why, en, vi] : words) {
        EXPECT_EQ(text_of(why, card::Language::en), en);
        EXPECT_EQ(text_of(why, card::Language::vi), vi);
    }
}

}  // namespace
