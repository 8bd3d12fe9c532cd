#include "tests/unit/api/raw_client.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>

#include <array>
#include <stdexcept>
#include <utility>

// Only a server that is stuck makes a test wait so long.
static const Poco::Timespan patience(60, 0);

RawClient::RawClient(std::uint16_t port) : socket_(Poco::Net::SocketAddress("127.0.0.1", port)) {
    socket_.setReceiveTimeout(patience);
}

void RawClient::send(std::string_view bytes) {
    while (!bytes.empty())
        bytes.remove_prefix(static_cast<std::size_t>(socket_.sendBytes(bytes.data(), static_cast<int>(bytes.size()))));
}

void RawClient::reset() {
    socket_.setLinger(true, 0);
    socket_.close();
}

bool RawClient::receive() {
    std::array<char, 65536> buffer{};
    int count = 0;
    try {
        count = socket_.receiveBytes(buffer.data(), static_cast<int>(buffer.size()));
    } catch (const Poco::TimeoutException&) {
        throw std::runtime_error("the server does not answer; received so far: " + received_);
    } catch (const Poco::Exception&) {
        return false;  // broken by the server
    }
    received_.append(buffer.data(), static_cast<std::size_t>(count));
    return count > 0;
}

std::string RawClient::answer(bool without_body) {
    std::size_t head_end = received_.find("\r\n\r\n");
    while (head_end == std::string::npos) {
        if (!receive()) return std::exchange(received_, {});
        head_end = received_.find("\r\n\r\n");
    }
    const std::size_t field = received_.find("\r\nContent-Length: ");
    const bool has_length = field < head_end && !without_body;
    const std::size_t size = head_end + 4 + (has_length ? std::stoul(received_.substr(field + 18)) : 0);
    while (received_.size() < size)
        if (!receive()) return std::exchange(received_, {});
    std::string answer = received_.substr(0, size);
    received_.erase(0, size);
    return answer;
}

std::string RawClient::rest() {
    while (receive()) continue;
    return std::exchange(received_, {});
}

int status_of(std::string_view answer) {
    return answer.substr(0, 9) == "HTTP/1.1 " ? std::stoi(std::string(answer.substr(9, 3))) : 0;
}

std::string body_of(std::string_view answer) {
    const std::size_t end = answer.find("\r\n\r\n");
    return end == std::string_view::npos ? "" : std::string(answer.substr(end + 4));
}
