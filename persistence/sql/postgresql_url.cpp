#include "persistence/sql/postgresql_url.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <string_view>

namespace pavane::persistence {

namespace {

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

// Several hosts can have a port each; an empty one means the usual.
bool are_ports(std::string_view ports) {
    while (true) {
        const std::size_t end = std::min(ports.find(','), ports.size());
        const std::string_view port = ports.substr(0, end);
        unsigned number = 0;
        const auto [read, error] = std::from_chars(port.data(), port.data() + port.size(), number);
        const bool is_port =
            error == std::errc() && read == port.data() + port.size() && number >= 1 && number <= 65'535;
        if (!port.empty() && !is_port) return false;
        if (end == ports.size()) return true;
        ports.remove_prefix(end + 1);
    }
}

// libpq quotes what it met behind a colon, which may be the whole URL or a part of its password; only the name of a
// parameter is harmless.
std::string harmless(std::string_view message) {
    while (message.ends_with('\n')) message.remove_suffix(1);
    if (!message.starts_with("invalid URI query parameter")) message = message.substr(0, message.find(": \""));
    return std::string(message);
}

}  // namespace

std::string problem_of_postgresql_url(const std::string& url) {
    char* message = nullptr;
    const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(url.c_str(), &message));
    if (!options) {
        const std::unique_ptr<char, decltype(&PQfreemem)> owned(message, PQfreemem);
        return "The URL of the database cannot be read: " + harmless(message ? message : "there is no memory left") +
               ". Write postgresql://USER@HOST:PORT/DATABASE.";
    }
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option)
        if (option->keyword == std::string_view("port") && option->val != nullptr && !are_ports(option->val))
            return "The port in the URL of the database is no number from 1 to 65535. Write "
                   "postgresql://USER@HOST:PORT/DATABASE.";
    return "";
}

std::string with_remedy(const std::string& words) {
    struct Remedy {
        std::string_view in_words;
        std::string_view and_in_words;
        std::string_view advice;
    };
    constexpr std::array remedies{
        Remedy{"password authentication failed", "",
               "Put the right password into the URL (PAVANE_DB_FILE) or ~/.pgpass."},
        Remedy{"no password supplied", "", "Put the password into the URL (PAVANE_DB_FILE) or ~/.pgpass."},
        Remedy{"authentication failed", "", "Name another role in the URL, or let this one in (pg_hba.conf)."},
        Remedy{"no pg_hba.conf entry", "", "Let the role in (pg_hba.conf)."},
        Remedy{"database \"", "does not exist", "Make it (createdb), or name another in the URL."},
        Remedy{"role \"", "does not exist", "Make it (createuser), or name another in the URL."},
        Remedy{"permission denied for database", "", "Let the role connect (grant connect), or name another."}};
    for (const Remedy& remedy : remedies)
        if (words.find(remedy.in_words) != std::string::npos && words.find(remedy.and_in_words) != std::string::npos)
            return words + (words.ends_with('.') ? " " : ". ") + std::string(remedy.advice);
    return words;
}

}  // namespace pavane::persistence
