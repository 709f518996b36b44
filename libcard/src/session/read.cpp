// The front doors of the reading wing: one presentation of a card, or one that may be torn and put back.
#include "session/inspection.h"

namespace card {

std::size_t LinkMemory::block(const LinkTraits& link) const {
    const auto found = links_.find({link.reader, to_hex(link.atr)});
    return found == links_.end() ? 0 : found->second.block;
}

void LinkMemory::learn(const LinkTraits& link, std::size_t block) {
    if (links_.size() == kMaxLinks) links_.clear();
    links_[{link.reader, to_hex(link.atr)}] = {block, 0};
}

void LinkMemory::read_undisturbed(const LinkTraits& link) {
    const auto found = links_.find({link.reader, to_hex(link.atr)});
    if (found != links_.end() && ++found->second.undisturbed == kForgetAfter) links_.erase(found);
}

Document read(Transport& transport, const AccessKey& key, const ReadOptions& options) {
    SystemRandom system;
    Reading reading;
    Inspection(transport, key, options.random ? *options.random : system, options, reading, nullptr).run();
    return std::move(reading.document);
}

namespace {

/// A presentation that may be torn.
class Presentation {
public:
    Presentation(Reader& reader, const AccessKey& key, const ReadOptions& options)
        : reader_(reader), key_(key), options_(options), random_(options.random ? *options.random : system_) {}

    Document read(Milliseconds wait) {
        auto chip = reader_.wait_for_card(options_.stop, wait);
        while (true) {
            Reading reading;
            try {
                Inspection(*chip, key_, random_, options_, reading, kept_.reading.document.file(FileId::sod) ? &kept_ : nullptr).run();
                return std::move(reading.document);
            } catch (const Error& error) {
                if (!is_tear(error) || kept_.tears == kMaxTears) throw;
                chip.reset();
                keep(std::move(reading));
                chip = wait_again(error);
            }
        }
    }

private:
    static constexpr Milliseconds kInterval{100};
    /// The card left, or the reader did: a cable that was touched, a service or a driver that was restarted.
    static bool is_tear(const Error& error) { return error.code() == Errc::card_lost || error.code() == Errc::reader_lost; }

    /// Of two torn readings the later one counts, unless it had not come to know its card.
    void keep(Reading reading) {
        ++kept_.tears;
        kept_.torn_proofs += reading.proving ? 1 : 0;
        if (reading.document.file(FileId::sod) && knows_its_card(reading)) kept_.reading = std::move(reading);
    }

    /// A resumed reading takes over what was kept when it has its EF.SOD; torn between the two it knows less than what is kept.
    bool knows_its_card(const Reading& reading) const {
        const Bytes* before = kept_.reading.document.file(FileId::sod);
        const bool same = before && *before == *reading.document.file(FileId::sod);
        return !same || reading.document.files.size() >= kept_.reading.document.files.size();
    }

    std::unique_ptr<Transport> wait_again(const Error& lost) {
        if (options_.progress) options_.progress({Progress::Step::interrupted});
        const auto end = std::chrono::steady_clock::now() + kResumeWithin;
        while (true) {
            const auto left = std::chrono::ceil<Milliseconds>(end - std::chrono::steady_clock::now());
            if (left.count() <= 0) throw lost;
            try {
                if (lost.code() == Errc::reader_lost) reader_.wait_for_reader(options_.stop, left);
                return reader_.wait_for_card(options_.stop, left);
            } catch (const Error& error) {
                if (error.code() == Errc::timed_out) throw lost;
                if (!is_tear(error)) throw;
                pause(options_.stop, kInterval);  // half on the reader, or a reader that is still starting: once more
            }
        }
    }

    Reader& reader_;
    const AccessKey& key_;
    const ReadOptions& options_;
    SystemRandom system_;
    Random& random_;
    Kept kept_;
};

}  // namespace

Document read(Reader& reader, const AccessKey& key, const ReadOptions& options, Milliseconds wait) {
    return Presentation(reader, key, options).read(wait);
}

}  // namespace card
