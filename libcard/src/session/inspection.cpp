// SPDX-License-Identifier: Apache-2.0
#include "session/inspection.h"

#include <algorithm>

#include "crypto/hash.h"
#include "crypto/public_key.h"
#include "lds/data_groups.h"
#include "lds/signed_data.h"
#include "session/card_kind.h"

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
    const Bytes* card_access = from.file(FileId::card_access);
    inherit(to.earlier_accesses, from.earlier_accesses,
            {from.access, card_access ? std::optional(*card_access) : std::nullopt});
}

Inspection::Inspection(Transport& transport, const AccessKey& key, Random& random,
                       const ReadOptions& options, Reading& reading, const Kept* kept)
    : transport_(transport),
      random_(random),
      options_(options),
      reading_(reading),
      document_(reading.document),
      kept_(kept),
      session_(transport, key, random, options.stop, document_, options.terminal != nullptr),
      files_(session_, reading.partial, reading.block) {
    const auto traits = transport.traits();
    files_.limit_plain(traits.max_response);
    if (options.memory) reading.block = options.memory->block(traits);
}

void Inspection::run() {
    document_.chip_present = !transport_.traits().recorded;
    open();
    for (int step = 0; step < reading_.steps; ++step) files_.step_down();
    if (!kept_) get(FileId::com);
    if (!get(FileId::sod))
        throw Error(Errc::protocol, Step::read_sod,
                    "the card gives no EF.SOD: nothing on it can be verified");
    if (kept_) resume();
    const auto groups = listed_groups();
    if (groups.contains(14) && get(FileId::dg14)) chip_authentication();
    if (groups.contains(15) && get(FileId::dg15)) active_authentication();
    if (options_.terminal && (groups.contains(3) || groups.contains(4))) terminal_authentication();
    // Text first, so that it can be shown before the portrait has come.
    for (const int group : {1, 13}) get_listed(groups, group);
    for (const int group : groups)
        if (group != 2) get_listed(groups, group);
    portrait(groups);
    prove_pending();
    if (!options_.memory) return;
    if (files_.stepped_down()) options_.memory->learn(transport_.traits(), reading_.block);
    else options_.memory->read_undisturbed(transport_.traits());
}

/// The signed object says whether this is the card that was torn away: identifiers of contactless
/// chips are random.
void Inspection::resume() {
    const Document& before = kept_->reading.document;
    if (before.file(FileId::sod) && *before.file(FileId::sod) == *document_.file(FileId::sod)) {
        keep(before);
        announce({Progress::Step::resumed});
    } else {
        kept_ = nullptr;
        files_.forget_steps();  // what befell the other card says nothing of this one
        document_.fallbacks.clear();
        announce({Progress::Step::other_card});
        document_.fallbacks.emplace_back("read.other_card");
    }
    get(FileId::com);
}

void Inspection::keep(const Document& before) {
    // Only what has the hash of the signed object is kept: EF.COM and refusals are asked for again,
    // a clone's files are dropped.
    for (const auto& [file, octets] : before.files) {
        if (data_group_number(file) == 0) continue;
        document_.files.emplace(file, octets);
        if (!fits_hash(file)) document_.files.erase(file);
    }
    document_.counters.apdus += before.counters.apdus;
    document_.counters.bytes_sent += before.counters.bytes_sent;
    document_.counters.bytes_received += before.counters.bytes_received;
    for (const auto& fallback : before.fallbacks)
        if (std::ranges::find(document_.fallbacks, fallback) == document_.fallbacks.end())
            document_.fallbacks.push_back(fallback);
    document_.fallbacks.emplace_back("resumed");
    inherit_proofs(document_, before);
    reading_.partial = kept_->reading.partial;
}

