// SPDX-License-Identifier: Apache-2.0
// cardtool read --watch while its trust store is replaced.
#include <gtest/gtest.h>

#include <fstream>

#include <fcntl.h>
#include <stdio.h>

#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

namespace fs = std::filesystem;

/// A running watch: keys in, lines out.
class RunningWatch {
public:
    RunningWatch(const std::string& card, const std::string& trust, const std::string& err) {
        int in[2], out[2];
        if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) std::abort();
        std::fflush(nullptr);
        child_ = fork();
        if (child_ == 0) {
            dup2(in[0], STDIN_FILENO);
            dup2(out[1], STDOUT_FILENO);
            if (!std::freopen(err.c_str(), "w", stderr)) _exit(127);
            execl(CARD_TOOL, "cardtool", "read", "--reader", card.c_str(), "--watch", "--can", "-",
                  "--revocation", "when_available", "--trust", trust.c_str(), nullptr);
            _exit(127);
        }
        close(in[0]);
        close(out[1]);
        in_ = in[1];
        out_ = fdopen(out[0], "r");
    }
    ~RunningWatch() {
        if (in_ >= 0) end();
        fclose(out_);
    }
    RunningWatch(const RunningWatch&) = delete;
    RunningWatch& operator=(const RunningWatch&) = delete;

    std::string line_for(const std::string& key) {
        if (write(in_, (key + "\n").c_str(), key.size() + 1) < 0) return {};
        std::array<char, 256> line{};
        pollfd ready{fileno(out_), POLLIN, 0};
        static constexpr int kLongest = 60'000;
        if (poll(&ready, 1, kLongest) != 1 || !fgets(line.data(), line.size(), out_)) return {};
        return line.data();
    }
    int end() {
        close(std::exchange(in_, -1));
        return support::exit_code_of(child_);
    }

private:
    pid_t child_ = -1;
    int in_ = -1;
    FILE* out_ = nullptr;
};

class WatchedStore : public testing::Test {
protected:
    void SetUp() override { make(store(), {"csca.cer"}); }
    static void make(const fs::path& folder, const std::vector<std::string>& files) {
        fs::create_directory(folder);
        for (const auto& file : files)
            fs::copy_file(support::specimens() / "trust" / file, folder / file);
    }
    void exchange(const std::vector<std::string>& files, bool torn = false) const {
        const auto next = place_.path() / "next";
        make(next, files);
        if (torn) std::ofstream(next / "MANIFEST") << "torn";
        ASSERT_EQ(renameat2(AT_FDCWD, next.c_str(), AT_FDCWD, store().c_str(), RENAME_EXCHANGE), 0);
        fs::remove_all(next);
    }
    fs::path store() const { return place_.path() / "store"; }
    fs::path said() const { return place_.path() / "said"; }

    support::Folder place_;
};

TEST_F(WatchedStore, counts_from_the_next_card_on_and_what_cannot_be_loaded_leaves_the_old_one) {
    RunningWatch watch("sim:vn-citizen-2021,dsc-revoked", store(), said());
    EXPECT_EQ(watch.line_for("000123"), "0  genuine  attention: dsc.revocation\n");
    exchange({"csca.cer", "csca.crl"});
    EXPECT_EQ(watch.line_for("000123"), "12  not genuine\n");
    exchange({"csca.cer"}, true);
    EXPECT_EQ(watch.line_for("000123"), "12  not genuine\n");
    exchange({"csca.cer"});
    EXPECT_EQ(watch.line_for("000123"), "0  genuine  attention: dsc.revocation\n");
    EXPECT_EQ(watch.end(), 12);
    const auto text = std::string(card::as_text(support::read_file(said())));
    const auto count = [&text](std::string_view words) {
        int found = 0;
        for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
            ++found;
        return found;
    };
    EXPECT_EQ(count("it has changed, and the new one counts from here"), 2) << text;
    EXPECT_EQ(count("it has changed, but cannot be loaded, so the old one counts: "), 1) << text;
}

}  // namespace
