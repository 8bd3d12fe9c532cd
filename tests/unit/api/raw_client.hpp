// A client that writes bytes as they are given and reads answers, without any opinion about HTTP.
#pragma once

#include <string>
#include <string_view>

#include <Poco/Net/StreamSocket.h>

class RawClient {
  public:
    explicit RawClient(std::uint16_t port);

    void send(std::string_view bytes);
    void end_sending() { socket_.shutdownSend(); }
    void reset();  // closes so that the server sees a broken connection

    // One whole answer (head and as many bytes as its Content-Length says); what has come if the server ended before.
    // `without_body`: the answer to HEAD.
    std::string answer(bool without_body = false);
    // Everything until the server ends the connection.
    std::string rest();

  private:
    bool receive();

    Poco::Net::StreamSocket socket_;
    std::string received_;
};

// The status code of an answer, 0 if it is none.
int status_of(std::string_view answer);
// What follows the head.
std::string body_of(std::string_view answer);
