// SPDX-License-Identifier: Apache-2.0
#include "session/inspection.h"

#include <algorithm>
#include <utility>

#include "channel/iso7816.h"
#include "crypto/public_key.h"
#include "lds/data_groups.h"
#include "lds/signed_data.h"
#include "session/card_kind.h"

namespace card {

Inspection::Inspection(Transport& transport, const AccessKey& key, Random& random,
                       const ReadOptions& options, std::chrono::steady_clock::time_point end,
                       int smaller_blocks, const Kept* kept)
    : transport_(transport),
      random_(random),
      options_(options),
      smaller_blocks_(smaller_blocks),
      kept_(kept),
      builder_(!transport.traits().recorded),
      session_(transport, key, random, {options.stop, end}, builder_, options.terminal != nullptr),
      files_(session_, options.memory ? options.memory->block(transport.traits()) : 0) {
    files_.limit_plain(transport.traits().max_response);
    session_.when_reopened([this] { recognise_card(); });
}

Reading Inspection::take() { return {builder_.take(), files_.take_partial(), opening_, proving_}; }

void Inspection::run() {
    open();
    for (int step = 0; step < smaller_blocks_; ++step) files_.step_down();
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
    if (files_.stepped_down()) options_.memory->learn(transport_.traits(), files_.block_size());
    else options_.memory->read_undisturbed(transport_.traits());
}

namespace {

/// One that has more octets is not read to its end.
bool gives_sod(FileReader& files, ByteView sod) try {
    const auto outcome = files.read(FileId::sod, [&sod](std::size_t done, std::size_t) {
        if (done > sod.size())
            throw Error(Errc::protocol, Step::read_length, "EF.SOD is longer than the one before");
    });
    const auto* octets = std::get_if<Bytes>(&outcome);
    return octets && std::ranges::equal(*octets, sod);
} catch (const Error& error) {
    if (!is_defect(error)) throw;
    return false;
}

}  // namespace

bool Inspection::is_card_of(ByteView sod) {
    if (!session_.open_once_by_pace(offered_access())) return false;
    session_.enter_application();
    files_.application_changed();
    return gives_sod(files_, sod);
}

/// A session that was lost is followed by one with the same card, or by none: its EF.SOD is read
/// again.
void Inspection::recognise_card() {
    if (!file(FileId::sod) || std::exchange(recognising_, true)) return;
    auto again = files_;
    const bool same = gives_sod(again, *file(FileId::sod));
    recognising_ = false;
    if (!same)
        throw Error(Errc::card_lost, Step::read_removed,
                    "another card answers in the fresh session: leave one card on the reader and "
                    "start again");
}

/// The signed object says whether this is the card that was torn away: identifiers of contactless
/// chips are random.
void Inspection::resume() {
    const Document& before = kept_->reading.document;
    if (before.file(FileId::sod) && *before.file(FileId::sod) == *file(FileId::sod)) {
        builder_.resume(before);
        files_.go_on_with(kept_->reading.partial);
        announce({Progress::Step::resumed});
    } else {
        kept_ = nullptr;
        files_.forget_steps();  // what befell the other card says nothing of this one
        builder_.start_anew();
        announce({Progress::Step::other_card});
    }
    get(FileId::com);
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

/// EF.CardAccess; nothing where the card has none.
std::optional<lds::SecurityInfos> Inspection::offered_access() {
    refuse_storage_card(transport_.traits());
    announce({Progress::Step::opening});
    get(FileId::card_access);
    use_extended_length();
    const Bytes* octets = file(FileId::card_access);
    if (!octets) return {};
    return parse_card_access(*octets);
}

void Inspection::open() {
    const auto infos = offered_access();
    opening_ = true;
    session_.open(infos);
    opening_ = false;
    read_card_security();
    session_.enter_application();
    files_.application_changed();
}

/// The key of chip authentication mapping stands in a file of the master file, which is current
/// until the application is selected.
void Inspection::read_card_security() {
    if (builder_.document().chip_mapping.outcome ==
        ChipAuthenticationMappingRecord::Outcome::not_attempted)
        return;
    files_.application_changed();
    get(FileId::card_security);
}

/// Extended length only where the answer to reset, EF.ATR/INFO and the reader all allow it.
void Inspection::use_extended_length() {
    const auto traits = transport_.traits();
    if (traits.max_response <= kShortResponseLimit || !lds::announces_extended_length(traits.atr))
        return;
    if (!get(FileId::atr_info)) return;
    try {
        if (const auto sizes = lds::parse_atr_info(*file(FileId::atr_info)))
            files_.allow_extended(std::min(sizes->max_response, traits.max_response));
    } catch (const Error&) {
        session_.fell_back("atr-info-malformed");
    }
}

/// Once a file: what was read before a tear is not read again.
bool Inspection::get(FileId id) {
    if (file(id)) return true;
    if (is_missing(id)) return false;
    const bool pieced = files_.has_begun(id);
    const bool came = fetch(id);
    if (!came || !pieced || builder_.fits_hash(id)) return came;
    builder_.drop(id);  // its first octets were another card's
    return fetch(id);
}

bool Inspection::fetch(FileId id) {
    auto outcome = files_.read(id, [&](std::size_t done, std::size_t total) {
        announce({Progress::Step::reading, id, done, total});
    });
    const bool came = std::holds_alternative<Bytes>(outcome);
    builder_.add(id, std::move(outcome));
    if (came && options_.arrived) options_.arrived(builder_.document());
    return came;
}

void Inspection::get_listed(const std::set<int>& groups, int group) {
    if (groups.contains(group)) get(data_group(group));
}

void Inspection::portrait(const std::set<int>& groups) {
    if (!groups.contains(2)) return;
    if (options_.portrait) get_listed(groups, 2);
    else builder_.add(FileId::dg2, MissingFile{MissingFile::Why::left_out, 0});
}

/// The SOD's list, which is the signed one; EF.COM's only where the SOD cannot be read.
std::set<int> Inspection::listed_groups() const {
    std::set<int> groups;
    try {
        const auto sod = lds::parse_sod(*file(FileId::sod));
        for (const auto& [group, hash] : lds::parse_security_object(sod.content).hashes)
            groups.insert(group);
    } catch (const Error&) {
        groups = groups_of_com();
    }
    return groups;
}

std::set<int> Inspection::groups_of_com() const {
    const Bytes* com = file(FileId::com);
    try {
        const auto groups = com ? lds::parse_com(*com).groups : std::vector{1};
        return {groups.begin(), groups.end()};
    } catch (const Error&) {
        return {1};
    }
}

void Inspection::chip_authentication() {
    auto& record = builder_.chip_authentication();
    record.key_file = *file(FileId::dg14);
    std::optional<access::ChipAuthenticationChoice> choice;
    try {
        choice = access::choose_chip_authentication(lds::parse_dg14(record.key_file));
    } catch (const Error&) {
        record.problem = Reason::dg14_malformed;
    }
    if (choice &&
        access::longest_command(*choice) + kProtection > transport_.traits().max_command) {
        record.problem = Reason::ca_key_too_long;
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
        record.problem = Reason::ca_key_not_of_group;  // nothing was sent
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

/// One right proof of the chip is enough where the caller says so; a challenge of the caller's is
/// always put.
bool Inspection::proven_enough() {
    if (options_.proofs == Proofs::all || options_.challenge) return false;
    prove_pending();
    return builder_.chip_authentication().outcome == ChipAuthenticationRecord::Outcome::right &&
           builder_.fits_hash(FileId::dg14);
}

/// Some small readers cannot carry a long answer, and lose the card over it; chip authentication
/// then decides.
bool Inspection::proof_is_possible(std::size_t answer_size) {
    static constexpr int kTornProofs = 2;
    auto& problem = builder_.active_authentication().problem;
    const std::size_t limit = transport_.traits().max_response;
    if (answer_size + kProtection > limit && limit < kShortResponseLimit)
        problem = Reason::aa_answer_too_long;
    else if (kept_ && kept_->torn_proofs >= kTornProofs) problem = Reason::aa_card_lost;
    return !problem;
}

void Inspection::active_authentication() {
    auto& record = builder_.active_authentication();
    record.key_file = *file(FileId::dg15);
    std::size_t answer_size = 0;
    try {
        const auto key = crypto::parse_public_key(lds::key_of_dg15(record.key_file));
        if (key.usable())
            answer_size = key.curve ? 2 * key.curve->field_size() : (key.rsa_bits + 7) / 8;
    } catch (const Error&) {
        record.problem = Reason::dg15_malformed;
    }
    if (answer_size == 0 || !proof_is_possible(answer_size)) return;
    if (proven_enough()) {
        record.problem = Reason::not_asked;
        return;
    }
    announce({Progress::Step::proving});
    proving_ = true;
    record.challenge.resize(kChallengeSize);
    random_.fill(record.challenge);
    if (options_.challenge)
        record.challenge.assign(options_.challenge->begin(), options_.challenge->end());
    // A long answer comes in one piece where extended length works, else in parts by 61xx.
    const std::size_t ne = files_.extended_response() != 0 ? answer_size + 64 : apdu::kMaxShortNe;
    const auto response = session_.transmit_again_if_lost(
        iso7816::internal_authenticate(record.challenge, std::max(ne, apdu::kMaxShortNe)));
    proving_ = false;
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
