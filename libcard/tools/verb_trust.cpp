#include <algorithm>
#include <iostream>

#include "common.h"

namespace cardtool {
namespace {

struct Import {
    std::filesystem::path file, to = "/etc/libcard/csca";
    std::string fingerprint;

    /// The operator says which certificate it must be: a name proves nothing.
    int run() const {
        std::string wanted;
        for (const char c : fingerprint)
            if (c != ':' && c != ' ') wanted += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        const auto octets = read_file(file);  // once: what is compared is what is written
        const auto found = card::certificate_fingerprint(octets);
        if (found != wanted) {
            std::cerr << "cardtool: " << file.string() << " is not the certificate you named.\n          it has " << found << '\n';
            return kWrongUse;
        }
        std::error_code error;
        std::filesystem::create_directories(to, error);
        const auto target = to / (wanted.substr(0, 16) + ".cer");
        write_file(target, octets, Readers::everybody);
        const auto store = card::TrustStore::from_directory(to);
        const bool refused = std::ranges::any_of(store.notes(), [&](const auto& note) { return note.refused && note.file == target.filename(); });
        if (refused) {
            std::filesystem::remove(target, error);
            std::cerr << "cardtool: " << file.string() << " is no CSCA certificate this store can take\n";
            return kWrongUse;
        }
        std::cout << "imported as " << target.string() << "; the store has " << store.anchors() << " anchors\n";
        return kDone;
    }
};

int list(const TrustOptions& trust) {
    const auto store = trust.load();
    std::cout << store.anchors() << " anchors, " << store.revocation_lists() << " revocation lists, digest " << store.digest().substr(0, 16) << '\n';
    for (const auto& summary : store.master_lists()) {
        std::cout << summary.file << ": " << summary.certificates << " certificates, " << summary.refused << " refused, "
                  << (summary.loaded ? "loaded" : "not loaded") << (summary.problem.empty() ? "" : " (" + summary.problem + ")") << '\n';
    }
    for (const auto& line : store.describe_anchors()) std::cout << "  " << line << '\n';
    return kDone;
}

int check(const TrustOptions& trust) {
    const auto store = trust.load();
    const auto refused = std::ranges::count_if(store.notes(), [](const auto& note) { return note.refused; });
    std::cout << store.anchors() << " anchors, " << store.revocation_lists() << " revocation lists, " << refused << " files or certificates refused\n";
    for (const auto& summary : store.master_lists()) {
        const auto kinds = store.count_kinds(summary.file);
        std::cout << summary.file << ": " << kinds.self_signed << " self-signed, " << kinds.links << " links (" << kinds.same_name_links
                  << " with the same name on both sides), " << kinds.others << " others\n";
    }
    return store.anchors() == 0 ? kWrongUse : kDone;
}

}  // namespace

void add_trust(CLI::App& app, int& exit_code) {
    auto* verb = app.add_subcommand("trust", "look after the anchors");
    verb->require_subcommand(1);
    auto import = std::make_shared<Import>();
    auto* import_verb = verb->add_subcommand("import", "take a CSCA certificate by its SHA-256");
    import_verb->add_option("file", import->file, "the certificate, DER or PEM")->required();
    import_verb->add_option("--fingerprint", import->fingerprint, "SHA-256 of the certificate")->required();
    import_verb->add_option("--to", import->to, "folder of the store");
    import_verb->callback([import, &exit_code] { exit_code = import->run(); });

    auto options = std::make_shared<TrustOptions>();
    auto* list_verb = verb->add_subcommand("list", "list the anchors of a store");
    list_verb->add_option("store", options->paths, "folders or files");
    list_verb->callback([options, &exit_code] { exit_code = list(*options); });
    auto* check_verb = verb->add_subcommand("check", "check a store, count roots and links");
    check_verb->add_option("store", options->paths, "folders or files");
    check_verb->callback([options, &exit_code] { exit_code = check(*options); });
}

}  // namespace cardtool
