// The REST API over a real engine on a fresh SQLite file, without sockets: a request goes in, its answer comes out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "api/http/message.hpp"
#include "api/http/responder.hpp"
#include "expression/value.hpp"

namespace pavane::tests {

struct Reply {
    int status = 0;
    std::string body;
    std::string content_type;
    std::map<std::string, std::string> headers;

    // The body read as JSON, and what is found in it along member names and indexes: at("variables.amount.value").
    // Fails the test if there is no such place.
    expression::Value json() const;
    expression::Value at(const std::string& path) const;
    std::string text(const std::string& path) const;       // a string, or "null", "true", "42" as JSON writes it
    std::size_t size(const std::string& path = {}) const;  // of an array or object
};

// An answer that may not be there yet.
class Pending {
  public:
    bool is_answered() const;
    Reply wait();  // until the answer is there
    void leave();  // as if the client had gone without its answer: takes the answer and says that nobody got it

  private:
    friend class Server;
    struct Exchange;
    std::shared_ptr<Exchange> exchange_;
};

class Server {
  public:
    Server();
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // `target` as a client writes it, below /engine-rest: "/task?maxResults=1". A body that is not empty is JSON.
    Reply get(const std::string& target) { return send("GET", target, {}).wait(); }
    Reply remove(const std::string& target) { return send("DELETE", target, {}).wait(); }
    Reply post(const std::string& target, const std::string& json = "{}") { return send("POST", target, json).wait(); }
    Reply put(const std::string& target, const std::string& json) { return send("PUT", target, json).wait(); }
    Pending send(const std::string& method, const std::string& target, const std::string& json,
                 std::vector<http::Header> headers = {});

    // Serves on a free port from now on, for clients that are bytes on a socket, and tells which.
    std::uint16_t listen();
    // What somebody does to the database behind the server's back.
    void change_database(const std::string& sql);
    // What the log has been told since the last call.
    std::string warnings();
    // How many workers wait for tasks.
    std::size_t waiting_polls() const;

    // A multipart form; a field with a file name is a file.
    struct Field {
        std::string name;
        std::string content;
        std::string file_name = {};
    };
    Reply post_form(const std::string& target, const std::vector<Field>& fields);
    // Deploys one model and requires that it is accepted.
    Reply deploy(const std::string& file_name, const std::string& model);
    // Starts a process by its key and gives its id.
    std::string start(const std::string& key, const std::string& json = "{}");

  private:
    struct World;
    std::unique_ptr<World> world_;
};

// A whole file around the elements of one executable process.
std::string model(const std::string& key, const std::string& elements, const std::string& outside = {});

}  // namespace pavane::tests
