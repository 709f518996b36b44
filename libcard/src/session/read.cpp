// The inspection procedure as one list of steps.
#include "session/file_reader.h"

#include "crypto/public_key.h"
#include "lds/data_groups.h"
#include "lds/signed_data.h"

namespace card {
namespace {

class Inspection {
public:
    Inspection(Transport& transport, const AccessKey& key, Random& random, const ReadOptions& options)
        : transport_(transport), random_(random), options_(options),
          session_(transport, key, random, options.stop, document_), files_(session_) {}

    Document run() {
        document_.chip_present = true;
        open();
        get(FileId::com);
        if (!get(FileId::sod)) throw Error(Errc::protocol, "read.sod", "the card gives no EF.SOD: nothing on it can be verified");
        const auto groups = listed_groups();
        if (groups.contains(14) && get(FileId::dg14)) chip_authentication();
        if (groups.contains(15) && get(FileId::dg15)) active_authentication();
        // Text first, so that it can be shown before the portrait has come.
        for (const int group : {1, 13}) get_listed(groups, group);
        for (const int group : groups)
            if (group != 2) get_listed(groups, group);
        portrait(groups);
        prove_pending();
        return std::move(document_);
    }

private:
    void open() {
        announce({Progress::Step::opening});
        get(FileId::card_access);
        use_extended_length();
        std::optional<lds::SecurityInfos> infos;
        if (const Bytes* file = document_.file(FileId::card_access)) infos = parse_card_access(*file);
        session_.open(infos);
        files_.application_changed();
    }

    static lds::SecurityInfos parse_card_access(ByteView file) {
        try {
            return lds::parse_card_access(file);
        } catch (const Error&) {
            throw Error(Errc::protocol, "access.pace.select", "EF.CardAccess is malformed: the card cannot be opened safely");
        }
    }

    /// Extended length only where the answer to reset, EF.ATR/INFO and the reader all allow it.
    void use_extended_length() {
        const auto traits = transport_.traits();
        if (traits.max_response <= kShortResponseLimit || !lds::announces_extended_length(traits.atr)) return;
        if (!get(FileId::atr_info)) return;
        try {
            if (const auto sizes = lds::parse_atr_info(*document_.file(FileId::atr_info)))
                files_.allow_extended(std::min(sizes->max_response, traits.max_response));
        } catch (const Error&) {
            session_.fell_back("atr-info-malformed");
        }
    }

    bool get(FileId file) {
        return files_.read(file, [&](std::size_t done, std::size_t total) {
            announce({Progress::Step::reading, file, done, total});
        });
    }

    void get_listed(const std::set<int>& groups, int group) {
        const FileId file = data_group(group);
        if (!groups.contains(group) || document_.file(file) || document_.missing.contains(file)) return;
        get(file);
    }

    void portrait(const std::set<int>& groups) {
        if (!groups.contains(2)) return;
        if (options_.portrait) get_listed(groups, 2);
        else document_.missing[FileId::dg2] = {MissingFile::Why::left_out, 0};
    }

    /// The SOD's list, which is the signed one; EF.COM's only where the SOD cannot be read.
    std::set<int> listed_groups() const {
        std::set<int> groups;
        try {
            const auto sod = lds::parse_sod(*document_.file(FileId::sod));
            for (const auto& [group, hash] : lds::parse_security_object(sod.content).hashes) groups.insert(group);
        } catch (const Error&) {
            groups = groups_of_com();
        }
        return groups;
    }

    std::set<int> groups_of_com() const {
        const Bytes* com = document_.file(FileId::com);
        try {
            return com ? lds::parse_com(*com).groups : std::set<int>{1};
        } catch (const Error&) {
            return {1};
        }
    }

    void chip_authentication() {
        auto& record = document_.chip_authentication;
        record.key_file = *document_.file(FileId::dg14);
        std::optional<access::ChipAuthenticationChoice> choice;
        try {
            choice = access::choose_chip_authentication(lds::parse_dg14(record.key_file));
            if (choice) choice->key.curve->decode(choice->key.point);
        } catch (const Error&) {
            choice.reset();
            record.problem = "DG14 is malformed";
        }
        if (!choice) return;
        announce({Progress::Step::proving});
        const auto result = access::chip_authentication(session_, *choice, random_);
        record.ephemeral_public_key = result.ephemeral_public_key;
        if (result.keys) {
            session_.change_keys(*result.keys);
            return;
        }
        record.outcome = ChipAuthenticationRecord::Outcome::refused;
        record.status = result.status;
    }

    void active_authentication() {
        auto& record = document_.active_authentication;
        record.key_file = *document_.file(FileId::dg15);
        std::size_t answer_size = 0;
        try {
            const auto key = crypto::parse_public_key(lds::key_of_dg15(record.key_file));
            if (key.usable()) answer_size = key.curve ? 2 * key.curve->field_size() : (key.rsa_bits + 7) / 8;
        } catch (const Error&) {
            record.problem = "DG15 is malformed";
        }
        if (answer_size == 0) return;
        announce({Progress::Step::proving});
        record.challenge.resize(access::kAaChallengeSize);
        random_.fill(record.challenge);
        // A long answer comes in one piece where extended length works, else in parts by 61xx.
        const std::size_t ne = files_.extended_response() != 0 ? answer_size + 64 : apdu::kMaxShortNe;
        const auto response = access::internal_authenticate(session_, record.challenge, std::max(ne, apdu::kMaxShortNe));
        record.status = response.sw;
        record.signature = response.data;
        using Recorded = ActiveAuthenticationRecord::Outcome;
        record.outcome = response.ok() && response.is_protected ? Recorded::answered : Recorded::refused;
    }

    /// A chip authentication that no later read has put to the proof is put to it here.
    void prove_pending() {
        if (session_.proof_pending()) get(FileId::com);
    }

    void announce(const Progress& progress) const {
        if (options_.progress) options_.progress(progress);
    }

    Transport& transport_;
    Random& random_;
    const ReadOptions& options_;
    Document document_;
    Session session_;
    FileReader files_;
};

}  // namespace

Document read(Transport& transport, const AccessKey& key, const ReadOptions& options) {
    SystemRandom system;
    return Inspection(transport, key, options.random ? *options.random : system, options).run();
}

}  // namespace card
