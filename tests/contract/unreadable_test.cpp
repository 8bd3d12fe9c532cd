// Rows that somebody else has changed: what is told of them, and what goes on all the same.
#include <boost/test/unit_test.hpp>

#include "persistence/db_check.hpp"
#include "tests/contract/node.hpp"
#include "tests/contract/world.hpp"

using namespace pavane;
using namespace pavane::tests;
using namespace pavane::engine;

namespace {

void contains(const std::string& text, const std::string& part) {
    BOOST_TEST(text.find(part) != std::string::npos, "'" << part << "' is not in: " << text);
}

// What is said when `read` meets an unreadable row.
template <class Read>
std::string problem_of(Read read) {
    try {
        read();
    } catch (const UnreadableRow& problem) {
        return problem.what();
    }
    return "it was read";
}

std::string waiting() {
    return model("waiting", R"(<startEvent id="start"/><sequenceFlow id="f" sourceRef="start" targetRef="ask"/>
        <userTask id="ask"><extensionElements><camunda:executionListener event="end" expression="${city.length()}"/>
        </extensionElements></userTask>)");
}

Answer remove(Node& node, const core::ActivityId& root, bool skip_listeners) {
    core::DeleteProcessInstance command;
    command.process = root;
    command.skip_listeners = skip_listeners;
    return node.submit({command, root}).get();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(unreadable)

BOOST_AUTO_TEST_CASE(the_check_names_each_row_that_cannot_be_read) {
    with_each_database([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        const auto connection = connect(store);
        connection->define("update variable set kind = 'colour' where name = 'city'");
        connection->define("update variable set integer_value = null where name = 'amount'");
        connection->define("update job set kind = 'never' where id = '" + to_string(world.timer.key) + "'");
        connection->define("update user_task set candidates = 'user' where id = '" + to_string(world.ship.key) + "'");
        connection->define("update history_variable set kind = 'list', text_value = 'other' where name = 'amount'");
        connection->define("insert into idempotency_key values ('', 'K', '', '{', 0)");
        std::string findings;
        for (const std::string& finding : persistence::check_rows(*connection, value_text()))
            findings += finding + '\n';
        contains(findings, "of the process instance " + to_string(world.b.id) +
                               " cannot be read: the word 'colour' is not known.");
        contains(findings, "The value of the variable 'amount' (");
        contains(findings, "cannot be read: its number is missing.");
        contains(findings, "The job " + to_string(world.timer.key) + " cannot be read: the word 'never' is not known.");
        contains(findings, "The user task " + to_string(world.ship.key) + " cannot be read: its candidates");
        contains(findings,
                 "of the process instance " + to_string(world.ended.id) + " cannot be read: it was never written.");
        contains(findings, "The answer kept for the Idempotency-Key K cannot be read: it was never written.");
    });
}

BOOST_AUTO_TEST_CASE(a_list_of_variables_tells_of_the_value_that_cannot_be_read_and_gives_the_others) {
    with_each_database([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        const auto all = store->list(HistoryVariableCriteria{}, {});
        connect(store)->define("update variable set kind = 'colour' where name = 'city' and root_id = '" +
                               to_string(world.b.id) + "'");
        const auto listed = store->list(HistoryVariableCriteria{}, {});
        BOOST_TEST_REQUIRE(listed.size() == all.size());
        for (std::size_t at = 0; at < all.size(); ++at) {
            const bool is_bad = listed[at].row.key.name == "city" && listed[at].row.origin.root == world.b.id;
            BOOST_TEST(listed[at].unreadable.empty() == !is_bad);
            BOOST_TEST(listed[at].row.record.value.value.is_null() == is_bad);
        }
        // Who works with the variables of a scope gets all of those asked for, or none.
        contains(problem_of([&] { store->variables_of(world.b.id, true, std::nullopt); }),
                 "The value of the variable 'city' (");
        BOOST_TEST(store->variables_of(world.b.id, true, Names{"amount"}).size() == 1u);
    });
}

BOOST_AUTO_TEST_CASE(a_list_with_another_row_that_cannot_be_read_names_it) {
    with_each_database([](OpenStore& store) {
        World world;
        world.write_to(*store.store);
        const std::string id = to_string(world.timer.key);
        connect(store)->define("update job set kind = 'never' where id = '" + id + "'");
        BOOST_TEST(problem_of([&] { store->list(JobCriteria{}, {}); }) ==
                   "The row " + id + " cannot be read: the word 'never' is not known.");
    });
}

BOOST_AUTO_TEST_CASE(an_instance_with_a_value_that_cannot_be_read_can_be_deleted) {
    with_each_database([](OpenStore& store) {
        core::ActivityId root;
        {
            Node node(*store.store, "node/1");
            node.deploy("waiting.bpmn", waiting());
            root = node.start("waiting");
            node.set_variable(root, "city", expression::Value(std::string("Ulm"))).get();
        }
        connect(store)->define("update variable set kind = 'colour' where name = 'city'");
        Node node(*store.store, "node/2");
        const auto refused = [&] {
            const Answer answer = node.set_variable(root, "other", expression::Value(1)).get();
            BOOST_REQUIRE(std::holds_alternative<InternalError>(answer));
            contains(std::get<InternalError>(answer).message, "The value of the variable 'city' (");
        };
        refused();
        node.warnings();
        // A listener that needs the value fails, and leaves no state behind that has null in its place.
        BOOST_TEST(std::holds_alternative<core::Failure>(remove(node, root, false)));
        refused();
        BOOST_TEST(std::holds_alternative<Done>(remove(node, root, true)));
        contains(node.warnings(), "It is deleted with its process instance, whose history has null instead.");
        BOOST_TEST(!store->load(root).has_value());
        const auto history = store->list(HistoryVariableCriteria{}, {});
        BOOST_TEST_REQUIRE(history.size() == 1u);
        BOOST_TEST((history[0].unreadable.empty() && history[0].row.record.value.value.is_null()));
        BOOST_TEST(history[0].ended_at.has_value());
    });
}

BOOST_AUTO_TEST_SUITE_END()
