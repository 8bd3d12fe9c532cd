#include "api/multipart.hpp"

#include <Poco/Net/MediaType.h>
#include <Poco/Net/MessageHeader.h>
#include <Poco/Net/NameValueCollection.h>
#include <Poco/String.h>

#include <algorithm>

#include "api/http/head.hpp"
#include "api/http/target.hpp"
#include "foundation/utf8.hpp"

namespace pavane::api {

namespace {

constexpr std::size_t max_head_bytes = 4096;

tl::unexpected<std::string> refused(const char* message) { return unexpected(std::string(message)); }

bool takes(std::string_view& text, std::string_view expected) {
    if (text.substr(0, expected.size()) != expected) return false;
    text.remove_prefix(expected.size());
    return true;
}

// RFC 2046 §5.1.1
bool is_boundary(std::string_view text) {
    constexpr std::string_view marks = "'()+_,-./:=? ";
    return !text.empty() && text.size() <= 70 && text.back() != ' ' &&
           std::all_of(text.begin(), text.end(), [&](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      marks.find(c) != std::string_view::npos;
           });
}

bool is_file_name(std::string_view name) {
    if (name.empty() || name.size() > 255 || name.front() == '/' || !is_utf8(name)) return false;
    if (std::any_of(name.begin(), name.end(),
                    [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\'; }))
        return false;
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find('/', begin), name.size());
        const std::string_view segment = name.substr(begin, end - begin);
        if (segment == "." || segment == "..") return false;
        begin = end + 1;
    }
    return true;
}

// UTF-8''a%20b (RFC 8187 §3.2)
std::optional<std::string> extended_value(const std::string& text) {
    const std::size_t language = text.find('\'');
    const std::size_t value = language == std::string::npos ? language : text.find('\'', language + 1);
    if (value == std::string::npos || Poco::icompare(text.substr(0, language), "utf-8") != 0) return std::nullopt;
    return http::percent_decode(std::string_view(text).substr(value + 1), false);
}

Result<Part, std::string> read_part_head(std::string_view lines) {
    const auto headers = http::read_headers(lines);
    if (!headers) return refused("A part of the form has malformed headers.");
    Part part;
    bool has_disposition = false;
    for (const http::Header& header : *headers) {
        if (header.name == "content-type") {
            const Poco::Net::MediaType type(header.value);
            part.content_type =
                Poco::toLower(type.getType() + (type.getSubType().empty() ? "" : "/") + type.getSubType());
            if (type.hasParameter("charset")) part.charset = type.getParameter("charset");
        }
        if (header.name != "content-disposition") continue;
        if (has_disposition) return refused("A part of the form has two Content-Disposition headers.");
        std::string disposition;
        Poco::Net::NameValueCollection parameters;
        Poco::Net::MessageHeader::splitParameters(header.value, disposition, parameters);
        if (disposition != "form-data" || !parameters.has("name"))
            return refused("A part of the form has no name (Content-Disposition: form-data; name=\"...\").");
        has_disposition = true;
        part.name = parameters["name"];
        if (parameters.has("filename")) part.file_name = parameters["filename"];
        if (parameters.has("filename*")) {
            part.file_name = extended_value(parameters["filename*"]);
            if (!part.file_name)
                return refused(
                    "A part of the form has a 'filename*' that cannot be read: it must be like UTF-8''a%20b.");
        }
    }
    if (!has_disposition)
        return refused("A part of the form has no name (Content-Disposition: form-data; name=\"...\").");
    if (part.file_name && !part.file_name->empty() && !is_file_name(*part.file_name))
        return refused(
            "A part of the form has a file name that is not accepted: it must be a relative path without '..'.");
    return part;
}

}  // namespace

Result<std::vector<Part>, std::string> parse_multipart(std::string_view content_type, std::string_view body) {
    const Poco::Net::MediaType type{std::string(content_type)};
    const std::string boundary = type.hasParameter("boundary") ? type.getParameter("boundary") : std::string();
    if (!is_boundary(boundary)) return refused("The Content-Type of the form names no boundary.");
    const std::string delimiter = "\r\n--" + boundary;
    std::vector<Part> parts;
    if (!takes(body, std::string_view(delimiter).substr(2))) {
        const std::size_t first = body.find(delimiter);
        if (first == std::string_view::npos) return refused("The form does not have the boundary that its head names.");
        body.remove_prefix(first + delimiter.size());
        if (body.starts_with("--")) return refused("The form begins with its last boundary.");
    }
    while (!takes(body, "--")) {
        if (!takes(body, "\r\n")) return refused("A boundary of the form is malformed.");
        if (parts.size() == max_parts) return refused("The form has more than 100 parts.");
        // A part without headers begins with the empty line itself.
        const std::size_t head_end =
            body.substr(0, 2) == "\r\n" ? 0 : body.substr(0, max_head_bytes).find("\r\n\r\n") + 2;
        if (head_end == std::string_view::npos + 2) return refused("A part of the form has no end of its headers.");
        auto part = read_part_head(body.substr(0, head_end));
        if (!part) return unexpected(part.error());
        body.remove_prefix(head_end + 2);
        const std::size_t end = body.find(delimiter);
        if (end == std::string_view::npos) return refused("The form ends before its last boundary.");
        part->content = body.substr(0, end);
        body.remove_prefix(end + delimiter.size());
        parts.push_back(std::move(*part));
    }
    if (!body.empty() && !body.starts_with("\r\n")) return refused("Text follows the last boundary of the form.");
    if (body.find(delimiter) != std::string_view::npos) return refused("A boundary follows the last one of the form.");
    return parts;
}

}  // namespace pavane::api
