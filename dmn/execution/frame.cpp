#include "dmn/execution/frame.hpp"

namespace pavane::dmn {

std::optional<Value> Frame::variable(std::string_view name) const {
    for (const Frame* frame = this; frame != nullptr; frame = frame->outer_)
        for (auto entry = frame->entries_.rbegin(); entry != frame->entries_.rend(); ++entry)
            if (entry->first == name) return entry->second;
    return world_ == nullptr ? std::nullopt : world_->variable(name);
}

std::vector<std::string> Frame::names() const {
    std::vector<std::string> names;
    for (const Frame* frame = this; frame != nullptr; frame = frame->outer_)
        for (const Entry& entry : frame->entries_) names.emplace_back(entry.first);
    if (world_ != nullptr)
        for (std::string& name : world_->names()) names.push_back(std::move(name));
    return names;
}

std::vector<Frame::Entry> Frame::captured() const {
    std::vector<Entry> entries;
    for (const Frame* frame = this; frame != nullptr; frame = frame->outer_)
        entries.insert(entries.end(), frame->entries_.rbegin(), frame->entries_.rend());
    return entries;
}

}  // namespace pavane::dmn
