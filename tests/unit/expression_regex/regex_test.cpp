#include "expression/regex/regex.hpp"

#include <boost/test/unit_test.hpp>

using namespace pavane;
using namespace pavane::expression;

namespace {

constexpr std::size_t enough = 1'000'000;

Regex compiled(RegexDialect dialect, std::string_view pattern, std::string_view flags = {}) {
    auto regex = Regex::compile(dialect, pattern, flags);
    BOOST_REQUIRE_MESSAGE(regex.has_value(), pattern << ": " << (regex ? "" : regex.error()));
    return *regex;
}

// "yes", "no", or why not.
std::string finds(std::string_view text, std::string_view pattern, std::string_view flags = {}) {
    const auto regex = Regex::compile(RegexDialect::xpath, pattern, flags);
    if (!regex) return regex.error();
    const auto found = regex->finds(text);
    if (!found) return found.error();
    return *found ? "yes" : "no";
}

std::string matches(std::string_view text, std::string_view pattern) {
    const auto regex = Regex::compile(RegexDialect::java, pattern);
    if (!regex) return regex.error();
    return regex->matches(text).value() ? "yes" : "no";
}

std::string replaced(RegexDialect dialect, std::string_view text, std::string_view pattern,
                     std::string_view replacement, std::string_view flags = {}) {
    const auto regex = Regex::compile(dialect, pattern, flags);
    if (!regex) return regex.error();
    const auto result = regex->replace(text, replacement, enough);
    return result ? *result : result.error();
}

std::string parts(RegexDialect dialect, std::string_view text, std::string_view pattern) {
    const auto split = compiled(dialect, pattern).split(text, enough);
    if (!split) return split.error();
    std::string all;
    for (const std::string& part : *split) all += "<" + part + ">";
    return all;
}

bool says(const std::string& message, std::string_view text) { return message.find(text) != std::string::npos; }

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all.append(text);
    return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(xpath_finds_a_pattern_anywhere) {
    BOOST_TEST(finds("abracadabra", "bra") == "yes");
    BOOST_TEST(finds("abracadabra", "^a.*a$") == "yes");
    BOOST_TEST(finds("abracadabra", "^bra") == "no");
    BOOST_TEST(finds("", "") == "yes");
    BOOST_TEST(finds("", "|a") == "yes");
    BOOST_TEST(finds("a|b", "^(a\\|b)$") == "yes");
    BOOST_TEST(finds("größe", "^.{5}$") == "yes");
    BOOST_TEST(finds("a\nb", "a.b") == "no");
    BOOST_TEST(finds("a\rb", "a.b") == "no");
    BOOST_TEST(finds("x", "a|b|x") == "yes");
    BOOST_TEST(finds("ab", "^(?:a|)b$") == "yes");
}

BOOST_AUTO_TEST_CASE(xpath_flags) {
    BOOST_TEST(finds("a\nb", "a.b", "s") == "yes");
    BOOST_TEST(finds("x\nab\ny", "^ab$") == "no");
    BOOST_TEST(finds("x\nab\ny", "^ab$", "m") == "yes");
    BOOST_TEST(finds("hello world", "hello\\ sworld", "x") == "yes");
    BOOST_TEST(finds("hello world", "he ll o[ ]worl d", "x") == "yes");
    BOOST_TEST(finds("hello world", "\\p{ I s B a s i c L a t i n }+", "x") == "yes");
    BOOST_TEST(finds("helloworld", "hello[ ]world", "x") == "no");
    BOOST_TEST(finds("a.c", "a.c", "q") == "yes");
    BOOST_TEST(finds("abc", "a.c", "q") == "no");
    BOOST_TEST(finds("x[Y-z]", "X[y-Z]", "qi") == "yes");
    BOOST_TEST(finds("a b", "a b", "qx") == "yes");
    BOOST_TEST(says(finds("a", "a", "p"), "the flags of a regular expression are"));
}

BOOST_AUTO_TEST_CASE(xpath_ignores_case_by_the_rules_of_classes) {
    BOOST_TEST(finds("abc", "ABC", "i") == "yes");
    BOOST_TEST(finds("ÄÖ", "äö", "i") == "yes");
    BOOST_TEST(finds("\xE2\x84\xAA", "k", "i") == "yes");  // the sign of the kelvin
    BOOST_TEST(finds("x", "[A-Z-[OI]]", "i") == "yes");
    BOOST_TEST(finds("O", "[A-Z-[OI]]", "i") == "no");
    BOOST_TEST(finds("i", "[A-Z-[OI]]", "i") == "no");
    BOOST_TEST(finds("Q", "[^Q]", "i") == "no");
    BOOST_TEST(finds("q", "[^Q]", "i") == "no");
    BOOST_TEST(finds("a", "\\p{Lu}", "i") == "no");
}

BOOST_AUTO_TEST_CASE(classes_of_xml_schema) {
    BOOST_TEST(finds("b", "^[a-z-[aeiou]]$") == "yes");
    BOOST_TEST(finds("e", "^[a-z-[aeiou]]$") == "no");
    BOOST_TEST(finds("e", "^[a-z-[a-z-[aeiou]]]$") == "yes");
    BOOST_TEST(finds("7", "^[^a-z-[0-5]]$") == "yes");
    BOOST_TEST(finds("3", "^[^a-z-[0-5]]$") == "no");
    BOOST_TEST(finds("-", "^[a-]$") == "yes");
    BOOST_TEST(finds("-", "^[-a]$") == "yes");
    BOOST_TEST(finds("٣", "^\\d$") == "yes");  // an Arabic three
    BOOST_TEST(finds("é_", "^\\w+$") == "no");
    BOOST_TEST(finds("é1", "^\\w+$") == "yes");
    BOOST_TEST(finds("xml:id", "^\\i\\c*$") == "yes");
    BOOST_TEST(finds("1ml", "^\\i\\c*$") == "no");
    BOOST_TEST(finds("1", "^\\I$") == "yes");
    BOOST_TEST(finds(" ", "^\\C\\S?$") == "yes");
    BOOST_TEST(finds("ω", "^\\p{IsGreek}$") == "yes");
    BOOST_TEST(finds("ω", "^\\p{IsGreekandCoptic}$") == "yes");
    BOOST_TEST(finds("é", "^\\p{IsLatin-1Supplement}$") == "yes");
    BOOST_TEST(finds("é", "^\\P{IsBasicLatin}$") == "yes");
    BOOST_TEST(finds("A", "^\\p{Lu}$") == "yes");
    BOOST_TEST(finds("a", "^[\\p{Lu}\\s]$") == "no");
    BOOST_TEST(finds("]", "^[\\]]$") == "yes");
    BOOST_TEST(finds("x", "[\\x]") == "the regular expression has the escape \\x, which means nothing");
}

BOOST_AUTO_TEST_CASE(xpath_refuses_what_its_grammar_does_not_have) {
    for (const char* pattern : {"[",
                                "[]",
                                "[^]",
                                "(",
                                ")",
                                "a)",
                                "*",
                                "a**",
                                "+a",
                                "a{",
                                "a{x}",
                                "a{2,1}",
                                "a{1001}",
                                "}",
                                "]",
                                "{2}",
                                "[z-a]",
                                "\\",
                                "[\\",
                                "\\p",
                                "\\p{",
                                "\\p{Xx}",
                                "\\p{ IsBasicLatin}",
                                "\\p{IsNowhere}",
                                "[a[b]]",
                                "(?i)a",
                                "(?=a)",
                                "[\\1]",
                                "(asd)[asd\\0]",
                                "\\q",
                                "\\b",
                                "[a-\\d]",
                                "\\u0041"})
        BOOST_TEST(says(finds("a", pattern), "the regular expression "), pattern << ": " << finds("a", pattern));
    BOOST_TEST(says(finds("h", "(.)\\2"), "refers back with \\2"));
    BOOST_TEST(says(finds("a", "\xFF"), "not valid UTF-8"));
}

BOOST_AUTO_TEST_CASE(xpath_replaces) {
    const auto replace = [](auto... arguments) { return replaced(RegexDialect::xpath, arguments...); };
    BOOST_TEST(replace("abracadabra", "bra", "*") == "a*cada*");
    BOOST_TEST(replace("abracadabra", "a.*?a", "*") == "*c*bra");
    BOOST_TEST(replace("abracadabra", "a(.)", "a$1$1") == "abbraccaddabbra");
    BOOST_TEST(replace("AAAA", "A+?", "b") == "bbbb");
    BOOST_TEST(replace("darted", "^(.*?)d(.*)$", "$1c$2") == "carted");
    BOOST_TEST(replace("facetiously", "[iouy]", "[$0]") == "facet[i][o][u]sl[y]");
    BOOST_TEST(replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") == "[1=ab][2=]cd");
    BOOST_TEST(replace("abc", "(b)", "<$12>") == "a<b2>c");
    BOOST_TEST(replace("abc", "b", "<$1>") == "a<>c");
    BOOST_TEST(replace("abc", "b", "\\$\\\\") == "a$\\c");
    BOOST_TEST(replace("a b c d ", "[a-z]", "#", "x") == "# # # # ");
    BOOST_TEST(says(replace("abc", "x*", "-"), "matches the empty text"));
    BOOST_TEST(says(replace("abc", "b", "$x"), "names no group"));
    BOOST_TEST(says(replace("abc", "b", "\\x"), "has a \\"));
}

BOOST_AUTO_TEST_CASE(java_matches_the_whole_text) {
    BOOST_TEST(matches("aaa", "a+") == "yes");
    BOOST_TEST(matches("aaab", "a+") == "no");
    BOOST_TEST(matches("DE89 3704", "[A-Z]{2}\\d{2}\\s\\d{4}") == "yes");
    BOOST_TEST(matches("ada@example.org", "[\\w.+-]+@[\\w-]+\\.[a-z]{2,}") == "yes");
    BOOST_TEST(matches("ABC", "(?i)abc") == "yes");
    BOOST_TEST(matches("ABc", "(?i:ab)c") == "yes");
    BOOST_TEST(matches("ABC", "(?i:ab)c") == "no");
    BOOST_TEST(matches("ABC", "((?i)ab)c") == "no");
    BOOST_TEST(matches("Ä", "(?i)ä") == "no");
    BOOST_TEST(matches("Ä", "(?iu)ä") == "yes");
    BOOST_TEST(matches("a\nb", "a.b") == "no");
    BOOST_TEST(matches("a\nb", "(?s)a.b") == "yes");
    BOOST_TEST(matches("x", "[a-c[x-z]]") == "yes");
    BOOST_TEST(matches("e", "[a-z&&[^aeiou]]") == "no");
    BOOST_TEST(matches("b", "[a-z&&[^aeiou]]") == "yes");
    BOOST_TEST(matches("a.b*", "\\Qa.b\\E\\*") == "yes");
    BOOST_TEST(matches("a.bb", "\\Qa.b\\E+") == "yes");
    BOOST_TEST(matches("}]", "}]") == "yes");
    BOOST_TEST(matches("Abc1", "\\p{Upper}\\p{Alpha}+\\p{Digit}") == "yes");
    BOOST_TEST(matches("ωa", "\\p{IsGreek}\\p{InBasicLatin}") == "yes");
    BOOST_TEST(matches("aé", "\\pL\\p{IsAlphabetic}") == "yes");
    BOOST_TEST(matches("é", "\\w") == "no");
    BOOST_TEST(matches("AA\tA", "\\x41\\u0041\\t\\0101") == "yes");
    BOOST_TEST(matches("a b", "\\ba\\b b$") == "yes");
}

BOOST_AUTO_TEST_CASE(java_refuses_what_is_not_linear) {
    for (const char* pattern : {"(?=a)a", "(?!a)b", "(?<=a)b", "(?<!a)b", "(?>a)", "a++", "(a)\\1"})
        BOOST_TEST(says(matches("a", pattern), "cannot be matched in linear time"), pattern);
    for (const char* pattern : {"(?x)a", "(?", "(?i", "\\G", "\\k<a>", "(?<1>a)", "(?<a", "\\x{110000}", "\\xZZ",
                                "\\08", "(?i)*", "a(?i)*", "[a&&", "[[a]", "\\p{Nonsense}"})
        BOOST_TEST(says(matches("a", pattern), "the regular expression "), pattern << ": " << matches("a", pattern));
}

BOOST_AUTO_TEST_CASE(java_replaces) {
    const auto replace = [](auto... arguments) { return replaced(RegexDialect::java, arguments...); };
    BOOST_TEST(replace("1.2.3", "[0-9]", "-") == "-.-.-");
    BOOST_TEST(replace("2025-01-15", "(\\d+)-(\\d+)-(\\d+)", "$3.$2.$1") == "15.01.2025");
    BOOST_TEST(replace("ab", "(?<first>a)", "${first}${first}") == "aab");
    BOOST_TEST(replace("abc", "x*", "-") == "-a-b-c-");
    BOOST_TEST(replace("xab", "x*", "-") == "--a-b-");
    BOOST_TEST(replace("äö", "", "-") == "-ä-ö-");
    BOOST_TEST(replace("", "x*", "-") == "-");
    BOOST_TEST(replace("a", "a", "\\x") == "x");
    BOOST_TEST(says(replace("a", "a", "$1"), "names the group 1"));
    BOOST_TEST(says(replace("a", "a", "${x}"), "does not have"));
    BOOST_TEST(says(replace("a", "a", "\\"), "has a \\"));
}

BOOST_AUTO_TEST_CASE(splits) {
    BOOST_TEST(parts(RegexDialect::xpath, "John Doe", "\\s") == "<John><Doe>");
    BOOST_TEST(parts(RegexDialect::xpath, "a;b;c;;", ";") == "<a><b><c><><>");
    BOOST_TEST(parts(RegexDialect::xpath, ";a", ";") == "<><a>");
    BOOST_TEST(parts(RegexDialect::xpath, "", ";") == "<>");
    BOOST_TEST(says(parts(RegexDialect::xpath, "a", ";*"), "separates nothing"));
    BOOST_TEST(parts(RegexDialect::java, "a,b;c", "[,;]") == "<a><b><c>");
    BOOST_TEST(parts(RegexDialect::java, "abc", "") == "<a><b><c><>");
    BOOST_TEST(parts(RegexDialect::java, "a , b,c", "\\s*,\\s*") == "<a><b><c>");
    BOOST_TEST(!compiled(RegexDialect::java, ",").split("a,b,c", 2).has_value());
}

BOOST_AUTO_TEST_CASE(hostile_patterns_and_texts_end_soon) {
    BOOST_TEST(finds(std::string(100'000, 'a'), "^(a+)+$") == "yes");
    BOOST_TEST(finds(std::string(100'000, 'a') + "!", "^(a|a?)+$") == "no");
    BOOST_TEST(finds(std::string(30, 'a'), "^" + repeated("a?", 30) + repeated("a", 30) + "$") == "yes");
    const std::string too_large = "the regular expression is too large";
    BOOST_TEST(finds("a", "((a{1000}){1000}){1000}") == too_large);
    BOOST_TEST(finds("a", repeated("\\w{50}", 1'000)) == too_large);
    BOOST_TEST(finds("a", std::string(10'241, 'a')) == "the regular expression is longer than 10 kB");
    BOOST_TEST(says(finds("a", repeated("(", 5'000)), "nested more than 100 levels deep"));
    BOOST_TEST(says(finds("a", repeated("[a-z-", 1'000)), "nested more than 100 levels deep"));
    BOOST_TEST(says(finds("a", "[&#x20;-\xF4\x8F\xBF\xBF]", "i"), "whose case is to be ignored"));
    const std::string too_much = "the regular expression and the text are too large together";
    BOOST_TEST(finds(std::string(1'000'000, 'a'),
                     "[ab]*a[ab]{900}[ab]{900}[ab]{900}[ab]{900}[ab]{900}[ab]{900}[ab]{900}"
                     "[ab]{900}[ab]{900}") == too_much);
    // Each match looks at all of the rest before it settles for one character.
    const auto greedy = compiled(RegexDialect::java, ".*!|a");
    BOOST_TEST(greedy.replace(std::string(1'000'000, 'a'), "b", 2'000'000).error() == too_much);
    BOOST_TEST(greedy.replace(std::string(10'000, 'a'), "b", enough).value() == std::string(10'000, 'b'));
    // Short matches are cheap, however many.
    BOOST_TEST(compiled(RegexDialect::java, "a").replace(std::string(1'000'000, 'a'), "", enough).value().empty());
    BOOST_TEST(!compiled(RegexDialect::java, "a").replace(std::string(1'000, 'a'), std::string(1'000, 'b'), 999'999));
}

BOOST_AUTO_TEST_CASE(a_budget_is_shared_by_what_it_is_given_to) {
    RegexBudget budget{1'000};
    const auto regex = compiled(RegexDialect::java, "a+");
    BOOST_TEST(regex.matches(std::string(600, 'a'), budget).value());
    BOOST_TEST(budget.left == 400U);
    BOOST_TEST(!regex.finds(std::string(600, 'a'), budget).has_value());
    BOOST_TEST(regex.finds(std::string(400, 'a'), budget).value());
    BOOST_TEST(!regex.split("b", 10, budget).has_value());
}

BOOST_AUTO_TEST_CASE(text_that_is_no_utf_8_does_no_harm) {
    BOOST_TEST(finds("\xFF\xC3 a", "a") == "yes");
    BOOST_TEST(replaced(RegexDialect::java, "\xFF\x80", "x*", "-").size() >= 2U);
    BOOST_TEST(parts(RegexDialect::java, "a\xFF,b", ",") == "<a\xFF><b>");
    BOOST_TEST(finds(std::string_view("a\0b", 3), "a\\p{Cc}b") == "yes");
}

BOOST_AUTO_TEST_CASE(every_match_is_found) {
    const auto found = [](std::string_view pattern, std::string_view text, std::size_t most) {
        return compiled(RegexDialect::xpath, pattern).find_all(text, most);
    };
    BOOST_TEST((found("[a-z]+[0-9]", "a1, b22, c, d3", 10) == std::vector<std::string>{"a1", "b2", "d3"}));
    BOOST_TEST(found("x", "abc", 10)->empty());
    BOOST_TEST(found("b*", "abba", 10)->size() == 4U);
    BOOST_TEST(!found("a", "aaa", 2));
}

BOOST_AUTO_TEST_CASE(work_grows_with_pattern_and_text) {
    const Regex small = compiled(RegexDialect::xpath, "a");
    const Regex large = compiled(RegexDialect::xpath, "a{500}");
    BOOST_TEST(small.work(100) >= 100U);
    BOOST_TEST(large.work(100) > 10 * small.work(100));
    BOOST_TEST(large.work(200) == 2 * large.work(100));
    BOOST_TEST(large.size() > 100 * small.size());
}
