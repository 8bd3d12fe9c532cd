#include "api/http/target.hpp"

#include <Poco/String.h>

#include <algorithm>

#include "foundation/utf8.hpp"

namespace pavane::http {

namespace {

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// Takes scheme and authority off an absolute target (RFC 9112 §3.2.2), and gives the authority.
std::optional<std::string> take_authority(std::string_view& text) {
    for (const std::string scheme : {"http://", "https://"}) {
        if (Poco::icompare(std::string(text.substr(0, scheme.size())), scheme) != 0) continue;
        const std::size_t end = std::min(text.find_first_of("/?#", scheme.size()), text.size());
        const std::string_view authority = text.substr(scheme.size(), end - scheme.size());
        text = end == text.size() ? "/" : text.substr(end);
        return std::string(authority);
    }
    return std::nullopt;
}

Result<std::vector<std::string>, Refusal> parse_path(std::string_view text) {
    std::vector<std::string> path;
    while (!text.empty()) {
        const std::size_t slash = std::min(text.find('/'), text.size());
        const std::string_view raw = text.substr(0, slash);
        text.remove_prefix(std::min(slash + 1, text.size()));
        if (raw.empty()) continue;
        if (raw.find(';') != std::string_view::npos)
            return unexpected(Refusal{400, "The path contains a ';'. Write it as %3B if it belongs to an id."});
        std::optional<std::string> segment = percent_decode(raw, false);
        if (!segment) return unexpected(Refusal{400, "The path contains a '%' that no two hexadecimal digits follow."});
        if (*segment == "." || *segment == "..")
            return unexpected(Refusal{400, "The path contains a segment '.' or '..'."});
        if (has_control_character(*segment) || !is_utf8(*segment))
            return unexpected(Refusal{400, "The path contains control characters or bytes that are not UTF-8."});
        path.push_back(std::move(*segment));
    }
    return path;
}

Result<std::vector<Parameter>, Refusal> parse_query(std::string_view text) {
    std::vector<Parameter> query;
    while (!text.empty()) {
        const std::size_t ampersand = std::min(text.find('&'), text.size());
        const std::string_view pair = text.substr(0, ampersand);
        text.remove_prefix(std::min(ampersand + 1, text.size()));
        if (pair.empty()) continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        std::optional<std::string> name = percent_decode(pair.substr(0, equals), true);
        std::optional<std::string> value = percent_decode(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!name || !value)
            return unexpected(Refusal{400, "The query contains a '%' that no two hexadecimal digits follow."});
        if (has_control_character(*name) || !is_utf8(*name))
            return unexpected(Refusal{400, "The query contains control characters or bytes that are not UTF-8."});
        if (!is_utf8(*value) || value->find('\0') != std::string::npos)
            return unexpected(Refusal{
                400, "The query parameter '" + *name + "' contains the character U+0000 or bytes that are not UTF-8."});
        query.push_back({std::move(*name), std::move(*value)});
    }
    return query;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            decoded += text[at] == '+' && plus_is_space ? ' ' : text[at];
            continue;
        }
        if (text.size() - at < 3) return std::nullopt;
        const int high = digit_of(text[at + 1]);
        const int low = digit_of(text[at + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        decoded += static_cast<char>(high * 16 + low);
        at += 2;
    }
    return decoded;
}

Result<Target, Refusal> parse_target(std::string_view text) {
    if (text == "*") return Target{};
    std::optional<std::string> authority = take_authority(text);
    if (text.empty() || (text.front() != '/' && text.front() != '?' && text.front() != '#'))
        return unexpected(Refusal{400, "The request's target is not a path."});
    if (text.find('#') != std::string_view::npos)
        return unexpected(Refusal{400, "The request's target contains a '#'. Write it as %23."});
    const std::size_t question = std::min(text.find('?'), text.size());
    auto path = parse_path(text.substr(0, question));
    if (!path) return unexpected(path.error());
    auto query = parse_query(text.substr(std::min(question + 1, text.size())));
    if (!query) return unexpected(query.error());
    return Target{std::move(*path), std::move(*query), std::move(authority)};
}

}  // namespace pavane::http
