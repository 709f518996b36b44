// SPDX-License-Identifier: Apache-2.0
// Certification paths. The BSI's, whole: the end of each path signs a document, and verify() judges
// it. A CA below the root comes into the store as a link certificate would, the only way in which a
// travel document's path is longer than two (Doc 9303-12 §7.1).
#include <openssl/cms.h>
#include <openssl/pem.h>

#include <map>

#include "card/error.h"
#include "crypto/hash.h"
#include "support/fixtures.h"
#include "tlv/tlv.h"
#include "x509/certificate.h"

namespace {

namespace fs = std::filesystem;
using card::Bytes;
using card::Verdict;
using card::tlv::make;

template <auto Free>
struct Release {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Bio = std::unique_ptr<BIO, Release<BIO_free>>;

const Bytes kDg1 = make(
    0x61,
    make(0x5F1F, card::to_bytes(card::as_octets("P<D<<MUSTER<<AN<NA<<<<<<<<<<<<<<<<<<<<<<<<<<"
                                                "UT99900017D<<9001011F3001019<<<<<<<<<<<<<<<2"))));

/// A portrait; whose it is does not matter.
const Bytes& dg2() {
    static const Bytes file = [] {
        const auto specimen = support::specimen("passport-bac");
        return *support::read(specimen, support::mrz_of(specimen)).file(card::FileId::dg2);
    }();
    return file;
}

Bytes hash_of(std::uint8_t group, const Bytes& file) {
    Bytes entry = make(0x02, Bytes{group});
    card::append(entry, make(0x04, card::crypto::digest(card::crypto::Hash::sha256, file)));
    return make(0x30, entry);
}

Bytes security_object() {
    Bytes hashes = hash_of(1, kDg1), content = card::from_hex(
                                         "020100"
                                         "300D06096086480165030402010500");
    card::append(hashes, hash_of(2, dg2()));
    card::append(content, make(0x30, hashes));
    return make(0x30, content);
}

constexpr std::string_view kSigningTime = "170801000000Z";

/// EF.SOD by this certificate's key; nothing where OpenSSL itself cannot read the certificate.
std::optional<Bytes> signed_by(const fs::path& certificate_file, const fs::path& key_file) {
    const Bytes pem = support::read_file(certificate_file), key_pem = support::read_file(key_file),
                content = security_object();
    const Bio certificate_in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))),
        key_in(BIO_new_mem_buf(key_pem.data(), static_cast<int>(key_pem.size())));
    const Bio data(BIO_new_mem_buf(content.data(), static_cast<int>(content.size())));
    const std::unique_ptr<X509, Release<X509_free>> certificate(
        PEM_read_bio_X509(certificate_in.get(), nullptr, nullptr, nullptr));
    const std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>> key(
        PEM_read_bio_PrivateKey(key_in.get(), nullptr, nullptr, nullptr));
    if (!certificate || !key) return {};
    static constexpr unsigned kFlags = CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP;
    const std::unique_ptr<CMS_ContentInfo, Release<CMS_ContentInfo_free>> cms(
        CMS_sign(nullptr, nullptr, nullptr, nullptr, kFlags));
    const std::unique_ptr<ASN1_OBJECT, Release<ASN1_OBJECT_free>> type(
        OBJ_txt2obj("2.23.136.1.1.1", 1));
    CMS_set1_eContentType(cms.get(), type.get());
    CMS_SignerInfo* signer =
        CMS_add1_signer(cms.get(), certificate.get(), key.get(), EVP_sha256(), kFlags);
    if (!signer) return {};
    CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_signingTime, V_ASN1_UTCTIME, kSigningTime.data(),
                                static_cast<int>(kSigningTime.size()));
    if (CMS_final(cms.get(), data.get(), nullptr, kFlags) != 1) return {};
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
        if (file.ends_with(".ca.pem.crt") || file.ends_with(".TA.pem.crt"))
            path.store.push_back(entry.path());
        if (file.ends_with(".crl")) path.store.push_back(entry.path());
        if (file.ends_with(".TC.pem.crt")) path.end = entry.path();
        if (file.ends_with("_ee.pem")) path.key = entry.path();
    }
    return path;
}

Verdict judged(const Path& path, const Bytes& sod, bool needs_lists) {
    card::Document document;
    document.files = {
        {card::FileId::sod, sod}, {card::FileId::dg1, kDg1}, {card::FileId::dg2, dg2()}};
    auto policy = support::policy_today();
    policy.revocation =
        needs_lists ? card::Policy::Revocation::required : card::Policy::Revocation::when_available;
    static constexpr std::int64_t kDayOfTheTool = 1503100800;  // 2017-08-19
    policy.at = kDayOfTheTool;
    return card::verify(document, card::TrustStore::from_paths(path.store), policy).verdict();
}

