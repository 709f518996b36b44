// SPDX-License-Identifier: Apache-2.0
// What was delivered, sorted by what it is and not by its name.
#include <algorithm>

#include "card/error.h"
#include "crypto/oids.h"
#include "trust/import_state.h"
#include "trust/ldif.h"

namespace card::trust {
namespace {

namespace fs = std::filesystem;
using Result = TrustImportLine::Result;

/// In capitals too, as sticks have it.
bool is_ldif(const std::string& name) {
    auto extension = fs::path(name).extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension == ".ldif";
}

class Sorter {
public:
    explicit Sorter(StoreInMaking& store) : store_(store) {}

    void path(const fs::path& path) {
        std::error_code error;
        if (!fs::is_directory(path, error))
            return file(path.filename().string(), read_store_file(path));
        const auto folder = read_store(path);
        for (const auto& stored : folder.files) file(stored.name, stored.octets);
        for (const auto& name : folder.unlisted)
            store_.tell(name, Result::left_out,
                        "the MANIFEST beside it does not name it: name the file itself");
        for (const auto& name : folder.foreign)
            if (is_ldif(name) && fs::is_regular_file(path / name, error))
                file(name, read_store_file(path / name));
    }

    Delivery take() { return std::move(delivery_); }

private:
    void file(const std::string& name, const Bytes& octets) {
        if (kind_of(name) == StoreFileKind::withdrawals)
            return store_.tell(name, Result::left_out,
                               "what another store has kept is not signed: lists are taken alone");
        if (!is_ldif(name)) {
            for (auto& object : objects_of(octets)) sort({name, std::move(object)});
            return;
        }
        auto directory = parse_ldif(as_text(octets));
        if (directory.malformed > 0)
            store_.tell(name, Result::left_out,
                        std::to_string(directory.malformed) + " values that are no base64");
        for (auto* place : {&directory.certificates, &directory.revocation_lists,
                            &directory.master_lists, &directory.deviation_lists})
            for (auto& object : *place) sort({name, std::move(object)});
    }

    void sort(Object object) {
        try {
            const auto certificate = x509::parse_certificate(object.octets);
            return (x509::may_issue(certificate) ? delivery_.authorities : delivery_.signers)
                .push_back(std::move(object));
        } catch (const Error&) {
            sort_list(std::move(object));  // not a certificate
        }
    }

    void sort_list(Object object) {
        try {
            x509::parse_crl(object.octets);
            return delivery_.revocation_lists.push_back(std::move(object));
        } catch (const Error&) {
            sort_signed(std::move(object));  // not a CRL
        }
    }

    void sort_signed(Object object) {
        try {
            const auto data = lds::parse_signed_data(object.octets);
            if (oid::same(data.content_type, oid::kDeviationList))
                return delivery_.deviation_lists.push_back(std::move(object));
            return delivery_.master_lists.push_back(std::move(object));
        } catch (const Error&) {
            store_.tell(object.file, Result::left_out,
                        "neither a certificate nor a CRL nor a signed list");
        }
    }

    StoreInMaking& store_;
    Delivery delivery_;
};

}  // namespace

Delivery sort_delivery(const std::vector<fs::path>& paths, StoreInMaking& store) {
    Sorter sorter(store);
    for (const auto& path : paths) sorter.path(path);
    return sorter.take();
}

}  // namespace card::trust
