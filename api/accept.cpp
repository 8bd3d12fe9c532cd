#include "api/accept.hpp"

#include <Poco/Net/MediaType.h>
#include <Poco/String.h>

#include <algorithm>

namespace pavane::api {

namespace {

// How closely a range fits a type; 0: not at all.
int closeness(const std::string& range, std::string_view type) {
    if (Poco::icompare(range, std::string(type)) == 0) return 3;
    if (Poco::icompare(range, std::string(type.substr(0, type.find('/'))) + "/*") == 0) return 2;
    return range == "*/*" ? 1 : 0;
}

// A weight of nothing: "0", "0.0", "0.00", "0.000".
bool is_refusal(const Poco::Net::MediaType& range) {
    return range.hasParameter("q") && range.getParameter("q").find_first_not_of("0.") == std::string::npos;
}

}  // namespace

bool accepts(const http::Request& request, std::string_view type) {
    const std::string* header = request.header("accept");
    if (!header || header->find_first_not_of(" \t,") == std::string::npos) return true;
    int closest = 0;
    bool is_accepted = false;
    for (std::string_view rest = *header; !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const Poco::Net::MediaType range{std::string(rest.substr(0, comma))};
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        const int fits = closeness(range.getType() + "/" + range.getSubType(), type);
        if (fits <= closest) continue;
        closest = fits;
        is_accepted = !is_refusal(range);
    }
    return is_accepted;
}

}  // namespace pavane::api