/// Whether a file that was put together from two presentations is one file. The signed list itself
/// is judged by verify().
bool Inspection::fits_hash(FileId file) const {
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

namespace {

/// What secure messaging adds to a response at most: padding, DO'87', DO'99', DO'8E', status word.
constexpr std::size_t kProtection = 16 + 5 + 4 + 10 + 2;

lds::SecurityInfos parse_card_access(ByteView file) {
    try {
        return lds::parse_card_access(file);
    } catch (const Error&) {
        throw Error(Errc::protocol, Step::access_pace_select,
                    "EF.CardAccess is malformed: the card cannot be opened safely");
    }
}

}  // namespace

void Inspection::open() {
    refuse_storage_card(transport_.traits());
    announce({Progress::Step::opening});
    get(FileId::card_access);
    use_extended_length();
    std::optional<lds::SecurityInfos> infos;
    if (const Bytes* file = document_.file(FileId::card_access)) infos = parse_card_access(*file);
    reading_.opening = true;
    session_.open(infos);
    reading_.opening = false;
    read_card_security();
    session_.enter_application();
    files_.application_changed();
}

/// The key of chip authentication mapping stands in a file of the master file, which is current
/// until the application is selected.
void Inspection::read_card_security() {
    if (document_.chip_mapping.outcome == ChipAuthenticationMappingRecord::Outcome::not_attempted)
        return;
    files_.application_changed();
    static constexpr std::uint8_t kSodTag =
        0x77;  // chips without a master file give EF.SOD under the same identifier
    if (get(FileId::card_security) && document_.file(FileId::card_security)->front() != kSodTag)
        return;
    document_.files.erase(FileId::card_security);
    document_.missing.try_emplace(FileId::card_security, MissingFile{MissingFile::Why::absent, 0});
}

/// Extended length only where the answer to reset, EF.ATR/INFO and the reader all allow it.
void Inspection::use_extended_length() {
    const auto traits = transport_.traits();
    if (traits.max_response <= kShortResponseLimit || !lds::announces_extended_length(traits.atr))
        return;
    if (!get(FileId::atr_info)) return;
    try {
        if (const auto sizes = lds::parse_atr_info(*document_.file(FileId::atr_info)))
            files_.allow_extended(std::min(sizes->max_response, traits.max_response));
    } catch (const Error&) {
        session_.fell_back("atr-info-malformed");
    }
}

/// Once a file: what was read before a tear is not read again.
bool Inspection::get(FileId file) {
    if (document_.file(file)) return true;
    if (document_.missing.contains(file)) return false;
    const bool pieced = reading_.partial.contains(file);
    const bool came = fetch(file);
    if (!came || !pieced || fits_hash(file)) return came;
    document_.files.erase(file);  // its first octets were another card's
    return fetch(file);
}

bool Inspection::fetch(FileId file) {
    const bool came = files_.read(file, [&](std::size_t done, std::size_t total) {
        announce({Progress::Step::reading, file, done, total});
    });
    if (came && options_.arrived) options_.arrived(document_);
    return came;
}

void Inspection::get_listed(const std::set<int>& groups, int group) {
    const FileId file = data_group(group);
    if (groups.contains(group)) get(file);
}

void Inspection::portrait(const std::set<int>& groups) {
    if (!groups.contains(2)) return;
    if (options_.portrait) get_listed(groups, 2);
    else document_.missing[FileId::dg2] = {MissingFile::Why::left_out, 0};
}

/// The SOD's list, which is the signed one; EF.COM's only where the SOD cannot be read.
std::set<int> Inspection::listed_groups() const {
    std::set<int> groups;
    try {
        const auto sod = lds::parse_sod(*document_.file(FileId::sod));
        for (const auto& [group, hash] : lds::parse_security_object(sod.content).hashes)
            groups.insert(group);
    } catch (const Error&) {
        groups = groups_of_com();
    }
    return groups;
}

std::set<int> Inspection::groups_of_com() const {
    const Bytes* com = document_.file(FileId::com);
    try {
        const auto groups = com ? lds::parse_com(*com).groups : std::vector{1};
        return {groups.begin(), groups.end()};
    } catch (const Error&) {
        return {1};
    }
}

void Inspection::chip_authentication() {
    auto& record = document_.chip_authentication;
    record.key_file = *document_.file(FileId::dg14);
    std::optional<access::ChipAuthenticationChoice> choice;
    try {
        choice = access::choose_chip_authentication(lds::parse_dg14(record.key_file));
    } catch (const Error&) {
        record.problem = "DG14 is malformed";
    }
    if (choice &&
        access::longest_command(*choice) + kProtection > transport_.traits().max_command) {
        record.problem = "the chip's key is longer than this reader carries";
        choice.reset();
    }
    if (!choice) return;
    announce({Progress::Step::proving});
    agree_with_chip(*choice, record);
}

void Inspection::agree_with_chip(const access::ChipAuthenticationChoice& choice,
                                 ChipAuthenticationRecord& record) {
    std::optional<access::ChipAuthenticationResult> result;
    try {
        result = access::chip_authentication(session_, choice, random_);
    } catch (const Error& error) {
        if (error.code() != Errc::malformed) throw;
        record.problem = "the chip's key is none of its group";  // nothing was sent
        return;
    }
    record.ephemeral_public_key = result->ephemeral_public_key;
    if (result->by_general_authenticate) session_.fell_back("ca-by-general-authenticate");
    if (result->keys) {
        agreed_key_ = choice.key.domain->compress(result->ephemeral_public_key);
        proven_session_ = session_.number();
        return session_.change_keys(*result->keys);
    }
    record.outcome = ChipAuthenticationRecord::Outcome::refused;
    record.status = result->status;
}

/// Some small readers cannot carry a long answer, and lose the card over it; chip authentication
/// then decides.
bool Inspection::proof_is_possible(std::size_t answer_size) {
    static constexpr int kTornProofs = 2;
    auto& problem = document_.active_authentication.problem;
    const std::size_t limit = transport_.traits().max_response;
    if (answer_size + kProtection > limit && limit < kShortResponseLimit)
        problem = "the answer is longer than this reader carries";
    else if (kept_ && kept_->torn_proofs >= kTornProofs)
        problem =
            "the card was lost each time it was to answer: this reader may not carry the answer";
    return problem.empty();
}

void Inspection::active_authentication() {
    auto& record = document_.active_authentication;
    record.key_file = *document_.file(FileId::dg15);
    std::size_t answer_size = 0;
    try {
        const auto key = crypto::parse_public_key(lds::key_of_dg15(record.key_file));
        if (key.usable())
            answer_size = key.curve ? 2 * key.curve->field_size() : (key.rsa_bits + 7) / 8;
    } catch (const Error&) {
        record.problem = "DG15 is malformed";
    }
    if (answer_size == 0 || !proof_is_possible(answer_size)) return;
    announce({Progress::Step::proving});
    reading_.proving = true;
    record.challenge.resize(kChallengeSize);
    random_.fill(record.challenge);
    if (options_.challenge)
        record.challenge.assign(options_.challenge->begin(), options_.challenge->end());
    // A long answer comes in one piece where extended length works, else in parts by 61xx.
    const std::size_t ne = files_.extended_response() != 0 ? answer_size + 64 : apdu::kMaxShortNe;
    const auto response =
        access::internal_authenticate(session_, record.challenge, std::max(ne, apdu::kMaxShortNe));
    reading_.proving = false;
    record.status = response.sw;
    record.signature = response.data;
    using Recorded = ActiveAuthenticationRecord::Outcome;
    record.outcome =
        response.ok() && response.is_protected ? Recorded::answered : Recorded::refused;
}

/// A chip authentication that no later read has put to the proof is put to it here.
void Inspection::prove_pending() {
    if (session_.proof_pending()) fetch(FileId::com);
}

void Inspection::announce(const Progress& progress) const {
    if (options_.progress) options_.progress(progress);
}

}  // namespace card
