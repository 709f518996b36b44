// SPDX-License-Identifier: Apache-2.0
// Judges from outside: Wycheproof's signatures, PSS certificates, OpenSSL's fuzz corpora.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "card/error.h"
#include "crypto/public_key.h"
#include "lds/signed_data.h"
#include "support/fixtures.h"
#include "tlv/tlv.h"
#include "trust/cms.h"
#include "trust/ldif.h"
#include "trust/load_store.h"

namespace {

namespace fs = std::filesystem;
using card::crypto::Hash;
using card::crypto::SignatureAlgorithm;
using card::crypto::SignatureResult;

Hash hash_named(const std::string& name) {
    static const std::map<std::string, Hash> kHashes{{"SHA-1", Hash::sha1},
                                                     {"SHA-224", Hash::sha224},
                                                     {"SHA-256", Hash::sha256},
                                                     {"SHA-384", Hash::sha384},
                                                     {"SHA-512", Hash::sha512}};
    return kHashes.at(name);
}

SignatureAlgorithm algorithm_of(const nlohmann::json& group, const std::string& file) {
    const Hash hash = hash_named(group.at("sha"));
    if (file.starts_with("ecdsa")) return {SignatureAlgorithm::Scheme::ecdsa, hash, hash, 0};
    if (file.starts_with("rsa_pss"))
        return {SignatureAlgorithm::Scheme::rsa_pss, hash, hash_named(group.at("mgfSha")),
                group.at("sLen")};
    return {SignatureAlgorithm::Scheme::rsa_pkcs1, hash, hash, 0};
}

TEST(Judges, wycheproofs_signatures_are_right_and_wrong_as_it_says) {
    NEEDS_SHARED_DATA();
    int judged = 0;
    for (const auto& entry :
         fs::directory_iterator(support::shared_data() / "vectors/wycheproof")) {
        const auto file = entry.path().filename().string();
        if (!file.starts_with("ecdsa") && !file.starts_with("rsa")) continue;
        const auto octets = support::read_file(entry.path());
        const auto vectors = nlohmann::json::parse(octets.begin(), octets.end());
        for (const auto& group : vectors.at("testGroups")) {
            const auto key = card::crypto::parse_public_key(
                card::from_hex(group.at("publicKeyDer").get<std::string>()));
            ASSERT_TRUE(key.usable()) << file << ": " << name_of(key.problem.reason);
            const auto algorithm = algorithm_of(group, file);
            for (const auto& test : group.at("tests")) {
                const auto message = card::from_hex(test.at("msg").get<std::string>()),
                           signature = card::from_hex(test.at("sig").get<std::string>());
                const auto result = card::crypto::verify_signature(key, algorithm, *algorithm.hash,
                                                                   message, signature);
                const std::string expected = test.at("result");
                if (expected == "acceptable") continue;
                EXPECT_EQ(result == SignatureResult::right, expected == "valid")
                    << file << " " << test.at("tcId") << ": " << test.at("comment");
                ++judged;
            }
        }
    }
    std::cout << judged << " signatures judged as Wycheproof does\n";
    EXPECT_GT(judged, 2000);
}

std::map<std::string, std::string> expectations(const fs::path& file, char separator) {
    const auto octets = support::read_file(file);
    std::istringstream lines{std::string(card::as_text(octets))};
    std::map<std::string, std::string> expected;
    for (std::string line; std::getline(lines, line);) {
        const auto at = line.find(separator);
        if (at != std::string::npos) expected.emplace(line.substr(0, at), line.substr(at + 1));
    }
    return expected;
}

card::Bytes one_certificate(const fs::path& file) {
    const auto objects = card::trust::objects_of(support::read_file(file));
    return objects.empty() ? card::Bytes() : objects.front();
}

/// Whether some anchor among these files has issued the certificate.
bool has_issuer(const card::Bytes& certificate, const std::vector<fs::path>& anchors) {
    try {
        std::vector<card::TrustFile> files;
        files.reserve(anchors.size());
        for (const auto& anchor : anchors)
            files.push_back({anchor.stem().string() + ".cer", support::read_file(anchor)});
        const auto index = card::trust::load_trust(files);
        return !card::trust::issuers_of(card::x509::parse_certificate(certificate), *index).empty();
    } catch (const card::Error&) {
        return false;
    }
}

TEST(Judges, certificates_signed_with_pss_have_the_issuers_that_the_suite_says) {
    NEEDS_SHARED_DATA();
    const auto folder = support::shared_data() / "defects/x509/pss_certs";
    int judged = 0;
    for (const auto& [name, expected] : expectations(folder / "expected.txt", ':')) {
        if (!fs::exists(folder / name / "end.crt")) continue;
        const auto root = fs::exists(folder / name / "root.crt") ? folder / name / "root.crt"
                                                                 : folder / name / "end.crt";
        EXPECT_EQ(has_issuer(one_certificate(folder / name / "end.crt"), {root}),
                  expected != "Certificate signature has invalid parameters")
            << name << ": " << expected;
        ++judged;
        for (const auto& entry : fs::directory_iterator(folder / name)) {
            if (entry.path().extension() != ".crl") continue;
            const auto octets = card::trust::objects_of(support::read_file(entry.path())).front();
            const auto certificate = one_certificate(root);
            const auto key = card::crypto::parse_public_key(
                card::x509::parse_certificate(certificate).public_key);
            EXPECT_EQ(holds(card::trust::signature_of(card::x509::parse_crl(octets), key)),
                      expected != "CRL bad signature")
                << name;
        }
    }
    EXPECT_EQ(judged, 29);
}

/// KiB that this process has held at most.
long most_memory() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

template <class Judge>
int for_each_of(const char* corpus, Judge judge) {
    int files = 0;
    for (const auto& entry :
         fs::directory_iterator(support::shared_data() / "defects/fuzz" / corpus)) {
        const auto octets = support::read_file(entry.path());
        ++files;
        try {
            judge(octets);
        } catch (const card::Error&) {
            continue;  // the only way out of a parser
        }
    }
    return files;
}

TEST(Judges, nothing_of_openssls_corpora_is_ever_verified) {
    NEEDS_SHARED_DATA();
    const fs::path store[] = {support::shared_data() / "pki/anchors",
                              support::shared_data() / "pki/masterlists/DE_ML_2026-05-28.ml"};
    const auto trust = card::TrustStore::from_paths(store);
    const auto& index = trust.index();
    [[maybe_unused]] const long before = most_memory();
    int files = for_each_of("openssl_cms", [&](const card::Bytes& octets) {
        card::Document document;
        document.files[card::FileId::sod] = card::tlv::make(0x77, octets);
        const auto report = card::verify(document, trust, support::policy_today());
        EXPECT_NE(report.verdict(), card::Verdict::genuine);
        EXPECT_NE(report.verdict(), card::Verdict::chip_unproven);
        EXPECT_NE(card::trust::parse_master_list(octets, index).signature,
                  card::trust::MasterList::Signature::right);
    });
    files += for_each_of("openssl_x509", [&](const card::Bytes& octets) {
        EXPECT_TRUE(card::trust::issuers_of(card::x509::parse_certificate(octets), index).empty());
    });
    files += for_each_of("openssl_crl", [&](const card::Bytes& octets) {
        const auto crl = card::x509::parse_crl(octets);
        EXPECT_TRUE(std::ranges::none_of(
            index.candidates_by_name(crl.issuer_name), [&crl](const auto* anchor) {
                return holds(card::trust::signature_of(crl, anchor->key));
            }));
    });
    files += for_each_of("openssl_asn1parse", [&](const card::Bytes& octets) {
        for (card::tlv::Reader reader(octets); !reader.empty();) reader.next();
        card::trust::parse_ldif(card::as_text(octets));
    });
    std::cout << files << " files of the corpora, none verified\n";
    EXPECT_GT(files, 500);
#ifndef CARD_SANITIZED                              // a sanitizer keeps what was freed
    static constexpr long kMostGrown = 32L * 1024;  // KiB
    EXPECT_LT(most_memory() - before, kMostGrown);
#endif
}

}  // namespace
