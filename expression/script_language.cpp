#include <algorithm>
#include <array>
#include <cctype>

#include "expression/script.hpp"

namespace pavane::expression {
namespace {

constexpr std::array<std::pair<std::string_view, Language>, 24> names{{
    {"javascript", Language::javascript},
    {"text/javascript", Language::javascript},
    {"application/javascript", Language::javascript},
    {"application/x-javascript", Language::javascript},
    {"text/x-javascript", Language::javascript},
    {"ecmascript", Language::javascript},
    {"text/ecmascript", Language::javascript},
    {"application/ecmascript", Language::javascript},
    {"js", Language::javascript},
    {"graal.js", Language::javascript},
    {"graaljs", Language::javascript},
    {"graal-js", Language::javascript},
    {"nashorn", Language::javascript},
    {"oracle nashorn", Language::javascript},
    {"rhino", Language::javascript},
    {"javascript-rhino", Language::javascript},
    {"rhino-nonjdk", Language::javascript},
    {"https://tc39.es/ecma262/", Language::javascript},
    {"juel", Language::juel},
    {"feel", Language::feel},
    {"text/feel", Language::feel},
    {"application/feel", Language::feel},
    {"xpath", Language::xpath},
    {"http://www.w3.org/1999/xpath", Language::xpath},
}};

}  // namespace

std::optional<Language> script_language(std::string_view name) {
    std::string wanted(name);
    for (char& c : wanted) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const std::size_t parameters = std::min(wanted.find(';'), wanted.size());  // text/javascript; charset=utf-8
    std::string_view bare = std::string_view(wanted).substr(0, parameters);
    while (!bare.empty() && std::isspace(static_cast<unsigned char>(bare.back()))) bare.remove_suffix(1);
    while (!bare.empty() && std::isspace(static_cast<unsigned char>(bare.front()))) bare.remove_prefix(1);
    const auto* const found =
        std::find_if(names.begin(), names.end(), [&](const auto& known) { return known.first == bare; });
    if (found == names.end()) return std::nullopt;
    return found->second;
}

}  // namespace pavane::expression
