// SPDX-License-Identifier: Apache-2.0
#include "session/session.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "access/bac.h"
#include "channel/iso7816.h"
#include "session/card_kind.h"

namespace card {

Session::Session(Transport& transport, const AccessKey& key, Random& random, std::stop_token stop,
                 DocumentBuilder& builder, bool ask_authorities)
    : plain_(transport, builder.counters(), std::move(stop)),
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
        if (!access::supported(info)) continue;
        if (access::longest_command(info) > carried) too_long = true;
        else if (!pace_ || rank(info) > rank(*pace_)) pace_ = info;
    }
    // A card that offers PACE is never opened by BAC: that would be the downgrade an attacker
    // wants. Nor on domain parameters that nobody has standardised: they could give the password
    // away (§9.2.2).
    if (!pace_ && too_long)
        throw Error(Errc::not_supported, Step::access_pace_select,
                    "this card opens with longer commands than this reader carries: use a reader "
                    "with extended length");
    if (!pace_)
        throw Error(Errc::not_supported, Step::access_pace_select,
                    "the card offers only forms of PACE that this version cannot run");
    pace_options_.name_parameters = std::ranges::any_of(card_access.pace, [&](const auto& other) {
        return other.parameter_id != pace_->parameter_id;
    });
}

void Session::open(const std::optional<lds::SecurityInfos>& card_access) {
    if (!card_access || card_access->pace_only.empty()) return run_without_pace();
    choose_pace(*card_access);
    run_pace();
}

void Session::reopen() {
    if (++fresh_sessions_ > kMaxFreshSessions)
        throw Error(
            Errc::protocol, Step::read_no_progress,
            "the chip keeps losing the protected session: hold the card still and start again");
    fell_back("fresh-session");
    sm_.reset();
    proof_pending_ = false;
    lost_ = disproven_ = false;
    plain_.transmit(iso7816::select_master_file());  // in clear: ends what the chip still holds of
                                                     // the old session
    if (!pace_) return open_as_before();
    builder_.session_ended();
    run_pace();
    if (std::exchange(in_application_, false)) enter_application();
}

void Session::run_pace() {
    auto result = access::pace(plain_, key_, *pace_, random_, pace_options_);
    sm_.emplace(plain_, result.keys);
    builder_.opened({AccessProtocol::pace, key_.name(), pace_->mapping_name(),
                     crypto::name_of(pace_->cipher), *pace_->parameter_id});
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
        throw Error(Errc::usage, Step::access_bac,
                    "this card opens with the MRZ only: give its three lines, or number and dates");
    }
    // Doc 9303-11 §4.2: a chip without access control. Whether it should have some, the signed
    // files say.
    builder_.opened({AccessProtocol::none, "", "", "", 0});
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
    sm_.emplace(plain_, access::bac(plain_, key_, random_));
    builder_.opened(
        {AccessProtocol::bac, key_.name(), "", crypto::name_of(crypto::Symmetric::des3), 0});
}

bool Session::readable_in_clear() {
    static constexpr std::size_t kEnough = 6;
    const auto response =
        plain_.transmit(iso7816::read_binary_sfi(short_identifier(FileId::com), kEnough));
    return !response.data.empty() && (response.ok() || response.sw1() == 0x62);
}

void Session::select_application() {
    const auto response = transmit(iso7816::select_application(iso7816::kEmrtdApplication));
    if (response.ok()) return;
    // Inside a session that PACE has opened it is an ID card in any case.
    if (!sm_ && (response.sw == 0x6A82 || response.sw == 0x6A81 || response.sw == 0x6D00 ||
                 response.sw == 0x6E00))
        refuse_other_application(plain_, response.sw);
    throw Error(Errc::protocol, Step::read_application,
                "the card refused its application with " + apdu::status_text(response.sw),
                response.sw);
}

apdu::Response Session::transmit(const apdu::Command& command) {
    if (!sm_) return plain_.transmit(command);
    if (lost_) reopen();
    auto response = proof_pending_ ? await_proof(command) : sm_->transmit(command);
    lost_ = !response.is_protected;
    return response;
}

void Session::repeat_last() {
    sm_->repeat_last();
    lost_ = false;
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
        record.problem = {Reason::chip_answer_wrong, {error.what()}};
        response.is_protected = false;
    }
    proof_pending_ = false;
    record.outcome = response.is_protected ? Recorded::right : Recorded::wrong;
    disproven_ = !response.is_protected;
    return response;
}

}  // namespace card
