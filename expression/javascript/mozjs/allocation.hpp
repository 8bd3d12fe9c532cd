// Limits the blocks that the JavaScript library gets on this thread. Private to this folder.
#pragma once

#include <cstddef>

#include "foundation/instant.hpp"

namespace pavane::expression::javascript {

// From now on, and forget what was refused before.
void refuse_blocks_above(std::size_t bytes);
// For work that asks for memory all the time and can be stopped in no other way.
void refuse_blocks_after(Milliseconds processor_time);
void refuse_no_block();

// Since blocks are refused.
bool block_was_refused();

}  // namespace pavane::expression::javascript
