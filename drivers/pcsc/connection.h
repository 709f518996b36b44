// SPDX-License-Identifier: Apache-2.0
// One exclusive connection to a card.
#pragma once
#include "pcsc/service.h"

namespace card::pcsc {

class Connection final : public Transport {
public:
    /// Keeps context and calls alive: a connection dies with them.
    Connection(std::shared_ptr<LimitedCalls> calls, std::shared_ptr<Context> context,
               std::string reader, Milliseconds transmit_limit);
    ~Connection() override;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    Bytes transceive(ByteView command) override;
    LinkTraits traits() const override { return traits_; }

private:
    struct Handle;
    LONG call(Milliseconds limit, std::function<LONG(Handle&)> job);
    void read_traits();

    std::shared_ptr<LimitedCalls> calls_;
    std::shared_ptr<Handle> handle_;
    Milliseconds transmit_limit_;
    LinkTraits traits_;
};

}  // namespace card::pcsc
