// The house rule that every behaviour and every trigger has a scenario: what the files of the core are for is looked up
// in a table, so that a new file without a scenario, or without a line here, fails.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <map>

#include "app/json_documents.hpp"
#include "app/languages.hpp"
#include "app/model_compiler.hpp"
#include "tests/conformance/scenario_files.hpp"

using namespace pavane;

namespace {

using Uses = bool (*)(const bpmn::Node&);

template <class Kind>
bool is(const bpmn::Node& node) {
    return node.kind.as<Kind>() != nullptr;
}

template <class Trigger>
bool triggered_by(const bpmn::Node& node) {
    return std::visit(
        [](const auto& kind) {
            if constexpr (requires { std::holds_alternative<Trigger>(kind.trigger); })
                return std::holds_alternative<Trigger>(kind.trigger);
            return false;
        },
        node.kind.variant());
}

const std::map<std::string, Uses> behaviours{
    {"boundary_event", is<bpmn::BoundaryEvent>},
    {"business_rule_task", is<bpmn::BusinessRuleTask>},
    {"call_activity", is<bpmn::CallActivity>},
    {"catch_event", is<bpmn::CatchEvent>},
    {"end_event", is<bpmn::EndEvent>},
    {"exclusive_gateway", is<bpmn::ExclusiveGateway>},
    {"expression_task", is<bpmn::ExpressionTask>},
    {"external_task", is<bpmn::ExternalTask>},
    {"parallel_gateway", is<bpmn::ParallelGateway>},
    {"pass_through_task", is<bpmn::PassThroughTask>},
    {"process", is<bpmn::Process>},
    {"receive_task", is<bpmn::ReceiveTask>},
    {"start_event", is<bpmn::StartEvent>},
    {"sub_process", is<bpmn::SubProcess>},
    {"throw_event", is<bpmn::ThrowEvent>},
    {"user_task", is<bpmn::UserTask>},
};
const std::map<std::string, Uses> triggers{
    {"error", triggered_by<bpmn::ErrorTrigger>},
    {"message", triggered_by<bpmn::MessageTrigger>},
    {"none", triggered_by<bpmn::NoTrigger>},
    {"terminate", triggered_by<bpmn::TerminateTrigger>},
    {"timer", triggered_by<bpmn::TimerTrigger>},
    // What all triggers share when they fire.
    {"trigger_event", triggered_by<bpmn::MessageTrigger>},
};

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// The nodes of every model that a scenario deploys.
std::vector<bpmn::Node> nodes_in_scenarios() {
    const app::JsonDocuments documents;
    const app::Languages evaluator(documents);
    const app::ModelCompiler compiler(evaluator);
    std::vector<bpmn::Node> nodes;
    for (const std::filesystem::path& scenario : tests::scenario_files()) {
        const std::string lines = read(scenario);
        for (const auto& entry : std::filesystem::directory_iterator(scenario.parent_path())) {
            const std::string name = entry.path().filename().string();
            if (entry.path().extension() != ".bpmn" || lines.find(" " + name) == std::string::npos) continue;
            for (bpmn::ProcessDefinition& definition : compiler.compile(name, read(entry.path()), {}).definitions)
                nodes.insert(nodes.end(), std::make_move_iterator(definition.nodes.begin()),
                             std::make_move_iterator(definition.nodes.end()));
        }
    }
    return nodes;
}

void check_folder(const std::string& folder, const std::map<std::string, Uses>& uses) {
    const std::vector<bpmn::Node> nodes = nodes_in_scenarios();
    const auto root = tests::scenario_root().parent_path();
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(root / folder)) {
        if (entry.path().extension() != ".cpp") continue;
        ++files;
        const std::string name = entry.path().stem().string();
        const auto use = uses.find(name);
        BOOST_TEST((use != uses.end()), folder << "/" << name << ".cpp is not in the table of this test");
        if (use == uses.end()) continue;
        const bool used = std::any_of(nodes.begin(), nodes.end(), use->second);
        BOOST_TEST(used, folder << "/" << name << ".cpp is used by no scenario");
    }
    BOOST_TEST(files == uses.size());
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_behaviour_has_a_scenario) { check_folder("runtime/core/behaviours", behaviours); }

BOOST_AUTO_TEST_CASE(every_trigger_has_a_scenario) { check_folder("runtime/core/triggers", triggers); }

BOOST_AUTO_TEST_CASE(every_model_belongs_to_a_scenario) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(tests::scenario_root())) {
        if (entry.path().extension() != ".bpmn" && entry.path().extension() != ".dmn") continue;
        bool named = false;
        for (const std::filesystem::path& scenario : tests::scenario_files())
            named = named || (scenario.parent_path() == entry.path().parent_path() &&
                              read(scenario).find(" " + entry.path().filename().string()) != std::string::npos);
        BOOST_TEST(named, entry.path().string() << " is deployed by no scenario");
    }
}
