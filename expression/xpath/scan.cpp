#include "expression/xpath/scan.hpp"

#include <algorithm>
#include <array>

namespace pavane::expression::xpath {
namespace {

constexpr std::size_t max_depth_of_brackets = 100;
constexpr std::size_t any = 1'000'000;

struct Arity {
    std::string_view name;
    std::size_t least;
    std::size_t most;
};

// XPath 1.0 §4.
constexpr std::array core_functions{Arity{"last", 0, 0},
                                    Arity{"position", 0, 0},
                                    Arity{"count", 1, 1},
                                    Arity{"id", 1, 1},
                                    Arity{"local-name", 0, 1},
                                    Arity{"namespace-uri", 0, 1},
                                    Arity{"name", 0, 1},
                                    Arity{"string", 0, 1},
                                    Arity{"concat", 2, any},
                                    Arity{"starts-with", 2, 2},
                                    Arity{"contains", 2, 2},
                                    Arity{"substring-before", 2, 2},
                                    Arity{"substring-after", 2, 2},
                                    Arity{"substring", 2, 3},
                                    Arity{"string-length", 0, 1},
                                    Arity{"normalize-space", 0, 1},
                                    Arity{"translate", 3, 3},
                                    Arity{"boolean", 1, 1},
                                    Arity{"not", 1, 1},
                                    Arity{"true", 0, 0},
                                    Arity{"false", 0, 0},
                                    Arity{"lang", 1, 1},
                                    Arity{"number", 0, 1},
                                    Arity{"sum", 1, 1},
                                    Arity{"floor", 1, 1},
                                    Arity{"ceiling", 1, 1},
                                    Arity{"round", 1, 1}};

// BPMN 2.0.2 §10.4.3; the name of the process or activity may be left out.
constexpr std::array bpmn_functions{Arity{"getDataObject", 1, 2},
                                    Arity{"getDataInput", 1, 1},
                                    Arity{"getDataOutput", 1, 1},
                                    Arity{"getProcessProperty", 1, 2},
                                    Arity{"getActivityProperty", 1, 2},
                                    Arity{"getEventProperty", 1, 2},
                                    Arity{"getProcessInstanceAttribute", 1, 2},
                                    Arity{"getActivityInstanceAttribute", 1, 2}};

constexpr std::array bpmn_prefixes{"bpmn", "bpmn2", "semantic", "model"};
constexpr std::array node_tests{"node", "text", "comment", "processing-instruction"};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool continues_name(char c) { return begins_name(c) || is_digit(c) || c == '-' || c == '.'; }

template <class Names>
bool is_among(const Names& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

const Arity* find_function(std::string_view prefix, std::string_view name) {
    const auto find_in = [&](const auto& functions) -> const Arity* {
        const auto found = std::ranges::find(functions, name, &Arity::name);
        return found == functions.end() ? nullptr : &*found;
    };
    if (!prefix.empty()) return is_among(bpmn_prefixes, prefix) ? find_in(bpmn_functions) : nullptr;
    const Arity* core = find_in(core_functions);
    return core ? core : find_in(bpmn_functions);
}

class Scanner {
  public:
    Scanner(std::string_view text, PathsBegin paths_begin) : text_(text), paths_begin_(paths_begin) {}

    Result<Scan, SyntaxError> run();

  private:
    using Done = Result<void, SyntaxError>;

    // What was read last, as far as the next token's meaning depends on it.
    enum class Before : std::uint8_t { nothing, operand, root, root_of_all, step, axis_child, axis_below, axis_other };

    struct Open {
        char bracket;
        const Arity* function;
        std::size_t commas;
        bool is_empty;
    };

    Done token();
    Done text();
    Done variable();
    Done name();
    Done name_test(std::string_view prefix, std::string_view name, std::size_t at);
    Done function(std::string_view prefix, std::string_view name, std::size_t at);
    Done open(const Arity* function);
    Done close();
    void slash();
    void wildcard();

    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    void skip_blanks() {
        while (is_blank(peek())) ++at_;
    }
    std::string_view take_name() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && continues_name(text_[at_])) ++at_;
        return text_.substr(begin, at_ - begin);
    }
    // A path begins here, not within a predicate.
    bool is_top_step() const {
        if (before_ == Before::root || before_ == Before::axis_child) return before_ == Before::root || axis_is_top_;
        return before_ == Before::nothing && predicates_ == 0;
    }
    void operand() { before_ = Before::operand; }
    tl::unexpected<SyntaxError> refuse(std::size_t at, std::string message) const {
        const auto starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
        const auto before = std::ranges::count_if(text_.substr(0, at), starts_character);
        return unexpected(SyntaxError{std::move(message), static_cast<std::size_t>(before) + 1});
    }

