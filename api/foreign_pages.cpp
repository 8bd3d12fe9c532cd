#include "api/foreign_pages.hpp"

#include <Poco/String.h>

#include <algorithm>
#include <charconv>

#include "api/cors.hpp"

namespace pavane::api {

namespace {

constexpr unsigned port_of_http = 80;
constexpr unsigned port_of_https = 443;

struct Authority {
    std::string host;
    unsigned port = 0;

    bool operator==(const Authority&) const = default;
};

// "[::1]:8080" is "[::1]", "localhost:80" is "localhost".
std::string_view without_port(std::string_view host) {
    if (host.starts_with('[')) return host.substr(0, std::min(host.find(']'), host.size() - 1) + 1);
    return host.substr(0, host.rfind(':'));
}

// "localhost:80", with the port of the scheme where there is none (RFC 6454 §4). Nothing: no port can be read.
std::optional<Authority> read_authority(std::string_view text, unsigned default_port) {
    Authority authority{Poco::toLower(std::string(without_port(text))), default_port};
    const std::string_view behind = text.substr(authority.host.size());
    if (behind.empty() || behind == ":") return authority;
    const char* const end = behind.data() + behind.size();
    const auto [stopped, error] = std::from_chars(behind.data() + 1, end, authority.port);
    if (behind.front() != ':' || error != std::errc() || stopped != end) return std::nullopt;
    return authority;
}

// Whether a page of this origin comes from `host`. A proxy in front of this server may end TLS, so the origin's scheme
// may be either, and it tells which port a Host without one means.
bool is_of_host(std::string_view origin, std::string_view host) {
    const bool is_https = origin.starts_with("https://");
    if (!is_https && !origin.starts_with("http://")) return false;
    origin.remove_prefix(origin.find("://") + 3);
    const unsigned port = is_https ? port_of_https : port_of_http;
    const auto page = read_authority(origin, port);
    return page && !page->host.empty() && page == read_authority(host, port);
}

// A page can only give a name of its own another address, and such a name has a dot. An address stands for itself, and
// names below "localhost" are this machine (RFC 6761 §6.3).
bool may_be_of_a_page(std::string_view host) {
    if (host.starts_with('[')) return !is_host_name(host);
    const bool is_address = host.find_first_not_of("0123456789.") == std::string_view::npos;
    const bool is_name_of_ours = host.find('.') == std::string_view::npos || host.ends_with(".localhost");
    return !is_address && !is_name_of_ours;
}

bool changes_nothing(const std::string& method) { return method == "GET" || method == "HEAD" || method == "OPTIONS"; }

}  // namespace

bool is_host_name(std::string_view text) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-._";
    if (text.starts_with('[') && text.ends_with(']'))
        return text.size() > 2 &&
               text.substr(1, text.size() - 2).find_first_not_of("0123456789abcdef:.") == std::string_view::npos;
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

std::optional<http::Refusal> refuse_foreign_page(const http::Request& request,
                                                 const std::vector<std::string>& origins) {
    const std::string* origin = request.header("origin");
    if (!origin || changes_nothing(request.method)) return std::nullopt;
    if (allowed_origin(origin, origins)) return std::nullopt;
    const std::string* host = request.header("host");
    if (host && is_of_host(*origin, *host)) return std::nullopt;
    return http::Refusal{
        403,
        "This request comes from a web page of another origin. Nothing was changed. To let the pages of "
        "an origin use the API, start the server with --cors-origins."};
}

std::optional<http::Refusal> refuse_foreign_host(const http::Request& request, const std::vector<std::string>& hosts) {
    const std::string* sent = request.header("host");
    if (!sent || sent->empty()) return std::nullopt;
    const std::string host = Poco::toLower(std::string(without_port(*sent)));
    if (!may_be_of_a_page(host) || std::find(hosts.begin(), hosts.end(), host) != hosts.end()) return std::nullopt;
    return http::Refusal{
        403,
        "The header Host names another server than this one. If a proxy in front of it sends that name, "
        "start the server with --hosts and the name."};
}

}  // namespace pavane::api
