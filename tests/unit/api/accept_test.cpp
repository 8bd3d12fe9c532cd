#include "api/accept.hpp"

#include <boost/test/unit_test.hpp>

using namespace pavane;
using namespace pavane::api;

BOOST_AUTO_TEST_CASE(a_type_is_accepted_by_the_closest_range) {
    const auto takes = [](const std::string& accept) {
        http::Request request;
        request.headers = {{"accept", accept}};
        return accepts(request, "application/json");
    };
    for (const char* accept :
         {"application/json", "Application/JSON; charset=utf-8", "*/*", "application/*", "", " , ",
          "application/hal+json, application/json; q=0.5", "text/html,application/xml;q=0.9,*/*;q=0.8",
          "*/*;q=0, application/json", "text/plain, application/*;q=0.001"})
        BOOST_TEST(takes(accept), accept);
    for (const char* accept : {"application/hal+json", "text/html", "application/json;q=0",
                               "*/*, application/json;q=0.0", "application/*;q=0.000, */*", "application", "json"})
        BOOST_TEST(!takes(accept), accept);
    BOOST_TEST(accepts(http::Request{}, "application/json"));
}
