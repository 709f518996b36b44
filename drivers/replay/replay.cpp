#include "replay/replay.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cstdio>
#include <fstream>
#include <sstream>

namespace card {
namespace {

struct Transcript {
    LinkTraits traits;
    Bytes seed;
    std::vector<std::pair<Bytes, Bytes>> exchanges;
};

[[noreturn]] void malformed(std::size_t line) {
    throw Error(Errc::malformed, "replay", "the transcript is malformed in line " + std::to_string(line));
}

std::size_t number(std::istringstream& words, std::size_t line) {
    std::size_t value = 0;
    if (!(words >> value)) malformed(line);
    return value;
}

Transcript parse(std::string_view text) {
    if (text.size() > kMaxTranscript) throw Error(Errc::malformed, "replay", "the transcript is too long");
    Transcript transcript;
    std::istringstream lines{std::string(text)};
    std::string line;
    bool answered = true;
    for (std::size_t count = 1; std::getline(lines, line); ++count) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream words(line);
        std::string kind, value;
        words >> kind >> value;
        try {
            if (kind == "*" && value == "atr") {
                std::string atr;
                words >> atr;
                transcript.traits.atr = from_hex(atr);
            } else if (kind == "*" && value == "seed") {
                std::string seed;
                words >> seed;
                transcript.seed = from_hex(seed);
            } else if (kind == "*" && value == "limits") {
                transcript.traits.max_command = number(words, count);
                transcript.traits.max_response = number(words, count);
            } else if (kind == ">" && answered && transcript.exchanges.size() < kMaxExchanges) {
                transcript.exchanges.emplace_back(from_hex(value), Bytes());
                answered = false;
            } else if (kind == "<" && !answered) {
                transcript.exchanges.back().second = from_hex(value);
                answered = true;
            } else {
                malformed(count);
            }
        } catch (const Error&) {
            malformed(count);
        }
    }
    if (!answered) transcript.exchanges.pop_back();
    return transcript;
}

class ReplayTransport final : public Transport {
public:
    explicit ReplayTransport(Transcript transcript) : transcript_(std::move(transcript)) {}
    Bytes transceive(ByteView command) override {
        if (next_ == transcript_.exchanges.size())
            throw Error(Errc::card_lost, "read.removed", "the transcript ends here: the card was gone");
        const auto& [sent, answer] = transcript_.exchanges[next_++];
        if (!std::equal(sent.begin(), sent.end(), command.begin(), command.end()))
            throw Error(Errc::protocol, "replay", "exchange " + std::to_string(next_) + " differs from the transcript");
        return answer;
    }
    LinkTraits traits() const override { return transcript_.traits; }

private:
    Transcript transcript_;
    std::size_t next_ = 0;
};

class RecordingTransport final : public Transport {
public:
    RecordingTransport(std::unique_ptr<Transport> below, const std::string& file, ByteView seed) : below_(std::move(below)) {
        const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (fd >= 0) out_.reset(fdopen(fd, "w"));
        if (!out_) throw Error(Errc::io, "record", file + ": cannot be written");
        const auto link = below_->traits();
        write("# Transcript of a card: personal data. The seed opens it.\n* atr " + to_hex(link.atr) + "\n* limits " +
              std::to_string(link.max_command) + " " + std::to_string(link.max_response) + "\n* seed " + to_hex(seed) + "\n");
    }
    Bytes transceive(ByteView command) override {
        write("> " + to_hex(command) + "\n");
        Bytes answer = below_->transceive(command);
        write("< " + to_hex(answer) + "\n");
        return answer;
    }
    LinkTraits traits() const override { return below_->traits(); }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    void write(const std::string& text) const {
        if (std::fputs(text.c_str(), out_.get()) < 0 || std::fflush(out_.get()) != 0)
            throw Error(Errc::io, "record", "the transcript cannot be written: is the disk full?");
    }
    std::unique_ptr<Transport> below_;
    std::unique_ptr<std::FILE, Close> out_;
};

std::string read_text(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(Errc::io, "replay", file + ": cannot be read");
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

class ReplayReader final : public Reader {
public:
    ReplayReader(std::string file, std::string text) : file_(std::move(file)), text_(std::move(text)) {}
    std::string name() const override { return "replay:" + file_; }
    std::unique_ptr<Transport> wait_for_card(std::stop_token, Milliseconds) override { return replay_transcript(text_); }
    void wait_for_removal(std::stop_token, Milliseconds) override {}

private:
    std::string file_, text_;
};

}  // namespace

std::unique_ptr<Transport> replay_transcript(std::string_view text) { return std::make_unique<ReplayTransport>(parse(text)); }

Bytes transcript_seed(const std::string& file) { return parse(read_text(file)).seed; }

std::unique_ptr<Transport> record(std::unique_ptr<Transport> below, const std::string& file, ByteView seed) {
    return std::make_unique<RecordingTransport>(std::move(below), file, seed);
}

std::unique_ptr<Reader> open_replay(const std::string& file) { return std::make_unique<ReplayReader>(file, read_text(file)); }

}  // namespace card
