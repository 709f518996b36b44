// SPDX-License-Identifier: Apache-2.0
// All places that a finished visit goes to, as the configuration names them; each is handed every
// visit, whatever became of it at the others.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "outputs/output.h"

namespace kiosk {

/// A key of an [[output]] of one kind.
struct OutputKey {
    /// What its value must name on this machine.
    enum class Names { anything, file, folder } names = Names::anything;
    const char *name = "", *help = "";
};

/// What an [[output]] can be.
struct OutputKind {
    const char *name = "", *help = "";
    std::unique_ptr<Output> (*make)(const OutputRow& row);
    std::span<const OutputKey> keys;  ///< each of them is needed
};
std::span<const OutputKind> output_kinds();

/// What no machine could do: a kind or key that is not known, a key that lacks, one place named
/// twice. Throws ConfigError.
void check_outputs(const Config& config);
/// Folders that are not there or cannot be written by this user: a sentence each for the operator.
std::vector<std::string> problems_of_outputs(const Config& config);
/// Every kind with its keys, as a table in Markdown.
std::string describe_outputs();

class Outputs final : public VisitSink {
public:
    /// The journal of `journal.file` first, then each [[output]] in its order. `now`: seconds since
    /// 1970. Throws as check_outputs() does.
    Outputs(const Config& config, std::function<std::int64_t()> now);
    /// One more, of whoever made this; before the first visit. `sink` outlives this.
    void add(std::string name, VisitSink& sink);

    bool wants_document() const override;
    bool sends() const override;
    void take(const Visit& visit) override;

    struct State {
        std::string name, kind;
        OutputHealth health;
    };
    /// Of each, in their order; from any thread.
    std::vector<State> states() const;

private:
    struct Entry {
        std::string name, kind;
        std::unique_ptr<Output> output;
        OutputHealth health = {};
    };
    void note(Entry& entry, std::string reason);

    std::function<std::int64_t()> now_;
    std::vector<Entry> entries_;  ///< their health under the mutex
    mutable std::mutex mutex_;
};

}  // namespace kiosk
