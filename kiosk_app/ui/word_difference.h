// SPDX-License-Identifier: Apache-2.0
// Which words of two texts differ, by their content: a word that is missing marks nothing behind
// it.
#pragma once
#include <QString>

#include <vector>

namespace kiosk {

struct MarkedWord {
    QString text;
    bool differs = false;
    bool operator==(const MarkedWord&) const = default;
};
struct MarkedTexts {
    std::vector<MarkedWord> printed, chip;
};

/// Aligned by their longest common sequence of words. A printed word that has only lost what a
/// scanner on an English keyboard cannot send (accents, or the letters that bear them) is the
/// chip's.
MarkedTexts mark_differences(const QString& printed, const QString& chip);

}  // namespace kiosk
