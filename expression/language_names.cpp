#include "expression/language_names.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace pavane::expression {
namespace {

// In lower case. A part of a name counts where URIs do; the first that is found tells the language.
struct Name {
    std::string_view text;
    Language language;
    bool is_part = false;
};

constexpr std::array names{Name{"javascript", Language::javascript},
                           Name{"text/javascript", Language::javascript},
                           Name{"application/javascript", Language::javascript},
                           Name{"application/x-javascript", Language::javascript},
                           Name{"text/x-javascript", Language::javascript},
                           Name{"ecmascript", Language::javascript},
                           Name{"text/ecmascript", Language::javascript},
                           Name{"application/ecmascript", Language::javascript},
                           Name{"js", Language::javascript},
                           Name{"graal.js", Language::javascript},
                           Name{"graaljs", Language::javascript},
                           Name{"graal-js", Language::javascript},
                           Name{"nashorn", Language::javascript},
                           Name{"oracle nashorn", Language::javascript},
                           Name{"rhino", Language::javascript},
                           Name{"javascript-rhino", Language::javascript},
                           Name{"rhino-nonjdk", Language::javascript},
                           Name{"https://tc39.es/ecma262/", Language::javascript},
                           Name{"juel", Language::juel},
                           Name{"feel", Language::feel},
                           Name{"text/feel", Language::feel},
                           Name{"application/feel", Language::feel},
                           Name{"xpath", Language::xpath},
                           Name{"http://www.w3.org/1999/xpath", Language::xpath},
                           Name{"feel", Language::feel, true},
                           Name{"juel", Language::juel, true},
                           Name{"dmn", Language::feel, true},
                           Name{"javascript", Language::javascript, true},
                           Name{"ecmascript", Language::javascript, true},
                           Name{"unified", Language::juel, true},
                           Name{"/el", Language::juel, true},
                           Name{"xpath", Language::xpath, true}};

// In lower case, without parameters (text/javascript; charset=utf-8) and blanks around it.
std::string bare(std::string_view name) {
    name = name.substr(0, name.find(';'));
    const auto is_blank = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
    while (!name.empty() && is_blank(name.back())) name.remove_suffix(1);
    while (!name.empty() && is_blank(name.front())) name.remove_prefix(1);
    std::string lower(name);
    for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return lower;
}

template <class Fits>
std::optional<Language> first(const Fits& fits) {
    const auto* const found = std::ranges::find_if(names, fits);
    return found == names.end() ? std::nullopt : std::optional(found->language);
}

}  // namespace

std::optional<Language> script_language(std::string_view name) {
    const std::string wanted = bare(name);
    return first([&](const Name& known) { return !known.is_part && known.text == wanted; });
}

std::optional<Language> expression_language(std::string_view name) {
    const std::string wanted = bare(name);
    return first([&](const Name& known) {
        return known.is_part ? wanted.find(known.text) != std::string::npos : wanted == known.text;
    });
}

std::string_view name_of(Language language) {
    switch (language) {
        case Language::juel:
            return "JUEL";
        case Language::feel:
            return "FEEL";
        case Language::xpath:
            return "XPath";
        case Language::javascript:
            return "JavaScript";
    }
    return "the language";
}

}  // namespace pavane::expression
