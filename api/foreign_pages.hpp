// Web pages that are not ours, in a browser that reaches this server: a page may send a form or an empty POST anywhere
// without asking first, and may give its own name this machine's address ("DNS rebinding"). Reliability contract S15.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"

namespace pavane::api {

// "a.example", "10.0.0.1", "[::1]": what --hosts takes, without scheme and port.
bool is_host_name(std::string_view text);

// Why a request is refused with 403 that changes something and comes from a page of another origin than the host it is
// sent to and `origins`. Programs send no Origin; "null" is what any page can make a browser send.
std::optional<http::Refusal> refuse_foreign_page(const http::Request& request, const std::vector<std::string>& origins);

// Why a request is refused with 403 whose Host is a name with dots and none of `hosts`: addresses and this machine's
// own names pass. A request without Host comes from no browser.
std::optional<http::Refusal> refuse_foreign_host(const http::Request& request, const std::vector<std::string>& hosts);

}  // namespace pavane::api
