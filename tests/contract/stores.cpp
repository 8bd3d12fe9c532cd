#include "tests/contract/stores.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/support/postgres_cluster.hpp"

namespace pavane::tests {

std::string RememberedValues::write(const expression::Value& value) const {
    const std::string name = "value " + std::to_string(values_.size() + 1);
    values_.emplace(name, value);
    return name;
}

expression::Value RememberedValues::read(std::string_view text) const {
    const auto found = values_.find(text);
    if (found == values_.end()) throw std::runtime_error("it was never written");
    return found->second;
}

std::unique_ptr<persistence::Connection> connect(const OpenStore& store) {
    constexpr std::string_view sqlite = "sqlite:";
    return store.url.starts_with(sqlite) ? persistence::open_sqlite(store.url.substr(sqlite.size()), true)
                                         : persistence::open_postgresql(store.url, true);
}

const RememberedValues& value_text() {
    static const RememberedValues values;
    return values;
}

void OpenStore::reopen() {
    if (is_memory()) return;
    store.reset();
    store = persistence::make_store(url, value_text(), {});
}

namespace {

void with_store(const std::string& name, const std::string& url, const std::function<void(OpenStore&)>& test) {
    BOOST_TEST_CONTEXT(name) {
        OpenStore open{name, url, persistence::make_store(url, value_text(), {})};
        test(open);
    }
}

}  // namespace

void with_each_database(const std::function<void(OpenStore&)>& test) {
    {
        const TemporaryFolder folder;
        with_store("sqlite", "sqlite:" + (folder.path() / "pavane.db").string(), test);
    }
    if (PostgresCluster* cluster = PostgresCluster::shared())
        with_store("postgresql", cluster->create_database(), test);
}

void with_each_store(const std::function<void(OpenStore&)>& test) {
    with_store("memory", "memory:", test);
    with_each_database(test);
}

}  // namespace pavane::tests
