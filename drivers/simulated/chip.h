// SPDX-License-Identifier: Apache-2.0
// An eMRTD chip: ISO 7816-4 file system, BAC, PACE, secure messaging, chip and active
// authentication, and the lies and quirks that its specimen asks for.
#pragma once
#include <map>
#include <memory>
#include <optional>

#include "chip_groups.h"
#include "specimen.h"

namespace simulated {

struct Command {
    std::uint8_t cla = 0, ins = 0, p1 = 0, p2 = 0;
    Octets data;
    std::size_t ne = 0;
    bool extended = false;
    unsigned header() const { return static_cast<unsigned>(ins << 16 | p1 << 8 | p2); }
};

struct Answer {
    Octets data;
    std::uint16_t status = 0x9000;
};

struct SessionState {
    Block block = Block::aes128;
    Octets encryption, mac, counter;
};

/// One run of PACE between MSE:Set AT and the token.
struct PaceRun {
    Octets oid, password, nonce, mapping_scalar, generator, scalar, own_key, their_key;
    Block block = Block::aes128;
    int parameter_id = 0;
    std::unique_ptr<Group> group;
    bool integrated() const { return oid.at(8) == 3 || oid.at(8) == 4; }
    bool with_chip_authentication() const { return oid.at(8) == 6; }
    int step = 0;
    bool names_authority = false;  ///< the terminal has asked for it
    SessionState keys;
};

/// What terminal authentication left with the chip.
struct TerminalState {
    struct Key {
        Octets oid, point, modulus, exponent;
        std::string curve;
        std::uint8_t rights = 0;
        bool terminal = false;
    };
    std::map<std::string, Key> keys;  ///< by holder; the authority's own is not among them
    std::string set_to_verify, set_to_authenticate;
    Octets challenge, chip_name, terminal_key;
    std::uint8_t granted = 0;
};

class Chip {
public:
    explicit Chip(Specimen specimen);
    Octets power_on();
    /// One command APDU to one response APDU.
    Octets process(const Octets& apdu);

private:
    // chip.cpp
    Octets answer_short(const Answer& answer, const Command& command);
    Answer dispatch(const Command& command, bool secured);
    // chip_sm.cpp
    Octets process_secured(Command command);
    std::optional<std::uint16_t> fails_in_clear();
    bool keeps_lost_session() const;
    Octets refuse_unreadable(const Command& command, std::uint16_t status);
    void forget_application(const Answer& answer);
    void open_command(Command& command);
    Octets answer_unread(const Command& command, const std::string& lie);
    Octets protect(const Command& command, const Answer& answer);
    Octets lie_in_answer(const Command& command, Octets honest, const Answer& answer);
    bool is_lied_read(const Command& command, const char* behaviour);
    // chip_files.cpp
    Answer select(const Command& command);
    Answer select_application(const Command& command);
    Answer select_master_file();
    Answer read(const Command& command, bool secured);
    Answer read_at(std::size_t offset, std::size_t ne, bool extended, bool odd);
    std::string name_of(const std::string& id) const;
    std::string shared_name(unsigned sfi, const std::string& usual) const;
    std::uint16_t open_file(const std::string& id, bool secured);
    std::optional<Answer> endless(std::size_t offset);
    // chip_access.cpp
    Answer manage_security_environment(const Command& command);
    Answer general_authenticate(const Command& command);
    Answer set_chip_authentication(const Command& command);
    Answer set_pace(const Command& command);
    Answer pace_step(const Octets& dynamic);
    Answer pace_nonce();
    Answer pace_map(const Octets& their_key);
    Octets chip_authentication_data(const PaceRun& pace) const;
    Answer pace_agree(const Octets& their_key);
    Answer pace_token(const Octets& their_token);
    std::optional<Octets> mirrored(const Octets& theirs, const char* step) const;
    std::uint16_t wrong_password_status() const;
    Answer get_challenge();
    Answer external_authenticate(const Octets& data);
    // chip_proofs.cpp
    Answer chip_authentication(const Octets& their_key);
    Answer internal_authenticate(const Command& command);
    Octets sign(const Octets& challenge);
    void start_session(Block block, const Octets& secret);
    // chip_terminal.cpp
    std::optional<Answer> terminal_environment(const Command& command);
    Answer verify_certificate(const Octets& data);
    Answer authenticate_terminal(const Octets& signature);
    const TerminalState::Key* terminal_key(const std::string& holder);
    bool grants(const std::string& file) const;

    Specimen specimen_;
    bool application_ = false;  ///< the eMRTD application is the current DF
    bool master_file_ = false;  ///< the master file was selected by name
    std::string current_file_;
    Octets current_content_;
    std::map<std::string, int> openings_;
    std::optional<SessionState> session_, next_session_;
    Octets pending_;  ///< rest of an answer, for GET RESPONSE
    Octets previous_answer_;
    int secured_commands_ = 0;  ///< since it was made: tears do not set it back
    int secured_reads_ = 0, reads_since_ca_ = -1;

    std::optional<PaceRun> pace_;
    Octets challenge_;  ///< BAC
    bool chip_authentication_set_ = false;
    TerminalState terminal_;
};

}  // namespace simulated
