// SPDX-License-Identifier: Apache-2.0
// The inspection procedure as one list of steps.
#pragma once
#include <set>

#include "access/chip_proofs.h"
#include "session/file_reader.h"

namespace card {

/// What one card on one reader has given so far; outlives the card's presence.
struct Reading {
    Document document;
    PartialFiles partial;
    bool opening = false;  ///< the chip was judging the password
    bool proving = false;  ///< active authentication was under way
};

/// What a torn reading keeps for the same card: octets and counts, no key and no proof.
struct Kept {
    Reading reading;
    int torn_proofs = 0;  ///< tears in the middle of active authentication
};

class Inspection {
public:
    /// `end`: when the reading is given up. `smaller_blocks`: how often earlier tears make the
    /// block smaller. `kept`: of the card that was torn away; null where there was none.
    Inspection(Transport& transport, const AccessKey& key, Random& random,
               const ReadOptions& options, std::chrono::steady_clock::time_point end,
               int smaller_blocks = 0, const Kept* kept = nullptr);
    /// Reads all there is. Throws Error.
    void run();
    /// What has come, once run() has returned or thrown.
    Reading take();
    /// Instead of run(): whether this card gives these octets as its EF.SOD, in a session that PACE
    /// opens once. Throws Error.
    bool is_card_of(ByteView sod);

private:
    void open();
    std::optional<lds::SecurityInfos> offered_access();
    void use_extended_length();
    const Bytes* file(FileId id) const { return builder_.document().file(id); }
    bool is_missing(FileId id) const { return builder_.document().missing.contains(id); }
    bool get(FileId id);
    bool fetch(FileId id);
    void get_listed(const std::set<int>& groups, int group);
    void resume();
    void recognise_card();
    void portrait(const std::set<int>& groups);
    std::set<int> listed_groups() const;
    std::set<int> groups_of_com() const;
    void read_card_security();
    void chip_authentication();
    void agree_with_chip(const access::ChipAuthenticationChoice& choice,
                         ChipAuthenticationRecord& record);
    void active_authentication();
    void terminal_authentication();
    bool proven_in_this_session();
    void show_terminal(const Terminal& terminal);
    std::vector<std::string> trusted_authorities();
    std::optional<Bytes> chip_name();
    bool proven_enough();
    bool proof_is_possible(std::size_t answer_size);
    void prove_pending();
    void announce(const Progress& progress) const;

    Transport& transport_;
    Random& random_;
    const ReadOptions& options_;
    int smaller_blocks_;
    const Kept* kept_;
    bool opening_ = false, proving_ = false, recognising_ = false;
    Bytes agreed_key_;         ///< Comp() of the ephemeral key of chip authentication
    int proven_session_ = -1;  ///< in which it was agreed on
    DocumentBuilder builder_;
    Session session_;
    FileReader files_;
};

}  // namespace card
