// SPDX-License-Identifier: Apache-2.0
#include "kiosk/scene.h"

namespace walk {
namespace {

using kiosk::Profile;

void bank(kiosk::Config& config) {
    config.operator_name = {"Ngân hàng Thử Nghiệm, chi nhánh Mẫu", "Test Bank, Sample branch"};
    config.send_to = {"Ngân hàng Thử Nghiệm", "Test Bank"};
    config.optional_purposes = {{"Nhận tin về sản phẩm mới", "News about new products"},
                                {"Dùng cho khảo sát chất lượng", "Use in quality surveys"}};
}

/// A sink that delivers: the visitor is asked for it.
class Delivers final : public kiosk::VisitSink {
public:
    bool sends() const override { return true; }
    void take(const kiosk::Visit&) override {}
};

}  // namespace

void clinics(kiosk::Config& config) {
    config.clinics = {
        {"general", {"Khám tổng quát", "General clinic"}, {"tầng 1", "floor 1"}, "101", "A", 0},
        {"eyes", {"Mắt", "Eyes"}, {"tầng 2", "floor 2"}, "204", "B", 1},
        {"rehab",
         {"Phục hồi chức năng và vật lý trị liệu", "Rehabilitation and physiotherapy"},
         {"nhà C, tầng 3", "building C, floor 3"},
         "C305",
         "C",
         0}};
}

void clinics_and_scanner(kiosk::Config& config) {
    clinics(config);
    config.scanner = true;
}

Scene on(const char* name, Profile profile, std::function<bool(Kiosk&)> reach, const char* card,
         std::function<void(kiosk::Config&)> configure) {
    if (!configure && profile == Profile::hospital) configure = clinics;
    if (!configure && profile == Profile::bank) configure = bank;
    static Delivers delivers;
    return {name,
            {profile, card, std::move(configure), card::Milliseconds(0),
             profile == Profile::bank ? &delivers : nullptr},
            std::move(reach)};
}

std::function<bool(Kiosk&)> page(Page wanted, std::function<void(Kiosk&)> act) {
    return [=](Kiosk& kiosk) {
        if (act) act(kiosk);
        return kiosk.until_page(wanted);
    };
}

}  // namespace walk
