// One line a visit, without a personal value: when, how it ended, how long it took, who decided what.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

namespace kiosk {

struct JournalEntry {
    std::int64_t time = 0;      ///< seconds since 1970
    std::string ended;          ///< "genuine", "undetermined", ..., "refused", "error:access.pace.token"
    std::string consent;        ///< version of the text, empty: none was asked
    std::string decision;       ///< "same", "not_same", "unsure", empty
    std::uint32_t milliseconds = 0;
    bool demo = false;
};

class Journal {
public:
    /// An empty path keeps none.
    explicit Journal(std::filesystem::path file) : file_(std::move(file)) {}
    /// Appends one line and waits until the disk has it; false when it could not.
    bool append(const JournalEntry& entry) const;

private:
    std::filesystem::path file_;
};

}  // namespace kiosk
