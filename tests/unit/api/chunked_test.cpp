#include "api/http/chunked.hpp"

#include <boost/test/unit_test.hpp>

using pavane::http::ChunkedReader;

namespace {

// The body of `text` fed `step` bytes at a time, or "refused", or "incomplete".
std::string read(std::string_view text, std::size_t step) {
    ChunkedReader reader;
    std::string body;
    for (std::size_t at = 0; at < text.size() && !reader.is_complete(); at += step) {
        const auto progress = reader.read(text.substr(at, step));
        if (!progress) return "refused";
        body += progress->content;
    }
    return reader.is_complete() ? body : "incomplete";
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_chunked_body_is_read_however_it_arrives) {
    const std::string_view text = "5\r\nhello\r\n1;x=\"y\"\r\n \r\n00A\r\n0123456789\r\n0\r\nX-Trailer: a\r\n\r\n";
    for (std::size_t step = 1; step <= text.size(); ++step) BOOST_TEST(read(text, step) == "hello 0123456789");
    BOOST_TEST(read("0\r\n\r\n", 1) == "");
}

BOOST_AUTO_TEST_CASE(what_follows_the_body_is_left) {
    ChunkedReader reader;
    const auto progress = reader.read("1\r\na\r\n0\r\n\r\nGET /");
    BOOST_TEST(progress.value().used == 11U);
    BOOST_TEST(reader.is_complete());
}

BOOST_AUTO_TEST_CASE(a_body_that_stops_is_not_complete) {
    const std::string_view text = "5\r\nhello\r\n0\r\n\r\n";
    for (std::size_t size = 0; size < text.size(); ++size) BOOST_TEST(read(text.substr(0, size), 1) == "incomplete");
}

BOOST_AUTO_TEST_CASE(malformed_chunks_are_refused) {
    for (const char* text :
         {"\r\n", "g\r\n", "-1\r\n", "+1\r\na\r\n", "0x1\r\na\r\n", " 1\r\na\r\n", "1 \r\na\r\n", "5\nhello\r\n",
          "5\r\nhello0\r\n", "5\r\nhello\n0\r\n\r\n", "5\r\nhello\rX", "123456789\r\n", "1;a\x01\r\na", "1\r5\r\n",
          "0\r\nX-A: b\n\r\n", "0\r\nbad\r\n\r\n", "0\r\n\n"})
        for (const std::size_t step : {std::size_t{1}, std::size_t{1000}})
            BOOST_TEST(read(text, step) == "refused", text);
    BOOST_TEST(read("1;" + std::string(300, 'x'), 7) == "refused");
    BOOST_TEST(read("0\r\nX: " + std::string(5000, 'x'), 7) == "refused");
}
