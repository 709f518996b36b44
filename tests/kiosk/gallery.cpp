// SPDX-License-Identifier: Apache-2.0
// Writes pictures of the kiosk's pages.   kiosk_gallery FOLDER          every scene once, over all
// looks by pairs
//                                          kiosk_gallery FOLDER SCENE... these scenes at a desk
//                                          ... --on SCREEN --size N      or elsewhere
#include <QDir>
#include <QGuiApplication>

#include <cstdio>
#include <map>
#include <set>

#include "kiosk/scenes.h"
#include "kiosk/screens.h"

namespace {

using walk::kScreens;
constexpr const char* kThemes[]{"light", "dark", "high"};
using walk::kTextSizes;

/// How a page is looked at; each value an index.
struct Look {
    std::size_t screen = 0, theme = 0, size = 0, language = 0;
};

std::vector<Look> all_looks() {
    std::vector<Look> looks;
    for (std::size_t screen = 0; screen < std::size(kScreens); ++screen)
        for (std::size_t theme = 0; theme < std::size(kThemes); ++theme)
            for (std::size_t size = 0; size < std::size(kTextSizes); ++size)
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

/// Those that are not known: the first.
std::size_t index_of_screen(const std::string& name) {
    const auto found = std::ranges::find(kScreens, name, &walk::Screen::name);
    return found == kScreens.end() ? 0 : static_cast<std::size_t>(found - kScreens.begin());
}

std::size_t index_of_size(double size) {
    const auto found = std::ranges::find(kTextSizes, size);
    return found == kTextSizes.end() ? 0 : static_cast<std::size_t>(found - kTextSizes.begin());
}

bool draw(const walk::Scene& scene, const std::vector<Look>& looks, const QString& folder) {
    auto options = scene.options;
    options.demo = false;
    walk::Kiosk kiosk(options);
    if (!scene.reach(kiosk))
        return std::fprintf(stderr, "%s was not reached\n", scene.name.c_str()), false;
    for (const auto& look : looks) {
        const auto& screen = kScreens[look.screen];
        kiosk.app.texts().setVietnamese(look.language == 0);
        walk::put_on(kiosk, screen, kThemes[look.theme], kTextSizes[look.size]);
        const auto name =
            QStringLiteral("%1/%2_%3_%4_%5_%6.png")
                .arg(folder, QString::fromStdString(scene.name), QLatin1String(screen.name),
                     QLatin1String(kThemes[look.theme]), QString::number(kTextSizes[look.size]),
                     look.language == 0 ? QStringLiteral("vi") : QStringLiteral("en"));
        if (!kiosk.picture().save(name)) return false;
    }
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QML_DISABLE_DISK_CACHE", "1");
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication app(argc, argv);
    if (argc < 2 || argv[1][0] == '-') {
        std::fprintf(stderr, "kiosk_gallery FOLDER [SCENE]...\n");
        return 2;
    }
    const auto folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    std::set<std::string> wanted;
    Look plain;
    for (int i = 2; i < argc; ++i) {
        const std::string word = argv[i];
        const bool option = (word == "--on" || word == "--size") && i + 1 < argc;
        if (!option) wanted.insert(word);
        else if (word == "--on") plain.screen = index_of_screen(argv[++i]);
        else plain.size = index_of_size(std::strtod(argv[++i], nullptr));
    }
    auto english = plain;
    english.language = 1;
    static constexpr std::size_t kLooks = 3;
    const auto& scenes = walk::scenes();
    const auto plan = pairwise(scenes.size(), kLooks);
    bool good = true;
    int drawn = 0;
    for (const auto& [at, looks] : plan) {
        if (!wanted.empty() && !wanted.contains(scenes[at].name)) continue;
        const auto shown = wanted.empty() ? looks : std::vector{plain, english};
        good = draw(scenes[at], shown, folder) && good;
        drawn += static_cast<int>(shown.size());
    }
    std::printf("%d pictures in %s\n", drawn, argv[1]);
    return good ? 0 : 1;
}
