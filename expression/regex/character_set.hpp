// A set of Unicode characters: what a class such as [a-z-[aeiou]] or \p{Lu} stands for. Private to this folder.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct USet;

namespace pavane::expression::regex {

class CharacterSet {
  public:
    CharacterSet();  // empty
    CharacterSet(char32_t first, char32_t last);
    CharacterSet(const CharacterSet& other);
    CharacterSet(CharacterSet&& other) noexcept = default;
    CharacterSet& operator=(CharacterSet other) noexcept;

    // By their names in the Unicode character database, loosely written ("BasicLatin"); nothing if there is none.
    static std::optional<CharacterSet> of_category(const std::string& name);
    static std::optional<CharacterSet> of_block(const std::string& name);
    static std::optional<CharacterSet> of_script(const std::string& name);
    static std::optional<CharacterSet> of_property(const std::string& name);  // yes-or-no ones, such as Alphabetic

    CharacterSet& add(char32_t first, char32_t last);
    CharacterSet& add(const CharacterSet& other);
    CharacterSet& remove(const CharacterSet& other);
    CharacterSet& retain(const CharacterSet& other);
    CharacterSet& complement();
    CharacterSet& add_other_case();        // takes time by the size of the set
    CharacterSet& add_other_ascii_case();  // of a to z only

    std::size_t size() const;
    bool contains(char32_t character) const;

    // In RE2's syntax, like [\x{61}-\x{7a}].
    std::string text() const;

  private:
    struct Close {
        void operator()(USet* set) const;
    };
    explicit CharacterSet(USet* set) : set_(set) {}

    std::unique_ptr<USet, Close> set_;
};

}  // namespace pavane::expression::regex