    std::string_view text_;
    const PathsBegin paths_begin_;
    std::size_t at_ = 0;
    Before before_ = Before::nothing;
    bool axis_is_top_ = false;
    std::size_t predicates_ = 0;
    std::vector<Open> open_;
    Scan scan_;
};

Result<Scan, SyntaxError> Scanner::run() {
    for (skip_blanks(); at_ < text_.size(); skip_blanks()) {
        if (!open_.empty() && peek() != ')') open_.back().is_empty = false;
        if (auto read = token(); !read) return unexpected(std::move(read.error()));
    }
    return std::move(scan_);
}

Result<void, SyntaxError> Scanner::token() {
    const char c = peek();
    if (c == '"' || c == '\'') return text();
    if (c == '$') return variable();
    if (begins_name(c)) return name();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
        while (is_digit(peek()) || peek() == '.') ++at_;
        operand();
        return {};
    }
    if (c == '(' || c == '[') return open(nullptr);
    if (c == ')' || c == ']') return close();
    if (c == '/') {
        slash();
        return {};
    }
    ++at_;
    if (c == '*' && before_ != Before::operand) {
        wildcard();
    } else if (c == '.') {
        if (peek() == '.') ++at_;
        operand();
    } else if (c == '@') {
        before_ = Before::axis_other;
    } else {
        if (c == ',' && !open_.empty()) ++open_.back().commas;
        before_ = Before::nothing;
    }
    return {};
}

Result<void, SyntaxError> Scanner::text() {
    const std::size_t end = text_.find(peek(), at_ + 1);
    if (end == std::string_view::npos)
        return refuse(at_, std::string("the text that begins with ") + peek() + " has no closing " + peek());
    at_ = end + 1;
    operand();
    return {};
}

Result<void, SyntaxError> Scanner::variable() {
    const std::size_t begin = at_++;
    skip_blanks();
    if (take_name().empty()) return refuse(begin, "a $ is followed by the name of a variable");
    if (peek() == ':' && peek(1) != ':') return refuse(begin, "the name of a variable has no prefix");
    operand();
    return {};
}

void Scanner::slash() {
    const bool is_double = peek(1) == '/';
    at_ += is_double ? 2 : 1;
    if (before_ == Before::operand)
        before_ = Before::step;
    else
        before_ = is_double ? Before::root_of_all : Before::root;
    if (before_ == Before::root_of_all) scan_.reads_all = true;
}

void Scanner::wildcard() {
    if (is_top_step() || before_ == Before::axis_below) scan_.reads_all = true;
    operand();
}

Result<void, SyntaxError> Scanner::name() {
    const std::size_t begin = at_;
    std::string_view name = take_name();
    if (before_ == Before::operand) {
        before_ = Before::nothing;
        return {};
    }
    std::string_view prefix;
    if (peek() == ':' && (begins_name(peek(1)) || peek(1) == '*')) {
        prefix = name;
        ++at_;
        if (peek() == '*') {
            ++at_;
            wildcard();
            return {};
        }
        name = take_name();
    }
    skip_blanks();
    if (peek() == '(') return function(prefix, name, begin);
    if (peek() == ':' && peek(1) == ':') {
        at_ += 2;
        axis_is_top_ = is_top_step();
        const bool goes_below = name == "descendant" || name == "descendant-or-self";
        before_ = name == "child" ? Before::axis_child
                                  : (goes_below && axis_is_top_ ? Before::axis_below : Before::axis_other);
        if (before_ == Before::axis_below) scan_.reads_all = true;
        return {};
    }
    return name_test(prefix, name, begin);
}

Result<void, SyntaxError> Scanner::name_test(std::string_view prefix, std::string_view name, std::size_t at) {
    if (is_top_step() && paths_begin_ == PathsBegin::with_a_variable) {
        if (!prefix.empty()) return refuse(at, "a path begins with the name of a variable, which has no prefix");
        if (!is_among(scan_.variables, name)) scan_.variables.emplace_back(name);
    }
    operand();
    return {};
}

Result<void, SyntaxError> Scanner::function(std::string_view prefix, std::string_view name, std::size_t at) {
    if (prefix.empty() && is_among(node_tests, name)) {
        if (name == "node" && is_top_step()) scan_.reads_all = true;
        return open(nullptr);
    }
    const Arity* found = find_function(prefix, name);
    const std::string shown = prefix.empty() ? std::string(name) : std::string(prefix) + ":" + std::string(name);
    if (!found) return refuse(at, "there is no function '" + shown + "'");
    return open(found);
}

Result<void, SyntaxError> Scanner::open(const Arity* function) {
    if (open_.size() == max_depth_of_brackets) return refuse(at_, "the expression is nested more than 100 levels deep");
    const char bracket = text_[at_++];
    open_.push_back({bracket, function, 0, true});
    if (bracket == '[') ++predicates_;
    before_ = Before::nothing;
    return {};
}

// That every bracket closes the one that is open the library checks.
Result<void, SyntaxError> Scanner::close() {
    const char bracket = text_[at_++];
    operand();
    if (open_.empty()) return {};
    const Open closed = open_.back();
    open_.pop_back();
    if (closed.bracket == '[') --predicates_;
    if (bracket != ')' || !closed.function) return {};
    const std::size_t arguments = closed.is_empty ? 0 : closed.commas + 1;
    if (arguments >= closed.function->least && arguments <= closed.function->most) return {};
    return refuse(at_ - 1, "the function '" + std::string(closed.function->name) + "' does not take " +
                               std::to_string(arguments) + (arguments == 1 ? " argument" : " arguments"));
}

}  // namespace

Result<Scan, SyntaxError> scan(std::string_view text, PathsBegin paths_begin) {
    return Scanner(text, paths_begin).run();
}

}  // namespace pavane::expression::xpath
