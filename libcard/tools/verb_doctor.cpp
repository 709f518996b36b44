// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "command_line.h"
#include "common.h"
#include "doctor.h"
#include "last_run.h"

namespace cardtool {
namespace {

const char* name_of(Finding::Weight weight) {
    switch (weight) {
        case Finding::Weight::fine: return "fine";
        case Finding::Weight::worth_knowing: return "worth_knowing";
        case Finding::Weight::broken: break;
    }
    return "broken";
}

struct DoctorVerb {
    Machine machine;
    TrustOptions trust;
    OutputOptions output;
    std::string today;

    int run() {
        auto origin = origin_now();
        return reported(output, origin, [this] { return examine_all(); });
    }

    int examine_all() {
        if (!today.empty()) machine.now = *time_of(today);
        else machine.last_run = LastRun(trust.in_use()).newest();
        machine.stores = trust.in_use();
        bool broken = false;
        for (const auto& finding : examine(machine, trust.load())) {
            broken = broken || finding.weight == Finding::Weight::broken;
            print(finding);
        }
        if (!broken && !output.json) std::cout << '\n' << tr("cardtool.doctor.ready") << '\n';
        return broken ? kNoRead : kDone;
    }

    void print(const Finding& finding) const {
        if (output.json)
            return print_json({{"weight", name_of(finding.weight)},
                               {"text", finding.text},
                               {"mend", finding.mend}});
        wrap(finding.weight == Finding::Weight::fine ? " ok  " : " !!  ", finding.text, 5);
        print_command(finding.mend);
    }

    /// Lines of one command stand below each other.
    static void print_command(const std::string& command) {
        std::istringstream lines(command);
        std::string line;
        for (bool first = true; std::getline(lines, line); first = false)
            std::cout << (first ? "     $ " : "       ") << line << '\n';
    }
};

}  // namespace

void add_doctor(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("doctor", tr("cardtool.help.doctor"));
    verb->footer("cardtool.example.doctor");
    auto options = std::make_shared<DoctorVerb>();
    verb->add_option("--reader", options->machine.reader, tr("cardtool.help.doctor_reader"))
        ->type_name("URI");
    options->trust.add_to(*verb);
    options->output.add_to(*verb);
    // For tests: no part of the help screen.
    verb->add_option("--root", options->machine.root)->group("");
    verb->add_option("--today", options->today)->check(is_day())->group("");
    verb->callback([options, &exit_code] { exit_code = options->run(); });
}

}  // namespace cardtool
