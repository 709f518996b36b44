// SPDX-License-Identifier: Apache-2.0
// The figures of the project: counts, and ratios inside one run. Prints, judges nothing by the
// clock of another machine.
#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <array>
#include <chrono>
#include <functional>
#include <iomanip>
#include <iostream>

#include "bench/raw_read.h"
#include "channel/iso7816.h"
#include "crypto/oids.h"
#include "crypto/symmetric.h"
#include "lds/signed_data.h"
#include "support/apdu_floor.h"
#include "support/fixtures.h"
#include "tlv/tlv.h"
#include "trust/cms.h"
#include "trust/trust_index.h"

namespace {

using Clock = std::chrono::steady_clock;
using card::FileId;

double microseconds(Clock::duration time) {
    return std::chrono::duration<double, std::micro>(time).count();
}

/// Smallest time of many runs: what the machine takes when nobody disturbs it.
double best_of(int runs, const std::function<void()>& work) {
    double best = 1e18;
    for (int i = 0; i < runs; ++i) {
        const auto start = Clock::now();
        work();
        best = std::min(best, microseconds(Clock::now() - start));
    }
    return best;
}

void print_counts() {
    std::cout << "APDUs of one verified read against the floor\n";
    for (const auto& [name, variation] :
         {std::pair{"vn-citizen-2021", ""}, std::pair{"vn-citizen-2021-named", ""},
          std::pair{"vn-citizen-long-name", ""}, std::pair{"vn-citizen-2021", "card-access-hidden"},
          std::pair{"vn-citizen-2021", "extended"}, std::pair{"vn-citizen-2021", "beyond-end-6700"},
          std::pair{"vn-citizen-2021", "max-read-192"},
          std::pair{"vn-citizen-2021", "short-ids-at-mf-only"}, std::pair{"passport-cam", ""},
          std::pair{"passport-cam-dg14", ""}, std::pair{"passport-im", ""},
          std::pair{"passport-dh", ""}, std::pair{"passport-open", ""},
          std::pair{"passport-bac", ""}}) {
        const auto specimen = support::specimen(name, variation);
        const auto document = support::read(specimen, support::mrz_of(specimen));
        std::cout << "  " << std::left << std::setw(24) << name << std::setw(22) << variation
                  << std::right << std::setw(5) << document.counters.apdus << "  floor "
                  << std::setw(4) << support::apdu_floor(document) << "  octets "
                  << document.counters.bytes_sent << " + " << document.counters.bytes_received;
        for (const auto& fallback : document.fallbacks) std::cout << "  " << fallback;
        std::cout << '\n';
    }
}

void print_host_time() {
    std::cout << "host time of a read, without the card's, against its cryptographic calls alone "
                 "(at most 1.5)\n";
    for (const char* name : {"vn-citizen-2021", "passport-cam", "passport-cam-dg14", "passport-im",
                             "passport-dh", "passport-open", "passport-bac", "passport-guarded"}) {
        const auto specimen = support::specimen(name);
        const auto key = support::mrz_of(specimen);
        double host = 1e18;
        card::Document document;
        for (int run = 0; run < 60; ++run) {
            simulated::CardTransport chip(specimen);
            const auto start = Clock::now();
            document = card::read(chip, key);
            host = std::min(host, microseconds(Clock::now() - start - chip.time_inside()));
        }
        bench::RawRead calls(document);
        const double raw = best_of(60, [&] { calls.run(); });
        std::cout << "  " << std::left << std::setw(18) << name << std::right << std::setw(6)
                  << static_cast<int>(host) << " us, calls " << std::setw(6)
                  << static_cast<int>(raw) << " us";
        if (raw > 1) std::cout << ", ratio " << std::setprecision(3) << host / raw;
        std::cout << '\n';
    }
}

struct RawVerification {
    card::crypto::KeyContext context;
    card::Bytes digest, signature;
    void run() const {
        if (EVP_PKEY_verify(context.get(), signature.data(), signature.size(), digest.data(),
                            digest.size()) != 1)
            throw std::runtime_error("raw verification failed");
    }
};

RawVerification raw_verification(const card::crypto::PublicKey& key, card::crypto::Hash hash,
                                 card::ByteView message, card::ByteView signature) {
    RawVerification raw{
        card::crypto::KeyContext(EVP_PKEY_CTX_new_from_pkey(nullptr, key.key.get(), nullptr)),
        card::crypto::digest(hash, message), card::to_bytes(signature)};
    EVP_PKEY_verify_init(raw.context.get());
    if (key.type == card::crypto::KeyType::rsa) EVP_PKEY_CTX_set_rsa_padding(raw.context.get(), 1);
    EVP_PKEY_CTX_set_signature_md(raw.context.get(), card::crypto::evp(hash));
    return raw;
}

/// The two signature verifications of a document, signer's and CSCA's, with contexts that are kept.
std::array<RawVerification, 2> raw_verifications(const card::Document& document,
                                                 const card::TrustStore& trust) {
    const auto sod = card::lds::parse_sod(*document.file(FileId::sod));
    const auto cms = card::trust::check_cms(sod, card::oid::kLdsSecurityObject);
    const auto& signer = *cms.signer;
    card::Bytes attributes = card::to_bytes(*sod.signers[0].signed_attributes);
    attributes[0] = 0x31;
    const auto algorithm = card::crypto::parse_signature_algorithm(signer.signature_algorithm);
    return {raw_verification(cms.signer_key, *cms.digest, attributes, sod.signers[0].signature),
            raw_verification(trust.index().candidates_by_name(signer.issuer_name)[0]->key,
                             *algorithm->hash, signer.to_be_signed, signer.signature)};
}

constexpr const char* kVerified[] = {"vn-citizen-2021", "doc-p256", "doc-rsa2048"};

/// For tests/bench/batch: microseconds of the raw verifications of a document, over the mixture.
void print_raw_mixture() {
    static constexpr int kRounds = 1500;
    std::vector<std::array<RawVerification, 2>> raw;
    for (const char* name : kVerified) {
        const auto specimen = support::specimen(name);
        raw.push_back(raw_verifications(support::read(specimen, support::can_of(specimen)),
                                        support::trust_of(specimen)));
    }
    const auto start = Clock::now();
    for (int round = 0; round < kRounds; ++round)
        for (const auto& calls : raw)
            for (const auto& call : calls) call.run();
    std::cout << microseconds(Clock::now() - start) / kRounds / static_cast<double>(raw.size())
              << '\n';
}

void print_verify() {
    std::cout << "verify() of one document with a warm store, against its two raw signature "
                 "verifications\n";
    for (const char* name :
         {"vn-citizen-2021", "doc-p256", "doc-rsa2048", "passport-cam", "passport-cam-dg14",
          "passport-im", "passport-dh", "passport-open", "passport-bac", "passport-guarded"}) {
        const auto specimen = support::specimen(name);
        const auto trust = support::trust_of(specimen);
        const auto policy = support::policy_today();
        const auto document = support::saved(support::read(specimen, support::mrz_of(specimen)));
        card::Document sod_only;
        sod_only.files[FileId::sod] = *document.file(FileId::sod);
        const auto sod = card::lds::parse_sod(*document.file(FileId::sod));
        const auto calls = raw_verifications(document, trust);
        const double raw = best_of(400, [&] {
            for (const auto& call : calls) call.run();
        });
        const double digests = best_of(400, [&] {
            const auto object = card::lds::parse_security_object(sod.content);
            for (const auto& [group, expected] : object.hashes)
                if (const auto* file = document.file(card::data_group(group)))
                    card::crypto::digest(*object.hash, *file);
        });
        const double whole = best_of(400, [&] { card::verify(document, trust, policy); });
        const double alone = best_of(400, [&] { card::verify(sod_only, trust, policy); });
        std::cout << "  " << std::left << std::setw(18) << name << std::right << std::fixed
                  << std::setprecision(1) << " raw " << std::setw(7) << raw << " us, all files "
                  << std::setw(7) << whole << " us, ratio " << std::setprecision(2) << whole / raw
                  << " (" << whole / (raw + digests) << " with the files' digests); SOD alone "
                  << alone / raw << " (at most 1.3)\n"
                  << std::defaultfloat;
    }
}

void print_master_list() {
    if (!support::has_shared_data()) {
        std::cout << "master list: skipped, real input is absent\n";
        return;
    }
    const std::filesystem::path paths[] = {
        support::shared_data() / "pki/masterlists/DE_ML_2026-05-28.ml",
        support::shared_data() / "pki/anchors/DE_CSCA_04CD.cer"};
    const auto list = card::trust::parse_master_list(support::read_file(paths[0]), {});
    const double d2i = best_of(5, [&] {
        for (const auto& octets : list.certificates) {
            const unsigned char* at = octets.data();
            X509_free(d2i_X509(nullptr, &at, static_cast<long>(octets.size())));
        }
        ERR_clear_error();
    });
    const double load = best_of(5, [&] { card::TrustStore::from_paths(paths); });
    std::cout << "loading the 588-certificate list with its signature: " << std::fixed
              << std::setprecision(1) << load / 1000 << " ms, d2i_X509 alone " << d2i / 1000
              << " ms, ratio " << std::setprecision(2) << load / d2i << " (under 3)\n";
}

}  // namespace

int main(int count, char** arguments) {
    if (count == 2 && std::string_view(arguments[1]) == "--raw") {
        print_raw_mixture();
        return 0;
    }
    print_counts();
    print_host_time();
    print_verify();
    print_master_list();
}
