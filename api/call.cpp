#include "api/call.hpp"

#include "foundation/ensure.hpp"
#include "json/parse.hpp"

namespace pavane::api {

const std::string& Call::argument(std::string_view name) const {
    for (const auto& [key, value] : arguments)
        if (key == name) return value;
    ENSURE(!"the route's pattern has such an argument");
    return arguments.front().second;
}

Result<expression::Context, Error> json_body(const Call& call) {
    if (call.request.body.empty()) return expression::Context();
    const auto value = json::parse(call.request.body);
    if (!value)
        return unexpected(Error{ErrorKind::bad_request,
                                "The request's body is not the JSON that is expected here: " + value.error().message +
                                    " (at byte " + std::to_string(value.error().offset) + ").",
                                {}});
    if (value->is_null()) return expression::Context();
    if (!value->context())
        return unexpected(Error{ErrorKind::bad_request, "The request's body must be a JSON object.", {}});
    return *value->context();
}

std::string absolute_url(const Call& call, std::string_view path) {
    const std::string* host = call.request.header("host");
    std::string url = host ? "http://" + *host : "";
    url += call.base;
    url += path;
    return url;
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:@!$&'()*+,=";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (plain.find(c) != std::string_view::npos) {
            encoded += c;
            continue;
        }
        encoded += '%';
        encoded += digits[static_cast<unsigned char>(c) >> 4];
        encoded += digits[static_cast<unsigned char>(c) & 0xF];
    }
    return encoded;
}

}  // namespace pavane::api
