// SPDX-License-Identifier: Apache-2.0
#include "session/document_builder.h"

#include <algorithm>
#include <utility>

#include "card/error.h"
#include "crypto/hash.h"
#include "lds/signed_data.h"

namespace card {
namespace {

template <class Record>
void inherit(std::vector<Record>& to, const std::vector<Record>& earlier, const Record& last) {
    to.insert(to.end(), earlier.begin(), earlier.end());
    to.push_back(last);
}

}  // namespace

void inherit_proofs(Document& to, const Document& from) {
    inherit(to.earlier_chip_authentications, from.earlier_chip_authentications,
            from.chip_authentication);
    inherit(to.earlier_active_authentications, from.earlier_active_authentications,
            from.active_authentication);
    inherit(to.earlier_chip_mappings, from.earlier_chip_mappings, from.chip_mapping);
    inherit(to.earlier_accesses, from.earlier_accesses, access_of(from));
    if (to.deactivated == 0) to.deactivated = from.deactivated;
}

EarlierAccess access_of(const Document& document) {
    const Bytes* card_access = document.file(FileId::card_access);
    return {document.access, card_access ? std::optional(*card_access) : std::nullopt};
}

void DocumentBuilder::add(FileId file, std::variant<Bytes, MissingFile> outcome) {
    if (auto* octets = std::get_if<Bytes>(&outcome)) document_.files[file] = std::move(*octets);
    else document_.missing[file] = std::get<MissingFile>(outcome);
}

bool DocumentBuilder::fits_hash(FileId file) const {
    try {
        const auto sod = lds::parse_sod(*document_.file(FileId::sod));
        const auto object = lds::parse_security_object(sod.content);
        const auto* expected = object.hashes.find(data_group_number(file));
        return expected && object.hash &&
               crypto::equal_constant_time(crypto::digest(*object.hash, *document_.file(file)),
                                           *expected);
    } catch (const Error&) {
        return false;
    }
}

void DocumentBuilder::prove_again() {
    document_.earlier_chip_authentications.push_back(
        std::exchange(document_.chip_authentication, {}));
}

void DocumentBuilder::resume(const Document& before) {
    // Only what has the hash of the signed object is kept: EF.COM and refusals are asked for again,
    // a clone's files are dropped.
    for (const auto& [file, octets] : before.files) {
        if (data_group_number(file) == 0) continue;
        document_.files.emplace(file, octets);
        if (!fits_hash(file)) drop(file);
    }
    document_.counters.apdus += before.counters.apdus;
    document_.counters.bytes_sent += before.counters.bytes_sent;
    document_.counters.bytes_received += before.counters.bytes_received;
    for (const auto& fallback : before.fallbacks)
        if (std::ranges::find(document_.fallbacks, fallback) == document_.fallbacks.end())
            fell_back(fallback);
    fell_back("resumed");
    inherit_proofs(document_, before);
}

void DocumentBuilder::start_anew() {
    document_.fallbacks.clear();
    fell_back("read.other_card");
}

}  // namespace card
