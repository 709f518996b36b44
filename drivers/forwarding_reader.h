// SPDX-License-Identifier: Apache-2.0
// A reader in front of another one: what a wrapper does not change goes through.
#pragma once
#include <memory>
#include <utility>

#include "card/transport.h"

namespace card {

class ForwardingReader : public Reader {
public:
    explicit ForwardingReader(std::unique_ptr<Reader> below) : below_(std::move(below)) {}

    std::string name() const override { return below_->name(); }
    void wait_for_removal(std::stop_token stop, Milliseconds limit) override {
        below_->wait_for_removal(std::move(stop), limit);
    }
    void wait_for_reader(std::stop_token stop, Milliseconds limit) override {
        below_->wait_for_reader(std::move(stop), limit);
    }
    void pass_over(const Error& why) override { below_->pass_over(why); }
    void signal(Signal signal) override { below_->signal(signal); }

protected:
    std::unique_ptr<Reader> below_;
};

}  // namespace card
