// Every store there is, empty, for one test after the other.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "persistence/open_store.hpp"
#include "persistence/sql/connection.hpp"
#include "tests/support/temporary_folder.hpp"

namespace pavane::tests {

// Writes a list or context as the number under which it is remembered: the port's only promise is to give it back.
class RememberedValues final : public persistence::ValueText {
  public:
    std::string write(const expression::Value& value) const override;
    expression::Value read(std::string_view text) const override;

  private:
    mutable std::map<std::string, expression::Value, std::less<>> values_;
};

struct OpenStore {
    std::string name;
    std::string url;
    std::unique_ptr<engine::Store> store;

    engine::Store* operator->() { return store.get(); }
    bool is_memory() const { return name == "memory"; }
    // Opens it anew: what was committed is there. The memory twin stays as it is.
    void reopen();
};

// Somebody else's connection to its database.
std::unique_ptr<persistence::Connection> connect(const OpenStore& store);

const RememberedValues& value_text();

// Runs `test` on a fresh store of each kind.
void with_each_store(const std::function<void(OpenStore&)>& test);
// The same on the databases only.
void with_each_database(const std::function<void(OpenStore&)>& test);

}  // namespace pavane::tests
