// Limits the blocks that the JavaScript library gets on this thread. Private to this folder.
#pragma once

#include <cstddef>

namespace pavane::expression::javascript {

// From now on, and forget what was refused before.
void refuse_blocks_above(std::size_t bytes);
void refuse_no_block();

// Since blocks are refused.
bool block_was_refused();

}  // namespace pavane::expression::javascript
