// SPDX-License-Identifier: Apache-2.0
#include <openssl/evp.h>

#include "support/csca.h"
#include "support/deliveries.h"

namespace support {

using card::Bytes;

card::TrustImportResult ImportedStore::import(const std::vector<Bytes>& objects,
                                              const std::vector<std::string>& pins,
                                              const std::string& state) {
    const auto delivery = folder_.path() / "delivery";
    fs::create_directories(delivery);
    card::TrustImportRequest request;
    request.fingerprints = pins;
    request.state = state;
    request.now = now;
    for (const auto& octets : objects) {
        request.files.push_back(delivery / ("object" + std::to_string(request.files.size())));
        std::ofstream(request.files.back(), std::ios::binary) << card::as_text(octets);
    }
    return import_into(store_, request);
}

card::TrustImportResult ImportedStore::pin(const std::vector<Bytes>& roots,
                                           const std::string& state) {
    std::vector<std::string> pins;
    pins.reserve(roots.size());
    for (const auto& root : roots) pins.push_back(card::certificate_fingerprint(root));
    return import(roots, pins, state);
}
card::TrustImportResult ImportedStore::take(const std::vector<Bytes>& objects) {
    return import(objects, {});
}

card::TrustImportResult ImportedStore::take_ldif(const std::vector<Bytes>& revocation_lists) {
    const auto file = folder_.path() / "lists.ldif";
    {
        std::ofstream out(file);
        out << "version: 1\n";
        for (const auto& octets : revocation_lists) {
            std::string text(octets.size() * 2, '\0');
            const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                             octets.data(), static_cast<int>(octets.size()));
            text.resize(static_cast<std::size_t>(size));
            out << "\ndn: cn=list\ncertificateRevocationList;binary:: " << text << '\n';
        }
    }
    card::TrustImportRequest request;
    request.files = {file};
    request.now = now;
    return import_into(store_, request);
}

card::TrustStore ImportedStore::loaded() const { return card::TrustStore::from_directory(store_); }

card::Report ImportedStore::judge(const card::Document& document, card::Policy policy) const {
    policy.now = now;
    return card::verify(document, loaded(), policy);
}
card::Report ImportedStore::judge(const card::Document& document) const {
    return judge(document, card::Policy());
}

namespace {

std::string told(const card::Check& check) {
    const char* effect = check.effect == card::Effect::not_genuine    ? " N"
                         : check.effect == card::Effect::undetermined ? " U"
                                                                      : "";
    return std::string(card::name_of(check.outcome)) + effect;
}

}  // namespace

std::string revocation(const card::Report& report) { return told(*report.check("dsc.revocation")); }
std::string chain_and_revocation(const card::Report& report) {
    return told(*report.check("dsc.chain")) + ", " + revocation(report);
}

}  // namespace support
