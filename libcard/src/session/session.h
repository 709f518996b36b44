// One conversation with one chip: the access protocol, the channel that it gives, and what happens when it is lost.
#pragma once
#include <optional>

#include "access/access.h"
#include "card/card.h"

namespace card {

/// Fresh access protocol runs within one read, after the first.
inline constexpr int kMaxFreshSessions = 3;

class Session final : public Channel {
public:
    Session(Transport& transport, const AccessKey& key, Random& random, std::stop_token stop, Document& document);

    /// Commands in clear, before open().
    Channel& plain() noexcept { return plain_; }
    /// PACE where EF.CardAccess offers it, BAC where there is none; then the application, selected.
    void open(const std::optional<lds::SecurityInfos>& card_access);
    bool is_open() const noexcept { return sm_.has_value(); }
    /// A fresh run of the same protocol. Throws Error{protocol} after kMaxFreshSessions.
    void reopen();

    /// Through the protected channel once it is open. The first answer after change_keys() is held to prove the chip:
    /// when it does not, the record says so and the response has is_protected = false.
    apdu::Response transmit(const apdu::Command& command) override;
    /// Chip authentication's new keys.
    void change_keys(const SessionKeys& keys);
    bool proof_pending() const noexcept { return proof_pending_; }
    /// The chip authentication's proof failed with the last answer: repeating it would prove nothing.
    bool disproven() const noexcept { return disproven_; }
    /// The next command is the last one again, perhaps with a smaller Le.
    void repeat_last();

    std::size_t max_short_block() const noexcept { return sm_ ? sm_->max_short_block() : apdu::kMaxShortNe; }
    Document& document() noexcept { return document_; }
    void fell_back(const char* name);

private:
    void run_pace();
    void run_bac();
    void select_application();
    apdu::Response await_proof(const apdu::Command& command);

    PlainChannel plain_;
    const AccessKey& key_;
    Random& random_;
    Document& document_;
    std::optional<lds::PaceInfo> pace_;
    bool several_parameters_ = false;
    std::optional<SecureMessaging> sm_;
    int fresh_sessions_ = 0;
    bool proof_pending_ = false;
    bool lost_ = false;       ///< the last answer came in clear: the next command starts a fresh session, unless repeat_last()
    bool disproven_ = false;
};

}  // namespace card
