// SPDX-License-Identifier: Apache-2.0
// What works and what does not, on the administrator's page and in the report of faults; the tests
// that the page offers.
#include <QDateTime>
#include <QStorageInfo>

#include "card/card.h"
#include "card/readers.h"
#include "core/state_file.h"
#include "ui/admin.h"
#include "ui/printing.h"
#include "ui/test_paper.h"

#include <nlohmann/json.hpp>

namespace kiosk {
namespace {

constexpr std::int64_t kDay = 86400;
/// Where a store lacks lists of half the world, the first of them are enough to see it.
constexpr std::size_t kMostStates = 8;

/// When the trust store was last changed, seconds since 1970; 0: never.
std::int64_t newest_change(const std::vector<std::filesystem::path>& paths) {
    namespace fs = std::filesystem;
    std::int64_t newest = 0;
    const auto look = [&newest](const fs::path& file) {
        std::error_code error;
        const auto time = fs::last_write_time(file, error);
        if (error) return;
        const auto system = std::chrono::file_clock::to_sys(time);
        newest = std::max<std::int64_t>(
            newest,
            std::chrono::duration_cast<std::chrono::seconds>(system.time_since_epoch()).count());
    };
    for (const auto& path : paths) {
        std::error_code error;
        if (fs::is_directory(path, error))
            for (const auto& entry : fs::directory_iterator(path, error)) look(entry.path());
        else look(path);
    }
    return newest;
}

/// The simulated card against its own trust store: says whether program, crypto and screen work;
/// leaves the real reader alone.
bool test_read() {
    try {
        const auto reader = card::open_reader("sim:vn-citizen-2021");
        const auto document = card::read(*reader, card::AccessKey::from_can("000123"));
        const std::vector<std::filesystem::path> trust{KIOSK_DEMO_TRUST};
        return card::verify(document, card::TrustStore::from_paths(trust)).verdict() ==
               card::Verdict::genuine;
    } catch (const card::Error&) {
        return false;
    }
}

QVariantMap line(const char* text, const QString& argument = {}, const QString& second = {}) {
    return {{QStringLiteral("text"), QLatin1String(text)},
            {QStringLiteral("argument"), argument},
            {QStringLiteral("second"), second}};
}

QString time_text(std::int64_t time) {
    return QDateTime::fromSecsSinceEpoch(time).toString(QStringLiteral("HH:mm dd/MM/yyyy"));
}

/// 2026-11-29 as people here write it.
QString day_text(const std::string& day) {
    return QDate::fromString(QString::fromStdString(day), Qt::ISODate)
        .toString(QStringLiteral("dd/MM/yyyy"));
}

/// "VN, FR", and how many more.
QString states_text(const std::vector<std::string>& states) {
    QStringList list;
    for (const auto& state : states)
        if (static_cast<std::size_t>(list.size()) < kMostStates)
            list.append(QString::fromStdString(state));
    const auto text = list.join(QStringLiteral(", "));
    return states.size() <= kMostStates
               ? text
               : text + QStringLiteral(", … (+%1)").arg(states.size() - kMostStates);
}

nlohmann::ordered_json described(const Outputs::State& output) {
    return {{"name", output.name},
            {"kind", output.kind},
            {"last_success", output.health.last_success},
            {"failures", output.health.failures},
            {"reason", output.health.reason}};
}

}  // namespace

void Admin::look() {
    background_.run([this, now = flow_.now()] {
        auto summary = summary_of(judging_.store(), config_.policy, now);
        const auto changed = newest_change(config_.trust);
        QMetaObject::invokeMethod(
            this,
            [this, summary = std::move(summary), changed] {
                trust_ = summary;
                trust_changed_ = changed;
                emit linesChanged();
            },
            Qt::QueuedConnection);
    });
}

void Admin::add_reader(QVariantList& list) const {
    const auto uri = QString::fromStdString(parts_.reader.uri());
    const auto reader = parts_.reader.state();
    if (!reader.lost) return list.append(line("a.reader", uri));
    list.append(line("e.reader.clerk", uri));
    const auto language = texts_.vietnamese() ? card::Language::vi : card::Language::en;
    list.append(line("a.reader.why", QString::fromStdString(card::text_of(reader.why, language))));
}

void Admin::add_trust(QVariantList& list) const {
    const auto judging = judging_.state();
    const auto days = std::max<std::int64_t>(0, flow_.now() - trust_changed_) / kDay;
    if (judging.anchors == 0) list.append(line("a.notrust"));
    else if (days == 0) list.append(line("a.trust.today"));
    else list.append(line("a.trust", QString::number(days)));
    if (judging.old_store) list.append(line("a.trust.old"));
    if (judging.anchors == 0) return;
    list.append(trust_.newest_list.empty() ? line("a.crl.none")
                                           : line("a.crl.newest", day_text(trust_.newest_list)));
    const std::pair<const char*, const std::vector<std::string>&> lacking[]{
        {"a.crl.without", trust_.without_list},
        {"a.crl.old", trust_.old_list},
        {"a.trust.without", trust_.without_root}};
    for (const auto& [text, states] : lacking)
        if (!states.empty()) list.append(line(text, states_text(states)));
}

void Admin::add_outputs(QVariantList& list) const {
    for (const auto& [name, kind, health] : parts_.outputs.states()) {
        const auto said = QString::fromStdString(name);
        if (!health.reason.empty())
            list.append(line("a.output.bad", said,
                             texts_.text(QString::fromStdString(health.reason),
                                         QString::number(health.failures))));
        else if (health.last_success != 0)
            list.append(line("a.output.good", said, time_text(health.last_success)));
        else list.append(line("a.output.idle", said));
    }
}

QVariantList Admin::lines() const {
    const auto now = flow_.now();
    QVariantList list;
    add_reader(list);
    add_trust(list);
    list.append(line("a.clock", time_text(now)));
    if (clockBehind()) list.append(line("a.clock.behind", time_text(judging_.state().last_run)));
    add_outputs(list);
    if (const auto& faults = faults_.list(); !faults.empty())
        list.append(line("a.fault.last", QString::fromStdString(faults.back().code),
                         time_text(faults.back().time)));
    const QStorageInfo disk(
        QString::fromStdString(config_.state.empty() ? "/" : config_.state.string()));
    list.append(line("a.disk", QStringLiteral("%1 GB").arg(
                                   static_cast<double>(disk.bytesAvailable()) / 1e9, 0, 'f', 1)));
    list.append(line("a.version", QStringLiteral(KIOSK_VERSION)));
    return list;
}

void Admin::testRead() {
    if (!open()) return;
    say(QStringLiteral("a.test.running"));
    background_.run([this] {
        const bool good = test_read();
        QMetaObject::invokeMethod(
            this,
            [this, good] {
                say(good ? QStringLiteral("a.test.good") : QStringLiteral("a.test.bad"));
            },
            Qt::QueuedConnection);
    });
}

void Admin::testPrint() {
    if (!open() || !canPrint()) return;
    say(QStringLiteral("a.print.running"));
    print_pdf(this, config_.print_command, test_pdf(config_, texts_, flow_.now()),
              [this](bool good) {
                  say(good ? QStringLiteral("a.print.good") : QStringLiteral("a.print.bad"));
              });
}

std::string Admin::report() const {
    const auto judging = judging_.state();
    const auto reader = parts_.reader.state();
    nlohmann::ordered_json report{{"version", KIOSK_VERSION},
                                  {"profile", name_of(config_.profile)},
                                  {"reader", parts_.reader.uri()},
                                  {"reader_lost", reader.lost},
                                  {"reader_problem", card::text_of(reader.why, card::Language::en)},
                                  {"anchors", judging.anchors},
                                  {"old_trust", judging.old_store},
                                  {"trust_changed", trust_changed_},
                                  {"newest_revocation_list", trust_.newest_list},
                                  {"states_without_revocation_list", trust_.without_list},
                                  {"states_with_old_revocation_list", trust_.old_list},
                                  {"states_without_root", trust_.without_root},
                                  {"time", flow_.now()},
                                  {"last_run", judging.last_run},
                                  {"pixels_per_mm", comfort_.pixelsPerMm()},
                                  {"outputs", nlohmann::ordered_json::array()},
                                  {"faults", nlohmann::ordered_json::array()}};
    for (const auto& output : parts_.outputs.states())
        report["outputs"].push_back(described(output));
    for (const auto& fault : faults_.list())
        report["faults"].push_back({{"time", fault.time}, {"code", fault.code}});
    return report.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void Admin::writeReport() {
    if (!open() || config_.state.empty())
        return say(config_.demo ? QStringLiteral("a.report.demo")
                                : QStringLiteral("a.report.nowhere"));
    save(config_.state / "fault_report.json", report(), QStringLiteral("a.report.written"),
         QStringLiteral("a.report.nowhere"));
}

}  // namespace kiosk
