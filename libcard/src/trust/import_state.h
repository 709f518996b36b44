// SPDX-License-Identifier: Apache-2.0
// A store as an import makes it: its files, and what is said of each thing that was delivered.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "card/trust_import.h"
#include "trust/quota.h"
#include "trust/store_files.h"
#include "trust/trust_index.h"

namespace card::trust {

/// One object of a file, with the file's name for people.
struct Object {
    std::string file;
    Bytes octets;
    std::string file_digest;  ///< SHA-256 of the file where it holds nothing else
};

/// What was delivered, by kind.
struct Delivery {
    std::vector<Object> authorities, signers, revocation_lists, master_lists, deviation_lists;
};

class StoreInMaking {
public:
    using Result = TrustImportLine::Result;
    StoreInMaking(std::vector<StoreFile> store, std::int64_t now, const Quotas& quotas);

    void tell(const std::string& file, Result result, Sentence sentence);
    /// The same of many things of one file.
    void tell(const std::string& file, Result result, Sentence sentence, std::size_t count);
    /// The files of the kinds that `choose` takes, loaded.
    template <class Choose>
    std::shared_ptr<const TrustIndex> load(Choose choose) const {
        return load_files([&choose](const std::string& name) { return choose(kind_of(name)); });
    }
    /// Why a list of this date must not be taken: it lies ahead of the clock. Empty where it does
    /// not.
    Sentence problem_of_date(x509::Time date) const;
    bool is_ahead(x509::Time date) const { return date > now_ + kDateTolerance; }
    /// Whether the list clears what it leaves out: it has begun, and says that it has not ended.
    bool is_current(const x509::Crl& list) const {
        return !is_ahead(list.this_update) && list.next_update && now_ <= *list.next_update;
    }
    std::size_t count(StoreFileKind kind) const;
    x509::Time now() const { return now_; }
    const Quotas& quotas() const { return quotas_; }
    const std::vector<TrustImportLine>& lines() const { return result_.lines; }
    /// With its MANIFEST. Throws Error{usage} where no program could load them.
    TrustImportResult finish();

    std::map<std::string, Bytes> files;

private:
    std::shared_ptr<const TrustIndex> load_files(
        const std::function<bool(const std::string&)>& choose) const;
    TrustImportResult result_;
    std::int64_t now_;
    Quotas quotas_;
};

/// 64 hexadecimal digits of SHA-256.
std::string fingerprint_of(ByteView octets);
/// Its first 16: for the name of a file.
std::string short_name(ByteView octets);

/// A path that cannot be read is told of the store that is made.
Delivery sort_delivery(const std::vector<std::filesystem::path>& paths, StoreInMaking& store);

// The steps of an import, in their order.
void take_roots(Delivery& delivery, const TrustImportRequest& request, StoreInMaking& store);
void take_links(Delivery& delivery, StoreInMaking& store);
void take_master_lists(const Delivery& delivery, const TrustIndex& anchors, StoreInMaking& store);
void take_deviation_lists(const Delivery& delivery, const TrustIndex& trust, StoreInMaking& store);
void take_revocation_lists(const Delivery& delivery, const TrustIndex& trust, StoreInMaking& store);
void take_signers(const Delivery& delivery, const TrustIndex& trust, StoreInMaking& store,
                  const TrustImportRequest& request);

/// All of them, on the store of a folder.
TrustImportResult import_within(const Quotas& quotas, const std::filesystem::path& store,
                                const TrustImportRequest& request);

}  // namespace card::trust
