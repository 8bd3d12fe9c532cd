#include "expression/regex/character_set.hpp"

#include <unicode/uchar.h>
#include <unicode/uset.h>

#include <array>
#include <charconv>

#include "foundation/ensure.hpp"

namespace pavane::expression::regex {
namespace {

UChar32 icu(char32_t character) { return static_cast<UChar32>(character); }

// nullptr if the property has no value of that name.
USet* set_of(UProperty property, const std::string& value) {
    const int32_t number = u_getPropertyValueEnum(property, value.c_str());
    if (number == UCHAR_INVALID_CODE) return nullptr;
    USet* set = uset_openEmpty();
    UErrorCode error = U_ZERO_ERROR;
    uset_applyIntPropertyValue(set, property, number, &error);
    ENSURE(U_SUCCESS(error));
    return set;
}

void append_hex(std::string& text, UChar32 character) {
    std::array<char, 8> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), character, 16).ptr;
    text.append("\\x{").append(digits.data(), end).append("}");
}

}  // namespace

void CharacterSet::Close::operator()(USet* set) const { uset_close(set); }

CharacterSet::CharacterSet() : set_(uset_openEmpty()) {}
CharacterSet::CharacterSet(char32_t first, char32_t last) : set_(uset_open(icu(first), icu(last))) {}
CharacterSet::CharacterSet(const CharacterSet& other) : set_(uset_clone(other.set_.get())) {}
CharacterSet& CharacterSet::operator=(CharacterSet other) noexcept {
    set_.swap(other.set_);
    return *this;
}

std::optional<CharacterSet> CharacterSet::of_category(const std::string& name) {
    USet* set = set_of(UCHAR_GENERAL_CATEGORY_MASK, name);
    return set ? std::optional(CharacterSet(set)) : std::nullopt;
}

std::optional<CharacterSet> CharacterSet::of_block(const std::string& name) {
    USet* set = set_of(UCHAR_BLOCK, name);
    return set ? std::optional(CharacterSet(set)) : std::nullopt;
}

std::optional<CharacterSet> CharacterSet::of_script(const std::string& name) {
    USet* set = set_of(UCHAR_SCRIPT, name);
    return set ? std::optional(CharacterSet(set)) : std::nullopt;
}

std::optional<CharacterSet> CharacterSet::of_property(const std::string& name) {
    const UProperty property = u_getPropertyEnum(name.c_str());
    if (property < UCHAR_BINARY_START || property >= UCHAR_BINARY_LIMIT) return std::nullopt;
    return CharacterSet(set_of(property, "Yes"));
}

CharacterSet& CharacterSet::add(char32_t first, char32_t last) {
    uset_addRange(set_.get(), icu(first), icu(last));
    return *this;
}

CharacterSet& CharacterSet::add(const CharacterSet& other) {
    uset_addAll(set_.get(), other.set_.get());
    return *this;
}

CharacterSet& CharacterSet::remove(const CharacterSet& other) {
    uset_removeAll(set_.get(), other.set_.get());
    return *this;
}

CharacterSet& CharacterSet::retain(const CharacterSet& other) {
    uset_retainAll(set_.get(), other.set_.get());
    return *this;
}

CharacterSet& CharacterSet::complement() {
    uset_complement(set_.get());
    return *this;
}

CharacterSet& CharacterSet::add_other_case() {
    uset_closeOver(set_.get(), USET_CASE_INSENSITIVE);
    // Folding adds texts of several characters ("ss" for ß), which no class can match.
    uset_removeAllStrings(set_.get());
    return *this;
}

CharacterSet& CharacterSet::add_other_ascii_case() {
    constexpr char32_t distance = U'a' - U'A';
    for (char32_t upper = U'A'; upper <= U'Z'; ++upper) {
        const bool has_upper = contains(upper);
        if (has_upper != contains(upper + distance)) add(upper, upper).add(upper + distance, upper + distance);
    }
    return *this;
}

std::size_t CharacterSet::size() const { return static_cast<std::size_t>(uset_size(set_.get())); }

bool CharacterSet::contains(char32_t character) const { return uset_contains(set_.get(), icu(character)) != 0; }

std::string CharacterSet::text() const {
    const int32_t ranges = uset_getItemCount(set_.get());
    if (ranges == 0) return "[^\\x{0}-\\x{10ffff}]";
    std::string text = "[";
    for (int32_t i = 0; i < ranges; ++i) {
        UChar32 first = 0;
        UChar32 last = 0;
        UErrorCode error = U_ZERO_ERROR;
        uset_getItem(set_.get(), i, &first, &last, nullptr, 0, &error);
        ENSURE(U_SUCCESS(error));
        append_hex(text, first);
        if (last == first) continue;
        text.push_back('-');
        append_hex(text, last);
    }
    return text + "]";
}

}  // namespace pavane::expression::regex
