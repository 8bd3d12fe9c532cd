#include "tests/tables/table.hpp"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "expression/temporal.hpp"

namespace pavane::tests {
namespace {

using namespace pavane::expression;

class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    Value value() {
        skip_blanks();
        if (peek() == '"') return Value(string());
        if (peek() == '[') return list();
        if (peek() == '{') return map();
        const std::size_t begin = at_;
        while (at_ < text_.size() && text_.find_first_of(",;]}( \t", at_) != at_) ++at_;
        const std::string_view word = text_.substr(begin, at_ - begin);
        if (peek() == '(') return call(word);
        return plain(word);
    }

    std::string name() {
        skip_blanks();
        const std::size_t end = std::min(text_.find_first_of(" =", at_), text_.size());
        const std::string found(text_.substr(at_, end - at_));
        at_ = end;
        expect('=');
        return found;
    }

    bool accept(char c) {
        skip_blanks();
        if (peek() != c) return false;
        ++at_;
        return true;
    }

    bool at_end() {
        skip_blanks();
        return at_ == text_.size();
    }

    void expect(char c) {
        if (!accept(c)) fail();
    }

    [[noreturn]] void fail() const {
        throw std::runtime_error("cannot read '" + std::string(text_) + "' at " + std::to_string(at_));
    }

  private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void skip_blanks() {
        while (peek() == ' ' || peek() == '\t') ++at_;
    }

    std::string string() {
        expect('"');
        std::string content;
        while (peek() != '"') {
            if (at_ >= text_.size()) fail();
            if (peek() == '\\') ++at_;
            content.push_back(peek() == 'n' && text_[at_ - 1] == '\\' ? '\n' : peek());
            ++at_;
        }
        ++at_;
        return content;
    }

    Value list() {
        expect('[');
        List items;
        if (accept(']')) return Value(items);
        do items.push_back(value());
        while (accept(','));
        expect(']');
        return Value(std::move(items));
    }

    Value map() {
        expect('{');
        Context entries;
        if (accept('}')) return Value(entries);
        do {
            skip_blanks();
            std::string key = string();
            expect(':');
            entries.set(std::move(key), value());
        } while (accept(','));
        expect('}');
        return Value(std::move(entries));
    }

    // The text up to the bracket that closes the one that is next.
    std::string bracketed() {
        expect('(');
        const std::size_t begin = at_;
        for (int open = 1; open > 0; ++at_) {
            if (at_ >= text_.size()) fail();
            open += peek() == '(' ? 1 : (peek() == ')' ? -1 : 0);
        }
        return std::string(text_.substr(begin, at_ - 1 - begin));
    }

    Value call(std::string_view what) {
        const std::string content = bracketed();
        if (what == "date") return Value(parse_date_time(content).value());
        if (what == "json") return Value(Document{Document::Format::json, content, "", ""});
        if (what == "xml") return Value(Document{Document::Format::xml, content, "", ""});
        if (what == "object") return Value(Document{Document::Format::object, content, "a.Bean", "application/json"});
        if (what == "bytes") return Value::bytes(content);
        if (what == "file") return Value(File{"a.txt", "text/plain", "UTF-8", content});
        fail();
    }

