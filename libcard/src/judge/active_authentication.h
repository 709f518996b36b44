// SPDX-License-Identifier: Apache-2.0
// Whether a chip's answer to INTERNAL AUTHENTICATE is a signature over the challenge (Doc 9303-11
// §6.1.2).
#pragma once
#include "card/document.h"
#include "crypto/public_key.h"
#include "lds/security_infos.h"

namespace card::judge {

struct SignatureJudgement {
    enum class Result { right, wrong, not_computable, no_signature } result = Result::no_signature;
    Because problem;  ///< why not right
    Because remark;   ///< what people should know of one that is right
};

/// `key` is usable; `dg14` is the content of a DG14 that passed: it names the digest of an EC key.
SignatureJudgement judge_signature(const ActiveAuthenticationRecord& record,
                                   const crypto::PublicKey& key,
                                   const std::optional<lds::SecurityInfos>& dg14);

}  // namespace card::judge
