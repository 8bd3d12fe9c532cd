// One keep-alive connection of a benchmark client: as little work as possible between a request and its answer.
#pragma once

#include <string>

namespace pavane::bench {

struct HttpAnswer {
    int status = 0;
    std::string body;
};

class HttpConnection {
  public:
    HttpConnection(const std::string& host, int port);
    ~HttpConnection();
    HttpConnection(const HttpConnection&) = delete;
    HttpConnection& operator=(const HttpConnection&) = delete;

    // Throws std::runtime_error if the connection breaks.
    HttpAnswer request(const std::string& method, const std::string& path, const std::string& body);

  private:
    std::string host_;
    int socket_ = -1;
    std::string received_;
};

}  // namespace pavane::bench
