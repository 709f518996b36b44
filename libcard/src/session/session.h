// SPDX-License-Identifier: Apache-2.0
// One conversation with one chip: the access protocol, the channel that it gives, and what happens
// when it is lost.
#pragma once
#include <functional>
#include <optional>

#include "access/pace.h"
#include "card/card.h"
#include "session/document_builder.h"

namespace card {

/// Fresh access protocol runs within one read, after the first.
inline constexpr int kMaxFreshSessions = 3;

class Session final : public Channel {
public:
    /// `ask_authorities`: PACE shall bring the references that terminal authentication begins with.
    Session(Transport& transport, const AccessKey& key, Random& random, Limits limits,
            DocumentBuilder& builder, bool ask_authorities = false);

    /// Commands in clear, before open().
    Channel& plain() noexcept { return plain_; }
    /// PACE where EF.CardAccess offers a form of it that this version can run; BAC where it offers
    /// only others; where there is no PACE, the application with BAC, or in clear where the chip
    /// has no access control at all. After PACE the master file is still current.
    void open(const std::optional<lds::SecurityInfos>& card_access);
    /// PACE, once: the password is sent in no other protocol, and a session that is lost stays
    /// lost. False, with nothing sent, where EF.CardAccess offers no form of it that this version
    /// can run.
    bool open_once_by_pace(const std::optional<lds::SecurityInfos>& card_access);
    /// The application, unless it is the current one.
    void enter_application();
    bool is_protected() const noexcept { return sm_.has_value(); }
    /// The application once more, once unless it helped: some chips lose it over a refusal.
    bool select_again();
    /// What was asked for then came: such a chip may lose its application over the next refusal
    /// too.
    void selecting_again_helped() noexcept { selected_again_ = false; }
    bool in_application() const noexcept { return in_application_; }
    /// A fresh run of the same protocol. Throws Error{protocol} after kMaxFreshSessions, and at
    /// once after open_once_by_pace().
    void reopen();
    /// After every fresh session; throws where another card answers.
    void when_reopened(std::function<void()> check) { reopened_ = std::move(check); }

    /// Through the protected channel once it is open. The first answer after change_keys() is held
    /// to prove the chip: when it does not, the record says so and the response has is_protected =
    /// false.
    apdu::Response transmit(const apdu::Command& command) override;
    /// Once in a reading, a command whose error came in clear is sent again in a fresh session. Not
    /// where the answer was to prove the chip.
    apdu::Response transmit_again_if_lost(const apdu::Command& command);
    /// SELECT's answer: a warning is success; what it warns of is kept.
    bool selected(const apdu::Response& response);
    /// Refused commands since the last one that was not.
    int refusals() const noexcept { return refusals_; }
    /// Chip authentication's new keys.
    void change_keys(const SessionKeys& keys);
    /// Counts the runs of the access protocol; what was proven in one is not in the next.
    int number() const noexcept { return fresh_sessions_; }
    /// The last answer came in clear: the next command opens a fresh session.
    bool lost() const noexcept { return lost_; }
    bool proof_pending() const noexcept { return proof_pending_; }
    /// The chip authentication's proof failed with the last answer: repeating it would prove
    /// nothing.
    bool disproven() const noexcept { return disproven_; }
    /// The next command is the last one again, perhaps with a smaller Le.
    void repeat_last();

    std::size_t max_short_block() const noexcept {
        return sm_ ? sm_->max_short_block() : apdu::kMaxShortNe;
    }
    void fell_back(const char* name) { builder_.fell_back(name); }

    /// After PACE: the chip's ephemeral key, and the authorities that the chip named. Empty without
    /// PACE.
    ByteView chip_key() const noexcept { return chip_key_; }
    const std::vector<std::string>& authorities() const noexcept { return authorities_; }
    const std::optional<lds::PaceInfo>& pace_info() const noexcept { return pace_; }

private:
    void choose_pace(const lds::SecurityInfos& card_access);
    void run_pace();
    void run_pace_again();
    void run_bac_for_pace();
    void run_without_pace();
    void open_as_before();
    void run_bac();
    bool readable_in_clear();
    std::uint16_t request_application();
    void select_application();
    apdu::Response await_proof(const apdu::Command& command);
    apdu::Response answer_to(const apdu::Command& command);

    PlainChannel plain_;
    const AccessKey& key_;
    Random& random_;
    DocumentBuilder& builder_;
    Transport& transport_;
    std::optional<lds::PaceInfo> pace_;
    access::PaceOptions pace_options_;
    Bytes chip_key_;
    std::vector<std::string> authorities_;
    bool in_application_ = false;
    bool application_seen_ = false;   ///< it was selected before: a chip may say 6985 now
    bool with_fci_ = false;           ///< SELECT by name goes with P2 = 00
    bool warned_ = false;             ///< SELECT was answered with a warning
    bool selected_again_ = false;     ///< the one further SELECT is spent
    bool sent_again_ = false;         ///< the one command that may be sent again is spent
    bool fresh_select_ = false;       ///< the last command selected it in a fresh session
    bool keeps_application_ = false;  ///< another SELECT would end the session: it stays current
    int refusals_ = 0;
    std::function<void()> reopened_;
    std::optional<SecureMessaging> sm_;
    int fresh_sessions_ = 0, max_fresh_sessions_ = kMaxFreshSessions;
    bool proof_pending_ = false;
    bool lost_ = false;  ///< the last answer came in clear: the next command starts a fresh
                         ///< session, unless repeat_last()
    bool disproven_ = false;
    bool repeated_ = false;  ///< the next command is the last one again
};

}  // namespace card
