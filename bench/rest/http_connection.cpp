#include "bench/rest/http_connection.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace pavane::bench {

HttpConnection::HttpConnection(const std::string& host, int port) : host_(host) {
    socket_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    inet_pton(AF_INET, host.c_str(), &address.sin_addr);
    if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("cannot connect");
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

HttpConnection::~HttpConnection() { close(socket_); }

HttpAnswer HttpConnection::request(const std::string& method, const std::string& path, const std::string& body) {
    std::string text = method + " " + path + " HTTP/1.1\r\nHost: " + host_ + "\r\n";
    if (method != "GET")
        text += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    text += "\r\n" + body;
    for (std::size_t sent = 0; sent < text.size();) {
        const ssize_t count = send(socket_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
        if (count <= 0) throw std::runtime_error("the connection broke while sending");
        sent += static_cast<std::size_t>(count);
    }
    std::array<char, 16384> buffer{};
    std::size_t head_end = std::string::npos;
    std::size_t length = 0;
    while (true) {
        if (head_end == std::string::npos) {
            head_end = received_.find("\r\n\r\n");
            if (head_end != std::string::npos) {
                const std::size_t at = received_.find("Content-Length: ");
                length = at < head_end ? std::stoul(received_.substr(at + 16)) : 0;
            }
        }
        if (head_end != std::string::npos && received_.size() >= head_end + 4 + length) break;
        const ssize_t count = recv(socket_, buffer.data(), buffer.size(), 0);
        if (count <= 0) throw std::runtime_error("the connection broke while receiving");
        received_.append(buffer.data(), static_cast<std::size_t>(count));
    }
    HttpAnswer answer{std::stoi(received_.substr(9, 3)), received_.substr(head_end + 4, length)};
    received_.erase(0, head_end + 4 + length);
    return answer;
}

}  // namespace pavane::bench
