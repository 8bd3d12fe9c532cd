#include "expression/feel/builder.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

#include "expression/feel/builtin.hpp"
#include "expression/feel/characters.hpp"

namespace pavane::expression::feel {

NodeIndex Builder::add(const Node& node) {
    code_->nodes.push_back(node);
    return static_cast<NodeIndex>(code_->nodes.size() - 1);
}

NodeIndex Builder::add(Op op, const std::vector<std::uint32_t>& operands, std::uint8_t flags) {
    const auto first = static_cast<std::uint32_t>(code_->operands.size());
    code_->operands.insert(code_->operands.end(), operands.begin(), operands.end());
    return add(Node{op, flags, first, 0, 0, static_cast<std::uint32_t>(operands.size())});
}

NodeIndex Builder::constant(Value value) {
    code_->constants.push_back(std::move(value));
    return add(Node{Op::constant, 0, static_cast<std::uint32_t>(code_->constants.size() - 1)});
}

NodeIndex Builder::invalid(std::string_view warning) { return add(Node{Op::invalid, 0, name(warning)}); }

std::uint32_t Builder::name(std::string_view name) {
    const auto known = names_.find(name);
    if (known != names_.end()) return known->second;
    code_->names.emplace_back(name);
    const auto index = static_cast<std::uint32_t>(code_->names.size() - 1);
    names_.emplace(name, index);
    return index;
}

std::uint32_t Builder::type(Type type) {
    code_->types.push_back(std::move(type));
    return static_cast<std::uint32_t>(code_->types.size() - 1);
}

const Value* Builder::constant_of(NodeIndex index) const {
    const Node& node = code_->nodes[index];
    return node.op == Op::constant ? &code_->constants[node.a] : nullptr;
}

Slot Builder::declare(std::string_view name) {
    const Slot slot = reserve();
    std::string normalized = normalized_name(name);
    const bool is_phrase = parts_length(normalized) != normalized.size();
    frames_.back().bindings.push_back({std::string(name), std::move(normalized), slot, false, is_phrase});
    return slot;
}

void Builder::open_item(Slot slot) { frames_.back().bindings.push_back({"", "", slot, false, false}); }

bool Builder::take_read(Slot slot) {
    bool read = false;
    for (Binding& binding : frames_.back().bindings)
        if (binding.slot == slot) read = std::exchange(binding.read, false) || read;
    return read;
}

bool Builder::is_local(std::string_view name) {
    return std::ranges::any_of(frames_, [&](const Frame& frame) {
        return std::ranges::any_of(frame.bindings, [&](const Binding& b) { return !b.name.empty() && b.name == name; });
    });
}

std::optional<KnownNames::Match> Builder::longest_local(std::string_view text) const {
    std::optional<KnownNames::Match> longest;
    for (const Frame& frame : frames_)
        for (const Binding& binding : frame.bindings) {
            if (!binding.is_phrase) continue;
            const auto length = matched_length(text, binding.normalized);
            if (length && (!longest || *length > longest->length)) longest = {binding.name, *length};
        }
    return longest;
}

Builder::Meaning Builder::resolve(std::size_t frame, std::string_view name) {
    Meaning meaning;
    for (Binding& binding : frames_[frame].bindings | std::views::reverse) {
        if (binding.name.empty()) {
            meaning.items.push_back(binding.slot);
        } else if (binding.name == name) {
            binding.read = true;
            meaning.local = binding.slot;
            return meaning;
        }
    }
    if (frame == 0) return meaning;
    const Meaning outer = resolve(frame - 1, name);
    for (const Slot item : outer.items) meaning.items.push_back(capture(frame, item));
    if (outer.local) meaning.local = capture(frame, *outer.local);
    return meaning;
}

Slot Builder::capture(std::size_t frame, Slot outer) {
    Frame& inner = frames_[frame];
    for (const auto& [from, to] : inner.captures)
        if (from == outer) return to;
    inner.captures.emplace_back(outer, inner.slots);
    return inner.slots++;
}

NodeIndex Builder::variable(std::string_view text) {
    const Meaning meaning = resolve(frames_.size() - 1, text);
    NodeIndex index = 0;
    if (meaning.local) {
        index = add(Node{Op::local, 0, *meaning.local});
    } else {
        index = global(frames_.size() - 1, text);
    }
    for (const Slot item : meaning.items | std::views::reverse)
        index = add(Node{Op::member_of_item, 0, name(text), item, index});
    return index;
}

NodeIndex Builder::called_variable(std::string_view text) {
    const NodeIndex index = variable(text);
    if (code_->nodes[index].op == Op::global) code_->nodes[index].flags = is_called;
    return index;
}

NodeIndex Builder::global(std::size_t frame, std::string_view text) {
    const std::uint32_t interned = name(text);
    std::uint32_t kept = none;
    if (frame > 0) {
        for (const auto& [node, slot] : frames_[frame].globals)
            if (code_->nodes[node].a == interned) kept = slot;
        if (kept == none) {
            const NodeIndex outside = global(frame - 1, text);
            kept = frames_[frame].slots;
            frames_[frame].slots += 2;
            frames_[frame].globals.emplace_back(outside, kept);
        }
    }
    const auto function = builtin(text);
    const std::uint32_t fallback = function ? code_->nodes[*function].a : none;
    return add(Node{Op::global, 0, interned, fallback, kept});
}

std::optional<NodeIndex> Builder::builtin(std::string_view name) {
    const Value* function = find_builtin(name, with_extensions_);
    return function == nullptr ? std::nullopt : std::optional(constant(*function));
}

void Builder::open_procedure() { frames_.emplace_back(); }

NodeIndex Builder::close_procedure(Procedure procedure, std::optional<Slot> self) {
    Frame& frame = frames_.back();
    procedure.slots = frame.slots;
    procedure.captures = std::move(frame.captures);
    procedure.globals = std::move(frame.globals);
    if (self) {
        const auto own = std::ranges::find(procedure.captures, *self, &std::pair<Slot, Slot>::first);
        if (own != procedure.captures.end()) {
            procedure.self = own->second;
            procedure.captures.erase(own);
        }
    }
    frames_.pop_back();
    code_->procedures.push_back(std::move(procedure));
    return add(Node{Op::function, 0, static_cast<std::uint32_t>(code_->procedures.size() - 1)});
}

std::shared_ptr<Code> Builder::finish(NodeIndex root) {
    code_->root = root;
    code_->slots = frames_.front().slots;
    return std::move(code_);
}

}  // namespace pavane::expression::feel
