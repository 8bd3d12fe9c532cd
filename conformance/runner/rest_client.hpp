// A small client of the REST contract: one connection, JSON both ways.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "expression/value.hpp"

namespace Poco::Net {
class HTTPClientSession;
}

namespace pavane::conformance {

struct Reply {
    int status = 0;
    std::string body;

    bool succeeded() const { return status >= 200 && status < 300; }
    // The body as JSON; throws Mismatch if it is none.
    expression::Value json() const;
};

class RestClient {
  public:
    explicit RestClient(const std::string& url);
    ~RestClient();

    Reply get(const std::string& path) { return send("GET", path, "application/json", ""); }
    Reply remove(const std::string& path) { return send("DELETE", path, "", ""); }
    Reply post(const std::string& path, const std::string& json) {
        return send("POST", path, "application/json", json);
    }
    Reply put(const std::string& path, const std::string& json) { return send("PUT", path, "application/json", json); }
    // A multipart form of these files.
    Reply post_files(const std::string& path, const std::vector<std::pair<std::string, std::string>>& files);

    // The list at `path`; throws Mismatch when it is refused.
    expression::List list(const std::string& path);

  private:
    Reply send(const std::string& method, const std::string& path, const std::string& type, const std::string& body);

    std::unique_ptr<Poco::Net::HTTPClientSession> session_;
    std::string root_;
};

// A member of a JSON object; absent ones are null and "".
expression::Value member(const expression::Value& object, std::string_view name);
std::string text(const expression::Value& object, std::string_view name);

}  // namespace pavane::conformance
