// SPDX-License-Identifier: Apache-2.0
// The front doors of the reading wing: one presentation of a card, or one that may be torn and put
// back.
#include <algorithm>
#include <iterator>

#include "session/card_kind.h"
#include "session/inspection.h"

namespace card {
namespace {

using Clock = std::chrono::steady_clock;

/// Of a card that has just come.
Clock::time_point end_of(const ReadOptions& options) {
    const auto now = Clock::now();
    const auto most = std::chrono::floor<Milliseconds>(Clock::time_point::max() - now);
    return now + std::min(options.within, most);
}

}  // namespace

Document read(Transport& transport, const AccessKey& key, const ReadOptions& options) {
    SystemRandom system;
    Inspection inspection(transport, key, options.random ? *options.random : system, options,
                          end_of(options));
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
        const auto begun = Clock::now();
        auto chip = reader_.wait_for_card(options_.stop, wait);
        auto end = end_of(options_);
        while (true) {
            Inspection inspection(*chip, key_, random_, options_, end,
                                  std::max(0, steps_ - 1),  // a second tear looks like a weak field
                                  kept_.reading.document.file(FileId::sod) ? &kept_ : nullptr);
            try {
                inspection.run();
                auto document = inspection.take().document;
                std::ranges::move(unknown_accesses_, std::back_inserter(document.earlier_accesses));
                return document;
            } catch (const Error& error) {
                auto reading = inspection.take();
                if (may_search_on(error)) {
                    chip.reset();
                    chip = next_card(error, wait, begun);
                    end = end_of(options_);
                    continue;
                }
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
    /// Cards in other slots that are no travel document, before one is.
    static constexpr int kMaxPassedOver = 16;

    /// The card left, or the reader did: a cable that was touched, a service or a driver that was
    /// restarted.
    static bool is_tear(const Error& error) {
        return error.code() == Errc::card_lost || error.code() == Errc::reader_lost;
    }

    /// Of a card that was torn away it is known what it is.
    bool may_search_on(const Error& error) {
        return is_other_card(error) && tears_ == 0 && ++passed_over_ <= kMaxPassedOver;
    }

    /// Of another slot of the reader, within what is left of the wait.
    std::unique_ptr<Transport> next_card(const Error& why, Milliseconds wait,
                                         Clock::time_point begun) {
        reader_.pass_over(why);
        if (wait == kNoLimit) return reader_.wait_for_card(options_.stop, wait);
        const auto took = std::chrono::floor<Milliseconds>(Clock::now() - begun);
        return reader_.wait_for_card(options_.stop, std::max(Milliseconds(0), wait - took));
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
        if (!now) {
            unknown_accesses_.push_back(access_of(reading.document));
            unknown_accesses_.back().opened = !reading.opening;
            return;
        }
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
        const auto end = Clock::now() + kResumeWithin;
        Error last = lost;
        while (true) {
            const auto left = [end] {
                return std::max(Milliseconds(0),
                                std::chrono::ceil<Milliseconds>(end - Clock::now()));
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
    /// How cards were opened, or began to be, that left before EF.SOD said which card it was.
    std::vector<EarlierAccess> unknown_accesses_;
    int tears_ = 0, steps_ = 0, torn_openings_ = 0, passed_over_ = 0;
};

}  // namespace

Document read(Reader& reader, const AccessKey& key, const ReadOptions& options, Milliseconds wait) {
    return Presentation(reader, key, options).read(wait);
}

Recognition recognise(Transport& transport, const AccessKey& key, ByteView sod,
                      const ReadOptions& options) {
    ReadOptions own;  // nothing that would have more asked of the card than this
    own.memory = options.memory;
    own.stop = options.stop;
    own.within = std::min(options.within, kRecogniseWithin);
    SystemRandom system;
    Inspection inspection(transport, key, options.random ? *options.random : system, own,
                          end_of(own));
    try {
        return inspection.is_card_of(sod) ? Recognition::same : Recognition::other;
    } catch (const Error& error) {
        const bool tells_of_no_card = error.code() == Errc::stopped ||
                                      error.code() == Errc::card_lost ||
                                      error.code() == Errc::reader_lost;
        if (tells_of_no_card) throw;
        return Recognition::other;
    }
}

}  // namespace card
