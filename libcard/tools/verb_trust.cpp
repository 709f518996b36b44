// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include <algorithm>
#include <ctime>
#include <iostream>
#include <nlohmann/json.hpp>

#include "card/trust_conformance.h"
#include "command_line.h"
#include "trust_json.h"
#include "trust_verbs.h"

namespace cardtool {
namespace {

std::ptrdiff_t refused(const card::TrustStore& store) {
    return std::ranges::count_if(store.notes(), [](const auto& note) { return note.refused; });
}

int exit_of(const card::TrustStore& store) {
    return store.anchors() == 0 ? kNoStore : refused(store) > 0 ? kInPart : kDone;
}

struct Look {
    TrustOptions trust;
    OutputOptions output;
    std::string today;
    bool conformance = false;

    int list() {
        return run([this](const card::TrustStore& store) {
            std::cout << tr("cardtool.trust.digest", {store.digest().substr(0, 16)}) << '\n';
            print_counts(store);
            for (const auto& summary : store.master_lists()) print_master_list(summary);
            print_revocation_lists(store);
            for (const auto& anchor : store.describe_each_anchor()) print_anchor(anchor);
            return exit_of(store);
        });
    }

    int check() {
        return run([this](const card::TrustStore& store) {
            std::cout << tr("cardtool.trust.refused", {std::to_string(refused(store))}) << '\n';
            print_counts(store);
            for (const auto& summary : store.master_lists()) print_kinds(summary, store);
            print_revocation_lists(store);
            for (const auto& note : store.notes())
                if (!note.refused)
                    wrap("", note.file + ": " + text_of(note.sentence, language()), 2);
            if (conformance) print_conformance(store);
            return exit_of(store);
        });
    }

    void add_to(CLI::App& verb) {
        verb.add_option("PATH", trust.paths, tr("cardtool.help.store"))->type_name("PATH");
        trust.add_to(verb);
        output.add_to(verb);
        verb.add_option("--today", today, tr("cardtool.help.at"))
            ->type_name("DAY")
            ->check(is_day());
    }

private:
    template <class Print>
    int run(Print print) {
        auto origin = origin_now();
        return reported(output, origin, [&] {
            const auto store = trust.load();
            if (!output.json) return static_cast<int>(print(store));
            print_json(store_json(store, now(), conformance));
            return exit_of(store);
        });
    }

    std::int64_t now() const {
        return today.empty() ? static_cast<std::int64_t>(std::time(nullptr)) : *time_of(today);
    }

    void print_master_list(const card::MasterListSummary& summary) const {
        const bool ended = summary.loaded && summary.signer_valid_until < day_text(now());
        const auto* id = !summary.loaded ? "cardtool.trust.list_not_loaded"
                         : ended         ? "cardtool.trust.list_ended"
                                         : "cardtool.trust.list_loaded";
        auto text = tr(id, {summary.file, std::to_string(summary.certificates),
                            std::to_string(summary.refused),
                            summary.loaded ? summary.signer_valid_until
                                           : text_of(summary.problem_sentence, language())});
        if (summary.loaded && !summary.signed_on.empty())
            text += "; " + tr("cardtool.trust.signed_on", {summary.signed_on});
        if (summary.uses_sha1) text += "; SHA-1";
        wrap("", text, 2);
    }

    void print_kinds(const card::MasterListSummary& summary, const card::TrustStore& store) const {
        print_master_list(summary);
        const auto kinds = store.count_kinds(summary.file);
        wrap("",
             tr("cardtool.trust.kinds",
                {summary.file, std::to_string(kinds.self_signed), std::to_string(kinds.links),
                 std::to_string(kinds.same_name_links), std::to_string(kinds.others)}),
             2);
    }

    void print_revocation_lists(const card::TrustStore& store) const {
        for (const auto& list : store.describe_revocation_lists(now())) {
            auto text = tr("cardtool.trust.crl",
                           {list.file, list.issuer, list.this_update, std::to_string(list.entries),
                            text_of(list.counts_for_sentence, language())});
            if (!list.next_update.empty())
                text += "; " + tr("cardtool.trust.until", {list.next_update});
            if (!list.key_id.empty()) text += "; " + tr("cardtool.trust.key_id", {list.key_id});
            wrap("", text, 2);
        }
    }

    static void print_conformance(const card::TrustStore& store) {
        const auto lines = card::conformance_of(store);
        std::cout << tr("cardtool.trust.deviations", {std::to_string(lines.size())}) << '\n';
        for (const auto& line : lines)
            wrap("  ", line.certificate + ": " + line.code + " " + line.text, 4);
    }

    static void print_anchor(const card::AnchorSummary& anchor) {
        auto text =
            tr("cardtool.trust.anchor", {anchor.name, anchor.key,
                                         word_of(anchor.origin, language()) + ": " +
                                             text_of(anchor.source_sentence, language()),
                                         anchor.serial, anchor.valid_from, anchor.valid_until});
        if (!anchor.key_id.empty()) text += "; " + tr("cardtool.trust.key_id", {anchor.key_id});
        for (const auto& state : anchor.states)
            text += "; " + tr("cardtool.trust.for_state", {state});
        if (anchor.withdrawn) text += "; " + tr("cardtool.trust.withdrawn", {});
        wrap("  ", text + "; SHA-256 " + anchor.fingerprint, 4);
    }
};

}  // namespace

void print_counts(const card::TrustStore& store) {
    wrap("",
         tr("cardtool.trust.counts",
            {std::to_string(store.anchors()), std::to_string(store.revocation_lists()),
             std::to_string(store.signers()), std::to_string(store.deviation_lists())}),
         2);
}

void add_trust(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("trust", tr("cardtool.help.trust_verb"));
    verb->footer("cardtool.example.trust");
    verb->require_subcommand(1);
    add_trust_import(*verb, exit_code);
    add_trust_clock(*verb, exit_code);
    auto look = std::make_shared<Look>();
    auto* list_verb = verb->add_subcommand("list", tr("cardtool.help.list"));
    list_verb->footer("cardtool.example.list");
    look->add_to(*list_verb);
    list_verb->callback([look, &exit_code] { exit_code = look->list(); });
    auto* check_verb = verb->add_subcommand("check", tr("cardtool.help.check"));
    check_verb->footer("cardtool.example.check");
    look->add_to(*check_verb);
    check_verb->add_flag("--conformance", look->conformance, tr("cardtool.help.conformance"));
    check_verb->callback([look, &exit_code] { exit_code = look->check(); });
}

}  // namespace cardtool
