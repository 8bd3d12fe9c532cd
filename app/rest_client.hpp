// The REST API as the command line uses it: a client of a running server, like any other.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/arguments.hpp"
#include "expression/value.hpp"
#include "foundation/result.hpp"

namespace pavane::app {

struct RestAnswer {
    int status = 0;
    expression::Value body;  // null if there was none
    std::string text;
};

class RestClient {
  public:
    // `url` is that of the REST root: http://127.0.0.1:8080/engine-rest
    explicit RestClient(std::string url) : url_(std::move(url)) {}

    // The error is a plain sentence: nobody answers there, or not with JSON.
    using Answer = Result<RestAnswer, std::string>;
    Answer get(const std::string& path) const;
    Answer post(const std::string& path, const std::string& json) const;

    struct Part {
        std::string name;
        std::string file_name;  // empty: a text field
        std::string content;
    };
    Answer post_form(const std::string& path, const std::vector<Part>& parts) const;

  private:
    Answer send(const std::string& method, const std::string& path, const std::string& content_type,
                const std::string& body) const;

    std::string url_;
};

// --url, else PAVANE_URL, else CAMUNDA_URL, else the default address (users' contract §4a). A server without a path
// is taken at /engine-rest. The problem: it is no address of a server.
Result<std::string, ArgumentProblem> server_url(const Arguments& arguments);

// As one segment of a path.
std::string encoded(const std::string& text);

// Prints what the server refused and gives the exit code that goes with the status.
int report_refusal(const std::string& verb, const RestAnswer& answer);

// The member of an object, or null.
expression::Value member(const expression::Value& object, std::string_view name);
std::string text_of(const expression::Value& value);

}  // namespace pavane::app
