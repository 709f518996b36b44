// SPDX-License-Identifier: Apache-2.0
// cardtool over many documents, and over folders that somebody prepared.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/stat.h>

#include <array>
#include <chrono>
#include <csignal>
#include <fstream>

#include <nlohmann/json.hpp>

#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

using support::cardtool;

std::string trust(const char* name = "trust") {
    return " --trust " + (support::specimens() / name).string();
}

/// A folder of one right document and its copies, and of one forged document.
class Batch : public testing::Test {
protected:
    static constexpr int kCopies = 20;

    Batch() {
        std::filesystem::create_directories(all);
        save("right", "");
        save("forged", ",dg2-other-portrait");
        for (int i = 0; i < kCopies; ++i)
            std::filesystem::copy(all / "right", all / ("copy" + std::to_string(i)));
    }
    void save(const char* name, const std::string& lie) const {
        cardtool("read --reader sim:vn-citizen-2021" + lie + " --can 000123 --save " +
                 (all / name).string() + trust());
    }
    support::Ran verify(const std::string& arguments, const std::string& redirect = "2>&1") const {
        return cardtool("verify --jobs 2 " + arguments + trust(), redirect);
    }

    support::Folder folder;
    const std::filesystem::path all = folder.path() / "all";
};

TEST_F(Batch, many_documents_are_judged_by_several_workers_and_each_is_named) {
    const auto ran = cardtool("verify --jobs 3 " + all.string() + trust(), "2>&1");
    EXPECT_EQ(ran.exit_code, 12);
    EXPECT_NE(ran.out.find("12  not genuine  " + (all / "forged").string() + "\n"),
              std::string::npos)
        << ran.out;
    EXPECT_NE(ran.out.find(
                  "22 documents: 1 with exit code 12, 0 with exit code 11, 21 with exit code 10"),
              std::string::npos)
        << ran.out;
}

TEST_F(Batch, a_forged_document_outweighs_an_unreadable_one_and_a_full_disk_is_told) {
    EXPECT_EQ(verify(all.string() + " " + (all / "nothing.sod").string()).exit_code, 12);
    EXPECT_EQ(verify(all.string(), ">/dev/full 2>&1").exit_code, 8);
}

TEST_F(Batch, a_killed_worker_takes_no_finished_line_with_it_and_its_document_is_named) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
    const auto err = (folder.path() / "err").string();
    const auto batch = support::start_cardtool(
        {"verify", "--json", "--jobs", "2", "--lang", "en", "--trust",
         (support::specimens() / "trust").string(), all.string()},
        "/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(ends[1]), err);
    // Nobody reads: when the pipe is full, both workers stand still.
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(120);
    pollfd room{ends[1], POLLOUT, 0};
    while (poll(&room, 1, 0) > 0 && std::chrono::steady_clock::now() < end) {}
    ASSERT_EQ(poll(&room, 1, 0), 0);
    const auto number = std::to_string(batch);
    pid_t worker = 0;
    std::ifstream("/proc/" + number + "/task/" + number + "/children") >> worker;
    ASSERT_GT(worker, 0);
    kill(worker, SIGKILL);
    close(ends[1]);
    std::string out;
    std::array<char, 4096> piece{};
    for (ssize_t count = 0; (count = read(ends[0], piece.data(), piece.size())) > 0;)
        out.append(piece.data(), static_cast<std::size_t>(count));
    close(ends[0]);
    EXPECT_EQ(support::exit_code_of(batch), 3);
    std::istringstream lines(out);
    int whole = 0;
    for (std::string line; std::getline(lines, line);) whole += nlohmann::json::accept(line);
    const auto told = support::read_file(err);
    const std::string said(told.begin(), told.end());
    // All but the one that was being told, which may have been told just before the end.
    EXPECT_TRUE(whole == kCopies + 1 || whole == kCopies + 2) << whole << '\n' << said;
    EXPECT_NE(said.find("1 workers died; 1 documents are not judged"), std::string::npos) << said;
    EXPECT_NE(said.find(": the worker that judged it died"), std::string::npos) << said;
}

TEST_F(Batch, json_is_a_line_for_each_document) {
    std::filesystem::remove_all(all / "forged");
    const auto reports = verify("--json " + all.string(), "2>/dev/null");
    EXPECT_EQ(reports.exit_code, 10);
    std::istringstream lines(reports.out);
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count)
        EXPECT_EQ(nlohmann::json::parse(line).at("verdict").get<std::string>(),
                  "data authentic, chip unproven");
    EXPECT_EQ(count, kCopies + 1);
}

TEST_F(Batch, a_folder_without_a_signed_object_is_named_and_counted) {
    std::filesystem::remove_all(all / "forged");
    std::filesystem::remove(all / "copy4/EF_SOD.bin");
    const auto broken = verify(all.string());
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
    EXPECT_EQ(verify((all / "copy4").string()).exit_code, 2) << "it holds no documents either";
    // What cannot be read is nobody's forgery: the unreadable one stays the weightiest.
    std::filesystem::resize_file(all / "copy3/EF_SOD.bin", 0);
    EXPECT_EQ(verify(all.string()).exit_code, 2);
}

TEST(Cardtool, a_folder_s_name_writes_no_line_of_its_own) {
    support::Folder folder;
    const auto all = folder.path() / "all";
    std::filesystem::create_directories(all);
    cardtool("read --reader sim:vn-citizen-2021 --can 000123 --save " + (all / "right").string() +
             trust());
    std::filesystem::rename(all / "right", all / "x\n0  genuine  alice\x1b[2J\xff");
    mkfifo((all / "pipe.sod").c_str(), S_IRUSR | S_IWUSR);
    std::filesystem::create_directory(all / "y\n0  genuine  bob");
    std::ofstream(all / "y\n0  genuine  bob/EF_SOD.bin") << "no file";
    const auto text = cardtool("verify --jobs 2 " + all.string() + trust(), "2>&1");
    EXPECT_EQ(text.out.find("\n0  genuine"), std::string::npos) << text.out;
    EXPECT_EQ(text.out.find("\n  0  genuine"), std::string::npos) << text.out;
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
