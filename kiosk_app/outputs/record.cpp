// SPDX-License-Identifier: Apache-2.0
#include "outputs/record.h"

#include <nlohmann/json.hpp>

namespace kiosk {

std::string record_of(const Visit& visit) {
    nlohmann::ordered_json line{
        {"transaction", visit.transaction},           {"time", visit.time},
        {"profile", name_of(visit.profile)},          {"ended", visit.ended},
        {"milliseconds", visit.milliseconds},         {"decision", visit.decision},
        {"details_disputed", visit.details_disputed}, {"demo", visit.demo}};
    line["consent"] = {{"by", name_of(visit.consent.by)},
                       {"time", visit.consent.time},
                       {"version", visit.consent.version},
                       {"language", visit.consent.language},
                       {"purposes", visit.consent.purposes}};
    if (visit.ticket)
        line["ticket"] = {{"number", visit.ticket->number}, {"clinic", visit.ticket->clinic}};
    return line.dump();
}

}  // namespace kiosk
