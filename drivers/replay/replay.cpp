// SPDX-License-Identifier: Apache-2.0
#include "replay/replay.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace card {
namespace {

struct RecordedCard {
    LinkTraits traits;
    std::vector<std::pair<Bytes, std::optional<Bytes>>>
        exchanges;  ///< without an answer: the card was gone
};

struct Transcript {
    Bytes seed;
    std::vector<RecordedCard> cards{1};
};

[[noreturn]] void malformed(std::size_t line) {
    throw Error(Errc::malformed, Step::replay,
                said("cause.transcript_line", {std::to_string(line)}));
}

std::size_t number(std::istringstream& words, std::size_t line) {
    std::size_t value = 0;
    if (!(words >> value)) malformed(line);
    return value;
}

/// What stands behind a "*": about the transcript or about the card.
void parse_note(std::istringstream& words, const std::string& kind, std::size_t line,
                Transcript& transcript) {
    auto& traits = transcript.cards.back().traits;
    std::string hex;
    if (kind == "card" && transcript.cards.size() < kMaxCards) {
        transcript.cards.emplace_back();
    } else if (kind == "atr") {
        words >> hex;
        traits.atr = from_hex(hex);
    } else if (kind == "seed") {
        words >> hex;
        transcript.seed = from_hex(hex);
    } else if (kind == "limits") {
        traits.max_command = number(words, line);
        traits.max_response = number(words, line);
    } else {
        malformed(line);
    }
}

void parse_line(const std::string& line, std::size_t number, Transcript& transcript) {
    std::istringstream words(line);
    std::string kind, value;
    words >> kind >> value;
    auto& exchanges = transcript.cards.back().exchanges;
    const bool answered = exchanges.empty() || exchanges.back().second;
    if (kind == "*") parse_note(words, value, number, transcript);
    else if (kind == ">" && answered && exchanges.size() < kMaxExchanges)
        exchanges.emplace_back(from_hex(value), std::nullopt);
    else if (kind == "<" && !answered) exchanges.back().second = from_hex(value);
    else malformed(number);
}

Transcript parse(std::string_view text) {
    if (text.size() > kMaxTranscript)
        throw Error(Errc::malformed, Step::replay, said("cause.transcript_long"));
    Transcript transcript;
    std::istringstream lines{std::string(text)};
    std::string line;
    for (std::size_t count = 1; std::getline(lines, line); ++count) {
        if (line.empty() || line[0] == '#') continue;
        try {
            parse_line(line, count, transcript);
        } catch (const Error&) {
            malformed(count);
        }
    }
    return transcript;
}

class ReplayTransport final : public Transport {
public:
    explicit ReplayTransport(RecordedCard card) : card_(std::move(card)) {
        card_.traits.recorded = true;
    }
    Bytes transceive(ByteView command) override {
        if (next_ == card_.exchanges.size() || !card_.exchanges[next_].second)
            throw Error(Errc::card_lost, Step::read_removed,
                        "the transcript ends here: the card was gone");
        const auto& [sent, answer] = card_.exchanges[next_++];
        if (!std::equal(sent.begin(), sent.end(), command.begin(), command.end()))
            throw Error(Errc::protocol, Step::replay,
                        "exchange " + std::to_string(next_) + " differs from the transcript");
        return *answer;
    }
    LinkTraits traits() const override { return card_.traits; }

private:
    RecordedCard card_;
    std::size_t next_ = 0;
};

/// The file of a transcript, shared by the cards that are written into it.
class Recorder {
public:
    Recorder(const std::string& file, ByteView seed) {
        const int fd =
            open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (fd < 0 && errno == EEXIST)
            throw Error(Errc::usage, Step::record, said("cause.is_there", {file}));
        if (fd >= 0) out_.reset(fdopen(fd, "w"));
        if (!out_) throw Error(Errc::io, Step::record, said("cause.unwritten", {file}));
        write("# Transcript of a card: personal data. The seed opens it.\n* seed " + to_hex(seed) +
              "\n");
    }
    void begin(const LinkTraits& link) {
        if (cards_++ > 0) write("* card\n");
        write("* atr " + to_hex(link.atr) + "\n* limits " + std::to_string(link.max_command) + " " +
              std::to_string(link.max_response) + "\n");
    }
    void write(const std::string& text) const {
        if (std::fputs(text.c_str(), out_.get()) < 0 || std::fflush(out_.get()) != 0)
            throw Error(Errc::io, Step::record, said("cause.transcript_unwritten"));
    }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> out_;
    int cards_ = 0;
};

class RecordingTransport final : public Transport {
public:
    RecordingTransport(std::unique_ptr<Transport> below, std::shared_ptr<Recorder> recorder)
        : below_(std::move(below)), recorder_(std::move(recorder)) {
        recorder_->begin(below_->traits());
    }
    Bytes transceive(ByteView command) override {
        recorder_->write("> " + to_hex(command) + "\n");
        Bytes answer = below_->transceive(command);
        recorder_->write("< " + to_hex(answer) + "\n");
        return answer;
    }
    LinkTraits traits() const override { return below_->traits(); }

private:
    std::unique_ptr<Transport> below_;
    std::shared_ptr<Recorder> recorder_;
};

/// No more than parse() takes, whatever the file says of its size: a device has no end.
std::string read_text(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::error_code error;
    if (!in || std::filesystem::is_directory(file, error))
        throw Error(Errc::io, Step::replay, said("cause.unreadable", {file}));
    std::string text;
    std::array<char, 65536> block{};
    while (text.size() <= kMaxTranscript && (in.read(block.data(), block.size()), in.gcount() > 0))
        text.append(block.data(), static_cast<std::size_t>(in.gcount()));
    return text;
}

class ReplayReader final : public Reader {
public:
    ReplayReader(std::string file, std::string_view text)
        : file_(std::move(file)), transcript_(parse(text)) {}
    std::string name() const override { return "replay:" + file_; }
    std::unique_ptr<Transport> wait_for_card(std::stop_token, Milliseconds) override {
        if (next_ == transcript_.cards.size())
            throw Error(Errc::timed_out, Step::reader_wait, said("cause.transcript_end"));
        return std::make_unique<ReplayTransport>(transcript_.cards[next_++]);
    }
    void wait_for_removal(std::stop_token, Milliseconds) override {}
    void pass_over(const Error& why) override {
        if (next_ == transcript_.cards.size()) throw Error(why);
    }

private:
    std::string file_;
    Transcript transcript_;
    std::size_t next_ = 0;
};

}  // namespace

std::unique_ptr<Transport> replay_transcript(std::string_view text) {
    return std::make_unique<ReplayTransport>(parse(text).cards.front());
}

Bytes transcript_seed(const std::string& file) { return parse(read_text(file)).seed; }

std::unique_ptr<Reader> record(std::unique_ptr<Reader> below, const std::string& file,
                               ByteView seed) {
    return wrapped(std::move(below), [recorder = std::make_shared<Recorder>(file, seed)](
                                         std::unique_ptr<Transport> card) {
        return std::make_unique<RecordingTransport>(std::move(card), recorder);
    });
}

std::unique_ptr<Reader> open_replay(const std::string& file) {
    return std::make_unique<ReplayReader>(file, read_text(file));
}

}  // namespace card
