// What a join costs, counted as memory asked for: who looks at all tokens that wait asks for more with each of them.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <new>

#include "tests/unit/runtime_core/small_process.hpp"

namespace {

std::uint64_t bytes_asked_for = 0;

void* counted(std::size_t size) {
    bytes_asked_for += size;
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

using namespace pavane;
using namespace pavane::core;
using namespace pavane::tests;

namespace {

bpmn::ProcessDefinition fork_and_join(int branches) {
    bpmn::ProcessDefinition definition = empty_process();
    const auto start = add_node(definition, "start", bpmn::StartEvent{});
    const auto fork = add_node(definition, "fork", bpmn::ParallelGateway{});
    const auto join = add_node(definition, "join", bpmn::ParallelGateway{});
    const auto end = add_node(definition, "end", bpmn::EndEvent{bpmn::NoTrigger{}});
    add_flow(definition, start, fork);
    for (int branch = 0; branch < branches; ++branch) {
        const auto task = add_node(definition, "task" + std::to_string(branch), bpmn::UserTask{});
        add_flow(definition, fork, task);
        add_flow(definition, task, join);
    }
    add_flow(definition, join, end);
    return definition;
}

// Of completing one branch after the other, each in a step of its own, up to the end of the process.
std::uint64_t work_of_joining(int branches) {
    SmallWorld world(fork_and_join(branches));
    BOOST_REQUIRE(std::holds_alternative<Moved>(world.start()));
    BOOST_REQUIRE(world.state.user_tasks.size() == static_cast<std::size_t>(branches));
    const std::uint64_t before = bytes_asked_for;
    while (!world.state.user_tasks.empty()) {
        const UserTaskId task = world.state.user_tasks.rows().begin()->first;
        if (!std::holds_alternative<Moved>(world.step(CompleteUserTask{task, {}, {}}))) std::abort();
    }
    const std::uint64_t work = bytes_asked_for - before;
    BOOST_TEST(world.state.processes.empty());
    return work;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_thousand_branches_join_in_ten_times_the_work_of_a_hundred) {
    const std::uint64_t hundred = work_of_joining(100);
    const std::uint64_t thousand = work_of_joining(1'000);
    BOOST_TEST(thousand < 11 * hundred, thousand << " bytes for a thousand, " << hundred << " for a hundred");
}
