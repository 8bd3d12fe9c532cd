// Reads FEEL (DMN 1.5 §10.3.1.2) and builds its program in one pass. Private to this folder.
//
// The first error is kept and the rest of the text is then taken as read: every rule meets the end and returns.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expression/feel/builder.hpp"
#include "expression/feel/feel.hpp"
#include "expression/feel/lexer.hpp"

namespace pavane::expression::feel {

class Parser {
  public:
    Parser(std::string_view text, const CompileOptions& options);

    // Each is called once.
    Result<std::shared_ptr<Code>, SyntaxError> expression_only();
    Result<std::shared_ptr<Code>, SyntaxError> unary_tests_only();

  private:
    class Nesting;

    // parser.cpp: what all rules share, and operators from the weakest to the strongest
    Result<std::shared_ptr<Code>, SyntaxError> finish(NodeIndex root);
    void fail(std::string message, std::size_t offset);
    void unexpected_token(std::string_view expected);
    void advance() { go_to(token_.end); }
    void go_to(std::size_t offset);
    bool accept(std::string_view symbol);
    bool accept_word(std::string_view word);
    void expect(std::string_view symbol);
    void expect_word(std::string_view word);
    NodeIndex expression();
    NodeIndex disjunction();
    NodeIndex conjunction();
    NodeIndex comparison();
    NodeIndex compared(NodeIndex left, Op op);
    NodeIndex additive();
    NodeIndex multiplicative();
    NodeIndex power();
    NodeIndex unary();

    // parser_unary_tests.cpp: unary tests, and what stands behind `in`
    NodeIndex membership(NodeIndex value);
    NodeIndex test(Slot input);
    NodeIndex test_of(NodeIndex value, Slot input);
    std::vector<std::uint32_t> tests(Slot input);
    bool is_negation() const;
    NodeIndex in_parentheses(std::vector<std::uint32_t>* membership);
    std::optional<Op> test_operator() const;

    // parser_postfix.cpp: paths, filters, calls, types
    NodeIndex postfix();
    NodeIndex path(NodeIndex base);
    NodeIndex filter(NodeIndex source);
    NodeIndex call(NodeIndex function);
    void check_arity(NodeIndex function, std::size_t count, std::size_t offset);
    std::optional<Value> literal_of(const std::vector<std::uint32_t>& call) const;
    bool is_end_of_range() const;
    NodeIndex instance_of(NodeIndex value);
    Type type();

    // parser_primary.cpp: literals, lists, contexts, ranges
    NodeIndex primary();
    NodeIndex keyword_or_name();
    NodeIndex literal(Value value);
    NodeIndex at_literal();
    NodeIndex brackets();
    NodeIndex range(NodeIndex low, bool includes_low);
    NodeIndex context();
    std::string key();

    // parser_control.cpp: if, for, some, every, function
    NodeIndex choice();
    NodeIndex iteration();
    NodeIndex quantified(Op op);
    std::vector<std::uint32_t> domains();
    NodeIndex function(std::optional<Slot> self);
    void parameters(Procedure& procedure);

    // parser_names.cpp: where a name ends
    NodeIndex name();
    bool is_hidden(std::string_view function);
    std::optional<KnownNames::Match> known_name(bool as_member) const;
    std::string words(std::string_view expected);
    std::string member_name();
    struct Label {
        std::string name;
        std::size_t end = 0;  // behind the colon
    };
    std::optional<Label> label() const;

    std::string_view text_;
    CompileOptions options_;
    Builder build_;
    Token token_;
    std::optional<SyntaxError> error_;
    std::size_t nesting_ = 0;
    std::size_t filters_ = 0;  // whose conditions are being read
    bool ends_range_ = false;  // a [ may be the end of the range that is being read
    KnownNames members_;       // the keys of the contexts that were read
};

// Takes levels of what may nest, until it ends; fails the parser where that is one too many.
class Parser::Nesting {
  public:
    Nesting(Parser& parser, std::size_t levels);
    ~Nesting() { parser_.nesting_ -= levels_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

    void deeper();

  private:
    Parser& parser_;
    std::size_t levels_ = 0;
};

bool is_keyword(std::string_view word);

}  // namespace pavane::expression::feel
