#include "session/session.h"

#include <algorithm>

#include "channel/iso7816.h"
#include "session/card_kind.h"

namespace card {

Session::Session(Transport& transport, const AccessKey& key, Random& random, std::stop_token stop, Document& document)
    : plain_(transport, document.counters, std::move(stop)), key_(key), random_(random), document_(document) {}

void Session::fell_back(const char* name) { document_.fallbacks.emplace_back(name); }

namespace {

/// The strongest offer: cipher first, then the size of the curve.
const lds::PaceInfo* strongest(const lds::SecurityInfos& infos) {
    const lds::PaceInfo* best = nullptr;
    const auto rank = [](const lds::PaceInfo& info) {
        return std::pair(info.cipher, crypto::Curve::by_id(*info.parameter_id)->field_size());
    };
    for (const auto& info : infos.pace)
        if (access::supported(info) && (!best || rank(info) > rank(*best))) best = &info;
    return best;
}

}  // namespace

void Session::open(const std::optional<lds::SecurityInfos>& card_access) {
    if (card_access && !card_access->pace_only.empty()) {
        const auto* info = strongest(*card_access);
        // A card that offers PACE is never opened by BAC: that would be the downgrade an attacker wants.
        if (!info) throw Error(Errc::not_supported, "access.pace.select", "the card offers only forms of PACE that this version cannot run");
        pace_ = *info;
        several_parameters_ = std::ranges::any_of(card_access->pace, [&](const auto& other) { return other.parameter_id != info->parameter_id; });
        run_pace();
        return;
    }
    run_bac();
}

void Session::reopen() {
    if (++fresh_sessions_ > kMaxFreshSessions)
        throw Error(Errc::protocol, "read.no_progress", "the chip keeps losing the protected session: hold the card still and start again");
    fell_back("fresh-session");
    sm_.reset();
    proof_pending_ = false;
    lost_ = disproven_ = false;
    plain_.transmit(iso7816::select_master_file());  // in clear: ends what the chip still holds of the old session
    if (pace_) run_pace();
    else run_bac();
}

void Session::run_pace() {
    sm_.emplace(plain_, access::pace(plain_, key_, *pace_, random_, several_parameters_));
    document_.access = {AccessProtocol::pace, key_.name(), pace_->mapping_name(), crypto::name_of(pace_->cipher), *pace_->parameter_id};
    select_application();
}

void Session::run_bac() {
    select_application();  // first: a bank card must be called a bank card, whatever number was given
    if (key_.kind() != AccessKey::Kind::mrz)
        throw Error(Errc::usage, "access.bac", "this card opens with the MRZ only: give its three lines, or number and dates");
    sm_.emplace(plain_, access::bac(plain_, key_, random_));
    document_.access = {AccessProtocol::bac, key_.name(), "", crypto::name_of(crypto::Symmetric::des3), 0};
}

void Session::select_application() {
    const auto response = transmit(iso7816::select_application(iso7816::kEmrtdApplication));
    if (response.ok()) return;
    // Inside a session that PACE has opened it is an ID card in any case.
    if (!sm_ && (response.sw == 0x6A82 || response.sw == 0x6A81 || response.sw == 0x6D00 || response.sw == 0x6E00)) refuse_other_application(plain_, response.sw);
    throw Error(Errc::protocol, "read.application", "the card refused its application with " + apdu::status_text(response.sw), response.sw);
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
    auto& record = document_.chip_authentication;
    using Recorded = ChipAuthenticationRecord::Outcome;
    apdu::Response response;
    try {
        response = sm_->transmit(command);
        if (!response.is_protected) {
            record.problem = "answered in clear with " + apdu::status_text(response.sw);
            record.status = response.sw;
        }
    } catch (const Error& error) {
        if (!error.step().starts_with("sm.")) throw;
        record.problem = error.what();
        response.is_protected = false;
    }
    proof_pending_ = false;
    record.outcome = response.is_protected ? Recorded::right : Recorded::wrong;
    disproven_ = !response.is_protected;
    return response;
}

}  // namespace card
