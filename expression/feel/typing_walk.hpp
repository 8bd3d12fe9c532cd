// The walk that typing_of takes: what each node of a program gives, and what it can never give. Private to this folder.
#pragma once

#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "expression/feel/code.hpp"
#include "expression/feel/typing.hpp"

namespace pavane::expression::feel {

// The type itself, where a name or a pointer stands for it.
const Type& resolved(const Type& type);
// A type that stands for the other, which must outlive it.
Type pointed_at(const Type& type);
// Boolean, number, string, a date or time, a duration.
bool is_scalar(Type::Kind kind);
// What is known of a value that is of the one or of the other type.
Type merged(const Type& a, const Type& b);

struct Notes {
    std::vector<std::string> findings;
    std::deque<Type> types;  // what is made here is pointed at: copies stay small, however types are put together
};

// One walk over the tree of a program, each node once.
class Walk {
  public:
    Walk(const Code& code, const TypesOfNames& names, Notes& notes) : code_(code), names_(names), notes_(notes) {}

    void know(Slot slot, Type type) { slots_.insert_or_assign(slot, std::move(type)); }
    Type of(NodeIndex index);

  private:
    using Kind = Type::Kind;
    using Operands = std::span<const std::uint32_t>;

    Operands operands(const Node& node) const { return {code_.operands.data() + node.a, node.count}; }
    void find(std::string sentence) { notes_.findings.push_back(std::move(sentence)); }
    Type kept(Type type) { return pointed_at(notes_.types.emplace_back(std::move(type))); }
    Type list_of(Type item) {
        Type list(Kind::list);
        list.inner.push_back(std::move(item));
        return kept(std::move(list));
    }
    Type operation(const Node& node);
    Type global(const Node& node) const;
    Type property(const Node& node);
    Type arithmetic(const Node& node);
    Type sum(Arithmetic op, const Type& left, const Type& right);
    Type comparison(const Node& node);
    void compare(std::string_view what, const Type& left, const Type& right);
    Type junction(const Node& node, std::string_view word);
    Type choice(const Node& node);
    Type context(const Node& node);
    Type list(const Node& node);
    Type filter(const Node& node);
    Type member_of_item(const Node& node);
    Type iteration(const Node& node);
    void domains(Operands domains);
    Type function(const Node& node);
    Type call(const Node& node, std::size_t stride);
    Type membership(const Node& node);
    Type tests(const Node& node);
    void test(const Node& node);

    const Code& code_;
    const TypesOfNames& names_;
    Notes& notes_;
    std::map<Slot, Type> slots_;
};

}  // namespace pavane::expression::feel
