// SPDX-License-Identifier: Apache-2.0
#include "access/terminal_authentication.h"

#include "card/error.h"
#include "channel/iso7816.h"
#include "tlv/tlv.h"

namespace card::access {
namespace {

constexpr std::size_t kTerminalChallenge = 8;
/// What secure messaging and the header add to a command.
constexpr std::size_t kProtection = 64;

using Outcome = TerminalAuthenticationRecord::Outcome;

TerminalAuthenticationRecord not_attempted(std::string why) {
    return {Outcome::not_attempted, std::move(why), 0, {}};
}
TerminalAuthenticationRecord refused(std::string what, std::uint16_t status,
                                     const std::string& holder) {
    return {Outcome::refused, std::move(what), status, holder};
}

/// An answer in clear would be somebody else's.
bool taken(const apdu::Response& response) { return response.ok() && response.is_protected; }

std::vector<CvCertificate> parse_all(const std::vector<Bytes>& certificates) {
    std::vector<CvCertificate> parsed;
    for (const auto& octets : certificates) parsed.push_back(parse_cv_certificate(octets));
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
    if (!taken(response))
        return refused("the chip does not take the terminal's key", response.sw, own.holder);
    response = channel.transmit(iso7816::get_challenge(kTerminalChallenge));
    if (!taken(response) || response.data.size() != kTerminalChallenge)
        return refused("the chip gives no challenge", response.sw, own.holder);
    Bytes message = authentication.chip_name;
    append(message, response.data);
    append(message, authentication.terminal_key);
    response = channel.transmit(iso7816::external_authenticate_terminal(
        authentication.terminal.key->sign(signature.scheme, signature.digest, message)));
    if (!taken(response))
        return refused("the chip does not take the terminal's signature", response.sw, own.holder);
    return {Outcome::done, {}, response.sw, own.holder};
}

}  // namespace

TerminalAuthenticationRecord authenticate_terminal(Channel& channel,
                                                   const TerminalAuthentication& authentication) {
    const auto chain =
        choose_chain(parse_all(authentication.terminal.certificates), authentication.authorities);
    if (chain.empty())
        return not_attempted(
            "no chain of certificates from the authority that the chip trusts to this terminal");
    const auto signature = terminal_signature(chain.back().key_algorithm);
    if (!signature)
        return not_attempted(
            "the terminal's certificate is for another algorithm than terminal authentication");
    for (const auto& certificate : chain) {
        if (certificate.body.size() + certificate.signature.size() + kProtection >
            authentication.max_command)
            return not_attempted("a certificate is longer than this reader carries");
    }
    for (const auto& certificate : chain) {
        const auto response = show(channel, certificate);
        if (!taken(response))
            return refused("the chip does not take the certificate of " + certificate.holder,
                           response.sw, chain.back().holder);
    }
    return answer_challenge(channel, authentication, chain.back(), *signature);
}

}  // namespace card::access
