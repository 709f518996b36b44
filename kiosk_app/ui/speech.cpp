// SPDX-License-Identifier: Apache-2.0
#include "ui/speech.h"

#include <QDir>
#include <QFile>
#include <QLocale>

#include <utility>

namespace kiosk {

Speech::Speech(const Config& config, Comfort& comfort, Texts& texts, Loudspeaker* loudspeaker,
               QObject* parent)
    : QObject(parent),
      config_(config),
      comfort_(comfort),
      texts_(texts),
      loudspeaker_(loudspeaker) {
    connect(&comfort, &Comfort::changed, this, [this] {
        if (!comfort_.voice()) hush();
    });
}

QString Speech::recording(const QString& id) const {
    if (config_.voice_folder.empty() || id.isEmpty()) return {};
    // An operator's pack speaks to those who read neither language; without the sound the visitor's
    // own language is next.
    for (const auto& language : {QString::fromStdString(config_.voice_pack), texts_.language()}) {
        auto file = QString::fromStdString(config_.voice_folder.string()) + QLatin1Char('/') +
                    language + QLatin1Char('/') + id + QStringLiteral(".wav");
        if (!language.isEmpty() && QFile::exists(file)) return file;
    }
    return {};
}

bool Speech::is_heard() const {
    if (!loudspeaker_) return true;
    const auto& folder = config_.voice_folder;
    for (const auto& language : {config_.voice_pack, std::string("vi"), std::string("en")}) {
        if (folder.empty() || language.empty()) continue;
        const QDir recordings(QString::fromStdString((folder / language).string()));
        if (!recordings.entryList({QStringLiteral("*.wav")}).isEmpty()) return true;
    }
    return loudspeaker_->speaks();
}

void Speech::say(const QString& id, const QString& first, const QString& second) {
    begin({id, texts_.text(id, first, second)});
}

void Speech::add(const QString& id, const QString& first, const QString& second) {
    enqueue({id, texts_.text(id, first, second)});
}

/// Where the words on a control were recorded they are said so, without its place: no pack can have
/// recorded that.
void Speech::item(const QString& name, int index, int count) {
    const auto id = texts_.id_of(name);
    if (!recording(id).isEmpty()) return begin({id, name});
    begin({{},
           texts_.text(QStringLiteral("z.item"), name, QString::number(index))
               .replace(QLatin1String("%3"), QString::number(count))});
}

void Speech::personal(const QString& text) {
    if (config_.voice_private) enqueue({{}, text});
    else add(QStringLiteral("z.private"));
}

void Speech::repeat() { begin(std::exchange(last_, {})); }

void Speech::switchSlow() {
    slow_ = !slow_;
    emit slowChanged();
    repeat();
}

void Speech::begin(const Utterance& utterance) {
    waiting_.clear();
    speaking_ = false;
    if (loudspeaker_) loudspeaker_->stop();
    enqueue(utterance);
}

void Speech::enqueue(const Utterance& utterance) {
    static constexpr std::size_t kMost = 16;
    if (!comfort_.voice() || utterance.text.isEmpty() || waiting_.size() == kMost) return;
    emit spoken(utterance.id, utterance.text);
    waiting_.push_back(utterance);
    if (!speaking_) next();
}

/// With no sound device nothing ever ends: the queue stands still, is bounded, and nobody waits for
/// it.
void Speech::next() {
    speaking_ = !waiting_.empty();
    if (!speaking_) return;
    last_ = waiting_.front();
    waiting_.pop_front();
    const auto file = recording(last_.id);
    if (!file.isEmpty()) {
        emit played(file);
        if (loudspeaker_) loudspeaker_->play_file(file, [this] { next(); });
        return;
    }
    if (!loudspeaker_) return;
    static constexpr double kSlow = -0.4;  // of the synthesiser's range from -1 to 1
    const auto language = texts_.vietnamese() ? QLocale(QLocale::Vietnamese, QLocale::Vietnam)
                                              : QLocale(QLocale::English);
    loudspeaker_->say(last_.text, language, slow_ ? kSlow : 0, [this] {
        if (speaking_) next();
    });
}

void Speech::hush() {
    waiting_.clear();
    speaking_ = false;
    if (loudspeaker_) loudspeaker_->stop();
    last_ = {};
    slow_ = false;
    emit slowChanged();
}

}  // namespace kiosk
