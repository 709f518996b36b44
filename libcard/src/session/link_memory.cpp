// SPDX-License-Identifier: Apache-2.0
#include "card/link_memory.h"

namespace card {

std::size_t LinkMemory::block(const LinkTraits& link) const {
    const auto found = links_.find({link.reader, to_hex(link.atr)});
    return found == links_.end() ? 0 : found->second.block;
}

void LinkMemory::learn(const LinkTraits& link, std::size_t block) {
    if (links_.size() == kMaxLinks) links_.clear();
    links_[{link.reader, to_hex(link.atr)}] = {block, 0};
}

void LinkMemory::read_undisturbed(const LinkTraits& link) {
    const auto found = links_.find({link.reader, to_hex(link.atr)});
    if (found != links_.end() && ++found->second.undisturbed == kForgetAfter) links_.erase(found);
}

}  // namespace card
