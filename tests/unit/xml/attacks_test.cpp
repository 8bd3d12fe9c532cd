// Each attack of the bad-input catalogue, and each limit just below, at and above.
#include <boost/test/unit_test.hpp>

#include "xml/parse.hpp"
#include "xml/xerces_reader.hpp"

using namespace pavane::xml;
using namespace std::string_view_literals;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

std::string nested(std::size_t depth) { return repeated("<a>", depth) + repeated("</a>", depth); }

std::string with_attributes(std::size_t count, std::string_view name) {
    std::string text = "<a";
    for (std::size_t i = 0; i < count; ++i) text += " " + std::string(name) + std::to_string(i) + "='v'";
    return text + "/>";
}

std::string refusal(std::string_view bytes, const Limits& limits = {}) {
    const auto result = parse(bytes, limits);
    return result ? "" : result.error().message;
}

constexpr std::string_view attacks_with_doctype[] = {
    "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&x;</r>",
    "<!DOCTYPE r SYSTEM 'http://127.0.0.1:1/evil.dtd'><r/>",
    "<!DOCTYPE r PUBLIC '-//x' 'http://127.0.0.1:1/evil.dtd'><r/>",
    "<!DOCTYPE r [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><r/>",
    "<!DOCTYPE r [<!ENTITY a '0123456789'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c "
    "'&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"
    "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>]><r>&d;</r>",
    "<!DOCTYPE r [<!ATTLIST r a CDATA 'x'>]><r/>",
    "<!DOCTYPE r><r/>",
};

}  // namespace

BOOST_AUTO_TEST_CASE(any_doctype_is_refused_wherever_it_can_stand) {
    for (const std::string_view attack : attacks_with_doctype)
        for (const std::string_view before :
             {""sv, "\xEF\xBB\xBF"sv, "<?xml version='1.0'?>\n"sv, "<!-- <a> -->\n<?p ?> "sv}) {
            const std::string message = refusal(std::string(before) + std::string(attack));
            BOOST_TEST(message.find("DOCTYPE") != std::string::npos, attack);
        }
}