/// Where we end otherwise than the tool, on purpose.
const std::map<std::string, Verdict> kOtherwise{
    {"common_06",
     Verdict::chip_unproven},  // "Warning": a negative serial number, as real signers have
    {"common_13", Verdict::undetermined},  // verified there; its signer was issued before the dates
                                           // of the CA above it (csca.validity)
    {"CRL_15",
     Verdict::chip_unproven},  // no list about the CA itself, which Doc 9303-12 does not ask for
    {"ext_06", Verdict::chip_unproven},  // CA:FALSE with keyCertSign, as in six states' real CSCA
                                         // certificates (docs/adr/0009)
    {"ext_08", Verdict::chip_unproven},  // pathLenConstraint 0 above a link, which every CSCA has
                                         // (Doc 9303-12 table 2)
};

TEST(Paths, of_the_bsi_end_as_its_tool_says_but_for_those_named_here) {
    NEEDS_SHARED_DATA();
    const auto folder = support::shared_data() / "defects/x509/bsi";
    const auto octets = support::read_file(folder / "expected.txt");
    std::istringstream lines{std::string(card::as_text(octets))};
    int alike = 0, otherwise = 0, unreadable = 0;
    for (std::string line; std::getline(lines, line);) {
        const auto name = line.substr(0, line.find('$')),
                   expected = line.substr(line.find('$') + 1);
        const auto path = path_in(folder / name);
        const auto sod = signed_by(path.end, path.key);
        if (!sod) {
            EXPECT_THROW(card::x509::parse_certificate(support::pem(path.end)), card::Error)
                << name << ": " << expected;
            ++unreadable;
            continue;
        }
        const auto verdict = judged(path, *sod, name.starts_with("CRL"));
        if (const auto own = kOtherwise.find(name); own != kOtherwise.end()) {
            EXPECT_EQ(verdict, own->second) << name << ": " << expected;
            ++otherwise;
        } else {
            EXPECT_EQ(verdict == Verdict::chip_unproven, expected == "Verified")
                << name << ": " << expected << ", " << card::name_of(verdict);
            ++alike;
        }
    }
    EXPECT_EQ(alike, 26);
    EXPECT_EQ(otherwise, 5);
    EXPECT_EQ(unreadable, 1);
}

TEST(TrustStore, a_link_that_its_issuer_withdraws_falls_with_all_that_came_by_it) {
    const auto folder = [](const char* name) { return support::specimens() / name; };
    const auto verdict = [](const char* specimen, const std::vector<fs::path>& paths) {
        const auto card = support::specimen(specimen);
        return card::verify(support::read(card, support::can_of(card)),
                            card::TrustStore::from_paths(paths), support::policy_today())
            .verdict();
    };
    EXPECT_EQ(verdict("vn-citizen-after-successor", {folder("trust-links")}), Verdict::genuine);
    // Two links there vouch for each other, and a key that was withdrawn has a newer list.
    const auto withdrawn = folder("trust-link-withdrawn");
    const auto card = support::specimen("vn-citizen-successor");
    const auto report =
        card::verify(support::read(card, support::can_of(card)),
                     card::TrustStore::from_directory(withdrawn), support::policy_today());
    EXPECT_EQ(report.verdict(), Verdict::not_genuine);
    EXPECT_EQ(support::reason(report, "dsc.chain"),
              "the issuer has withdrawn the CSCA certificate above this signature");
    EXPECT_EQ(report.check("dsc.revocation")->outcome, card::Outcome::failed)
        << "it is a withdrawal: by this check the clerk's text is chosen";
    EXPECT_EQ(report.trust().missing_anchor, "") << "it is there";
    EXPECT_EQ(verdict("vn-citizen-after-successor", {withdrawn}), Verdict::undetermined);
    // A link that stands there twice is still a link.
    EXPECT_EQ(
        verdict("vn-citizen-after-successor",
                {withdrawn, folder("trust-links/second_link.cer"), folder("trust-links/link.cer")}),
        Verdict::undetermined);
    // The list that names a CSCA was signed under a pinned root: its namesake, known by that list
    // alone, cannot withdraw it.
    EXPECT_EQ(verdict("vn-citizen-late", {folder("trust-late")}), Verdict::genuine);
    EXPECT_EQ(verdict("vn-citizen-late", {folder("trust-late-withdrawn")}), Verdict::genuine);
    const auto store = card::TrustStore::from_directory(withdrawn);
    EXPECT_TRUE(std::ranges::any_of(store.notes(), [](const auto& note) {
        return note.refused && note.text.ends_with(": withdrawn by its issuer");
    }));
}

}  // namespace
