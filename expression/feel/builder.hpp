// Puts the nodes of a program together while it is parsed, and finds out what its names stand for: a slot of this
// frame, one captured from the frame around it, a member of the item of a filter, or the world. Private to this folder.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expression/feel/code.hpp"
#include "expression/feel/names.hpp"

namespace pavane::expression::feel {

class Builder {
  public:
    explicit Builder(bool with_extensions) : with_extensions_(with_extensions) { frames_.emplace_back(); }

    NodeIndex add(const Node& node);
    NodeIndex add(Op op, const std::vector<std::uint32_t>& operands, std::uint8_t flags = 0);
    NodeIndex constant(Value value);
    NodeIndex invalid(std::string_view warning);
    std::uint32_t name(std::string_view name);
    std::uint32_t type(Type type);
    const Node& node(NodeIndex index) const { return code_->nodes[index]; }
    const Value* constant_of(NodeIndex index) const;

    // Bindings are seen until they are forgotten, the last one first.
    Slot declare(std::string_view name);
    Slot reserve() { return frames_.back().slots++; }
    void open_item(Slot slot);  // the members of that item are seen as names
    std::size_t mark() const { return frames_.back().bindings.size(); }
    void forget(std::size_t mark) { frames_.back().bindings.resize(mark); }
    bool take_read(Slot slot);  // whether it was read since it was declared or asked about last
    bool is_local(std::string_view name);
    // The longest name of a binding, of more than one word, that the text begins with.
    std::optional<KnownNames::Match> longest_local(std::string_view text) const;

    NodeIndex variable(std::string_view name);
    NodeIndex called_variable(std::string_view name);  // which is to be a function
    // The built-in function if there is one of that name.
    std::optional<NodeIndex> builtin(std::string_view name);

    void open_procedure();
    // `self`: the slot of the frame around it in which it will be found; nothing: nowhere.
    NodeIndex close_procedure(Procedure procedure, std::optional<Slot> self);

    std::shared_ptr<Code> finish(NodeIndex root);

  private:
    struct Binding {
        std::string name;  // empty for an item whose members are seen
        std::string normalized;
        Slot slot = 0;
        bool read = false;
        bool is_phrase = false;  // of more than one word
    };
    struct Frame {
        std::vector<Binding> bindings;
        std::uint32_t slots = 0;
        std::vector<std::pair<Slot, Slot>> captures;
        std::vector<std::pair<NodeIndex, Slot>> globals;
    };
    struct Meaning {
        std::vector<Slot> items;  // whose members come first, from the innermost outwards
        std::optional<Slot> local;
    };

    Meaning resolve(std::size_t frame, std::string_view name);
    Slot capture(std::size_t frame, Slot outer);
    NodeIndex global(std::size_t frame, std::string_view name);

    bool with_extensions_;
    std::shared_ptr<Code> code_ = std::make_shared<Code>();
    std::map<std::string, std::uint32_t, std::less<>> names_;  // where each is among the code's
    std::vector<Frame> frames_;
};

}  // namespace pavane::expression::feel
