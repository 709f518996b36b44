// SPDX-License-Identifier: Apache-2.0
// Certificates and lists as they come: with any ending and in any wrapping; each file that a person
// names is told.
#include <gtest/gtest.h>

#include <openssl/evp.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "card/error.h"
#include "lds/signed_data.h"
#include "support/deliveries.h"
#include "tlv/tlv.h"
#include "trust/conformance.h"
#include "trust/ldif.h"
#include "trust/store_files.h"

namespace {

namespace fs = std::filesystem;
using card::Bytes;
using support::delivery;
using support::fingerprint;
using support::import_into;

Bytes root() { return support::read_file(delivery("root.cer")); }
std::string text_of(const Bytes& octets) { return std::string(card::as_text(octets)); }

std::string base64(const Bytes& octets, std::size_t width = 64) {
    std::string text(octets.size() * 2 + 4, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), octets.data(),
                                     static_cast<int>(octets.size()));
    text.resize(static_cast<std::size_t>(size));
    for (std::size_t at = width; at < text.size(); at += width + 1) text.insert(at, "\n");
    return text;
}
std::string pem() {
    return "-----BEGIN CERTIFICATE-----\n" + base64(root()) + "\n-----END CERTIFICATE-----\n";
}
std::string utf16(const std::string& text, bool big) {
    std::string wide = big ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : text) wide += big ? std::string{'\0', c} : std::string{c, '\0'};
    return wide;
}
std::string p7b() {
    using card::tlv::make;
    const auto join = [](std::initializer_list<Bytes> parts) {
        Bytes all;
        for (const auto& part : parts) card::append(all, part);
        return all;
    };
    const auto data = card::from_hex("06092A864886F70D010701"),
               signed_data = card::from_hex("06092A864886F70D010702");
    const auto body = make(0x30, join({card::from_hex("0201013100"), make(0x30, data),
                                       make(0xA0, root()), card::from_hex("3100")}));
    return text_of(make(0x30, join({signed_data, make(0xA0, body)})));
}
std::string ldif(const std::string& attribute, const std::string& fold = "\n ",
                 const std::string& blanks = "") {
    auto value = base64(root());
    for (std::size_t at = 0; (at = value.find('\n', at)) != std::string::npos; at += 3)
        value.replace(at, 1, blanks + fold);
    return "version: 1\n\ndn: cn=1,c=VN\nobjectClass: top\n" + attribute + ":: " + value + "\n";
}

