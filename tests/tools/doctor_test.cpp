// SPDX-License-Identifier: Apache-2.0
// cardtool doctor: every finding provoked, in both languages, with the command that mends it.
#include <gtest/gtest.h>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <fstream>

#include <nlohmann/json.hpp>

#include "support/fixtures.h"
#include "tools/run_cardtool.h"

namespace {

namespace fs = std::filesystem;

/// A file system of the test's own for the doctor to look at.
class Doctor : public testing::Test {
protected:
    void file(const std::string& name, const std::string& text = {}) const {
        fs::create_directories((folder_.path() / name).parent_path());
        std::ofstream(folder_.path() / name) << text << '\n';
    }
    void plug(const char* vendor, const char* product) const {
        file("sys/bus/usb/devices/1-1/idVendor", vendor);
        file("sys/bus/usb/devices/1-1/idProduct", product);
    }
    support::Ran run(const std::string& more = {}, const std::string& trust = "trust",
                     const std::string& today = "2026-11-21") const {
        const std::string store =
            trust.empty() ? "" : " --trust " + (support::specimens() / trust).string();
        return support::cardtool("doctor --lang en --today " + today + " --root " +
                                     folder_.path().string() + store + " " + more,
                                 "2>&1",
                                 "PCSCLITE_CSOCK_NAME=" + (folder_.path() / "pcscd.comm").string());
    }
    void expect(support::Ran ran, const char* finding, const char* mend) const {
        static const std::string kWrapped = "\n     ";
        for (auto at = ran.out.find(kWrapped); at != std::string::npos; at = ran.out.find(kWrapped))
            ran.out.replace(at, kWrapped.size(), " ");
        EXPECT_EQ(ran.exit_code, 3) << ran.out;
        EXPECT_NE(ran.out.find(finding), std::string::npos) << ran.out;
        EXPECT_NE(ran.out.find(mend), std::string::npos) << ran.out;
    }
    /// A reader with which nothing is wrong.
    std::string quiet() const {
        file("quiet-port");
        return "--reader nfc:pn532_uart:" + (folder_.path() / "quiet-port").string();
    }
    support::Folder folder_;
};

TEST_F(Doctor, says_that_the_service_is_not_installed_or_does_not_run) {
    expect(run(), "is not installed", "apt install pcscd");
    file("usr/sbin/pcscd");
    expect(run(), "does not run", "systemctl enable --now pcscd.socket");
}

TEST_F(Doctor, says_that_this_user_is_not_let_in) {
    const auto path = folder_.path() / "pcscd.comm";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ASSERT_EQ(bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(listen(fd, 1), 0);
    fs::permissions(path, fs::perms::none);
    fs::permissions(folder_.path(), fs::perms::all);
    // root is let in everywhere: the doctor runs as somebody else.
    const std::string as_nobody =
        geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "";
    const auto ran = support::cardtool("doctor --lang en --root " + folder_.path().string(), "2>&1",
                                       "PCSCLITE_CSOCK_NAME=" + path.string() + " " + as_nobody);
    close(fd);
    expect(ran, "does not let this user in", "systemctl restart pcscd.socket");
}

TEST_F(Doctor, says_that_a_kernel_module_holds_the_reader_and_only_then) {
    plug("04cc", "2533");
    EXPECT_EQ(run("--reader nfc:pn53x_usb").out.find("holds the reader"), std::string::npos);
    file("sys/module/pn533_usb/refcnt", "1");
    expect(run("--reader nfc:pn53x_usb"), "holds the reader NXP PN533", "modprobe -r pn533_usb");
}

TEST_F(Doctor, says_that_two_drivers_fight) {
    plug("072f", "2200");
    fs::create_directories(folder_.path() / "usr/lib/pcsc/drivers/ifd-ccid.bundle");
    EXPECT_EQ(run().out.find("Two drivers"), std::string::npos);
    fs::create_directories(folder_.path() / "usr/lib/pcsc/drivers/ifd-acsccid.bundle");
    expect(run(), "Two drivers of the smart card service claim the reader ACS ACR122U",
           "apt remove libacsccid1");
    file("usr/sbin/pcscd");
    expect(run("--reader nfc:acr122_usb"), "would fight over", "--reader pcsc:ACR122");
}

TEST_F(Doctor, says_that_rules_or_rights_for_an_nfc_reader_are_missing) {
    plug("04e6", "5591");
    expect(run("--reader nfc:pn53x_usb"), "the rules that let people use it are not installed",
           "apt install libnfc6");
    file("etc/udev/rules.d/70-libcard.rules");
    EXPECT_EQ(run("--reader nfc:pn53x_usb").exit_code, 0);
    expect(run("--reader nfc:pn532_uart:/no/such/port"), "/no/such/port is not there",
           "ls /dev/serial/by-id/");
    expect(run("--reader nfc:pn532_i2c:/no/such/i2c"), "/no/such/i2c is not there", "ls /dev/i2c-");
    EXPECT_EQ(run("--reader nonsense").exit_code, 2);
    const auto port = folder_.path() / "port";
    file("port");
    EXPECT_EQ(run("--reader nfc:pn532_uart:" + port.string() + ":115200").exit_code, 0);
    if (geteuid() == 0) return;  // root may open everything
    fs::permissions(port, fs::perms::none);
    expect(run("--reader nfc:pn532_uart:" + port.string()), "may not open", "usermod -aG dialout");
}

TEST_F(Doctor, says_that_no_reader_of_the_kind_is_plugged_in) {
    expect(run("--reader nfc:pn53x_usb"), "No reader for this driver is connected", "lsusb");
    expect(run("--reader nfc:acr122_usb"), "No reader for this driver is connected", "lsusb");
}

TEST_F(Doctor, says_that_anchors_or_revocation_lists_are_missing_or_stale) {
    expect(run(quiet(), ""), "No anchor", "cardtool trust import");
    support::Folder store;
    const auto ran = [&] {
        return support::cardtool("doctor --lang en " + quiet() + " --trust " +
                                 store.path().string());
    };
    for (const auto& entry : fs::directory_iterator(support::specimens() / "trust"))
        if (entry.path().extension() != ".crl") fs::copy(entry.path(), store.path());
    expect(ran(), "No revocation list", "cardtool trust update CSCA.crl");
    expect(run(quiet(), "trust-stale"), "out of date", "cardtool trust update CSCA.crl");
}

TEST_F(Doctor, says_that_the_clock_is_far_off) {
    for (const char* day : {"2020-01-01", "2040-01-01"})
        expect(run(quiet(), "trust", day), "The clock is far off", "timedatectl");
    EXPECT_EQ(run(quiet()).exit_code, 0);
}

TEST_F(Doctor, says_what_lies_in_the_store_and_does_not_count) {
    const auto store = folder_.path() / "store";
    fs::copy(support::specimens() / "trust", store);
    std::ofstream(store / "csca2.crl") << "no list";
    const auto ran = support::cardtool("doctor --lang en --today 2026-11-21 --trust " +
                                       store.string() + " " + quiet());
    expect(ran, "has csca2.crl, which does not count",
           ("sudo mv " + store.string() + "/csca2.crl /tmp/ && sudo cardtool trust update " +
            "/tmp/csca2.crl --to " + store.string())
               .c_str());
    const auto json = nlohmann::json::parse(
        support::cardtool("doctor --json --trust " + store.string() + " " + quiet() + " | head -1")
            .out);
    EXPECT_EQ(json.at("weight"), "broken");
    EXPECT_TRUE(json.at("mend").is_string());
}

TEST_F(Doctor, advises_nothing_that_tears_an_imported_store) {
    const auto from = support::specimens() / "trust-link-withdrawn";
    const auto store = (folder_.path() / "store").string();
    const auto take = [&](const std::string& more) {
        return support::cardtool("trust import --to " + store + " " + more).exit_code;
    };
    const auto file = [&from](const char* name) { return (from / name).string() + " "; };
    const auto pin = card::certificate_fingerprint(support::read_file(from / "csca.cer"));
    ASSERT_EQ(take("--fingerprint " + pin + " " + file("csca.cer") + file("link.cer") +
                   file("second_link.cer") + file("by_withdrawn.crl")),
              0);
    ASSERT_EQ(take(file("csca.crl")), 0);
    const auto examine = [&] {
        return support::cardtool("doctor --lang en --today 2026-11-21 --trust " + store + " " +
                                 quiet());
    };
    const auto ran = examine();
    EXPECT_EQ(ran.exit_code, 0) << ran.out;
    EXPECT_NE(ran.out.find("does not count"), std::string::npos) << ran.out;
    EXPECT_EQ(ran.out.find(" mv "), std::string::npos) << ran.out;
    // What no import took may go, by the command that is printed; the store is whole after it.
    fs::copy(from / "csca.crl", store + "/X.crl");
    const std::string away = "sudo mv " + store + "/X.crl /tmp/";
    expect(examine(), "has X.crl, which does not count", away.c_str());
    fs::remove(store + "/X.crl");
    EXPECT_EQ(examine().exit_code, 0);
}

TEST_F(Doctor, finds_every_kind_of_thing_that_is_no_part_of_an_imported_store) {
    const auto store = (folder_.path() / "store").string();
    const auto anchors = support::specimens() / "trust";
    const auto pin = card::certificate_fingerprint(support::read_file(anchors / "csca.cer"));
    ASSERT_EQ(
        support::cardtool("trust import --fingerprint " + pin + " --to " + store + " " +
                          (anchors / "csca.cer").string() + " " + (anchors / "csca.crl").string())
            .exit_code,
        0);
    const auto ran = [&] {
        return support::cardtool("doctor --lang en --today 2026-11-21 --trust " + store + " " +
                                 quiet());
    };
    ASSERT_EQ(ran().exit_code, 0) << ran().out;
    for (const char* name : {".hidden", "csca.crl~", "#csca.cer#", ".csca.cer.swp", "notes.txt",
                             "late.crl", "Thu.cer"}) {
        std::ofstream(fs::path(store) / name) << "x\n";
        expect(ran(),
               ("The trust store has " + std::string(name) + ", which does not count").c_str(),
               "sudo mv ");
        fs::remove(fs::path(store) / name);
    }
    fs::create_directory(fs::path(store) / "old");
    expect(ran(), "The trust store has old, which does not count",
           ("sudo mv " + store + "/old /tmp/ && sudo cardtool trust update /tmp/old --to " + store)
               .c_str());
}

TEST_F(Doctor, tells_of_a_folder_in_a_store_that_no_import_made) {
    const auto store = folder_.path() / "store";
    fs::copy(support::specimens() / "trust", store);
    fs::create_directory(store / "new lists");
    const auto ran = support::cardtool("doctor --lang en --today 2026-11-21 --trust " +
                                       store.string() + " " + quiet());
    EXPECT_EQ(ran.exit_code, 0) << ran.out;
    EXPECT_NE(
        ran.out.find(" !!  The trust store has the folder new lists: what lies in it does not "
                     "count. Take it by an update.\n     $ sudo mv '" +
                     store.string() +
                     "/new lists' /tmp/ && sudo cardtool trust update '/tmp/new lists' --to " +
                     store.string() + "\n"),
        std::string::npos)
        << ran.out;
}

TEST_F(Doctor, tells_of_a_file_in_the_store_that_belongs_to_somebody_else) {
    if (geteuid() != 0) GTEST_SKIP() << "only root gives files away";
    const auto store = folder_.path() / "store";
    fs::copy(support::specimens() / "trust", store);
    const auto file = (store / "csca.crl").string();
    ASSERT_EQ(chown(file.c_str(), 65534, 65534), 0);
    expect(support::cardtool("doctor --lang en --today 2026-11-21 --trust " + store.string() + " " +
                             quiet()),
           "In the trust store csca.crl belongs to another user than the store: whoever owns it "
           "decides what counts.",
           ("sudo chown -h --reference=" + store.string() + " " + file).c_str());
}

TEST_F(Doctor, speaks_vietnamese_within_eighty_columns) {
    plug("072f", "2200");
    fs::create_directories(folder_.path() / "usr/lib/pcsc/drivers/ifd-ccid.bundle");
    fs::create_directories(folder_.path() / "usr/lib/pcsc/drivers/ifd-acsccid.bundle");
    const auto ran =
        support::cardtool_on_terminal("doctor --lang vi --root " + folder_.path().string());
    EXPECT_NE(ran.out.find("Hai trình điều khiển cùng tranh đầu đọc ACS ACR122U."),
              std::string::npos)
        << ran.out;
    EXPECT_TRUE(support::within_columns(ran.out)) << ran.out;
}

}  // namespace
