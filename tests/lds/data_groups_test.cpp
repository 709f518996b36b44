// SPDX-License-Identifier: Apache-2.0
// Data groups beside the face and the MRZ: published samples, our own specimens, and files made to
// mislead.
#include <gtest/gtest.h>

#include "card/error.h"
#include "crypto/hash.h"
#include "lds/additional_data.h"
#include "lds/face_image.h"
#include "lds/holder.h"
#include "support/fixtures.h"
#include "tlv/tlv.h"

namespace {

using card::Bytes;
using card::FieldId;
using card::from_hex;

Bytes sample(const char* name) {
    return support::read_file(support::shared_data() / "vectors/lds" / name);
}

TEST(DataGroup11, of_the_published_sample_has_its_fields) {
    NEEDS_SHARED_DATA();
    const auto fields = card::lds::parse_text_group(11, sample("dg11_SMITH_JOHN.bin"));
    EXPECT_EQ(fields,
              (card::lds::TextFields{{{FieldId::full_name, "SMITH, JOHN J"},
                                      {FieldId::place_of_birth, "ANYTOWN, MN"},
                                      {FieldId::permanent_address, "123 MAPLE RD, ANYTOWN, MN"},
                                      {FieldId::telephone, "16125551212"},
                                      {FieldId::profession, "TRAVEL AGENT"}},
                                     {}}));
}

TEST(DataGroup16, of_the_published_sample_has_two_persons) {
    NEEDS_SHARED_DATA();
    const auto persons = card::lds::parse_dg16(sample("dg16_SMITH_BROWN.bin")).persons;
    ASSERT_EQ(persons.size(), 2U);
    EXPECT_EQ(persons[0].known.at(FieldId::notify_name), "SMITH, CHARLES R");
    EXPECT_EQ(persons[1].known.at(FieldId::notify_date_recorded), "20020315");
}

TEST(DataGroup7, of_the_published_sample_has_one_picture) {
    NEEDS_SHARED_DATA();
    const auto file = sample("dg7_logo_jpeg.bin");
    const auto pictures = card::lds::parse_displayed_pictures(7, file);
    ASSERT_EQ(pictures.size(), 1U);
    EXPECT_EQ(card::lds::format_of_image(pictures[0]), card::lds::ImageFormat::jpeg);
}

TEST(DataGroup2, in_the_form_of_iso_39794_5_yields_the_published_picture) {
    NEEDS_SHARED_DATA();
    const auto file =
        support::read_file(support::shared_data() / "biometrics/dg2_39794-5_mandatory.dat");
    const auto images = card::lds::parse_dg2(file).images;
    ASSERT_EQ(images.size(), 1U);
    EXPECT_EQ(images[0].format, card::lds::ImageFormat::jpeg2000);
    EXPECT_EQ(card::to_bytes(images[0].octets),
              support::read_file(support::shared_data() / "biometrics/iso39794_face.jp2"));
}

TEST(DataGroup11, takes_a_date_in_bcd_templates_of_other_names_and_fields_it_has_no_name_for) {
    Bytes content = card::tlv::make(0x5C, from_hex("5F2B5F77A0"));
    card::tlv::write(content, 0x5F2B, from_hex("19740812"));
    card::tlv::write(content, 0x5F77, card::as_octets("new"));
    Bytes names = card::tlv::make(0x02, from_hex("02"));
    card::tlv::write(names, 0x5F0F, card::as_octets("A"));
    card::tlv::write(names, 0x5F0F, card::as_octets("B"));
    card::tlv::write(content, 0xA0, names);
    const auto fields = card::lds::parse_text_group(11, card::tlv::make(0x6B, content));
    EXPECT_EQ(fields, (card::lds::TextFields{{{FieldId::full_date_of_birth, "19740812"},
                                              {FieldId::other_names, "A\nB"}},
                                             {{0x5F77, "new"}},
                                             {"5F77"}}));
}

TEST(DataGroups, that_claim_too_much_or_nest_too_deep_are_refused) {
    Bytes many;
    for (int i = 0; i < 100; ++i)
        card::tlv::write(many, 0x5F01U + static_cast<unsigned>(i), card::as_octets("x"));
    EXPECT_THROW(card::lds::parse_text_group(11, card::tlv::make(0x6B, many)), card::Error);
    const Bytes nested = card::tlv::make(
        0x6B, card::tlv::make(
                  0xA0, card::tlv::make(0xA0, card::tlv::make(0x5F0F, card::as_octets("x")))));
    EXPECT_THROW(card::lds::parse_text_group(11, nested), card::Error);
    EXPECT_THROW(card::lds::parse_dg16(from_hex("7003020111")),
                 card::Error);  // seventeen persons, none there
    EXPECT_THROW(card::lds::parse_displayed_pictures(7, from_hex("67030201FF")), card::Error);
    EXPECT_THROW(card::lds::parse_displayed_pictures(7, from_hex("6503020100")),
                 card::Error);  // another group's tag
    EXPECT_THROW(card::lds::parse_biometric_templates(3, from_hex("63087F61050201157F60")),
                 card::Error);
    EXPECT_TRUE(card::lds::parse_biometric_templates(3, from_hex("630D7F610A02010053055A5A5A5A5A"))
                    .empty());
}

TEST(Holder, lists_a_national_group_first_and_takes_its_word_for_a_field_that_two_groups_have) {
    card::lds::HolderMerge merge;
    merge.add(16, {{{FieldId::notify_name, "second"}}, {}}, 2);
    merge.add(16, {{{FieldId::notify_name, "first"}}, {{0x5F77, "new"}}}, 1);
    merge.add(11, {{{FieldId::full_name, "AN<BINH"}, {FieldId::telephone, "1"}}, {}});
    card::lds::Mrz mrz;
    mrz.surname = "AN";
    merge.add(mrz);
    merge.add_national(FieldId::full_name, 2, "An Bình", {});
    merge.add_national({}, 17, "x", {});
    merge.add(12, {{{FieldId::date_of_issue, "20240101"}}, {}});
    const auto holder = merge.take({});
    std::vector<card::HolderField> given;
    for (const auto& field : holder.fields)
        if (!field.text.empty()) given.push_back(field);
    EXPECT_EQ(given, (std::vector<card::HolderField>{
                         {FieldId::full_name, 13, "An Bình"},
                         {FieldId::mrz_surname, 1, "AN"},
                         {FieldId::telephone, 11, "1"},
                         {FieldId::date_of_issue, 12, "20240101", "2024-01-01"},
                         {{FieldId::notify_name, 1}, 16, "first"},
                         {{FieldId::notify_name, 2}, 16, "second"}}));
    EXPECT_EQ(holder.unknown_fields, (std::vector<card::UnknownField>{
                                         {13, "field_17", "x"}, {16, "notify_1_tag_5F77", "new"}}));
}

TEST(DataGroups, of_a_passport_come_into_the_report_only_when_they_passed) {
    const auto specimen = support::specimen("passport-cam");
    const auto document = support::read(specimen, support::mrz_of(specimen));
    const auto report =
        card::verify(document, support::trust_of(specimen), support::policy_today());
    const auto& holder = report.holder();
    EXPECT_EQ(holder.text(FieldId::full_name), "ERIKSSON ANNA MARIA");
    EXPECT_EQ(holder.text(FieldId::issuing_authority), "UTOPIAN SPECIMEN OFFICE");
    EXPECT_EQ(holder.text({FieldId::notify_name, 1}), "ERIKSSON, ERIK");
    for (const char* id :
         {"dg.content.5", "dg.content.7", "dg.content.11", "dg.content.12", "dg.content.16"})
        EXPECT_EQ(report.check(id)->outcome, card::Outcome::passed) << id;
    auto changed = document;
    changed.files[card::FileId::dg11].back() ^= 1;
    const auto judged = card::verify(changed, support::trust_of(specimen), support::policy_today());
    EXPECT_FALSE(judged.holder().has(FieldId::full_name));
    EXPECT_EQ(judged.check("dg.content.11")->outcome, card::Outcome::not_possible);
}

}  // namespace
