// SPDX-License-Identifier: Apache-2.0
#include "session/session.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "access/bac.h"
#include "channel/iso7816.h"
#include "session/card_kind.h"

namespace card {

Session::Session(Transport& transport, const AccessKey& key, Random& random, Limits limits,
                 DocumentBuilder& builder, bool ask_authorities)
    : plain_(transport, builder.counters(), std::move(limits)),
      key_(key),
      random_(random),
      builder_(builder),
      transport_(transport) {
    pace_options_.ask_authorities = ask_authorities;
}

/// The strongest offer that this reader carries: cipher first, then the group, then the mapping
/// that proves the chip as well.
void Session::choose_pace(const lds::SecurityInfos& card_access) {
    const std::size_t carried = transport_.traits().max_command;
    const auto rank = [](const lds::PaceInfo& info) {
        return std::tuple(info.cipher, crypto::Domain::by_id(*info.parameter_id)->strength(),
                          info.mapping == lds::Mapping::chip_authentication);
    };
    bool too_long = false;
    for (const auto& info : card_access.pace) {
        if (!lds::can_run(info)) continue;
        if (access::longest_command(info) > carried) too_long = true;
        else if (!pace_ || rank(info) > rank(*pace_)) pace_ = info;
    }
    // A card that offers PACE is never opened by BAC: that would be the downgrade an attacker
    // wants. Nor on domain parameters that nobody has standardised: they could give the password
    // away (§9.2.2).
    if (!pace_ && too_long)
        throw Error(Errc::not_supported, Step::access_pace_select, said("cause.long_commands"));
    if (!pace_) return;
    pace_options_.name_parameters = std::ranges::any_of(card_access.pace, [&](const auto& other) {
        return other.parameter_id != pace_->parameter_id;
    });
}

void Session::open(const std::optional<lds::SecurityInfos>& card_access) {
    if (!card_access || card_access->pace_only.empty()) return run_without_pace();
    choose_pace(*card_access);
    if (!pace_) return run_bac_for_pace();
    run_pace();
}

bool Session::open_once_by_pace(const std::optional<lds::SecurityInfos>& card_access) {
    max_fresh_sessions_ = 0;
    if (card_access) choose_pace(*card_access);
    if (pace_) run_pace();
    return pace_.has_value();
}

/// EF.CardAccess offers only forms of PACE that this version cannot run. Whether the issuer offers
/// them too, or somebody else put them there to have BAC run, the judging wing says.
void Session::run_bac_for_pace() {
    select_application();
    in_application_ = true;
    if (key_.kind() != AccessKey::Kind::mrz)
        throw Error(Errc::usage, Step::access_bac, said("cause.pace_unknown_give_mrz"));
    fell_back("bac-for-pace");
    try {
        run_bac();
    } catch (const Error& error) {
        if (error.step() != Step::access_bac_challenge || error.code() != Errc::protocol) throw;
        throw Error(Errc::not_supported, Step::access_pace_select, said("cause.pace_unknown"),
                    error.status());
    }
}

void Session::reopen() {
    if (++fresh_sessions_ > max_fresh_sessions_)
        throw Error(
            Errc::protocol, Step::read_no_progress,
            "the chip keeps losing the protected session: hold the card still and start again");
    fell_back("fresh-session");
    sm_.reset();
    proof_pending_ = false;
    lost_ = disproven_ = false;
    if (!keeps_application_)
        plain_.transmit(iso7816::select_master_file());  // in clear: ends what the chip still holds
                                                         // of the old session
    if (!pace_) {
        open_as_before();
    } else {
        builder_.session_ended();
        run_pace_again();
        const bool entered = std::exchange(in_application_, false);
        if (entered && !keeps_application_) {
            enter_application();
            fresh_select_ = true;
        }
        in_application_ = entered;
    }
    refusals_ = 0;
    if (in_application_ && reopened_) reopened_();
}

/// The number has opened this card before: a refusal now says nothing of it.
void Session::run_pace_again() {
    try {
        run_pace();
    } catch (const Error& error) {
        if (error.code() != Errc::wrong_key) throw;
        throw Error(Errc::protocol, error.step(),
                    "the card refuses the number that has opened it before", error.status());
    }
}

void Session::run_pace() {
    builder_.opens({AccessProtocol::pace, key_.name(), pace_->mapping_name(),
                    crypto::name_of(pace_->cipher), *pace_->parameter_id});
    auto result = access::pace(plain_, key_, *pace_, random_, pace_options_);
    sm_.emplace(plain_, result.keys);
    if (result.named_parameters) {
        fell_back("pace-parameters-named");
        pace_options_.name_parameters = true;
    }
    builder_.mapped(std::move(result.chip_mapping));
    chip_key_ = std::move(result.chip_key);
    authorities_ = std::move(result.authorities);
}

void Session::enter_application() {
    if (in_application_) return;
    select_application();
    in_application_ = true;
}

void Session::run_without_pace() {
    select_application();  // first: a bank card must be called a bank card, whatever number was
                           // given
    in_application_ = true;
    if (key_.kind() == AccessKey::Kind::mrz) {
        try {
            return run_bac();
        } catch (const Error& error) {
            if (error.step() != Step::access_bac_challenge || !readable_in_clear()) throw;
        }
    } else if (!readable_in_clear()) {
        throw Error(Errc::usage, Step::access_bac, said("cause.mrz_only"));
    }
    // Doc 9303-11 §4.2: a chip without access control. Whether it should have some, the signed
    // files say.
    builder_.opens({AccessProtocol::none, "", "", "", 0});
    fell_back("no-access-control");
}

/// What the chip could do once it must do again: clear reading after BAC would be somebody's
/// downgrade.
void Session::open_as_before() {
    if (builder_.document().access.protocol != AccessProtocol::bac) return run_without_pace();
    select_application();
    in_application_ = true;
    run_bac();
}

void Session::run_bac() {
    builder_.opens(
        {AccessProtocol::bac, key_.name(), "", crypto::name_of(crypto::Symmetric::des3), 0});
    sm_.emplace(plain_, access::bac(plain_, key_, random_));
}

bool Session::readable_in_clear() {
    static constexpr std::size_t kEnough = 6;
    const auto response =
        plain_.transmit(iso7816::read_binary_sfi(short_identifier(FileId::com), kEnough));
    return !response.data.empty() && (response.ok() || response.sw1() == 0x62);
}

bool Session::selected(const apdu::Response& response) {
    static constexpr std::uint8_t kWarning = 0x62;
    if (!response.is_protected) return false;
    if (response.sw1() == kWarning) {
        if (!std::exchange(warned_, true)) fell_back("select-warning");
        if (response.sw == 0x6283 || response.sw == 0x6285) builder_.deactivated(response.sw);
        return true;
    }
    return response.ok();
}

/// 0, or the status that refused it. Some chips take no P2 = 0C, and some refuse to select what is
/// current.
std::uint16_t Session::request_application() {
    const auto refusal = [this]() -> std::uint16_t {
        const auto command = iso7816::select_application(iso7816::kEmrtdApplication, with_fci_);
        const auto response =
            application_seen_ ? transmit(command) : transmit_again_if_lost(command);
        return selected(response) ? 0 : response.sw;
    };
    const auto still_selected = [this] {
        keeps_application_ = keeps_application_ || lost_;
        fell_back("application-still-selected");
        return std::uint16_t{0};
    };
    const std::uint16_t status = refusal();
    if (status == 0) return 0;
    if (application_seen_ && (lost_ || status == 0x6985)) return still_selected();
    if (std::exchange(with_fci_, true)) return status;
    with_fci_ = refusal() == 0;
    if (with_fci_) {
        fell_back("select-with-fci");
        return 0;
    }
    // Inside a session that PACE has opened it is an ID card in any case.
    return status == 0x6985 && sm_ && !lost_ ? still_selected() : status;
}

bool Session::select_again() {
    if (!in_application_ || std::exchange(selected_again_, true)) return false;
    fell_back("application-again");
    return request_application() == 0;
}

void Session::select_application() {
    const std::uint16_t status = request_application();
    if (status == 0) {
        application_seen_ = true;
        refusals_ = 0;
        return;
    }
    // Inside a session that PACE has opened it is an ID card in any case.
    if (!sm_ && (status == 0x6A82 || status == 0x6A81 || status == 0x6D00 || status == 0x6E00))
        refuse_other_application(plain_, status);
    throw Error(Errc::protocol, Step::read_application,
                "the card refused its application with " + apdu::status_text(status), status);
}

apdu::Response Session::transmit(const apdu::Command& command) {
    if (!sm_) return plain_.transmit(command);
    if (lost_) reopen();
    auto response = proof_pending_ ? await_proof(command) : answer_to(command);
    lost_ = !response.is_protected;
    if (std::exchange(fresh_select_, false) && lost_) keeps_application_ = true;
    const bool refused = lost_ || (response.sw1() >= 0x64 && response.sw1() < 0x90);
    refusals_ = refused ? refusals_ + 1 : 0;
    return response;
}

apdu::Response Session::transmit_again_if_lost(const apdu::Command& command) {
    auto response = transmit(command);
    if (response.is_protected || disproven_ || std::exchange(sent_again_, true)) return response;
    return transmit(command);
}

void Session::repeat_last() {
    sm_->repeat_last();
    lost_ = false;
    repeated_ = true;
}

/// Where the chip has counted the command that it did not answer, what it says to the same counter
/// again is no answer that can be checked: the session is lost for good.
apdu::Response Session::answer_to(const apdu::Command& command) {
    if (!std::exchange(repeated_, false)) return sm_->transmit(command);
    try {
        return sm_->transmit(command);
    } catch (const Error& error) {
        if (error.code() != Errc::protocol || area_of(error.step()) != StepArea::sm) throw;
        static constexpr bool kProtected = false;
        return {{}, 0, kProtected};
    }
}

void Session::change_keys(const SessionKeys& keys) {
    sm_.emplace(plain_, keys);
    proof_pending_ = true;
}

apdu::Response Session::await_proof(const apdu::Command& command) {
    auto& record = builder_.chip_authentication();
    using Recorded = ChipAuthenticationRecord::Outcome;
    apdu::Response response;
    try {
        response = sm_->transmit(command);
        if (!response.is_protected) {
            record.problem = {Reason::chip_answered_in_clear, {apdu::status_text(response.sw)}};
            record.status = response.sw;
        }
    } catch (const Error& error) {
        if (area_of(error.step()) != StepArea::sm) throw;
        record.problem = {Reason::chip_answer_wrong, {error.sentence()}};
        response.is_protected = false;
    }
    proof_pending_ = false;
    record.outcome = response.is_protected ? Recorded::right : Recorded::wrong;
    disproven_ = !response.is_protected;
    return response;
}

}  // namespace card
