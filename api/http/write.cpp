#include "api/http/write.hpp"

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Timestamp.h>

#include <algorithm>

#include "api/http/answer_room.hpp"
#include "foundation/ensure.hpp"

namespace pavane::http {

namespace {

void add(std::string& text, std::string_view name, std::string_view value) {
    const auto is_control = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; };
    ENSURE(!name.empty() && name.find_first_of(": \t\r\n") == std::string_view::npos);
    ENSURE(std::none_of(value.begin(), value.end(), is_control));
    text += name;
    text += ": ";
    text += value;
    text += "\r\n";
}

}  // namespace

std::string write_head(const Response& response, const Framing& framing) {
    using Poco::Net::HTTPResponse;
    const auto status = static_cast<HTTPResponse::HTTPStatus>(response.status);
    std::string text;
    text.reserve(320);
    text += "HTTP/1.1 ";
    text += std::to_string(response.status);
    text += ' ';
    text += HTTPResponse::getReasonForStatus(status);
    text += "\r\n";
    add(text, "Date", Poco::DateTimeFormatter::format(Poco::Timestamp(), Poco::DateTimeFormat::HTTP_FORMAT));
    if (!response.content_type.empty()) add(text, "Content-Type", response.content_type);
    // RFC 9110 §8.6: a 204 has no Content-Length.
    if (response.status != 204)
        add(text, "Content-Length", std::to_string(response.stored ? response.stored->size() : response.body.size()));
    add(text, "X-Content-Type-Options", "nosniff");
    if (!framing.request_id.empty()) add(text, "X-Request-Id", framing.request_id);
    for (const Header& header : response.headers) add(text, header.name, header.value);
    if (framing.ends) add(text, "Connection", "close");
    text += "\r\n";
    return text;
}

}  // namespace pavane::http
