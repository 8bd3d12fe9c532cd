// Reading a row so that whoever meets one that cannot be read is told which it is.
#pragma once

#include <string>

#include "persistence/sql/cell.hpp"
#include "runtime/engine/instance_store.hpp"

namespace pavane::persistence {

// `what` and `id` name the row: "The job 0123...". Throws engine::UnreadableRow instead of Unreadable.
template <class Read>
auto row_of(std::string_view what, const Cell& id, Read read) {
    try {
        return read();
    } catch (const Unreadable& problem) {
        throw engine::UnreadableRow("The " + std::string(what) + " " + id.value_or("without an id") +
                                    " cannot be read: " + problem.what() + ".");
    }
}

}  // namespace pavane::persistence
