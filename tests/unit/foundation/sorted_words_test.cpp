#include "foundation/sorted_words.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_CASE(words_are_found_whatever_order_they_were_written_in) {
    const pavane::SortedWords words("task  event Task gateway ");
    BOOST_TEST(words.all() == (std::vector<std::string>{"Task", "event", "gateway", "task"}));
    for (const char* word : {"Task", "event", "gateway", "task"}) BOOST_TEST(words.contains(word), word);
    for (const char* word : {"", "tas", "tasks", "Event", "zzz"}) BOOST_TEST(!words.contains(word), word);
    BOOST_TEST(!pavane::SortedWords("").contains(""));
}
