#include "conformance/runner/scenario.hpp"

#include <fstream>
#include <iterator>

#include "conformance/runner/verbs.hpp"
#include "conformance/runner/words.hpp"

namespace pavane::conformance {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// The end of the word that begins at `at`: white space counts only outside of quotes and brackets.
Result<std::size_t, std::string> end_of_word(std::string_view text, std::size_t at) {
    int depth = 0;
    bool quoted = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted) {
            if (c == '\\') ++at;
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        } else if (is_space(c) && depth == 0) {
            break;
        }
    }
    if (quoted) return unexpected(std::string("A quote is opened and not closed."));
    if (depth != 0) return unexpected(std::string("A bracket is opened and not closed, or closed and not opened."));
    return at;
}

Result<std::vector<std::string>, std::string> split(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        if (is_space(text[at])) {
            ++at;
            continue;
        }
        if (text[at] == '#') break;
        const auto end = end_of_word(text, at);
        if (!end) return unexpected(end.error());
        words.emplace_back(text.substr(at, *end - at));
        at = *end;
    }
    return words;
}

Result<Line, std::string> to_line(std::vector<std::string> words) {
    Line line;
    if (words.front() == "fails") {
        if (words.size() < 3) return unexpected(std::string("Write: fails \"part of the message\" VERB ..."));
        const auto part = unquoted(words[1]);
        if (!part) return unexpected(part.error());
        line.fails = *part;
        words.erase(words.begin(), words.begin() + 2);
    }
    line.verb = words.front();
    words.erase(words.begin());
    const Verb* verb = find_verb(line.verb);
    if (!verb) return unexpected("There is no verb '" + line.verb + "'.");
    if (words.size() < verb->least_words) return unexpected("Write: " + std::string(verb->usage));
    if (line.fails && !verb->acts) return unexpected("'" + line.verb + "' only looks; it cannot fail.");
    line.words = std::move(words);
    return line;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace

Result<std::vector<Line>, ScenarioError> parse_lines(std::string_view text) {
    std::vector<Line> lines;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view written = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        auto words = split(written);
        if (!words) return unexpected(ScenarioError{number, words.error()});
        if (words->empty()) continue;
        auto line = to_line(std::move(*words));
        if (!line) return unexpected(ScenarioError{number, line.error()});
        line->number = number;
        line->text = written;
        lines.push_back(std::move(*line));
    }
    return lines;
}

Result<Scenario, ScenarioError> read_scenario(const std::filesystem::path& file, const std::filesystem::path& root) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return unexpected(ScenarioError{0, "The file cannot be read."});
    auto lines = parse_lines(std::string(std::istreambuf_iterator<char>(stream), {}));
    if (!lines) return unexpected(lines.error());
    if (lines->empty()) return unexpected(ScenarioError{0, "The scenario says nothing."});
    return Scenario{root, file.parent_path(), file.lexically_relative(root).replace_extension().generic_string(),
                    std::move(*lines)};
}

}  // namespace pavane::conformance
