// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <unistd.h>

#include <iostream>

#include "common.h"
#include "doctor.h"
#include "texts.h"

namespace cardtool {
namespace {

struct DoctorVerb {
    Machine machine;
    TrustOptions trust;
    std::string language, today;

    int run() {
        if (!today.empty()) machine.now = parse_date(today);
        const bool vietnamese = language_of(language) == Language::vi;
        bool broken = false;
        for (const auto& finding : examine(machine, trust.load())) {
            const bool fine = finding.weight == Finding::Weight::fine;
            broken = broken || finding.weight == Finding::Weight::broken;
            const char* mark = fine ? " ok  " : " !!  ";
            wrap(mark, vietnamese ? finding.vietnamese : finding.english, 5);
            if (!finding.mend.empty()) std::cout << "     $ " << finding.mend << '\n';
        }
        if (!broken)
            std::cout << (vietnamese ? "\nMáy sẵn sàng đọc thẻ.\n"
                                     : "\nThis machine is ready to read cards.\n");
        return broken ? kNoRead : kDone;
    }
};

}  // namespace

void add_doctor(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("doctor", "say what is wrong with this machine");
    auto options = std::make_shared<DoctorVerb>();
    verb->add_option("--reader", options->machine.reader, "the reader that is to be used [pcsc:]");
    options->trust.add_to(*verb);
    add_language(*verb, options->language);
    verb->add_option("--root", options->machine.root, "look at the system below this folder");
    verb->add_option("--today", options->today, "as if the clock showed this day, YYYY-MM-DD");
    verb->callback([options, &exit_code] { exit_code = options->run(); });
}

}  // namespace cardtool
