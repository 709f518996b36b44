// SPDX-License-Identifier: Apache-2.0
// Reading aloud: recorded sounds by text id first, the synthesiser second, the screen always.
// Nothing waits for it.
#pragma once
#include <qqml.h>
#include <QObject>

#include <deque>

#include "core/config.h"
#include "ui/comfort.h"
#include "ui/devices.h"
#include "ui/texts.h"

namespace kiosk {

class Speech : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Speech)
    QML_SINGLETON
    Q_PROPERTY(bool slow READ slow NOTIFY slowChanged)

public:
    /// `loudspeaker`: null where nothing is to be heard; outlives this.
    Speech(const Config& config, Comfort& comfort, Texts& texts, Loudspeaker* loudspeaker,
           QObject* parent = nullptr);
    static Speech* create(QQmlEngine* engine, QJSEngine*) {
        return provided<Speech>(engine, "Speech");
    }

    /// The sound recorded for this text in the pack's or the visitor's language; empty where there
    /// is none.
    QString recording(const QString& id) const;

    /// Whether anything would be heard: the operator's recordings, or a synthesiser. True without
    /// devices, as in tests and the gallery.
    bool is_heard() const;

    /// Says a text of the table; what was being said ends.
    Q_INVOKABLE void say(const QString& id, const QString& first = {}, const QString& second = {});
    /// Says it after what is being said.
    Q_INVOKABLE void add(const QString& id, const QString& first = {}, const QString& second = {});
    /// Says what stands on a control, with its place among the controls of the page.
    Q_INVOKABLE void item(const QString& name, int index, int count);
    /// Says a value of a person: only into headphones; else that headphones are needed.
    Q_INVOKABLE void personal(const QString& text);
    Q_INVOKABLE void repeat();
    bool slow() const { return slow_; }
    /// Slower, and at the next wish as before.
    Q_INVOKABLE void switchSlow();

public slots:
    void hush();

signals:
    void slowChanged();
    /// What is being said: the id where it has one, and the words.
    void spoken(const QString& id, const QString& text);
    /// A recording was taken for this text, instead of the synthesiser.
    void played(const QString& file);

private:
    struct Utterance {
        QString id, text;
    };
    void begin(const Utterance& utterance);
    void enqueue(const Utterance& utterance);
    void next();

    const Config config_;
    Comfort& comfort_;
    Texts& texts_;
    Loudspeaker* loudspeaker_;
    std::deque<Utterance> waiting_;
    Utterance last_;
    bool speaking_ = false, slow_ = false;
};

}  // namespace kiosk
