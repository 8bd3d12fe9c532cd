#include "conformance/runner/rest_client.hpp"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>
#include <Poco/URI.h>

#include "conformance/runner/verbs.hpp"
#include "json/parse.hpp"

namespace pavane::conformance {

using expression::Value;

Value Reply::json() const {
    // A long history is more than a request may be.
    auto value = json::parse(body, json::Limits{expression::max_depth, 10'000'000, 10'000'000});
    if (!value)
        throw Mismatch("The server answered " + std::to_string(status) + " with no JSON (" + value.error().message +
                       "): " + body.substr(0, 500));
    return std::move(*value);
}

RestClient::RestClient(const std::string& url) {
    const Poco::URI uri(url);
    session_ = std::make_unique<Poco::Net::HTTPClientSession>(uri.getHost(), uri.getPort());
    session_->setKeepAlive(true);
    session_->setTimeout(Poco::Timespan(30, 0));
    root_ = uri.getPath();
}

RestClient::~RestClient() = default;

Reply RestClient::send(const std::string& method, const std::string& path, const std::string& type,
                       const std::string& body) {
    Poco::Net::HTTPRequest request(method, root_ + path, Poco::Net::HTTPMessage::HTTP_1_1);
    if (method != "GET" && method != "DELETE") {
        request.setContentType(type);
        request.setContentLength(static_cast<std::streamsize>(body.size()));
    }
    try {
        session_->sendRequest(request) << body;
        Poco::Net::HTTPResponse response;
        std::istream& stream = session_->receiveResponse(response);
        Reply reply{response.getStatus(), ""};
        Poco::StreamCopier::copyToString(stream, reply.body);
        return reply;
    } catch (const Poco::Exception& error) {
        throw Mismatch(method + " " + path + ": " + error.displayText());
    }
}

Reply RestClient::post_files(const std::string& path, const std::vector<std::pair<std::string, std::string>>& files) {
    const std::string boundary = "----scenario-boundary-7d1c";
    std::string body;
    for (const auto& [name, content] : files)
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + name +
                "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n";
    body += "--" + boundary + "--\r\n";
    return send("POST", path, "multipart/form-data; boundary=" + boundary, body);
}

expression::List RestClient::list(const std::string& path) {
    const Reply reply = get(path);
    const Value value = reply.succeeded() ? reply.json() : Value();
    if (!value.list()) throw Mismatch("GET " + path + " answered " + std::to_string(reply.status) + ": " + reply.body);
    return *value.list();
}

Value member(const Value& object, std::string_view name) {
    const expression::Context* context = object.context();
    const Value* found = context ? context->find(name) : nullptr;
    return found ? *found : Value();
}

std::string text(const Value& object, std::string_view name) {
    const Value found = member(object, name);
    return found.string() ? *found.string() : std::string();
}

}  // namespace pavane::conformance
