// SPDX-License-Identifier: Apache-2.0
// The newest time that cardtool has seen: kept, judged, and put right by one command.
#include <gtest/gtest.h>

#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

namespace fs = std::filesystem;
using support::Ran;

constexpr std::int64_t kYear = std::int64_t{365} * 86400;

std::string record(std::int64_t time) {
    const auto digits = std::to_string(time);
    return "last run " + std::string(12 - digits.size(), '0') + digits + "\n";
}

void write(const fs::path& file, std::string_view text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

std::string text_of(const fs::path& file) {
    return std::string(card::as_text(support::read_file(file)));
}

class LastRun : public testing::Test {
protected:
    void SetUp() override {
        fs::copy(support::specimens() / "trust", store());
        fs::create_directory(document());
        const auto specimen = support::specimen("vn-citizen-2021");
        const auto read = support::read(specimen, support::can_of(specimen));
        for (const auto& [id, name] :
             {std::pair{card::FileId::sod, "EF_SOD.bin"}, std::pair{card::FileId::dg1, "DG1.bin"}})
            write(document() / name, card::as_text(*read.file(id)));
    }
    fs::path store() const { return place_.path() / "store"; }
    fs::path lock() const { return place_.path() / "store.lock"; }
    fs::path document() const { return place_.path() / "document"; }
    fs::path own() const { return place_.path() / "state" / "libcard" / "last_run"; }
    Ran run(const std::string& arguments, const std::string& redirect = "2>&1") const {
        return support::cardtool(arguments, redirect,
                                 "XDG_STATE_HOME=" + (place_.path() / "state").string());
    }
    std::string verify() const {
        return "verify " + document().string() + " --trust " + store().string() + " ";
    }
    /// How time.clock ended, and the first reason's code.
    std::string clock(const std::string& more = {}) const {
        const auto report = nlohmann::json::parse(run(verify() + "--json" + more).out);
        for (const auto& check : report.at("checks"))
            if (check.at("id") == "time.clock")
                return check.at("outcome").get<std::string>() +
                       (check.at("code").is_null() ? ""
                                                   : " " + check.at("code").get<std::string>());
        return "no such check";
    }
    std::string set_now() const { return "trust clock --set-now --trust " + store().string(); }

    support::Folder place_;
};

TEST_F(LastRun, is_kept_for_this_user_where_no_import_made_a_lock) {
    const auto before = std::time(nullptr);
    EXPECT_EQ(clock(), "passed");
    const auto kept = text_of(own());
    EXPECT_GE(kept, record(before));
    EXPECT_LE(kept, record(std::time(nullptr)));
    EXPECT_EQ(kept.size(), 22U);
    EXPECT_FALSE(fs::exists(lock()));
    struct stat about {};
    ASSERT_EQ(stat(own().c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0600U);
}

TEST_F(LastRun, is_kept_in_the_lock_of_the_store_where_an_import_made_one) {
    write(lock(), "");
    const auto before = std::time(nullptr);
    EXPECT_EQ(clock(), "passed");
    EXPECT_GE(text_of(lock()), record(before));
    EXPECT_LE(text_of(lock()), record(std::time(nullptr)));
    EXPECT_FALSE(fs::exists(own()));
}

TEST_F(LastRun, makes_a_clock_that_was_set_back_fail_and_names_the_command) {
    const auto later = std::time(nullptr) + kYear;
    for (const auto& place : {own(), lock()}) {
        write(place, record(later));
        EXPECT_EQ(clock(), "failed clock_before_last_run") << place;
        const auto english = run(verify()), vietnamese = run(verify() + "--lang vi");
        EXPECT_EQ(english.exit_code, 11);
        EXPECT_NE(english.out.find("Where they are right: cardtool trust clock --set-now"),
                  std::string::npos)
            << english.out;
        EXPECT_NE(
            vietnamese.out.find("Nếu ngày giờ đang đúng: chạy cardtool trust clock --set-now"),
            std::string::npos)
            << vietnamese.out;
        EXPECT_EQ(text_of(place), record(later)) << "an older time replaces no newer one";
        fs::remove(place);
    }
}

TEST_F(LastRun, that_lies_in_the_future_is_put_right_by_the_named_command) {
    for (const auto& place : {own(), lock()}) write(place, record(std::time(nullptr) + kYear));
    const auto show = "trust clock --trust " + store().string();
    const auto behind = run(show);
    EXPECT_EQ(behind.exit_code, 1);
    EXPECT_NE(behind.out.find("set date and time; where they are right, run 'cardtool trust clock "
                              "--set-now'"),
              std::string::npos)
        << behind.out;
    EXPECT_TRUE(nlohmann::json::parse(run(show + " --json").out).at("behind").get<bool>());
    EXPECT_EQ(run(set_now()).exit_code, 0);
    EXPECT_LE(text_of(own()), record(std::time(nullptr)));
    EXPECT_LE(text_of(lock()), record(std::time(nullptr)));
    EXPECT_EQ(clock(), "passed");
    EXPECT_EQ(run(show).exit_code, 0);
}

TEST_F(LastRun, is_neither_judged_nor_kept_where_a_day_is_given) {
    EXPECT_EQ(clock(" --at 2026-11-21"), "passed clock_given");
    EXPECT_FALSE(fs::exists(own()));
    const auto later = record(std::time(nullptr) + kYear);
    write(own(), later);
    EXPECT_EQ(clock(" --at 2026-11-21"), "passed clock_given");
    EXPECT_EQ(text_of(own()), later);
}

TEST_F(LastRun, is_not_kept_where_nothing_can_be_written_and_nothing_is_said) {
    const auto with = run(verify());
    for (const char* home : {"XDG_STATE_HOME=/proc/none", "XDG_STATE_HOME= HOME=/proc/none",
                             "XDG_STATE_HOME=relative HOME="}) {
        const auto without = support::cardtool(verify(), "2>&1", home);
        EXPECT_EQ(without.exit_code, with.exit_code) << home;
        EXPECT_EQ(without.out, with.out) << home;
    }
    EXPECT_FALSE(fs::exists("relative"));
}

TEST_F(LastRun, is_not_waited_for_while_an_import_holds_the_lock) {
    write(lock(), "");
    const int held = open(lock().c_str(), O_RDWR | O_CLOEXEC);
    ASSERT_EQ(flock(held, LOCK_EX), 0);
    EXPECT_EQ(clock(), "passed");
    EXPECT_EQ(text_of(lock()), "");
    EXPECT_TRUE(fs::exists(own())) << "the user's own file has it";
    write(lock(), record(std::time(nullptr) + kYear));
    EXPECT_EQ(run(set_now()).exit_code, 8);
    close(held);
    EXPECT_EQ(run(set_now()).exit_code, 0);
}

TEST_F(LastRun, in_no_form_of_ours_is_unknown_and_left_as_it_is) {
    for (const std::string& text :
         {std::string("4711\n"), std::string("last run 00179526240\n"),
          std::string("last run 0017952624000\n"), std::string("last run -01795262400\n"),
          std::string("last run 999999999999 "), std::string("last ruN 999999999999\n"),
          record(9'999'999'999) + record(9'999'999'999), std::string(1 << 20, '9')}) {
        write(lock(), text);
        write(own(), text);
        EXPECT_EQ(clock(), "passed") << text.substr(0, 40);
        EXPECT_EQ(text_of(lock()), text);
        EXPECT_EQ(text_of(own()), text);
    }
    // After the year 9999: a record, of no time.
    write(own(), "last run 999999999999\n");
    EXPECT_EQ(clock(), "passed");
}

TEST_F(LastRun, behind_a_link_or_a_pipe_is_neither_read_nor_written) {
    const auto precious = place_.path() / "precious";
    write(precious, record(std::time(nullptr) + kYear));
    const auto before = text_of(precious);
    fs::create_directories(own().parent_path());
    fs::create_symlink(precious, own());
    ASSERT_EQ(mkfifo(lock().c_str(), 0600), 0);
    EXPECT_EQ(clock(), "passed");
    EXPECT_EQ(run(set_now()).exit_code, 0);
    EXPECT_EQ(text_of(precious), before);
}

TEST_F(LastRun, of_many_programs_at_once_is_the_newest) {
    write(lock(), "");
    std::vector<pid_t> children;
    static constexpr std::size_t kPrograms = 8;
    children.reserve(kPrograms);
    for (std::size_t i = 0; i < kPrograms; ++i)
        children.push_back(support::start_cardtool(
            {"verify", document().string(), "--trust", store().string()}, "/dev/null"));
    for (const auto child : children) support::exit_code_of(child);
    const auto kept = text_of(lock());
    EXPECT_EQ(kept.size(), 22U);
    EXPECT_EQ(clock(), "passed");
    EXPECT_GE(text_of(lock()), kept);
}

TEST_F(LastRun, in_the_future_is_found_by_the_doctor_with_the_command) {
    const auto doctor = "doctor --trust " + store().string();
    static constexpr const char* kFinding = "run 'cardtool trust clock --set-now'";
    EXPECT_EQ(run(doctor).out.find(kFinding), std::string::npos);
    write(own(), record(std::time(nullptr) + kYear));
    EXPECT_NE(run(doctor).out.find(kFinding), std::string::npos);
    EXPECT_NE(run(doctor + " --lang vi").out.find("chạy 'cardtool trust clock --set-now'"),
              std::string::npos);
}

TEST_F(LastRun, of_the_whole_machine_is_asked_by_batches_too) {
    write(lock(), record(std::time(nullptr) + kYear));
    EXPECT_EQ(run(verify() + "--jobs 2").exit_code, 11);
}

}  // namespace
