// SPDX-License-Identifier: Apache-2.0
// CSCAs in memory: keys made once, certificates, lists and signed objects by OpenSSL.
#pragma once
#include <string>
#include <vector>

#include "card/document.h"
#include "support/fixtures.h"

namespace support {

/// Noon, this many days from kToday.
constexpr std::int64_t day(int days) { return kToday + days * std::int64_t{86400}; }

struct Name {
    std::string country, text;
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
    enum class Kind { whole, delta, unknown_critical } kind = Kind::whole;
};

/// A private key and the name that it signs under.
class Csca {
public:
    /// Keys are numbered: two authorities with one number have one key.
    Csca(Name name, std::size_t key);

    card::Bytes root(long serial, Dates dates = {}) const;
    /// This authority's certificate for another's key, under that one's name.
    card::Bytes certify(const Csca& other, long serial, Dates dates = {}) const;
    /// The same with a subject key identifier of somebody else's.
    card::Bytes certify_with_key_id(const Csca& other, const Csca& whose, long serial) const;

    card::Bytes crl(const Withdrawals& withdrawals) const;
    /// A CRL by this key under another's name.
    card::Bytes crl_under(const Name& issuer, const Withdrawals& withdrawals) const;

    /// EF.SOD and DG1 of a document whose signer has this serial number.
    card::Document document(long signer_serial, Dates signer_dates = {}) const;
    card::Bytes signer(long serial, Dates dates = {}) const;
    card::Bytes master_list(const std::vector<card::Bytes>& certificates, std::int64_t signed_on,
                            long signer_serial) const;
    /// Announces something of the document with DG1's code.
    card::Bytes deviation_list(const std::string& text, std::int64_t signed_on,
                               long signer_serial) const;

private:
    Name name_;
    std::size_t key_;
};

/// A trust store that imports are made into, at a clock that the test sets.
class ImportedStore {
public:
    /// Roots among the objects are pinned.
    card::TrustImportResult pin(const std::vector<card::Bytes>& roots);
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
                                   const std::vector<std::string>& pins);
    Folder folder_;
    std::filesystem::path store_ = folder_.path() / "store";
};

/// What dsc.revocation says: "passed", "failed N", "not_possible U", "not_possible" ...
std::string revocation(const card::Report& report);
/// The same of dsc.chain and dsc.revocation.
std::string chain_and_revocation(const card::Report& report);

}  // namespace support
