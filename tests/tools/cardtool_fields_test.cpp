// SPDX-License-Identifier: Apache-2.0
// Every field that was parsed is printed, with its label in the language that was asked for.
#include <gtest/gtest.h>

#include <algorithm>

#include "card/messages.h"
#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

using card::Language;

struct Shown {
    const char* specimen;
    std::vector<const char*> files;
    std::size_t fields;  ///< that are not empty
};
std::ostream& operator<<(std::ostream& out, const Shown& shown) { return out << shown.specimen; }

/// Without line ends and the blanks of a table.
std::string packed(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == ';'; });
    return text;
}

card::Holder holder_of(const simulated::Specimen& specimen) {
    return card::verify(support::read(specimen, support::mrz_of(specimen)),
                        support::trust_of(specimen), support::policy_today())
        .holder();
}

void expect_all(const card::Holder& holder, const std::string& out, Language language) {
    const auto text = packed(out);
    std::size_t from = 0;
    for (const auto& field : holder.fields) {
        if (field.text.empty()) continue;
        const auto label = packed(card::label(field.key, language)), value = packed(field.text);
        const auto plain = text.find(label + value, from),
                   mrz = text.find(label + "(MRZ)" + value, from);
        const auto at = std::min(plain, mrz);
        ASSERT_NE(at, std::string::npos) << card::name_of(field.key) << " in its place\n" << out;
        from = at;
    }
    for (const auto& field : holder.unknown_fields)
        EXPECT_NE(text.find(field.name + packed(field.text)), std::string::npos) << field.name;
}

class EveryField : public testing::TestWithParam<Shown> {};

TEST_P(EveryField, is_printed_by_read_in_the_order_of_the_card) {
    const auto specimen = support::specimen(GetParam().specimen);
    const auto holder = holder_of(specimen);
    EXPECT_EQ(std::ranges::count_if(holder.fields,
                                    [](const auto& field) { return !field.text.empty(); }) +
                  std::ssize(holder.unknown_fields),
              static_cast<std::ptrdiff_t>(GetParam().fields));
    for (const auto language : {Language::en, Language::vi}) {
        const auto ran =
            support::cardtool(std::string("read --reader sim:") + GetParam().specimen + " --mrz '" +
                              specimen.text("mrz") + "' --trust " +
                              (support::specimens() / specimen.text("trust")).string() +
                              (language == Language::en ? " --lang en" : " --lang vi"));
        expect_all(holder, ran.out, language);
    }
}

TEST_P(EveryField, is_printed_by_show_of_its_file) {
    support::Folder folder;
    const auto specimen = support::specimen(GetParam().specimen);
    const auto saved = (folder.path() / "saved").string();
    support::cardtool(std::string("read --reader sim:") + GetParam().specimen + " --mrz '" +
                      specimen.text("mrz") + "' --save " + saved);
    const auto holder = holder_of(specimen);
    for (const auto language : {Language::en, Language::vi})
        for (const char* file : GetParam().files) {
            const auto ran =
                support::cardtool("show " + saved + "/" + file + ".bin" +
                                  (language == Language::en ? " --lang en" : " --lang vi"));
            card::Holder part;
            for (const auto& field : holder.fields)
                if (file == "DG" + std::to_string(field.group)) part.fields.push_back(field);
            for (const auto& field : holder.unknown_fields)
                if (file == "DG" + std::to_string(field.group))
                    part.unknown_fields.push_back(field);
            EXPECT_FALSE(part.empty()) << file;
            expect_all(part, ran.out, language);
        }
}

INSTANTIATE_TEST_SUITE_P(Specimens, EveryField,
                         testing::Values(Shown{"vn-citizen-2021", {"DG1", "DG13"}, 25},
                                         Shown{"vn-citizen-long-name", {"DG1", "DG13"}, 25},
                                         Shown{"passport-cam", {"DG1", "DG11", "DG12", "DG16"}, 23},
                                         Shown{"passport-bac", {"DG1"}, 9}));

}  // namespace
