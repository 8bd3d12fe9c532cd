// The functions that tables are made of: each reads one attribute or one child into one member.
#pragma once

#include "bpmn/parser/table.hpp"

namespace pavane::bpmn::parser {

template <class>
struct MemberTraits;
template <class Class, class Value>
struct MemberTraits<Value Class::*> {
    using Owner = Class;
    using Type = Value;
};
template <auto Member>
using OwnerOf = typename MemberTraits<decltype(Member)>::Owner;
template <auto Member>
using TypeOf = typename MemberTraits<decltype(Member)>::Type;

// Nothing if the text is not of the type (XML Schema's boolean, integer and double).
std::optional<bool> parse_boolean(std::string_view text);
std::optional<std::int64_t> parse_integer(std::string_view text);
std::optional<double> parse_real(std::string_view text);

// A child that BPMN allows once, met again: the first one counts.
void keep_repeated(Reading& reading, const xml::Element& child, document::BaseElement& into);

// Attributes

template <auto Member>
bool text(Reading&, const xml::Element&, std::string_view value, OwnerOf<Member>& into) {
    into.*Member = std::string(value);
    return true;
}

template <auto Member>
bool reference(Reading& reading, const xml::Element& at, std::string_view value, OwnerOf<Member>& into) {
    into.*Member = reading.reference(at, value);
    return true;
}

template <auto Member, auto Parse>
bool parsed(Reading&, const xml::Element&, std::string_view value, OwnerOf<Member>& into) {
    const auto understood = Parse(value);
    if (!understood) return false;
    const auto& meaning = *understood;
    into.*Member = meaning;
    return true;
}

template <auto Member>
inline constexpr auto boolean = parsed<Member, parse_boolean>;

template <auto Member>
inline constexpr auto integer = parsed<Member, parse_integer>;

template <auto Member>
inline constexpr auto real = parsed<Member, parse_real>;

// One of the words of an enumeration; `Names` is an array of {word, value}.
template <auto Member, const auto& Names>
bool one_of(Reading&, const xml::Element&, std::string_view value, OwnerOf<Member>& into) {
    for (const auto& [name, meaning] : Names)
        if (name == trimmed(value)) {
            into.*Member = meaning;
            return true;
        }
    return false;
}

// Children

template <auto Member>
bool one(Reading& reading, const xml::Element& child, OwnerOf<Member>& into) {
    auto& member = into.*Member;
    if (member) {
        keep_repeated(reading, child, into);
        return true;
    }
    member = read<typename TypeOf<Member>::value_type>(reading, child);
    return true;
}

template <auto Member>
bool many(Reading& reading, const xml::Element& child, OwnerOf<Member>& into) {
    (into.*Member).push_back(read<typename TypeOf<Member>::value_type>(reading, child));
    return true;
}

// A child that is nothing but a reference.
template <auto Member>
bool references(Reading& reading, const xml::Element& child, OwnerOf<Member>& into) {
    (into.*Member).push_back({reading.reference(child, child.text), location_of(child)});
    return true;
}

// A script's text as it stands, with its place.
template <class T>
bool script(Reading& reading, const xml::Element& child, T& into) {
    if (into.script) {
        keep_repeated(reading, child, into);
        return true;
    }
    into.script = xml::text_content(child);
    into.script_location = location_of(child);
    return true;
}

// A child that is one of a substitution group, which `Read` knows; its values go into a list.
template <auto Member, bool (*Read)(Reading&, const xml::Element&, TypeOf<Member>&)>
bool group(Reading& reading, const xml::Element& child, OwnerOf<Member>& into) {
    return Read(reading, child, into.*Member);
}

// One member of a substitution group: a row {tag, function} of the group's own table.
template <class Container>
struct GroupRow {
    std::string_view tag;
    void (*read)(Reading&, const xml::Element&, Container&);
};

template <class T, class Container>
void append(Reading& reading, const xml::Element& element, Container& into) {
    into.emplace_back(read<T>(reading, element));
}

template <class Container, std::size_t Size>
bool read_group(Reading& reading, const xml::Element& element, Container& into,
                const GroupRow<Container> (&rows)[Size]) {
    for (const GroupRow<Container>& row : rows)
        if (row.tag == element.name) {
            row.read(reading, element, into);
            return true;
        }
    return false;
}

}  // namespace pavane::bpmn::parser
