// Checks of lists: what they give, how they are counted, sorted and paged.
#pragma once

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <functional>
#include <string>
#include <vector>

#include "runtime/engine/ports.hpp"

namespace pavane::tests {

// Criteria that ask for one thing.
template <class Criteria, class Member, class Value>
Criteria with(Member Criteria::* member, const Value& value) {
    Criteria criteria;
    criteria.*member = value;
    return criteria;
}

// The same in one of the filters that several criteria have.
template <class Criteria, class Filter, class Member, class Value>
Criteria with(Filter Criteria::* filter, Member Filter::* member, const Value& value) {
    Criteria criteria;
    criteria.*filter.*member = value;
    return criteria;
}

template <class Criteria>
class Lists {
  public:
    using Item = typename decltype(std::declval<engine::Store&>().list(std::declval<const Criteria&>(),
                                                                       engine::Page{}))::value_type;

    Lists(engine::Store& store, std::function<std::string(const Item&)> name) : store_(store), name_(std::move(name)) {}

    // The list holds these, in any order, and the count agrees.
    void gives(const Criteria& criteria, std::vector<std::string> expected) {
        std::vector<std::string> found = names(criteria, {});
        std::sort(found.begin(), found.end());
        std::sort(expected.begin(), expected.end());
        BOOST_TEST(found == expected, boost::test_tools::per_element());
        BOOST_TEST(store_.count(criteria) == static_cast<std::int64_t>(expected.size()));
    }

    // All of them in this order, as a whole and page by page.
    void sorts(std::vector<engine::Order<typename Criteria::Field>> order, const std::vector<std::string>& expected) {
        Criteria criteria;
        criteria.order = std::move(order);
        BOOST_TEST(names(criteria, {}) == expected, boost::test_tools::per_element());
        std::vector<std::string> paged;
        for (std::int64_t first = 0; first <= static_cast<std::int64_t>(expected.size()); ++first)
            for (const std::string& name : names(criteria, {first, 1})) paged.push_back(name);
        BOOST_TEST(paged == expected, boost::test_tools::per_element());
        const auto all_but_first = names(criteria, {1, std::nullopt});
        BOOST_TEST(all_but_first.size() + 1 == std::max<std::size_t>(expected.size(), 1));
        BOOST_TEST(names(criteria, {0, 0}).empty());
    }

  private:
    std::vector<std::string> names(const Criteria& criteria, const engine::Page& page) {
        std::vector<std::string> result;
        for (const Item& item : store_.list(criteria, page)) result.push_back(name_(item));
        return result;
    }

    engine::Store& store_;
    std::function<std::string(const Item&)> name_;
};

}  // namespace pavane::tests
