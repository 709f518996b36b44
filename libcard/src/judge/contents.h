// SPDX-License-Identifier: Apache-2.0
// Steps of verify(): each adds its checks. The only place that fills a Report.
#pragma once
#include "card/report.h"
#include "card/trust_store.h"
#include "judge/card_security.h"
#include "judge/passive_authentication.h"
#include "judge/signer_checks.h"
#include "lds/additional_data.h"
#include "lds/mrz.h"
#include "lds/security_infos.h"
#include "national/national.h"

namespace card::judge {

/// A DG13 of a state that is known.
struct NationalData {
    const national::State* state = nullptr;
    national::Fields fields;
};

/// Contents of files that passed, parsed.
struct Contents {
    std::optional<lds::Mrz> mrz;
    bool mrz_name_may_be_cut = false;  ///< the name field has no room left
    std::optional<ByteView> portrait;  ///< octets of DG2's picture, which can be decoded
    std::optional<NationalData> dg13;
    std::optional<lds::SecurityInfos> dg14;
    std::map<int, lds::TextFields> texts;  ///< DG11, DG12, by number
    std::vector<lds::TextFields> dg16;
};

/// dg.content.N, dg.complete.N, dg.covered.N, lds.com, lds.version.
Contents check_files(const Document& document, const PassiveAuthentication& passive,
                     national::States states, HolderData data, CheckList& checks);
/// data.mrz_digits, data.dg1_dg13, data.id_number.
void check_data(const Contents& contents, CheckList& checks);
/// body.qr, body.mrz; what differs.
std::vector<BodyDifference> check_body(const Contents& contents, const Body& body,
                                       national::States states, CheckList& checks);
/// access.card_access, access.downgrade.
void check_access(const Document& document, const Contents& contents, const MappingFile& mapping,
                  CheckList& checks);
/// time.clock.
/// `state`: of the anchor above the signer, empty where there is none: a list with a date in the
/// future speaks of the clock to documents of its own state.
Clock check_clock(const Policy& policy, const trust::TrustIndex& trust, const std::string& state,
                  CheckList& checks);
/// document.expiry; what the trusted contents say of dates and names.
void check_expiry(const Contents& contents, const PassiveAuthentication& passive,
                  const Clock& clock, DocumentFacts& facts, CheckList& checks);
/// verify() with the rules of these states.
Report verify(const Document& document, const TrustStore& trust, const Policy& policy,
              const Body& body, HolderData data, national::States states);
/// "PACE", "BAC", "none", "unknown"
const char* protocol_name(AccessProtocol protocol);
/// `now`: for the century of a birth that only an MRZ tells.
Holder holder_of(const Contents& contents, x509::Time now);
/// YYYY-MM-DD of an expiry date; nothing for "no expiry" and for what cannot be read.
std::optional<x509::Time> expiry_of(const Contents& contents, bool& without_expiry);

}  // namespace card::judge
