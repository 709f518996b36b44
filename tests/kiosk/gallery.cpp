// SPDX-License-Identifier: Apache-2.0
// Writes pictures of the kiosk's pages.   kiosk_gallery FOLDER          every scene once, over all
// looks by pairs
//                                          kiosk_gallery FOLDER SCENE... these scenes, in the
//                                          default look of a desk
#include <QDir>
#include <QGuiApplication>

#include <cstdio>
#include <map>
#include <set>

#include "kiosk/scenes.h"

namespace {

struct Screen {
    const char* name;
    int width, height;
    double width_mm, distance_mm;
};
constexpr Screen kScreens[]{
    {"desk", 1280, 800, 339, 600},          {"7in", 1024, 600, 154, 400},
    {"7in-upright", 600, 1024, 90, 400},    {"15in", 1920, 1080, 344, 550},
    {"21in-upright", 1080, 1920, 268, 650}, {"32in-upright", 1080, 1920, 398, 650}};
constexpr const char* kThemes[]{"light", "dark", "high"};
constexpr double kSizes[]{1, 1.4, 2};

/// How a page is looked at; each value an index.
struct Look {
    std::size_t screen = 0, theme = 0, size = 0, language = 0;
};

std::vector<Look> all_looks() {
    std::vector<Look> looks;
    for (std::size_t screen = 0; screen < std::size(kScreens); ++screen)
        for (std::size_t theme = 0; theme < std::size(kThemes); ++theme)
            for (std::size_t size = 0; size < std::size(kSizes); ++size)
                for (std::size_t language = 0; language < 2; ++language)
                    looks.push_back({screen, theme, size, language});
    return looks;
}

/// Pairs of values that stand together in a look of a scene.
std::vector<std::size_t> pairs_of(std::size_t scene, const Look& look) {
    const std::size_t values[]{1000 + scene, 100 + look.screen, 200 + look.theme, 300 + look.size,
                               400 + look.language};
    std::vector<std::size_t> pairs;
    for (std::size_t i = 0; i < std::size(values); ++i)
        for (std::size_t j = i + 1; j < std::size(values); ++j)
            pairs.push_back(values[i] * 100'000 + values[j]);
    return pairs;
}

/// Greedy: each scene gets looks until `most`, each time the look with the most pairs not yet seen.
std::map<std::size_t, std::vector<Look>> pairwise(std::size_t scenes, std::size_t most) {
    std::set<std::size_t> seen;
    std::map<std::size_t, std::vector<Look>> plan;
    const auto looks = all_looks();
    for (std::size_t round = 0; round < most; ++round)
        for (std::size_t scene = 0; scene < scenes; ++scene) {
            const Look* best = nullptr;
            std::size_t gain = 0;
            for (const auto& look : looks) {
                const auto pairs = pairs_of(scene, look);
                const auto fresh = static_cast<std::size_t>(std::ranges::count_if(
                    pairs, [&](std::size_t pair) { return !seen.contains(pair); }));
                if (fresh <= gain) continue;
                gain = fresh;
                best = &look;
            }
            if (!best) continue;
            for (const auto pair : pairs_of(scene, *best)) seen.insert(pair);
            plan[scene].push_back(*best);
        }
    return plan;
}

bool draw(const walk::Scene& scene, const std::vector<Look>& looks, const QString& folder) {
    walk::Kiosk kiosk(scene.options);
    if (!scene.reach(kiosk))
        return std::fprintf(stderr, "%s was not reached\n", scene.name.c_str()), false;
    for (const auto& look : looks) {
        const auto& screen = kScreens[look.screen];
        kiosk.app.texts().setVietnamese(look.language == 0);
        kiosk.app.comfort().setDistanceMm(screen.distance_mm);
        kiosk.app.comfort().set(QLatin1String(kThemes[look.theme]), kSizes[look.size]);
        kiosk.resize(screen.width, screen.height, screen.width_mm);
        const auto name =
            QStringLiteral("%1/%2_%3_%4_%5_%6.png")
                .arg(folder, QString::fromStdString(scene.name), QLatin1String(screen.name),
                     QLatin1String(kThemes[look.theme]), QString::number(kSizes[look.size]),
                     look.language == 0 ? QStringLiteral("vi") : QStringLiteral("en"));
        if (!kiosk.picture().save(name)) return false;
    }
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication app(argc, argv);
    if (argc < 2 || argv[1][0] == '-') {
        std::fprintf(stderr, "kiosk_gallery FOLDER [SCENE]...\n");
        return 2;
    }
    const auto folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    const std::set<std::string> wanted(argv + 2, argv + argc);
    static constexpr std::size_t kLooks = 3;
    const auto& scenes = walk::scenes();
    const auto plan = pairwise(scenes.size(), kLooks);
    bool good = true;
    int drawn = 0;
    for (const auto& [at, looks] : plan) {
        if (!wanted.empty() && !wanted.contains(scenes[at].name)) continue;
        const std::vector<Look> plain{{0, 0, 0, 0}, {0, 0, 0, 1}};
        good = draw(scenes[at], wanted.empty() ? looks : plain, folder) && good;
        drawn += static_cast<int>(wanted.empty() ? looks.size() : plain.size());
    }
    std::printf("%d pictures in %s\n", drawn, argv[1]);
    return good ? 0 : 1;
}
