// SPDX-License-Identifier: Apache-2.0
// The front doors of the reading wing: one presentation of a card, or one that may be torn and put
// back.
#include "session/inspection.h"

namespace card {

Document read(Transport& transport, const AccessKey& key, const ReadOptions& options) {
    SystemRandom system;
    Inspection inspection(transport, key, options.random ? *options.random : system, options);
    inspection.run();
    return inspection.take().document;
}

namespace {

/// A presentation that may be torn.
class Presentation {
public:
    Presentation(Reader& reader, const AccessKey& key, const ReadOptions& options)
        : reader_(reader),
          key_(key),
          options_(options),
          random_(options.random ? *options.random : system_) {}

    Document read(Milliseconds wait) {
        auto chip = reader_.wait_for_card(options_.stop, wait);
        while (true) {
            Inspection inspection(*chip, key_, random_, options_,
                                  std::max(0, steps_ - 1),  // a second tear looks like a weak field
                                  kept_.reading.document.file(FileId::sod) ? &kept_ : nullptr);
            try {
                inspection.run();
                return inspection.take().document;
            } catch (const Error& error) {
                auto reading = inspection.take();
                if (!may_go_on(error, reading)) throw;
                chip.reset();
                keep(std::move(reading));
                chip = wait_again(error);
            }
        }
    }

private:
    static constexpr Milliseconds kInterval{100};
    /// A number that the chip was judging when it was torn away is tried once more, and no oftener:
    /// it may be the wrong one.
    static constexpr int kMaxTornOpenings = 1;

    /// The card left, or the reader did: a cable that was touched, a service or a driver that was
    /// restarted.
    static bool is_tear(const Error& error) {
        return error.code() == Errc::card_lost || error.code() == Errc::reader_lost;
    }

    bool may_go_on(const Error& error, const Reading& reading) {
        if (reading.opening) ++torn_openings_;
        return is_tear(error) && tears_ < kMaxTears && torn_openings_ <= kMaxTornOpenings;
    }

    /// Of two torn readings the later one counts, unless it had not come to know its card.
    void keep(Reading reading) {
        ++tears_;
        ++steps_;
        const Bytes* now = reading.document.file(FileId::sod);
        const Bytes* before = kept_.reading.document.file(FileId::sod);
        if (!now) return;
        const bool same = before && *before == *now;
        if (before && !same) {  // what befell another card is none of this one's
            kept_ = {};
            steps_ = 1;
        }
        kept_.torn_proofs += reading.proving ? 1 : 0;
        if (!same || reading.document.files.size() >= kept_.reading.document.files.size()) {
            kept_.reading = std::move(reading);
            return;
        }
        inherit_proofs(kept_.reading.document, reading.document);
    }

    std::unique_ptr<Transport> wait_again(const Error& lost) {
        if (options_.progress)
            options_.progress({.step = Progress::Step::interrupted,
                               .reader_lost = lost.code() == Errc::reader_lost});
        const auto end = std::chrono::steady_clock::now() + kResumeWithin;
        Error last = lost;
        while (true) {
            const auto left = [end] {
                return std::max(Milliseconds(0), std::chrono::ceil<Milliseconds>(
                                                     end - std::chrono::steady_clock::now()));
            };
            if (left().count() == 0) throw last;
            try {
                if (last.code() == Errc::reader_lost)
                    reader_.wait_for_reader(options_.stop, left());
                return reader_.wait_for_card(options_.stop, left());
            } catch (const Error& error) {
                if (error.code() == Errc::timed_out) throw last;
                if (!is_tear(error)) throw;
                // Half on the reader, two cards, a reader that is still starting: once more; the
                // last word is the clerk's.
                last = error;
                pause(options_.stop, kInterval);
            }
        }
    }

    Reader& reader_;
    const AccessKey& key_;
    const ReadOptions& options_;
    SystemRandom system_;
    Random& random_;
    Kept kept_;
    int tears_ = 0, steps_ = 0, torn_openings_ = 0;
};

}  // namespace

Document read(Reader& reader, const AccessKey& key, const ReadOptions& options, Milliseconds wait) {
    return Presentation(reader, key, options).read(wait);
}

}  // namespace card
