// SPDX-License-Identifier: Apache-2.0
// The inspection procedure as one list of steps.
#pragma once
#include <set>

#include "session/file_reader.h"

namespace card {

/// What one card on one reader has given so far; outlives the card's presence.
struct Reading {
    Document document;
    PartialFiles partial;
    std::size_t block = 0;  ///< octets of a READ that got through last; 0: the largest
    int steps = 0;          ///< by which earlier tears make the block smaller
    bool opening = false;   ///< the chip is judging the password
    bool proving = false;   ///< active authentication is under way
};

/// What a torn reading keeps for the same card: octets and counts, no key and no proof.
struct Kept {
    Reading reading;
    int torn_proofs = 0;  ///< tears in the middle of active authentication
};

/// All proofs of an earlier presentation, and of its earlier sessions, and how it was opened, into
/// those of a later one.
void inherit_proofs(Document& to, const Document& from);

class Inspection {
public:
    /// `kept`: of the card that was torn away; null where there was none.
    Inspection(Transport& transport, const AccessKey& key, Random& random,
               const ReadOptions& options, Reading& reading, const Kept* kept);
    /// Fills the reading. Throws Error.
    void run();

private:
    void open();
    void use_extended_length();
    bool get(FileId file);
    bool fetch(FileId file);
    void get_listed(const std::set<int>& groups, int group);
    void resume();
    void keep(const Document& before);
    bool fits_hash(FileId file) const;
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
    bool proof_is_possible(std::size_t answer_size);
    void prove_pending();
    void announce(const Progress& progress) const;

    Transport& transport_;
    Random& random_;
    const ReadOptions& options_;
    Reading& reading_;
    Document& document_;
    const Kept* kept_;
    Bytes agreed_key_;         ///< Comp() of the ephemeral key of chip authentication
    int proven_session_ = -1;  ///< in which it was agreed on
    Session session_;
    FileReader files_;
};

}  // namespace card
