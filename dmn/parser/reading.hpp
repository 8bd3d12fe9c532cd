// What is known while one file is being read, and how an element is read by tables of its attributes and children.
#pragma once

#include <array>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "dmn/model/document.hpp"

namespace pavane::dmn::parser {

inline Location location_of(const xml::Element& element) { return {element.line, element.column}; }

// The value without white space around it.
std::string_view trimmed(std::string_view text);

// "1.1" to "1.6", or empty if the namespace is not one of DMN's models.
std::string_view version_of(std::string_view namespace_uri);

// The name of a type, which DMN 1.1 writes as a QName: a prefix that is bound becomes its namespace, FEEL's own is
// left out.
document::TypeReference type_reference(const xml::Element& at, std::string_view text);

class Reading {
  public:
    static constexpr std::size_t reported_at_most = 1'000;

    explicit Reading(std::string_view model_namespace) : model_namespace_(model_namespace) {}

    // Whether DMN itself speaks here.
    bool is_model(const xml::Element& element) const { return element.namespace_uri == model_namespace_; }

    // What has been said in the same words is not said again.
    void report(Severity severity, std::string code, std::string message, const xml::Element& at);

    // Whether nothing more is said: not worth much work.
    bool only_counts() const { return diagnostics_.size() >= reported_at_most; }

    Diagnostics take() { return std::move(diagnostics_); }

    // While it lives, reports are about the element with this id.
    class Inside {
      public:
        Inside(Reading& reading, const xml::Element& element);
        ~Inside() { reading_.open_.pop_back(); }
        Inside(const Inside&) = delete;
        Inside& operator=(const Inside&) = delete;

      private:
        Reading& reading_;
    };

  private:
    std::string model_namespace_;
    std::vector<std::string> open_;
    std::set<std::string, std::less<>> said_;
    Diagnostics diagnostics_;
    bool has_error_ = false;
};

template <class T>
struct AttributeRow {
    std::string_view name;
    bool (*read)(const xml::Element&, std::string_view value, T&);  // false: DMN does not allow the value
    std::string (*allowed)() = nullptr;                             // "A, B or C", where only these are
};

template <class T>
struct ChildRow {
    std::string_view name;  // empty: whatever `read` takes
    bool (*read)(Reading&, const xml::Element&, T&);
};

template <class T>
struct Table {
    std::vector<AttributeRow<T>> attributes;
    std::vector<ChildRow<T>> children;
};

void report_value(Reading& reading, const xml::Element& element, const xml::Attribute& attribute,
                  const std::string& allowed);
void report_unknown(Reading& reading, const xml::Element& element, const xml::Element& child);
void report_unknown(Reading& reading, const xml::Element& element, const xml::Attribute& attribute,
                    const std::vector<std::string>& known);

// vendors.cpp: what nothing reads of the vendors' own.
void report_vendors(Reading& reading, const xml::Element& element, const xml::Attribute& attribute);
void report_vendors(Reading& reading, const xml::Element& element, const xml::Element& extension);
// Whether a vendor has this attribute on the element.
bool is_vendors_word(std::string_view element, std::string_view attribute);

template <class T>
bool take_attribute(Reading& reading, const xml::Element& element, const xml::Attribute& attribute, T& into,
                    const Table<T>& table) {
    for (const AttributeRow<T>& row : table.attributes)
        if (row.name == attribute.name) {
            if (!row.read(element, trimmed(attribute.value), into))
                report_value(reading, element, attribute, row.allowed ? row.allowed() : std::string());
            return true;
        }
    return false;
}

template <class T>
bool take_child(Reading& reading, const xml::Element& child, T& into, const Table<T>& table) {
    for (const ChildRow<T>& row : table.children)
        if ((row.name.empty() || row.name == child.name) && row.read(reading, child, into)) return true;
    return false;
}

template <class... Bases>
std::vector<std::string> attribute_names(const Table<Bases>&... tables) {
    std::vector<std::string> names;
    const auto add = [&names](const auto& table) {
        for (const auto& row : table.attributes) names.emplace_back(row.name);
    };
    (add(tables), ...);
    return names;
}

// Attributes of other namespaces are kept in `into`, as what DMN does not know is.
template <class T, class... Bases>
void read_into(Reading& reading, const xml::Element& element, T& into, const Table<Bases>&... tables) {
    const Reading::Inside inside(reading, element);
    into.location = location_of(element);
    for (const xml::Attribute& attribute : element.attributes) {
        const bool own = attribute.namespace_uri.empty() || attribute.namespace_uri == element.namespace_uri;
        if (own && (take_attribute<Bases>(reading, element, attribute, into, tables) || ...)) continue;
        into.extension_attributes.push_back(attribute);
        if (own)
            report_unknown(reading, element, attribute, attribute_names(tables...));
        else
            report_vendors(reading, element, attribute);
    }
    for (const xml::Element& child : element.children)
        if (!reading.is_model(child) || !(take_child<Bases>(reading, child, into, tables) || ...))
            report_unknown(reading, element, child);
}

// The functions that rows are made of.

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

template <auto Member>
bool text(const xml::Element&, std::string_view value, OwnerOf<Member>& into) {
    into.*Member = std::string(value);
    return true;
}

template <auto Member>
bool type(const xml::Element& at, std::string_view value, OwnerOf<Member>& into) {
    into.*Member = type_reference(at, value);
    return true;
}

template <class T>
struct Word {
    std::string_view word;
    T meaning;
};

template <const auto& Words>
std::string allowed_words() {
    std::string text;
    for (std::size_t at = 0; at < Words.size(); ++at)
        text += (at == 0 ? "" : at + 1 == Words.size() ? " or " : ", ") + std::string(Words[at].word);
    return text;
}
inline std::string true_or_false() { return "true or false"; }

template <auto Member>
bool flag(const xml::Element&, std::string_view value, OwnerOf<Member>& into) {
    into.*Member = value == "true" || value == "1";
    return into.*Member || value == "false" || value == "0";
}

// One of the words of an enumeration; `Words` is an array of Word.
template <auto Member, const auto& Words>
bool one_of(const xml::Element&, std::string_view value, OwnerOf<Member>& into) {
    for (const auto& [word, meaning] : Words)
        if (word == value) {
            into.*Member = meaning;
            return true;
        }
    return false;
}

template <auto Member>
bool child_text(Reading&, const xml::Element& child, OwnerOf<Member>& into) {
    into.*Member = std::string(trimmed(xml::text_content(child)));
    return true;
}

template <auto Member>
bool child_type(Reading&, const xml::Element& child, OwnerOf<Member>& into) {
    into.*Member = type_reference(child, xml::text_content(child));
    return true;
}

template <auto Member, auto Read>
bool one(Reading& reading, const xml::Element& child, OwnerOf<Member>& into) {
    into.*Member = Read(reading, child);
    return true;
}

template <auto Member, auto Read>
bool many(Reading& reading, const xml::Element& child, OwnerOf<Member>& into) {
    (into.*Member).push_back(Read(reading, child));
    return true;
}

}  // namespace pavane::dmn::parser