    Value plain(std::string_view word) {
        if (word == "null") return Value();
        if (word == "true" || word == "false") return Value(word == "true");
        const char* end = word.data() + word.size();
        std::int64_t integer = 0;
        if (const auto read = std::from_chars(word.data(), end, integer); read.ec == std::errc() && read.ptr == end)
            return Value(integer);
        double real = 0;
        if (const auto read = std::from_chars(word.data(), end, real); read.ec == std::errc() && read.ptr == end)
            return Value(real);
        fail();
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

void write_value(std::string& text, const Value& value) {
    if (value.is_null()) text += "null";
    if (const bool* boolean = value.boolean()) text += *boolean ? "true" : "false";
    if (const std::int64_t* integer = value.integer()) text += std::to_string(*integer);
    if (const double* real = value.real()) text += std::to_string(*real);
    if (const std::string* string = value.string()) text += '"' + *string + '"';
    if (const List* list = value.list()) {
        text += '[';
        for (std::size_t i = 0; i < list->size(); ++i) {
            if (i > 0) text += ',';
            write_value(text, (*list)[i]);
        }
        text += ']';
    }
    if (const Context* context = value.context()) {
        text += '{';
        for (const auto& [key, member] : context->entries()) {
            if (text.back() != '{') text += ',';
            text += '"' + key + "\":";
            write_value(text, member);
        }
        text += '}';
    }
}

std::filesystem::path data_folder() {
    // The tests run from anywhere below the repository.
    for (std::filesystem::path folder = std::filesystem::current_path();; folder = folder.parent_path()) {
        if (std::filesystem::exists(folder / "tests/data")) return folder / "tests/data";
        if (folder == folder.root_path()) throw std::runtime_error("run the tests from inside the repository");
    }
}

std::string trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return "";
    return std::string(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
}

}  // namespace

Value read_value(std::string_view text) {
    Reader reader(text);
    Value value = reader.value();
    if (!reader.at_end()) reader.fail();
    return value;
}

std::vector<std::pair<std::string, Value>> read_variables(std::string_view text) {
    std::vector<std::pair<std::string, Value>> variables;
    Reader reader(text);
    while (!reader.at_end()) {
        std::string name = reader.name();
        variables.emplace_back(std::move(name), reader.value());
        if (!reader.at_end()) reader.expect(';');
    }
    return variables;
}

std::vector<TableRow> read_table(std::string_view file) {
    std::ifstream input(data_folder() / file);
    if (!input) throw std::runtime_error("cannot open " + (data_folder() / file).string());
    constexpr std::string_view separator = " | ";
    std::vector<TableRow> rows;
    std::string text;
    for (std::size_t line = 1; std::getline(input, text); ++line) {
        if (trimmed(text).empty() || text[0] == '#') continue;
        const std::size_t first = text.find(separator);
        const std::size_t last = text.rfind(separator);
        if (first == std::string::npos || first == last)
            throw std::runtime_error(std::string(file) + " line " + std::to_string(line) + " has no three columns");
        const std::size_t middle = first + separator.size();
        rows.push_back({trimmed(std::string_view(text).substr(0, first)),
                        trimmed(std::string_view(text).substr(middle, last > middle ? last - middle : 0)),
                        trimmed(std::string_view(text).substr(last + separator.size())), line});
    }
    return rows;
}

Result<Value, EvaluationError> TableDocuments::read(const Document& document) const {
    if (document.format == Document::Format::xml) return unexpected(EvaluationError{"this is XML, not JSON"});
    try {
        return read_value(document.text);
    } catch (const std::runtime_error&) {
        return unexpected(EvaluationError{"this is not JSON"});
    }
}

Result<std::string, EvaluationError> TableDocuments::write(const Value& value) const {
    std::string text;
    write_value(text, value);
    return text;
}

namespace {

std::string shown(const Value& value) {
    if (const std::string* text = value.string()) return "\"" + *text + "\"";
    if (value.document()) return "document " + value.document()->text;
    if (value.date_time()) return "date " + std::to_string(value.date_time()->instant().time_since_epoch().count());
    return std::string(name_of(value.kind())) + " " + TableDocuments().write(value).value();
}

}  // namespace

std::string problem_of(const TableRow& row, const Evaluator& evaluator, Language language, Scope& scope) {
    const bool wants_syntax_error = row.expected.starts_with("syntax: ");
    const bool wants_error = row.expected.starts_with("error: ");
    const auto compiled = evaluator.compile(language, row.expression);
    if (!compiled) {
        if (wants_syntax_error && compiled.error().message.find(row.expected.substr(8)) != std::string::npos) return "";
        return "does not compile: " + compiled.error().message;
    }
    if (wants_syntax_error) return "compiles";
    const auto value = evaluator.evaluate(*compiled, scope);
    if (!value) {
        if (wants_error && value.error().message.find(row.expected.substr(7)) != std::string::npos) return "";
        return "fails: " + value.error().message;
    }
    if (wants_error) return "gives " + shown(*value);
    return *value == read_value(row.expected) ? "" : "gives " + shown(*value);
}

}  // namespace pavane::tests
