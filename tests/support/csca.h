// SPDX-License-Identifier: Apache-2.0
// CSCAs in memory: keys made once, certificates, lists and signed objects by OpenSSL.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "card/document.h"
#include "crypto/hash.h"
#include "support/fixtures.h"

namespace support {

/// Noon, this many days from kToday.
constexpr std::int64_t day(int days) { return kToday + days * std::int64_t{86400}; }

struct Name {
    std::string country, text, locality = {};
};

struct Dates {
    std::int64_t begin = day(-3000), end = day(3000);
};

/// What a CRL says.
struct Withdrawals {
    std::vector<long> serials = {};
    std::int64_t date = day(-1);
    long number = 1;
    std::int64_t next = day(300);
    enum class Kind { whole, delta, unknown_critical, takes_back } kind = Kind::whole;
};

/// The number of a key on P-192 and that of an RSA key; the others are on P-256.
inline constexpr std::size_t kWeakKey = 192, kWeakRsaKey = 1024;

/// How a signer's certificate is made.
struct SignerForm {
    card::Bytes key_usage = card::from_hex("03020780");  ///< digitalSignature
    card::Bytes more_extensions = {};
    card::Bytes public_key = {};  ///< empty: of the key that signs
    card::Bytes issuer_id = {};   ///< of whose key; empty: of the issuer's
    std::string locality = {};    ///< of its subject
    bool with_country = true;     ///< its subject has the issuer's
};

/// How a SignedData is made. Types and algorithms: OIDs, hexadecimal.
struct SignedForm {
    const char* named_type = nullptr;  ///< contentType; null: the content's; empty: none
    bool message_digest = true, attributes = true, content = true;
    card::crypto::Hash digested_with = card::crypto::Hash::sha256;
    const char* digest = "608648016503040201";
    const char* signed_with = "SHA256";
    const char* algorithm = "2A8648CE3D040302";
    card::Bytes more_attributes = {}, more_infos = {};
};

/// What a document is made of.
struct DocumentForm {
    long serial = 77;
    Dates dates = {};
    std::map<int, card::Bytes> groups = {};  ///< beside DG1; an empty DG1: none
    card::Bytes behind_hashes = {}, behind_object = {};
    bool ber = false;                   ///< the LDS object has a length longer than it needs
    const char* type = "678108010101";  ///< eContentType
    SignedForm signature = {};
    SignerForm signer = {};
};

/// A private key and the name that it signs under.
class Csca {
public:
    /// Keys are numbered: two authorities with one number have one key.
    Csca(Name name, std::size_t key);

    card::Bytes root(long serial, Dates dates = {}) const;
    /// A root that this version cannot use.
    enum class Unusable {
        unknown_critical,
        unknown_algorithm,
        unknown_curve,
        small_curve,
        cut_key
    };
    card::Bytes unusable_root(Unusable how, long serial, Dates dates = {}) const;
    /// A root with these extensions; those of a usual one.
    card::Bytes root_with(const card::Bytes& extensions, long serial, Dates dates = {}) const;
    card::Bytes extensions_of_a_ca() const;
    card::Bytes key_id() const;
    /// This authority's certificate for another's key, under that one's name.
    card::Bytes certify(const Csca& other, long serial, Dates dates = {}) const;
    /// The same with a subject key identifier of somebody else's.
    card::Bytes certify_with_key_id(const Csca& other, const Csca& whose, long serial) const;

    card::Bytes crl(const Withdrawals& withdrawals) const;
    /// A CRL by this key under another's name.
    card::Bytes crl_under(const Name& issuer, const Withdrawals& withdrawals) const;

    /// EF.SOD and DG1 of a document whose signer has this serial number.
    card::Document document(long signer_serial, Dates signer_dates = {}) const;
    card::Document document(const DocumentForm& form) const;
    /// EF.CardSecurity with this set of SecurityInfos.
    card::Bytes card_security(const card::Bytes& infos, long serial,
                              const SignedForm& signature = {},
                              const SignerForm& signer = {}) const;
    card::Bytes signer(long serial, Dates dates = {}) const;
    card::Bytes master_list(const std::vector<card::Bytes>& certificates, std::int64_t signed_on,
                            long signer_serial, const SignedForm& form = {}) const;
    /// Announces something of the document with DG1's code.
    card::Bytes deviation_list(const std::string& text, std::int64_t signed_on,
                               long signer_serial) const;

private:
    Name name_;
    std::size_t key_;
};

/// A certificate or CRL whose signature is written as r || s instead of a SEQUENCE.
card::Bytes plainly_signed(card::ByteView object);
/// A certificate or CRL whose signed part has a length of more octets than it needs; a list that
/// has one.
card::Bytes in_ber(card::ByteView object);
card::Bytes list_in_ber(card::ByteView object);

/// A trust store that imports are made into, at a clock that the test sets.
class ImportedStore {
public:
    /// Roots among the objects are pinned.
    /// `state`: those of --state.
    card::TrustImportResult pin(const std::vector<card::Bytes>& roots,
                                const std::string& state = {});
    card::TrustImportResult take(const std::vector<card::Bytes>& objects);
    card::TrustImportResult take_ldif(const std::vector<card::Bytes>& revocation_lists);
    card::TrustStore loaded() const;
    /// chain and revocation of a document, and the whole report.
    card::Report judge(const card::Document& document, card::Policy policy) const;
    card::Report judge(const card::Document& document) const;
    const std::filesystem::path& path() const { return store_; }

    std::int64_t now = kToday;

private:
    card::TrustImportResult import(const std::vector<card::Bytes>& objects,
                                   const std::vector<std::string>& pins,
                                   const std::string& state = {});
    Folder folder_;
    std::filesystem::path store_ = folder_.path() / "store";
};

/// What dsc.revocation says: "passed", "failed N", "not_possible U", "not_possible" ...
std::string revocation(const card::Report& report);
/// The same of dsc.chain and dsc.revocation.
std::string chain_and_revocation(const card::Report& report);

}  // namespace support
