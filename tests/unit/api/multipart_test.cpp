#include "api/multipart.hpp"

#include <boost/test/unit_test.hpp>

using namespace pavane::api;

namespace {

const std::string type = "multipart/form-data; boundary=X";

std::string part(const std::string& disposition, const std::string& content) {
    return "--X\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
}

std::string refused(const std::string& body, const std::string& content_type = type) {
    const auto parts = parse_multipart(content_type, body);
    BOOST_TEST(!parts.has_value(), body.substr(0, 200));
    return parts ? "" : parts.error();
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_form_is_taken_apart) {
    const std::string body = part("name=\"deployment-name\"", "invoice") +
                             "--X\r\ncontent-disposition: form-data; name=data; filename=\"forms/a \\\"b\\\".bpmn\"\r\n"
                             "Content-Type: Text/XML; charset=utf-8\r\n\r\n\r\n--Y\r\n--\r\n" +
                             "--X--\r\n";
    const auto parts = parse_multipart("Multipart/Form-Data; boundary=\"X\"", body).value();
    BOOST_REQUIRE(parts.size() == 2U);
    BOOST_TEST(parts[0].name == "deployment-name");
    BOOST_TEST(parts[0].content == "invoice");
    BOOST_TEST(!parts[0].file_name.has_value());
    BOOST_TEST(parts[0].content_type == "");
    BOOST_TEST(parts[1].name == "data");
    BOOST_TEST(parts[1].file_name.value() == "forms/a \"b\".bpmn");
    BOOST_TEST(parts[1].content_type == "text/xml");
    BOOST_TEST(parts[1].content == "\r\n--Y\r\n--");
}

BOOST_AUTO_TEST_CASE(a_form_may_be_empty_or_end_without_a_line) {
    BOOST_TEST(parse_multipart(type, "--X--\r\n").value().empty());
    BOOST_TEST(parse_multipart(type, part("name=a", "") + "--X--").value()[0].content == "");
}

BOOST_AUTO_TEST_CASE(a_form_that_could_be_read_otherwise_is_refused) {
    const std::string good = part("name=a", "1");
    for (const std::string& body :
         {std::string(), std::string("--X"), std::string("--X\r\n"), good, good + "--X-", good + "--X--GET /",
          good + "--X--\r\n" + good + "--X--", "preamble" + good + "--X--", good + "--X \r\n" + good + "--X--",
          std::string("--X\nContent-Disposition: form-data; name=a\n\n1\n--X--"),
          std::string("--X\r\nContent-Disposition: form-data; name=a\r\n1\r\n--X--"),
          std::string("--X\r\n\r\n1\r\n--X--"), std::string("--X\r\nContent-Type: a/b\r\n\r\n1\r\n--X--"),
          std::string("--X\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; "
                      "name=b\r\n\r\n1\r\n--X--"),
          std::string("--X\r\nContent-Disposition: form-data\r\n\r\n1\r\n--X--"),
          std::string("--X\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--X--"),
          std::string("--X\r\nContent-Disposition : form-data; name=a\r\n\r\n1\r\n--X--"),
          "--X\r\nX: " + std::string(5000, 'x') + "\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--X--"})
        refused(body);
    refused(good + "--X--", "multipart/form-data");
    refused(good + "--X--", "multipart/form-data; boundary=\"\"");
    refused(good + "--X--", "multipart/form-data; boundary=" + std::string(71, 'X'));
}

BOOST_AUTO_TEST_CASE(what_is_around_the_parts_is_ignored) {
    for (const std::string& body :
         {"preamble\r\n" + part("name=a", "1") + "--X--\r\nepilogue", "\r\n" + part("name=a", "1") + "--X--\r\n\r\n"}) {
        const auto parts = parse_multipart(type, body).value();
        BOOST_REQUIRE(parts.size() == 1U);
        BOOST_TEST(parts[0].content == "1");
    }
}

BOOST_AUTO_TEST_CASE(a_part_tells_its_type_and_its_characters) {
    const auto typed = [](const std::string& content_type) {
        return "--X\r\nContent-Disposition: form-data; name=a\r\nContent-Type: " + content_type + "\r\n\r\n1\r\n--X--";
    };
    BOOST_TEST(parse_multipart(type, typed("text/csv; charset=ISO-8859-1")).value()[0].charset == "ISO-8859-1");
    BOOST_TEST(parse_multipart(type, typed("text/csv")).value()[0].charset == "");
    BOOST_TEST(parse_multipart(type, typed("Text")).value()[0].content_type == "text");
}

BOOST_AUTO_TEST_CASE(a_file_name_may_be_written_in_the_extended_form) {
    const auto named = [](const std::string& file_name) { return part("name=a; " + file_name, "1") + "--X--"; };
    BOOST_TEST(parse_multipart(type, named("filename*=UTF-8''%C3%A4%20b.txt")).value()[0].file_name.value() ==
               "\xC3\xA4 b.txt");
    BOOST_TEST(parse_multipart(type, named("filename=\"a.txt\"; filename*=utf-8'de'%C3%A4.txt"))
                   .value()[0]
                   .file_name.value() == "\xC3\xA4.txt");
    for (const char* bad : {"filename*=a.txt", "filename*=KOI8-R''%C3", "filename*=UTF-8''%C", "filename*=UTF-8''%FF",
                            "filename*=UTF-8''..%2Fa"})
        refused(named(bad));
}

BOOST_AUTO_TEST_CASE(at_most_a_hundred_parts) {
    std::string body;
    for (int i = 0; i < 100; ++i) body += part("name=a", "1");
    BOOST_TEST(parse_multipart(type, body + "--X--").value().size() == 100U);
    BOOST_TEST(refused(body + part("name=a", "1") + "--X--") == "The form has more than 100 parts.");
}

BOOST_AUTO_TEST_CASE(file_names_stay_below_their_folder) {
    const auto with_name = [](const std::string& name) {
        return part("name=a; filename=\"" + name + "\"", "1") + "--X--";
    };
    for (const char* name : {"a.bpmn", "forms/a.html", "..a", "a..b", "...", "\xC3\xA4.bpmn", "a b"})
        BOOST_TEST(parse_multipart(type, with_name(name)).value()[0].file_name.value() == name);
    for (const std::string& name : {std::string("../a"), std::string("a/../b"), std::string(".."), std::string("a/.."),
                                    std::string("/etc/passwd"), std::string("./a"), std::string("c:\\\\a"),
                                    std::string("a\x01"), std::string("\xFF"), std::string(256, 'a')})
        refused(with_name(name));
}
