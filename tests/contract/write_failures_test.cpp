// A SQLite file that can be read but not written, in the middle of a COMMIT: a file size limit makes the system refuse
// the write with EFBIG, as a failing disk does with EIO.
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "tests/contract/file_size_limit.hpp"
#include "tests/contract/stores.hpp"
#include "tests/contract/story.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

struct Scene {
    TemporaryFolder folder;
    std::string path = (folder.path() / "pavane.db").string();
    std::unique_ptr<Store> store = persistence::make_store("sqlite:" + path, value_text(), {});
    Root root;

    // A reader that stays open keeps the write-ahead log from being copied and cut when the writer is replaced.
    Scene() {
        make(*store, root);
        BOOST_TEST(variables() == 0u);
    }

    RootChange next(const Uuid& operation, const std::string& variable) {
        RootRows rows;
        rows.variables.inserted = {
            root.variable(variable, {expression::ValueType::integer, expression::Value(1), false})};
        return change(root, operation, rows);
    }
    std::size_t variables() { return store->load(root.id).value().variables.size(); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(write_failures)

BOOST_AUTO_TEST_CASE(a_commit_that_the_disk_refuses_has_written_nothing_and_the_next_one_works) {
    Scene scene;
    const Root before = scene.root;
    {
        const FileSizeLimit limit(std::filesystem::file_size(scene.path + "-wal"));
        for (int tried = 0; tried < 3; ++tried) {
            scene.root = before;
            const Uuid operation = new_id();
            BOOST_CHECK_THROW(scene.store->commit(batch_of({scene.next(operation, "a")}, operation)), StoreUnavailable);
            BOOST_TEST(!scene.store->health().empty(), "reading goes on, writing does not");
            BOOST_TEST(scene.variables() == 0u);
        }
    }
    BOOST_TEST(scene.store->health() == "");
    scene.root = before;
    const Uuid operation = new_id();
    BOOST_TEST(scene.store->commit(batch_of({scene.next(operation, "a")}, operation)).refusals.empty());
    scene.store.reset();
    scene.store = persistence::make_store("sqlite:" + scene.path, value_text(), {});
    BOOST_TEST(scene.variables() == 1u);
}

BOOST_AUTO_TEST_CASE(what_was_refused_by_the_disk_stays_away_after_a_restart) {
    Scene scene;
    const Uuid operation = new_id();
    {
        const FileSizeLimit limit(std::filesystem::file_size(scene.path + "-wal"));
        BOOST_CHECK_THROW(scene.store->commit(batch_of({scene.next(operation, "a")}, operation)), StoreUnavailable);
    }
    scene.store.reset();
    scene.store = persistence::make_store("sqlite:" + scene.path, value_text(), {});
    BOOST_TEST(scene.variables() == 0u);
    BOOST_TEST(!scene.store->resolve(operation).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
