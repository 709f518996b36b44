// SPDX-License-Identifier: Apache-2.0
// What tests of whole visits share.
#pragma once
#include <QThread>

#include <fstream>

#include "kiosk/walk.h"

namespace walk {

/// The printed code of the specimen vn-citizen-2021.
inline const QString kQr = QStringLiteral(
    "999099000123|000000001|Nguyễn Văn Thử|01011999|Nam|Số 1 Đường Thử, Phường Mẫu, Hà "
    "Nội|02022022");

inline Page page(const Kiosk& kiosk) { return kiosk.flow.at(); }

/// The journal's lines, as soon as there are so many of them.
inline std::vector<std::string> journal_of(const std::filesystem::path& file, std::size_t lines) {
    std::vector<std::string> list;
    for (int tries = 0; tries < 2000 && list.size() < lines; ++tries) {
        list.clear();
        std::ifstream in(file);
        for (std::string line; std::getline(in, line);) list.push_back(line);
        if (list.size() < lines) QThread::msleep(5);
    }
    return list;
}

/// A hospital with one clinic.
inline Options hospital(std::function<void(kiosk::Config&)> more = {}) {
    return {
        kiosk::Profile::hospital, "vn-citizen-2021",
        [more](kiosk::Config& config) {
            config.clinics = {
                {"general", {"Khám tổng quát", "General"}, {"tầng 1", "floor 1"}, "101", "A", 0}};
            if (more) more(config);
        },
        card::Milliseconds(0)};
}

}  // namespace walk
