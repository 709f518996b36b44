// SPDX-License-Identifier: Apache-2.0
#include "core/reader_watch.h"

#include <iostream>

#include "card/error.h"
#include "card/printable.h"

namespace kiosk {

ReaderWatch::OpenReader ReaderWatch::watched(OpenReader open) {
    return [this, open = std::move(open)] {
        try {
            auto reader = open();
            become({});
            return reader;
        } catch (const card::Error& error) {
            become({true, error.sentence()});
            throw;
        }
    };
}

ReaderWatch::State ReaderWatch::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

void ReaderWatch::become(State state) {
    {
        const std::lock_guard lock(mutex_);
        if (state_ == state) return;
        state_ = state;
    }
    const auto why = card::text_of(state.why, card::Language::en);
    std::cerr << "card-kiosk: the reader " + card::printable(uri_) +
                     (state.lost ? " does not answer: " + card::printable(why) +
                                       "; it is tried again every second"
                                 : std::string(" answers again")) +
                     "\n";
    if (changed_) changed_();
}

}  // namespace kiosk
