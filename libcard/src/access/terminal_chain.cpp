// SPDX-License-Identifier: Apache-2.0
#include "access/terminal_chain.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <tuple>

#include "card/printable.h"

namespace card::access {
namespace {

using Role = CvCertificate::Role;
using Path = std::vector<const CvCertificate*>;

/// id-IS, 0.4.0.127.0.7.3.1.2.1: terminals of other kinds have other rights in the same bits.
constexpr std::array<std::uint8_t, 9> kInspectionSystem{0x04, 0x00, 0x7F, 0x00, 0x07,
                                                        0x03, 0x01, 0x02, 0x01};

/// What is left of the rights below this certificate.
std::uint8_t common(std::uint8_t rights, const CvCertificate& certificate) {
    const bool speaks_of_them = std::ranges::equal(certificate.kind, kInspectionSystem);
    return static_cast<std::uint8_t>(speaks_of_them ? rights & certificate.access_rights : 0);
}

bool is_verifier(Role role) {
    return role == Role::foreign_verifier || role == Role::domestic_verifier;
}

const Bytes& body_of(const CvCertificate* certificate) { return certificate->body; }

/// Why a chain is not shown; the first that is met.
enum class Obstacle { none, rights, date, algorithm, length };

struct Candidate {
    Path path;
    std::uint8_t rights = 0;
    Obstacle obstacle = Obstacle::none;
    const CvCertificate* ends_first = nullptr;  ///< of verifier and terminal
    bool other_key = false;

    const CvCertificate& terminal() const { return *path.back(); }
    bool is_better_than(const Candidate& other) const {
        const auto mine = rank(), theirs = other.rank();
        if (mine != theirs) return mine < theirs;
        // Octets last: of two that are alike the same one is always taken.
        return std::ranges::lexicographical_compare(path, other.path, {}, body_of, body_of);
    }

private:
    /// The smaller one is better.
    std::tuple<Obstacle, bool, int, int, std::string, std::size_t> rank() const {
        return {
            obstacle,          other_key,  -std::popcount(rights), -std::stoi(ends_first->expires),
            terminal().holder, path.size()};
    }
};

class Search {
public:
    Search(const std::vector<CvCertificate>& certificates, const ChainWish& wish) : wish_(wish) {
        for (const auto& certificate : certificates)
            if (certificate.role == Role::terminal) terminals_.push_back(&certificate);
            else if (is_verifier(certificate.role)) verifiers_.push_back(&certificate);
            else if (certificate.holder != certificate.authority) links_.push_back(&certificate);
        std::ranges::sort(links_, {}, body_of);  // the shortest way does not depend on their order
    }

    std::optional<Candidate> best() {
        reach();
        std::optional<Candidate> best;
        for (const auto* verifier : verifiers_)
            for (const auto* terminal : terminals_) {
                if (terminal->authority != verifier->holder || terminal->kind != verifier->kind)
                    continue;
                for (const auto& [rights, path] : reached_[verifier->authority]) {
                    auto candidate = judged(path, *verifier, *terminal, rights);
                    if (!best || candidate.is_better_than(*best)) best = std::move(candidate);
                }
            }
        return best;
    }

private:
    /// Under each holder, for each set of rights, the shortest way over links: each round is one
    /// link longer, and circles bring nothing new.
    void reach() {
        static constexpr std::size_t kVerifierAndTerminal = 2;
        for (const auto& authority : wish_.authorities) reached_[authority][wish_.rights] = {};
        for (std::size_t round = 0; round + kVerifierAndTerminal < kMaxCvChain; ++round) {
            const auto before = reached_;
            for (const auto* link : links_) {
                const auto from = before.find(link->authority);
                if (from == before.end()) continue;
                for (const auto& [rights, path] : from->second) {
                    auto longer = path;
                    longer.push_back(link);
                    reached_[link->holder].try_emplace(common(rights, *link), std::move(longer));
                }
            }
        }
    }

    Candidate judged(const Path& path, const CvCertificate& verifier, const CvCertificate& terminal,
                     std::uint8_t rights) const {
        Candidate made{path, common(common(rights, verifier), terminal), Obstacle::none, &verifier,
                       false};
        made.path.insert(made.path.end(), {&verifier, &terminal});
        if (terminal.expires < verifier.expires) made.ends_first = &terminal;
        made.other_key = !wish_.key.empty() && wish_.key != terminal.public_key;
        const bool too_long = std::ranges::any_of(made.path, [this](const auto* shown) {
            return wish_.longest != 0 &&
                   shown->body.size() + shown->signature.size() > wish_.longest;
        });
        made.obstacle = too_long                                         ? Obstacle::length
                        : !terminal_signature(terminal.key_algorithm)    ? Obstacle::algorithm
                        : out_of_date(verifier) || out_of_date(terminal) ? Obstacle::date
                        : wish_.rights != 0 && made.rights == 0          ? Obstacle::rights
                                                                         : Obstacle::none;
        return made;
    }

    /// Links are not asked: chips take one that has ended (TR-03110-3, certificate validation).
    bool out_of_date(const CvCertificate& certificate) const {
        return !wish_.today.empty() &&
               (wish_.today < certificate.effective || wish_.today > certificate.expires);
    }

    const ChainWish& wish_;
    Path terminals_, verifiers_, links_;
    std::map<std::string, std::map<std::uint8_t, Path>> reached_;
};

Sentence validity(const CvCertificate& certificate) {
    return said("cvc.validity", {printable(certificate.holder), day_text(certificate.effective),
                                 day_text(certificate.expires)});
}

Sentence no_chain(const ChainWish& wish) {
    Sentence names;
    for (const auto& authority : wish.authorities)
        names = names.empty() ? Sentence(printable(authority))
                              : said("cvc.either", {std::move(names), printable(authority)});
    return said("cvc.no_chain", {std::move(names)});
}

Sentence problem_of(const Candidate& candidate, const ChainWish& wish) {
    const auto& verifier = **(candidate.path.end() - 2);
    switch (candidate.obstacle) {
        case Obstacle::none: return {};
        case Obstacle::rights: return said("cvc.no_right");
        case Obstacle::date:
            return said("cvc.out_of_date",
                        {day_text(wish.today), validity(verifier), validity(candidate.terminal())});
        case Obstacle::algorithm: return said("cvc.algorithm");
        case Obstacle::length: return said("cvc.length");
    }
    return {};
}

}  // namespace

ChosenChain choose_chain(const std::vector<CvCertificate>& certificates, const ChainWish& wish) {
    if (certificates.size() > kMaxCvCertificates)
        return {{}, said("cvc.too_many", {std::to_string(kMaxCvCertificates)})};
    const auto best = Search(certificates, wish).best();
    if (!best) return {{}, no_chain(wish)};
    ChosenChain chosen{{}, problem_of(*best, wish)};
    if (chosen.problem.empty())
        for (const auto* certificate : best->path) chosen.certificates.push_back(*certificate);
    return chosen;
}

}  // namespace card::access
