// An HTTP request and its answer as plain values: what handlers see of the network.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pavane::http {

class StoredBody;

struct Header {
    std::string name;  // lower case in a request; as it shall be written in a response
    std::string value;
};

struct Parameter {
    std::string name;
    std::string value;
};

struct Request {
    std::string id;                 // ours, unique while the process runs; returned as X-Request-Id and written in logs
    std::string method;             // GET, HEAD, POST, PUT, DELETE, OPTIONS or PATCH
    std::vector<std::string> path;  // the segments, decoded once: a %2F stays inside its segment; never "." or ".."
    std::vector<Parameter> query;   // decoded, in the order they were written
    std::vector<Header> headers;    // values without surrounding space, checked to be UTF-8 without control characters
    std::string body;               // whole; empty if there was none
    std::string peer;               // the client's address without its port

    // The first value of a header (name in lower case), or nothing.
    const std::string* header(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::string content_type;  // written exactly so; empty: no body
    std::string body;
    std::vector<Header>
        headers;  // beyond Content-Type, Content-Length, Date, Connection and X-Request-Id, which the front writes
    std::shared_ptr<StoredBody> stored = nullptr;  // a body in a file, in the place of `body`
};

// Why a request was not accepted.
struct Refusal {
    int status = 400;
    std::string message;  // a plain sentence without a word of the input
};

}  // namespace pavane::http
