#include "api/http/head.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "api/http/target.hpp"
#include "foundation/utf8.hpp"

namespace pavane::http {

namespace {

constexpr std::array<std::string_view, 7> methods = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"};

// Headers of which two would be a contradiction, whoever reads only one of them.
constexpr std::array<std::string_view, 9> single_headers = {
    "host",          "content-length",  "transfer-encoding", "content-type", "expect",
    "authorization", "idempotency-key", "content-encoding",  "origin"};

tl::unexpected<Refusal> refused(int status, const char* message) { return unexpected(Refusal{status, message}); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = lower(c);
    return result;
}

// RFC 9110 §5.6.2
bool is_token(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
               marks.find(c) != std::string_view::npos;
    });
}

bool is_field_value(std::string_view text) {
    return is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
               return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
           });
}

bool is_host(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return c > 0x20 && c < 0x7F && std::string_view("/\\?#@<>\"`{}|^").find(c) == std::string_view::npos;
    });
}

std::string_view trim(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
    const std::size_t end = text.find_last_not_of(" \t") + 1;
    return begin < end ? text.substr(begin, end - begin) : std::string_view();
}

bool has_token(const std::vector<Header>& headers, std::string_view name, std::string_view token) {
    for (const Header& header : headers) {
        if (header.name != name) continue;
        std::string_view rest = header.value;
        while (!rest.empty()) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            if (lower(trim(rest.substr(0, comma))) == token) return true;
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }
    return false;
}

struct RequestLine {
    bool is_version_1_1 = true;
    std::optional<std::string> authority;  // of a target in absolute form
};

// Reads "METHOD target HTTP/1.1".
Result<RequestLine, Refusal> read_request_line(std::string_view line, Request& request) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return refused(400, "The request line is malformed.");
    const std::string_view method = line.substr(0, first);
    const std::string_view text = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);
    if (!is_token(method)) return refused(400, "The request line is malformed.");
    if (!std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; }))
        return refused(400, "The request's target contains a character that must be percent-encoded.");
    if (version.size() != 8 || version.substr(0, 5) != "HTTP/" || version[6] != '.')
        return refused(400, "The request line is malformed.");
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return refused(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
    if (std::find(methods.begin(), methods.end(), method) == methods.end())
        return refused(501, "The request's method is not known here.");
    auto target = parse_target(text);
    if (!target) return unexpected(target.error());
    request.method = method;
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    return RequestLine{version == "HTTP/1.1", std::move(target->authority)};
}

// RFC 9112 §3.2.2: the host of an absolute target goes before the header Host, whatever that says.
Result<void, Refusal> replace_host(Request& request, const std::string& authority) {
    if (!is_host(authority)) return refused(400, "The host in the request's target is malformed.");
    std::erase_if(request.headers, [](const Header& header) { return header.name == "host"; });
    request.headers.push_back({"host", authority});
    return {};
}

// How long the body is (RFC 9112 §6.3).
Result<void, Refusal> read_framing(Head& head, bool is_version_1_1) {
    const std::string* length = head.request.header("content-length");
    const std::string* coding = head.request.header("transfer-encoding");
    if (coding) {
        if (length) return refused(400, "The request has both Content-Length and Transfer-Encoding.");
        if (!is_version_1_1) return refused(400, "An HTTP/1.0 request cannot have a Transfer-Encoding.");
        if (lower(*coding) != "chunked") return refused(501, "The only transfer coding known here is 'chunked'.");
        head.is_chunked = true;
    }
    if (length) {
        const char* end = length->data() + length->size();
        const bool is_number = !length->empty() && length->size() <= 18 &&
                               std::all_of(length->begin(), length->end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!is_number || std::from_chars(length->data(), end, head.content_length).ptr != end)
            return refused(400, "The Content-Length is not a number of bytes.");
    }
    return {};
}

Result<void, Refusal> check_headers(const Head& head, bool is_version_1_1) {
    const Request& request = head.request;
    for (const std::string_view name : single_headers)
        if (std::count_if(request.headers.begin(), request.headers.end(),
                          [&](const Header& h) { return h.name == name; }) > 1)
            return refused(400, "A header that can stand only once stands twice.");
    const std::string* host = request.header("host");
    if (is_version_1_1 && !host) return refused(400, "The Host header is missing.");
    if (host && !is_host(*host)) return refused(400, "The Host header is malformed.");
    const std::string* expect = request.header("expect");
    if (expect && lower(*expect) != "100-continue")
        return refused(417, "The only expectation known here is '100-continue'.");
    const std::string* encoding = request.header("content-encoding");
    if (encoding && lower(*encoding) != "identity")
        return refused(415, "A body with a content coding is not accepted.");
    return {};
}

}  // namespace

Result<std::vector<Header>, Refusal> read_headers(std::string_view lines) {
    std::vector<Header> headers;
    while (!lines.empty()) {
        const std::size_t end = lines.find("\r\n");
        if (end == std::string_view::npos) return refused(400, "A header line does not end with CR LF.");
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(end + 2);
        if (headers.size() == max_headers) return refused(431, "The request has too many headers.");
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
            return refused(400, "A header line is malformed.");
        const std::string_view value = trim(line.substr(colon + 1));
        if (!is_field_value(value))
            return refused(400, "A header contains control characters or bytes that are not UTF-8.");
        headers.push_back({lower(line.substr(0, colon)), std::string(value)});
    }
    return headers;
}

Result<Head, Refusal> read_head(std::string_view text) {
    if (text.size() < 4 || text.substr(text.size() - 4) != "\r\n\r\n")
        return refused(400, "The head does not end with an empty line.");
    text.remove_suffix(2);
    const std::size_t line_end = text.find("\r\n");
    Head head;
    const auto line = read_request_line(text.substr(0, line_end), head.request);
    if (!line) return unexpected(line.error());
    auto headers = read_headers(text.substr(line_end + 2));
    if (!headers) return unexpected(headers.error());
    head.request.headers = std::move(*headers);
    if (const auto checked = check_headers(head, line->is_version_1_1); !checked) return unexpected(checked.error());
    if (line->authority)
        if (const auto replaced = replace_host(head.request, *line->authority); !replaced)
            return unexpected(replaced.error());
    if (const auto framed = read_framing(head, line->is_version_1_1); !framed) return unexpected(framed.error());
    head.keeps_alive = !has_token(head.request.headers, "connection", "close") &&
                       (line->is_version_1_1 || has_token(head.request.headers, "connection", "keep-alive"));
    head.expects_continue = line->is_version_1_1 && head.request.header("expect") != nullptr;
    return head;
}

}  // namespace pavane::http
