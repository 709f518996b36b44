# SPDX-License-Identifier: Apache-2.0
# Headers that most files of a target take anyway, read once a target. Off, each file stands by its own includes: the preset clang builds so.
option(CARD_PRECOMPILE "Precompile the headers of libraries" ON)

set(CARD_STANDARD_HEADERS <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <optional> <set> <span> <string> <string_view> <utility> <vector>)
set(CARD_OPENSSL_HEADERS <openssl/evp.h> <openssl/err.h> <openssl/core_names.h> <openssl/x509.h>)
set(CARD_SYSTEM_HEADERS <filesystem> <fstream> <iostream> <mutex> <thread> <condition_variable> <stop_token>)
set(CARD_QT_HEADERS <QObject> <QString> <QStringList> <QVariant> <QDateTime> <QTimer> <QImage> <QGuiApplication> <QQuickItem> <QQuickWindow> <QQmlEngine>)

function(card_precompile target)
  if(CARD_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE ${CARD_STANDARD_HEADERS} ${ARGN})
  endif()
endfunction()