BOOST_AUTO_TEST_CASE(quadratic_blowup_is_refused) {
    const std::string text =
        "<!DOCTYPE r [<!ENTITY a '" + std::string(100'000, 'x') + "'>]><r>" + repeated("&a;", 20'000) + "</r>";
    BOOST_TEST(refusal(text).find("DOCTYPE") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_parser_behind_the_first_check_expands_and_fetches_nothing_either) {
    for (const std::string_view attack : attacks_with_doctype) {
        Document document;
        const Limits limits;
        TreeBuilder tree(limits, document);
        const auto error = read_events(attack, tree);
        BOOST_TEST((error.has_value() || (text_content(document.root).empty() && document.root.attributes.empty())),
                   attack);
    }
}

BOOST_AUTO_TEST_CASE(an_entity_that_xml_does_not_define_is_refused) {
    BOOST_TEST(refusal("<r>&x;</r>").find("five entities") != std::string::npos);
    BOOST_TEST(refusal("<r a='&x;'/>").find("five entities") != std::string::npos);
    BOOST_TEST(parse("<r>&lt;&gt;&amp;&quot;&apos;&#228;&#x1F600;</r>")->root.text == "<>&\"'\xC3\xA4\xF0\x9F\x98\x80");
}

BOOST_AUTO_TEST_CASE(depth_is_limited) {
    BOOST_TEST(refusal(nested(200)) == "");
    BOOST_TEST(refusal(nested(201)) != "");
    BOOST_TEST(refusal(nested(300'000)) != "");
}

BOOST_AUTO_TEST_CASE(attributes_and_namespace_declarations_are_limited) {
    BOOST_TEST(refusal(with_attributes(256, "x")) == "");
    BOOST_TEST(refusal(with_attributes(257, "x")) != "");
    BOOST_TEST(refusal(with_attributes(100'000, "x")) != "");
    BOOST_TEST(refusal(with_attributes(64, "xmlns:x")) == "");
    BOOST_TEST(refusal(with_attributes(65, "xmlns:x")) != "");
    BOOST_TEST(refusal(with_attributes(20'000, "xmlns:x")) != "");
}

BOOST_AUTO_TEST_CASE(namespaces_that_add_up_are_limited) {
    const auto declaring = [](std::size_t levels) {
        std::string text;
        for (std::size_t level = 0; level < levels; ++level) {
            text += "<a";
            for (std::size_t i = 0; i < 64; ++i) text += " xmlns:p" + std::to_string(i) + "='u'";
            text += ">";
        }
        return text + repeated("</a>", levels);
    };
    BOOST_TEST(refusal(declaring(4)) == "");
    BOOST_TEST(refusal(declaring(5)) != "");
    BOOST_TEST(refusal("<r>" + repeated("<a xmlns:p='u'/>", 1'000) + "</r>") == "");
}

BOOST_AUTO_TEST_CASE(nodes_are_limited) {
    BOOST_TEST(refusal("<r>" + repeated("<a/>", 199'999) + "</r>") == "");
    BOOST_TEST(refusal("<r>" + repeated("<a/>", 200'000) + "</r>") != "");
    BOOST_TEST(refusal("<r>" + repeated("<!---->", 200'000) + "</r>") != "");
    BOOST_TEST(refusal("<r>" + repeated("<?p?>", 200'000) + "</r>") != "");
    BOOST_TEST(refusal("<r>" + repeated(" <a/>", 100'000) + "</r>") != "");
}

BOOST_AUTO_TEST_CASE(size_is_limited) {
    const Limits limits{.size_bytes = 100};
    const auto sized = [](std::size_t bytes) { return "<r>" + std::string(bytes - 7, 'x') + "</r>"; };
    BOOST_TEST(refusal(sized(99), limits) == "");
    BOOST_TEST(refusal(sized(100), limits) == "");
    BOOST_TEST(refusal(sized(101), limits) != "");
    BOOST_TEST(refusal(sized(5 * 1024 * 1024)) == "");
    BOOST_TEST(refusal(sized(5 * 1024 * 1024 + 1)) != "");
}

BOOST_AUTO_TEST_CASE(characters_that_xml_forbids_are_refused) {
    for (const std::string_view text : {"<r>\0</r>"sv, "<r a='\0'/>"sv, "\0"sv, "<r>\x01</r>"sv, "<r>&#0;</r>"sv,
                                        "<r>&#xD800;</r>"sv, "<r>\xEF\xBF\xBF</r>"sv, "<r>&#x110000;</r>"sv})
        BOOST_TEST(refusal(text) != "");
}

BOOST_AUTO_TEST_CASE(what_is_not_well_formed_is_refused_with_its_place) {
    for (const std::string_view text :
         {""sv, " "sv, "x"sv, "{}"sv, "<"sv, "<r"sv, "<r>"sv, "<r></s>"sv, "<r/><s/>"sv, "<r a='1' a='2'/>"sv,
          "<r a=1/>"sv, "<r a='<'/>"sv, "<r>]]></r>"sv, "<r><![CDATA[</r>"sv, "<r><!-- -- --></r>"sv,
          " <?xml version='1.0'?><r/>"sv, "<?xml version='9'?><r/>"sv, "</r>"sv})
        BOOST_TEST(refusal(text) != "", text);
    const auto result = parse("<r>\n  <a>\n</r>");
    BOOST_REQUIRE(!result);
    BOOST_TEST(result.error().line == 3u);
}

// But for the names of elements, and of these only what could be a model's: messages_test.cpp.
BOOST_AUTO_TEST_CASE(errors_repeat_nothing_of_the_input) {
    for (const std::string_view text :
         {"<r a='marker'>marker</other>"sv, "<r></marker\x1b[1m>"sv, "<mark\xC3\xA4marker></r>"sv,
          "<marker a='1' a='2'/>"sv, "<r>&marker;</r>"sv, "<marker"sv, "<r marker></r>"sv,
          "<?xml version='1.0' encoding='marker'?><r/>"sv, "<!DOCTYPE marker><marker/>"sv, "marker"sv,
          "<r><?xml marker?></r>"sv}) {
        const std::string message = refusal(text);
        BOOST_TEST(message != "");
        BOOST_TEST(message.find("marker") == std::string::npos, message);
    }
}
