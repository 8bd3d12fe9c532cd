#include "xml/parse.hpp"

#include <boost/test/unit_test.hpp>
#include <thread>

using namespace pavane::xml;
using namespace std::string_view_literals;

namespace {

Document read(std::string_view bytes) {
    auto result = parse(bytes);
    BOOST_REQUIRE_MESSAGE(result, (result ? "" : result.error().message));
    return std::move(*result);
}

}  // namespace

BOOST_AUTO_TEST_CASE(elements_carry_expanded_names_text_and_place) {
    const Document document = read(
        "<?xml version=\"1.0\"?>\n<!-- c --><a:r xmlns:a=\"urn:a\" xmlns=\"urn:d\" a:x=\"1\" y=\"2\">\n"
        "  one<b>two</b>three<c><d xmlns=\"\"/></c></a:r>\n");
    const Element& root = document.root;
    BOOST_TEST(root.namespace_uri == "urn:a");
    BOOST_TEST(root.prefix == "a");
    BOOST_TEST(root.name == "r");
    BOOST_TEST(root.line == 2u);
    BOOST_TEST(root.column == 11u);
    BOOST_REQUIRE(root.attributes.size() == 2u);
    BOOST_TEST(root.attributes[0].namespace_uri == "urn:a");
    BOOST_TEST(root.attributes[1].namespace_uri == "");
    BOOST_TEST(find_attribute(root, "", "y")->value == "2");
    BOOST_TEST(find_attribute(root, "urn:a", "y") == nullptr);
    BOOST_TEST(root.text == "\n  one");
    BOOST_REQUIRE(root.children.size() == 2u);
    BOOST_TEST(root.children[0].namespace_uri == "urn:d");
    BOOST_TEST(root.children[0].line == 3u);
    BOOST_TEST(root.children[0].column == 6u);
    BOOST_TEST(root.children[0].tail == "three");
    BOOST_TEST(root.children[1].children[0].namespace_uri == "");
    BOOST_TEST(text_content(root) == "\n  onetwothree");
    BOOST_TEST(find_namespace(root.children[1], "a").value() == "urn:a");
    BOOST_TEST(!find_namespace(root.children[1], "z").has_value());
}

BOOST_AUTO_TEST_CASE(places_count_characters_and_know_every_line_end) {
    const Document document =
        read("<r>\r\n\xC3\xA4\xF0\x9F\x98\x80<a t='x\n>y'\n/>\r <b/><!-- <n> --><c/><![CDATA[<x>]]><d/></r>");
    const auto& children = document.root.children;
    BOOST_REQUIRE(children.size() == 4u);
    BOOST_TEST(children[0].line == 2u);
    BOOST_TEST(children[0].column == 3u);
    BOOST_TEST(children[1].line == 5u);
    BOOST_TEST(children[1].column == 2u);
    BOOST_TEST(children[2].column == 18u);
    BOOST_TEST(children[2].tail == "<x>");
    BOOST_TEST(children[3].column == 37u);
}

BOOST_AUTO_TEST_CASE(a_text_carries_the_place_of_its_first_character) {
    const auto place = [](std::string_view inside) {
        const Document document = read("<r a='1\n'>\n" + std::string(inside) + "</r>");
        const Element& root = document.root;
        const TextPlace at = root.children.empty() ? root.text_place : root.children.back().tail_place;
        return std::to_string(at.line) + ":" + std::to_string(at.column);
    };
    BOOST_TEST(place("") == "0:0");
    BOOST_TEST(place("  \n one\n two") == "4:2");
    BOOST_TEST(place("<!-- <a>\n --> one") == "4:6");
    BOOST_TEST(place("<?p x\n?> one <b/> ") == "0:0");
    BOOST_TEST(place("<b/>\r\n\xC3\xA4\n<!-- c -->two") == "4:1");
    BOOST_TEST(place("one<b c='\n'>two</b \n>\n three") == "6:2");
    BOOST_TEST(place("<b/><?p\n?> <![CDATA[x]]>") == "4:4");
    BOOST_TEST(place("<b/>\n&amp;x") == "4:1");
    BOOST_TEST(place("<b/>" + std::string(100'000, '\n') + "x<!-- -->") == "100003:1");
}

BOOST_AUTO_TEST_CASE(places_stay_right_far_into_a_large_document) {
    std::string text = "<r>";
    for (int i = 0; i < 20'000; ++i) text += "\n <e>\xC3\xBC \xE2\x82\xAC</e>";
    text += "\n  <last/></r>";
    const Document document = read(text);
    BOOST_TEST(document.root.children[9'999].line == 10'001u);
    BOOST_TEST(document.root.children[9'999].column == 2u);
    BOOST_TEST(document.root.children.back().line == 20'002u);
    BOOST_TEST(document.root.children.back().column == 3u);
}

BOOST_AUTO_TEST_CASE(namespace_names_may_be_anything) {
    const Document document =
        read("<r xmlns:a='@boc-eu.com/boc-is/ado.xmllight;1' xmlns:b='with a space'><a:x/><b:y/></r>");
    BOOST_TEST(document.root.children[0].namespace_uri == "@boc-eu.com/boc-is/ado.xmllight;1");
    BOOST_TEST(document.root.children[1].namespace_uri == "with a space");
}

BOOST_AUTO_TEST_CASE(an_unbound_prefix_is_a_warning) {
    const Document document = read("<r>\n<p:x q:y='1'/></r>");
    BOOST_TEST(document.root.children[0].namespace_uri == "");
    BOOST_TEST(document.root.children[0].prefix == "p");
    BOOST_REQUIRE(document.warnings.size() == 2u);
    BOOST_TEST(document.warnings[0].line == 2u);
    BOOST_TEST(document.warnings[0].is_unbound_prefix);
}

BOOST_AUTO_TEST_CASE(processing_instructions_and_schema_locations_have_no_effect) {
    const Document document = read(
        "<?xml-stylesheet href='http://127.0.0.1:1/x.xsl' type='text/xsl'?>"
        "<r xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:x http://127.0.0.1:1/x.xsd' "
        "xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='/etc/passwd'/><?p x?></r>");
    BOOST_REQUIRE(document.root.children.size() == 1u);
    BOOST_TEST(document.root.children[0].name == "include");
    BOOST_TEST(document.root.children[0].children.empty());
    BOOST_TEST(text_content(document.root) == "");
}

BOOST_AUTO_TEST_CASE(documents_are_read_by_many_threads_at_once) {
    std::vector<std::thread> threads;
    std::vector<std::size_t> counts(8);
    for (std::size_t i = 0; i < counts.size(); ++i)
        threads.emplace_back([&counts, i] {
            for (int round = 0; round < 50; ++round)
                if (const auto result = parse("<r><a/><b/>\xC3\xA4</r>")) counts[i] += result->root.children.size();
        });
    for (std::thread& thread : threads) thread.join();
    for (const std::size_t count : counts) BOOST_TEST(count == 100u);
}
