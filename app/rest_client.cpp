#include "app/rest_client.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>
#include <Poco/URI.h>

#include <cstdio>
#include <cstdlib>

#include "app/verb.hpp"
#include "json/parse.hpp"

namespace pavane::app {

namespace {

constexpr int timeout_seconds = 60;
constexpr std::string_view scheme = "http://";
const std::string boundary = "pavane-7d4f2b9c61e84a0f";

// A file name inside a header: quotes and line ends would end it.
std::string header_text(const std::string& name) {
    std::string text;
    for (const char c : name)
        if (c == '"' || c == '\\')
            text += std::string("\\") + c;
        else if (static_cast<unsigned char>(c) >= 0x20)
            text += c;
    return text;
}

}  // namespace

RestClient::Answer RestClient::send(const std::string& method, const std::string& path, const std::string& content_type,
                                    const std::string& body) const {
    try {
        const Poco::URI uri(url_ + path);
        Poco::Net::HTTPClientSession session(uri.getHost(), uri.getPort());
        session.setTimeout(Poco::Timespan(timeout_seconds, 0));
        Poco::Net::HTTPRequest request(method, uri.getPathAndQuery(), Poco::Net::HTTPMessage::HTTP_1_1);
        request.set("Accept", "application/json");
        if (!content_type.empty()) request.setContentType(content_type);
        if (method == "POST") request.setContentLength(static_cast<std::streamsize>(body.size()));
        session.sendRequest(request) << body;
        Poco::Net::HTTPResponse response;
        RestAnswer answer;
        Poco::StreamCopier::copyToString(session.receiveResponse(response), answer.text);
        answer.status = response.getStatus();
        if (answer.text.empty()) return answer;
        auto parsed = json::parse(answer.text);
        if (!parsed) return tl::make_unexpected("What answers at " + url_ + " is not Pavane's REST API.");
        answer.body = std::move(*parsed);
        return answer;
    } catch (const Poco::Exception&) {
        return tl::make_unexpected("No server answers at " + url_ +
                                   ". Start one with 'pavane serve' or 'pavane dev', or name it with --url.");
    }
}

RestClient::Answer RestClient::get(const std::string& path) const { return send("GET", path, "", ""); }

RestClient::Answer RestClient::post(const std::string& path, const std::string& json) const {
    return send("POST", path, "application/json", json);
}

RestClient::Answer RestClient::post_form(const std::string& path, const std::vector<Part>& parts) const {
    std::string body;
    for (const Part& part : parts) {
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + header_text(part.name) + "\"";
        if (!part.file_name.empty())
            body += "; filename=\"" + header_text(part.file_name) + "\"\r\nContent-Type: application/octet-stream";
        body += "\r\n\r\n" + part.content + "\r\n";
    }
    body += "--" + boundary + "--\r\n";
    return send("POST", path, "multipart/form-data; boundary=" + boundary, body);
}

namespace {

ArgumentProblem no_address(const std::string& url, const char* why) {
    return {"The server's address " + std::string(why) + ": '" + url +
            "'. Write it like http://127.0.0.1:8080/engine-rest."};
}

}  // namespace

Result<std::string, ArgumentProblem> server_url(const Arguments& arguments) {
    std::string url = "http://127.0.0.1:8080";
    if (const char* camunda_url = std::getenv("CAMUNDA_URL")) url = camunda_url;
    if (const auto given = arguments.value("url")) url = *given;
    while (url.ends_with('/')) url.pop_back();
    if (!url.starts_with(scheme)) return tl::make_unexpected(no_address(url, "must begin with http://"));
    try {
        if (Poco::URI(url).getHost().empty()) return tl::make_unexpected(no_address(url, "names no host"));
    } catch (const Poco::Exception&) {
        return tl::make_unexpected(no_address(url, "cannot be read"));
    }
    return url.find('/', scheme.size()) != std::string::npos ? url : url + "/engine-rest";
}

std::string encoded(const std::string& text) {
    std::string segment;
    Poco::URI::encode(text, "/?#;+", segment);
    return segment;
}

int report_refusal(const std::string& verb, const RestAnswer& answer) {
    const std::string message = text_of(member(answer.body, "message"));
    std::fprintf(stderr, "pavane %s: %s\n", verb.c_str(), message.c_str());
    // A file that cannot be parsed is a 500 in the contract (REST contract §5).
    if (message.starts_with("ENGINE-09003")) return Exit::invalid;
    switch (answer.status) {
        case 401:
        case 403:
            return Exit::unauthorised;
        case 404:
            return Exit::not_found;
        case 409:
            return Exit::conflict;
        case 400:
            return Exit::invalid;
        default:
            return Exit::failure;
    }
}

expression::Value member(const expression::Value& object, std::string_view name) {
    const expression::Context* context = object.context();
    const expression::Value* value = context ? context->find(name) : nullptr;
    return value ? *value : expression::Value();
}

std::string text_of(const expression::Value& value) {
    if (const std::string* text = value.string()) return *text;
    if (const std::int64_t* number = value.integer()) return std::to_string(*number);
    return "";
}

}  // namespace pavane::app
