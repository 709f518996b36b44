// SPDX-License-Identifier: Apache-2.0
#include "access/terminal_authentication.h"

#include <algorithm>

#include "access/terminal_chain.h"
#include "card/error.h"
#include "channel/iso7816.h"
#include "tlv/tlv.h"

namespace card::access {
namespace {

constexpr std::size_t kTerminalChallenge = 8;
/// What secure messaging and the header add to a command.
constexpr std::size_t kProtection = 64;

using Outcome = TerminalAuthenticationRecord::Outcome;

TerminalAuthenticationRecord record_of(Outcome outcome, Sentence problem) {
    TerminalAuthenticationRecord record;
    record.outcome = outcome;
    record.tell(std::move(problem));
    return record;
}
TerminalAuthenticationRecord not_attempted(Sentence why) {
    return record_of(Outcome::not_attempted, std::move(why));
}
TerminalAuthenticationRecord refused(Sentence what, std::uint16_t status,
                                     const std::string& holder) {
    auto record = record_of(Outcome::refused, std::move(what));
    record.status = status;
    record.holder = holder;
    return record;
}

/// An answer in clear would be somebody else's.
bool taken(const apdu::Response& response) { return response.ok() && response.is_protected; }

/// What is no certificate is passed over: a folder may hold a torn one beside a good chain.
std::vector<CvCertificate> parse_all(const std::vector<Bytes>& certificates) {
    std::vector<CvCertificate> parsed;
    for (const auto& octets : certificates) try {
            parsed.push_back(parse_cv_certificate(octets));
        } catch (const Error& error) {
            if (error.code() != Errc::malformed) throw;
        }
    return parsed;
}

apdu::Response show(Channel& channel, const CvCertificate& certificate) {
    auto response =
        channel.transmit(iso7816::mse_set_dst(tlv::make(0x83, as_octets(certificate.authority))));
    if (!taken(response)) return response;
    Bytes data = certificate.body;
    append(data, certificate.signature);
    return channel.transmit(iso7816::pso_verify_certificate(data));
}

TerminalAuthenticationRecord answer_challenge(Channel& channel,
                                              const TerminalAuthentication& authentication,
                                              const CvCertificate& own,
                                              const TerminalSignature& signature) {
    auto response =
        channel.transmit(iso7816::mse_set_at(0x81, tlv::make(0x83, as_octets(own.holder))));
    if (!taken(response)) return refused(said("cvc.key_refused"), response.sw, own.holder);
    response = channel.transmit(iso7816::get_challenge(kTerminalChallenge));
    if (!taken(response) || response.data.size() != kTerminalChallenge)
        return refused(said("cvc.no_challenge"), response.sw, own.holder);
    Bytes message = authentication.chip_name;
    append(message, response.data);
    append(message, authentication.terminal_key);
    response = channel.transmit(iso7816::external_authenticate_terminal(
        authentication.terminal.key->sign(signature.scheme, signature.digest, message)));
    if (!taken(response)) return refused(said("cvc.signature_refused"), response.sw, own.holder);
    return {Outcome::done, {}, response.sw, own.holder};
}

}  // namespace

TerminalAuthenticationRecord authenticate_terminal(Channel& channel,
                                                   const TerminalAuthentication& authentication) {
    const auto& terminal = authentication.terminal;
    const auto certificates = parse_all(terminal.certificates);
    if (certificates.empty()) return not_attempted(said("cvc.none"));
    const auto chosen = choose_chain(
        certificates,
        {authentication.authorities, authentication.rights, authentication.today,
         terminal.key->public_key(),
         authentication.max_command - std::min(authentication.max_command - 1, kProtection)});
    if (!chosen.problem.empty()) return not_attempted(chosen.problem);
    const auto& chain = chosen.certificates;
    for (const auto& certificate : chain) {
        const auto response = show(channel, certificate);
        if (!taken(response))
            return refused(said("cvc.certificate_refused", {certificate.holder}), response.sw,
                           chain.back().holder);
    }
    return answer_challenge(channel, authentication, chain.back(),
                            *terminal_signature(chain.back().key_algorithm));
}

}  // namespace card::access
