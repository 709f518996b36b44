// A PC/SC context and its connections as owners; every return code becomes a value or one Error.
#pragma once
#include <winscard.h>

#include <memory>
#include <string>
#include <vector>

#include "card/transport.h"

namespace card::pcsc {

class Context {
public:
    /// Throws Error{reader_lost} when pcscd does not run or does not let us in.
    Context();
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    SCARDCONTEXT get() const noexcept { return handle_; }
    std::vector<std::string> readers() const;

private:
    SCARDCONTEXT handle_ = 0;
};

/// One exclusive connection to a card.
class Connection final : public Transport {
public:
    /// Keeps the context alive: a connection dies with it.
    Connection(std::shared_ptr<const Context> context, const std::string& reader);
    ~Connection() override;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    Bytes transceive(ByteView command) override;
    LinkTraits traits() const override { return traits_; }

private:
    void read_traits();
    std::size_t reader_limit() const;
    std::shared_ptr<const Context> context_;
    SCARDHANDLE handle_ = 0;
    DWORD protocol_ = 0;
    bool lost_ = false;  ///< an exchange failed: the card is not there to be reset
    LinkTraits traits_;
};

/// One sentence of what went wrong and what to do.
[[noreturn]] void fail(LONG code, const std::string& reader);

}  // namespace card::pcsc
