#include "tests/tck/tck_run.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "dmn/execution/evaluate.hpp"
#include "dmn/link/link.hpp"
#include "dmn/parser/parse.hpp"
#include "expression/feel/to_text.hpp"

namespace pavane::tests {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> sorted_entries(const fs::path& folder, std::string_view extension) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == extension) found.push_back(entry.path());
    std::ranges::sort(found);
    return found;
}

dmn::document::Definitions parse_model(const fs::path& path) {
    auto parsed = dmn::parse(read_bytes(path));
    if (!parsed) throw std::runtime_error(path.string() + ": " + parsed.error().front().message);
    return std::move(parsed->definitions);
}

// The model that a test file names, with the others of its folder to import.
std::shared_ptr<const dmn::Model> load_model(const fs::path& folder, const std::string& name) {
    const dmn::document::Definitions main = parse_model(folder / name);
    std::vector<dmn::document::Definitions> others;
    for (const fs::path& path : sorted_entries(folder, ".dmn"))
        if (path.filename() != name) others.push_back(parse_model(path));
    std::vector<const dmn::document::Definitions*> imported;
    for (const auto& other : others) imported.push_back(&other);
    return dmn::link(main, imported).model;
}

// The value of one result of the case. 2024-01-01 is now: no case depends on it.
Result<dmn::Evaluation, dmn::Failure> evaluate(const std::shared_ptr<const dmn::Model>& model, const TckCase& tck_case,
                                               const TckResult& result) {
    expression::Context inputs;
    for (const TckInput& input : tck_case.inputs) inputs.set(input.name, input.value);
    const dmn::EvaluationOptions options{.limits = {.steps = 1'000'000}, .now = Instant{Milliseconds{1704067200000}}};
    if (tck_case.service.empty()) return dmn::evaluate_decision(model, result.name, inputs, options);
    auto evaluation = dmn::evaluate_service(model, tck_case.service, inputs, options);
    if (!evaluation) return evaluation;
    // A service with several outputs is a context of them.
    const auto index = model->find(dmn::NodeKind::service, tck_case.service);
    if (model->nodes[*index].service.outputs.size() > 1 && evaluation->value.context() != nullptr) {
        const Value* output = evaluation->value.context()->find(result.name);
        evaluation->value = output == nullptr ? Value() : Value(*output);
    }
    return evaluation;
}

// Empty if the result is as it should be.
std::string difference(const std::shared_ptr<const dmn::Model>& model, const TckCase& tck_case,
                       const TckResult& result) {
    const auto evaluation = evaluate(model, tck_case, result);
    const Value actual = evaluation ? evaluation->value : Value();
    if (!evaluation && !result.is_error) return result.name + ": " + evaluation.error().message;
    if (is_as_expected(actual, result.expected)) return {};
    std::string text = result.name + ": expected " + expression::feel::to_literal(result.expected) + ", got " +
                       expression::feel::to_literal(actual);
    if (evaluation && !evaluation->warnings.empty()) text += " (" + evaluation->warnings.front() + ")";
    return text;
}

void run_file(const fs::path& path, std::vector<TckOutcome>& outcomes) {
    const TckFile file = read_tck_file(path);
    const fs::path folder = path.parent_path();
    const auto model = load_model(folder, file.model_name);
    for (const TckCase& tck_case : file.cases) {
        TckOutcome outcome{folder.parent_path().filename(), folder.filename(), tck_case.id, true, {}};
        for (const TckResult& result : tck_case.results)
            if (outcome.difference.empty()) outcome.difference = difference(model, tck_case, result);
        outcome.passed = outcome.difference.empty();
        outcomes.push_back(std::move(outcome));
    }
}

}  // namespace

std::vector<TckOutcome> run_tck(const fs::path& kit) {
    std::vector<TckOutcome> outcomes;
    for (const std::string_view level : {"compliance-level-2", "compliance-level-3", "non-compliant"}) {
        std::vector<fs::path> folders;
        for (const auto& entry : fs::directory_iterator(kit / level)) folders.push_back(entry.path());
        std::ranges::sort(folders);
        for (const fs::path& folder : folders)
            for (const fs::path& path : sorted_entries(folder, ".xml")) run_file(path, outcomes);
    }
    return outcomes;
}

TckExclusions read_exclusions(const fs::path& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    TckExclusions exclusions;
    for (std::string line; std::getline(file, line);) {
        const std::size_t tab = line.find('\t');
        if (line.empty() || line.front() == '#') continue;
        if (tab == std::string::npos) throw std::runtime_error("an exclusion needs a reason: " + line);
        exclusions.emplace(line.substr(0, tab), line.substr(tab + 1));
    }
    return exclusions;
}

}  // namespace pavane::tests
