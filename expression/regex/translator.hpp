// Reads a pattern and writes it in RE2's syntax at once. Private to this folder.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "expression/regex/class_reader.hpp"
#include "expression/regex/translate.hpp"

namespace pavane::expression::regex {

using Part = Result<Extent, std::string>;

class Translator {
  public:
    Translator(RegexDialect dialect, std::u32string pattern, Flags flags)
        : pattern_(std::move(pattern)), dialect_(dialect), is_java_(dialect == RegexDialect::java), flags_(flags) {}

    Result<Translation, std::string> run();

  private:
    Part alternatives();
    Part branch();
    Part piece();
    Part atom();
    Part group();
    Result<bool, std::string> open_group();  // whether there is a body
    Result<void, std::string> named_group();
    Result<void, std::string> inline_flags();
    bool set_flag(char32_t letter, bool is_on);
    Part escape();
    Part assertion(std::string_view text) {
        text_.append(text);
        return Extent{};
    }
    Part quoted_text();
    Part character(char32_t c);
    Part characters(const CharacterSet& set);
    Part quantified(Extent once);
    Result<std::size_t, std::string> count();
    bool is_at_quantifier() const {
        const char32_t c = pattern_.peek();
        return c == U'*' || c == U'+' || c == U'?' || c == U'{';
    }
    Folding folding() const {
        if (!flags_.ignores_case) return Folding::none;
        return flags_.ignores_case_of_all_letters ? Folding::unicode : Folding::ascii;
    }

    PatternCursor pattern_;
    const RegexDialect dialect_;
    const bool is_java_;
    Flags flags_;
    std::string text_;
    std::size_t depth_ = 0;
};

}  // namespace pavane::expression::regex
