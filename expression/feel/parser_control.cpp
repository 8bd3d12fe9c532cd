#include "expression/feel/parser.hpp"

namespace pavane::expression::feel {

NodeIndex Parser::choice() {
    std::vector<std::uint32_t> operands;
    do {
        advance();
        operands.push_back(expression());
        expect_word("then");
        operands.push_back(expression());
        expect_word("else");
    } while (token_.is_word("if"));
    operands.push_back(expression());
    return build_.add(Op::choice, operands);
}

NodeIndex Parser::iteration() {
    advance();
    const std::size_t mark = build_.mark();
    std::vector<std::uint32_t> operands{none, 0};
    for (const std::uint32_t operand : domains()) operands.push_back(operand);
    expect_word("return");
    const Slot partial = build_.declare("partial");
    operands[1] = expression();
    if (build_.take_read(partial)) operands[0] = partial;
    build_.forget(mark);
    return build_.add(Op::iteration, operands);
}

NodeIndex Parser::quantified(Op op) {
    advance();
    const std::size_t mark = build_.mark();
    std::vector<std::uint32_t> operands{none, 0};
    for (const std::uint32_t operand : domains()) operands.push_back(operand);
    expect_word("satisfies");
    operands[1] = expression();
    build_.forget(mark);
    return build_.add(op, operands);
}

std::vector<std::uint32_t> Parser::domains() {
    std::vector<std::uint32_t> operands;
    do {
        const std::string variable = words("the name of a variable");
        expect_word("in");
        const NodeIndex first = expression();
        const NodeIndex last = accept("..") ? expression() : none;
        operands.insert(operands.end(), {build_.declare(variable), first, last});
    } while (accept(","));
    return operands;
}

NodeIndex Parser::function(std::optional<Slot> self) {
    advance();
    build_.open_procedure();
    Procedure procedure;
    parameters(procedure);
    const bool external = token_.is_word("external");
    if (external) advance();
    procedure.body = expression();
    const NodeIndex made = build_.close_procedure(std::move(procedure), self);
    return external ? build_.invalid("external functions (Java, PMML) are not called here") : made;
}

void Parser::parameters(Procedure& procedure) {
    expect("(");
    if (!token_.is(")")) {
        do {
            procedure.parameters.push_back(words("the name of a parameter"));
            procedure.types.push_back(accept(":") ? type() : Type());
            build_.declare(procedure.parameters.back());
        } while (!error_ && accept(","));
    }
    expect(")");
}

}  // namespace pavane::expression::feel
