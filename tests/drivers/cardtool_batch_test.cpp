// SPDX-License-Identifier: Apache-2.0
// cardtool over many documents, and over folders that somebody prepared.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "drivers/run_cardtool.h"
#include "support/fixtures.h"

namespace {

using support::cardtool;

std::string trust(const char* name = "trust") {
    return " --trust " + (support::specimens() / name).string();
}

TEST(Cardtool, many_documents_are_judged_by_several_workers_and_each_is_named) {
    support::Folder folder;
    const auto all = folder.path() / "all";
    std::filesystem::create_directories(all);
    for (const auto& [name, lie] :
         {std::pair{"right", ""}, std::pair{"forged", ",dg2-other-portrait"}})
        cardtool("read --reader sim:vn-citizen-2021" + std::string(lie) + " --can 000123 --save " +
                 (all / name).string() + trust());
    static constexpr int kMore = 20;
    for (int i = 0; i < kMore; ++i)
        std::filesystem::copy(all / "right", all / ("copy" + std::to_string(i)));
    const auto ran = cardtool("verify --jobs 3 " + all.string() + trust(), "2>&1");
    EXPECT_EQ(ran.exit_code, 12);
    EXPECT_NE(ran.out.find("12  not genuine  " + (all / "forged").string() + "\n"),
              std::string::npos)
        << ran.out;
    EXPECT_NE(ran.out.find(
                  "22 documents: 1 with exit code 12, 0 with exit code 11, 21 with exit code 10"),
              std::string::npos)
        << ran.out;

    std::filesystem::create_directory(folder.path() / "empty");
    EXPECT_EQ(
        cardtool("verify --jobs 2 " + all.string() + " " + (all / "nothing.sod").string() + trust(),
                 "2>&1")
            .exit_code,
        12)
        << "a forged one is weightier than an unreadable one";
    EXPECT_EQ(cardtool("verify --jobs 2 " + all.string() + trust(), ">/dev/full 2>&1").exit_code,
              3);

    std::filesystem::remove_all(all / "forged");
    const auto reports = cardtool("verify --jobs 2 --json " + all.string() + trust());
    EXPECT_EQ(reports.exit_code, 10);
    std::istringstream lines(reports.out);
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count)
        EXPECT_EQ(nlohmann::json::parse(line).at("report").at("verdict").get<std::string>(),
                  "data authentic, chip unproven");
    EXPECT_EQ(count, kMore + 1);

    std::filesystem::remove(all / "copy4/EF_SOD.bin");
    const auto broken = cardtool("verify --jobs 2 " + all.string() + trust(), "2>&1");
    EXPECT_EQ(broken.exit_code, 2);
    EXPECT_NE(broken.out.find("cardtool: " + (all / "copy4").string() +
                              ": there is no EF_SOD.bin in this folder\n"),
              std::string::npos)
        << broken.out;
    EXPECT_NE(
        broken.out.find("21 documents: 0 with exit code 12, 0 with exit code 11, 20 with exit code "
                        "10, 0 with exit code 13, 0 with exit code 0, 1 unreadable"),
        std::string::npos)
        << broken.out;
    EXPECT_EQ(cardtool("verify --jobs 2 " + (all / "copy4").string() + trust(), "2>&1").exit_code,
              2)
        << "it holds no documents either";
    std::filesystem::resize_file(all / "copy3/EF_SOD.bin", 0);
    EXPECT_EQ(cardtool("verify --jobs 2 " + all.string() + trust(), "2>&1").exit_code, 12);
}

TEST(Cardtool, a_folder_s_name_writes_no_line_of_its_own) {
    support::Folder folder;
    const auto all = folder.path() / "all";
    std::filesystem::create_directories(all);
    cardtool("read --reader sim:vn-citizen-2021 --can 000123 --save " + (all / "right").string() +
             trust());
    std::filesystem::rename(all / "right", all / "x\n0  genuine  alice\x1b[2J\xff");
    mkfifo((all / "pipe.sod").c_str(), S_IRUSR | S_IWUSR);
    const auto text = cardtool("verify --jobs 2 " + all.string() + trust(), "2>&1");
    EXPECT_EQ(text.out.find("\n0  genuine"), std::string::npos) << text.out;
    EXPECT_EQ(text.out.find('\x1b'), std::string::npos);
    EXPECT_NE(text.out.find("10  data authentic, chip unproven  " + all.string() +
                            "/x?0  genuine  alice?[2J"),
              std::string::npos)
        << text.out;
    std::istringstream lines(
        cardtool("verify --jobs 2 --json " + all.string() + trust(), "2>/dev/null").out);
    for (std::string line; std::getline(lines, line);)
        EXPECT_TRUE(nlohmann::json::accept(line)) << line;
}

}  // namespace
