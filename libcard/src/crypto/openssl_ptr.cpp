// SPDX-License-Identifier: Apache-2.0
#include "crypto/openssl_ptr.h"

#include <openssl/err.h>

#include <stdexcept>
#include <string>

namespace card::crypto {

void require(bool done, const char* what) {
    if (done) return;
    ERR_clear_error();
    throw std::runtime_error(std::string("OpenSSL: ") + what);
}

}  // namespace card::crypto