class FileKinds : public testing::Test {
protected:
    fs::path file(const std::string& name, const std::string& content) const {
        auto path = folder_.path() / name;
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    /// By --trust, and by import.
    void expect_taken(const std::string& name, const std::string& content) const {
        const auto path = file(name, content);
        EXPECT_EQ(card::TrustStore::from_paths(std::vector{path}).anchors(), 1U) << name;
        const auto pin = fingerprint(delivery("root.cer"));
        EXPECT_EQ(card::import_trust(folder_.path() / "none", {{path}, {pin}, {}}).taken, 1U)
            << name;
    }
    void expect_told(const std::string& name, const std::string& content,
                     const std::string& words) const {
        const auto path = file(name, content);
        const auto store = card::TrustStore::from_paths(std::vector{path});
        ASSERT_EQ(store.notes().size(), 1U) << name;
        EXPECT_TRUE(store.notes()[0].refused) << name;
        EXPECT_NE(store.notes()[0].text.find(words), std::string::npos) << store.notes()[0].text;
        const auto imported = card::import_trust(folder_.path() / "none", {{path}, {}, {}});
        ASSERT_EQ(imported.left_out, 1U) << name;
        EXPECT_NE(imported.lines[0].text.find(words), std::string::npos) << imported.lines[0].text;
    }
    std::string refusal(const fs::path& path, const std::string& pin) const {
        try {
            card::import_trust(folder_.path() / "none", {{path}, {pin}, {}});
        } catch (const card::Error& error) {
            return error.what();
        }
        return "taken";
    }
    support::Folder folder_;
};

TEST_F(FileKinds, a_certificate_is_taken_by_its_content_in_each_usual_wrapping) {
    const auto der = text_of(root());
    for (const char* name : {"ca.mls", "ca.bin", "ca.txt", "ca.cms", "ca", "ca.cer"})
        expect_taken(name, der);
    expect_taken("newline.cer", der + "\r\n");
    expect_taken("pem.txt", pem());
    expect_taken("base64.cer", base64(root()) + "\n");
    expect_taken("one-line.cer", base64(root(), 100'000));
    expect_taken("mark.pem", "\xEF\xBB\xBF" + pem());
    auto lines = pem();
    std::ranges::replace(lines, '\n', '\r');
    expect_taken("mac.pem", lines);
    std::erase(lines, '\r');
    expect_taken("one-line.pem", lines);
    auto indented = "  " + pem();
    for (std::size_t at = 0; (at = indented.find('\n', at)) + 1 < indented.size(); at += 3)
        indented.insert(at + 1, "  ");
    expect_taken("indented.pem", indented);
    expect_taken("le.pem", utf16(pem(), false));
    expect_taken("be.pem", utf16(pem(), true));
    expect_taken("ca.p7b", p7b());
    expect_taken("ca.p7c", p7b());
    expect_taken("pkcs7.pem", "-----BEGIN PKCS7-----\n" +
                                  base64(card::to_bytes(card::as_octets(p7b()))) +
                                  "\n-----END PKCS7-----\n");
    expect_taken("a.ldif.txt", ldif("cACertificate;binary"));
    expect_taken("b", ldif("CACERTIFICATE;BINARY"));
    expect_taken("c.ldif", ldif("usercertificate;binary", "\n\t"));
    expect_taken("d.ldif", ldif("userCertificate", "\n ", "  "));
    expect_taken("e.ldif", ldif("userCertificate", "\r\n "));
    auto of_a_mac = ldif("userCertificate");
    std::ranges::replace(of_a_mac, '\n', '\r');
    expect_taken("f.ldif", of_a_mac);
}

TEST_F(FileKinds, what_is_no_certificate_is_named_for_what_it_is) {
    expect_told("list.zip", std::string("PK\x03\x04", 4) + std::string(40, '\0'), "a zip archive");
    expect_told("list.ml", std::string("PK\x03\x04", 4) + std::string(40, '\0'), "a zip archive");
    expect_told("page.cer", "<!DOCTYPE html>\n<title>404</title>", "a web page");
    expect_told("page.crl", "\n  <HTML><body>not found", "a web page");
    expect_told("empty.cer", "", "is empty");
    expect_told("cut.cer", text_of(root()).substr(0, 300), "is cut off");
    expect_told("half.pem", pem().substr(0, 300), "cut off");
    expect_told("notes.txt", "a letter", "neither a certificate nor a CRL nor a signed list");
}

/// Found by the fuzzer of imports: the error left without the file's name.
TEST_F(FileKinds, octets_behind_an_object_that_are_none_leave_the_file_one_piece) {
    for (const char* odd : {"3003020100"
                            "30850000000001",
                            "30850000000001",
                            "3003020100"
                            "30820400"}) {
        const auto file = card::from_hex(odd);
        EXPECT_EQ(card::trust::objects_of(file), std::vector<card::Bytes>{file}) << odd;
    }
}

TEST_F(FileKinds, an_ldif_that_was_cut_off_is_said_wherever_it_ends) {
    const auto whole = ldif("userCertificate;binary");
    for (std::size_t size = whole.find("dn:") + 4; size < whole.size() - 1; size += 7) {
        const auto directory = card::trust::parse_ldif(whole.substr(0, size));
        const bool told = directory.cut_off || directory.malformed > 0;
        EXPECT_TRUE(told) << size;
    }
    EXPECT_FALSE(card::trust::parse_ldif(whole).cut_off);
}

TEST_F(FileKinds, a_fingerprint_is_taken_as_people_paste_it_and_of_what_they_have) {
    const auto path = file("root.pem", pem());
    const auto digits = fingerprint(delivery("root.cer"));
    std::string colons;
    for (std::size_t at = 0; at < digits.size(); at += 2)
        colons += (at == 0 ? "" : ":") + digits.substr(at, 2);
    EXPECT_EQ(refusal(path, "sha256 Fingerprint=" + colons), "taken");
    EXPECT_EQ(refusal(path, "SHA256 Fingerprint=" + colons + "\n"), "taken");
    EXPECT_NE(refusal(path, digits.substr(0, 40)).find("SHA-1"), std::string::npos);
    EXPECT_NE(refusal(path, std::string(64, '0')).find("root.pem: a new root"), std::string::npos);
    EXPECT_NE(refusal(file("a.zip", "PK\x03\x04 etc"), digits).find("a zip archive"),
              std::string::npos);
}

TEST_F(FileKinds, a_right_fingerprint_of_what_can_be_no_anchor_is_not_called_wrong) {
    const auto specimen = support::specimen("vn-citizen-2021");
    const auto document = support::read(specimen, support::can_of(specimen));
    const auto sod = card::lds::parse_sod(*document.file(card::FileId::sod));
    ASSERT_FALSE(sod.certificates.empty());
    const auto path = file("signer.cer", std::string(card::as_text(sod.certificates.front())));
    const auto said = refusal(path, fingerprint(path));
    EXPECT_NE(said.find("signer.cer has the fingerprint you named"), std::string::npos) << said;
    EXPECT_NE(said.find("not the certificate of a CA"), std::string::npos) << said;
    EXPECT_EQ(card::TrustStore::from_paths(std::vector{path}).notes().size(), 1U)
        << "a signer's certificate is told, too";
}

TEST_F(FileKinds, an_anchor_in_a_list_can_be_confirmed_out_of_the_list) {
    const auto store = folder_.path() / "store";
    const auto pin = fingerprint(delivery("root.cer"));
    import_into(store, {{delivery("root.cer")}, {pin}, {}});
    import_into(store, {{delivery("with_namesake.ml")}, {}, {}});
    const auto namesake = fingerprint(delivery("namesake.cer"));
    const auto result = import_into(store, {{delivery("with_namesake.ml")}, {namesake}, {}});
    EXPECT_EQ(result.taken, 1U);
    const auto anchors = card::TrustStore::from_directory(store).describe_each_anchor();
    EXPECT_EQ(std::ranges::count_if(anchors, [](const auto& anchor) { return anchor.pinned; }), 2);
}

TEST_F(FileKinds, a_list_without_an_anchor_names_issuer_serial_and_key) {
    const auto store = card::TrustStore::from_paths(std::vector{delivery("new.ml")});
    ASSERT_EQ(store.master_lists().size(), 1U);
    const auto& problem = store.master_lists()[0].problem;
    for (const char* words : {"CSCA Deliveries", "serial ", "key id "})
        EXPECT_NE(problem.find(words), std::string::npos) << problem;
}

TEST_F(FileKinds, an_anchor_without_a_state_counts_for_the_one_it_was_imported_for) {
    const auto store = folder_.path() / "store";
    card::TrustImportRequest request{
        {delivery("root.cer")}, {fingerprint(delivery("root.cer"))}, {}};
    request.state = "SMR";
    import_into(store, request);
    const auto states = [&] {
        return card::TrustStore::from_directory(store).describe_each_anchor().at(0).states;
    };
    EXPECT_EQ(states(), (std::vector<std::string>{"SMR"}));
    request.state = "ITA";
    EXPECT_EQ(import_into(store, request).taken, 1U);
    EXPECT_EQ(states().size(), 2U);
    request.state = "San Marino";
    EXPECT_THROW(import_into(store, request), card::Error);
}

/// Codes that ICAO gives of signers, by the certificate, out of its own directory.
std::map<Bytes, std::set<std::string>> codes_of_icao() {
    auto text = text_of(
        support::read_file(support::shared_data() / "pki/icaopkd-003-nonconformant_share.ldif"));
    for (auto at = text.find("\n "); at != std::string::npos; at = text.find("\n ", at))
        text.erase(at, 2);
    std::map<Bytes, std::set<std::string>> codes;
    std::istringstream lines(text);
    std::set<std::string> entry;
    Bytes certificate;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("dn:")) entry.clear(), certificate.clear();
        const auto role = line.find(":DSC.");
        if (line.starts_with("pkdConformanceCode:") && role != std::string::npos)
            entry.insert(line.substr(role + 1));
        if (line.starts_with("userCertificate"))
            certificate = card::trust::parse_ldif("dn: x\n" + line + "\n").certificates.at(0);
        if (!certificate.empty()) codes[certificate] = entry;
    }
    return codes;
}

TEST(Conformance, of_icaos_own_nonconformant_signers_is_told_in_icaos_codes) {
    NEEDS_SHARED_DATA();
    std::map<std::string, int> missed, more;
    int told = 0;
    for (const auto& [octets, codes] : codes_of_icao()) {
        std::set<std::string> ours;
        for (const auto& deviation : card::trust::deviations_of(
                 card::x509::parse_certificate(octets), card::trust::CertificateRole::signer))
            ours.insert(deviation.code);
        for (const auto& code : codes) ++(ours.contains(code) ? told : missed[code]);
        for (const auto& code : ours)
            if (!codes.empty() && !codes.contains(code)) ++more[code];
    }
    for (const auto& [code, count] : more) std::cout << "more " << code << ' ' << count << '\n';
    EXPECT_GT(told, 300);
    EXPECT_EQ(missed, (std::map<std::string, int>{}));
}

}  // namespace
