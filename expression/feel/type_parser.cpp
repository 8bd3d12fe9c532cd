#include "expression/feel/type_parser.hpp"

#include <array>
#include <optional>

#include "expression/feel/characters.hpp"
#include "expression/feel/names.hpp"

namespace pavane::expression::feel {
namespace {

struct Named {
    std::string_view name;
    Type::Kind kind;
};

// The longer first where one begins another.
constexpr std::array simple_types{
    Named{"Any", Type::Kind::any},
    Named{"any", Type::Kind::any},
    Named{"Null", Type::Kind::null},
    Named{"boolean", Type::Kind::boolean},
    Named{"number", Type::Kind::number},
    Named{"string", Type::Kind::string},
    Named{"date and time", Type::Kind::date_time},
    Named{"dateTime", Type::Kind::date_time},
    Named{"date", Type::Kind::date},
    Named{"time", Type::Kind::time},
    Named{"years and months duration", Type::Kind::years_months},
    Named{"yearMonthDuration", Type::Kind::years_months},
    Named{"days and time duration", Type::Kind::days_time},
    Named{"dayTimeDuration", Type::Kind::days_time},
};

class TypeParser {
  public:
    TypeParser(std::string_view text, std::size_t offset, const NamedTypes* types) : text_(text), types_(types) {
        go_to(offset);
    }

    Result<ParsedType, LexicalError> read() {
        Type type = this->type();
        if (error_) return unexpected(std::move(*error_));
        return ParsedType{std::move(type), end_};
    }

  private:
    Type type();
    std::optional<Type> simple();
    std::optional<Type> named();
    Type element(Type::Kind kind);
    Type context();
    Type function();

    void go_to(std::size_t offset) {
        if (error_) return;
        end_ = offset;
        auto next = token_at(text_, offset);
        if (next)
            token_ = std::move(*next);
        else
            fail(std::move(next.error().message), next.error().offset);
    }
    bool accept(std::string_view text) {
        if (token_.kind == TokenKind::end || token_.text != text) return false;
        go_to(token_.end);
        return true;
    }
    void expect(std::string_view symbol) {
        if (!accept(symbol)) expected("'" + std::string(symbol) + "'");
    }
    void expected(const std::string& what) {
        const std::string found =
            token_.kind == TokenKind::end ? "the end of the text" : "'" + std::string(token_.text) + "'";
        fail("found " + found + ", expected " + what, token_.offset);
    }
    void fail(std::string message, std::size_t offset) {
        if (!error_) error_ = LexicalError{std::move(message), offset};
        token_ = Token{TokenKind::end, {}, text_.size(), text_.size(), Value()};
    }

    std::string_view text_;
    const NamedTypes* types_;
    Token token_;
    std::size_t end_ = 0;  // behind what was read
    std::size_t nesting_ = 0;
    std::optional<LexicalError> error_;
};

Type TypeParser::type() {
    if (++nesting_ > max_depth) fail("the type nests too deep", token_.offset);
    Type result;
    const auto next = error_ ? std::optional<Token>() : std::optional(token_);
    if (!next || next->kind != TokenKind::word) {
        expected("a type");
    } else if (auto known = named()) {
        result = std::move(*known);
    } else if (next->text == "list") {
        result = element(Type::Kind::list);
    } else if (next->text == "range") {
        result = element(Type::Kind::range);
    } else if (next->text == "context") {
        result = context();
    } else if (next->text == "function") {
        result = function();
    } else if (auto plain = simple()) {
        result = std::move(*plain);
    } else {
        fail("there is no type '" + std::string(next->text) + "'", next->offset);
    }
    --nesting_;
    return result;
}

std::optional<Type> TypeParser::simple() {
    const auto rest = text_.substr(token_.offset);
    for (const Named& candidate : simple_types) {
        const auto length = matched_length(rest, candidate.name);
        if (!length) continue;
        go_to(token_.offset + *length);
        return Type(candidate.kind);
    }
    return std::nullopt;
}

// The longest sequence of words (with the points and signs between them) that the model names.
std::optional<Type> TypeParser::named() {
    if (types_ == nullptr) return std::nullopt;
    std::optional<Type> longest;
    std::size_t longest_end = 0;
    std::size_t at = token_.offset;
    while (at < text_.size()) {
        const auto rest = text_.substr(at);
        const std::size_t word = parts_length(rest);
        const std::size_t between = word != 0 ? word : space_length(rest);
        if (between == 0 && std::string_view(".-/'+*").find(rest.front()) == std::string_view::npos) break;
        at += between != 0 ? between : 1;
        const auto candidate = text_.substr(token_.offset, at - token_.offset);
        if (const Type* found = types_->find(candidate); found != nullptr && parts_length(text_.substr(at)) == 0) {
            longest = Type(Type::Kind::named);
            longest->target = found;
            longest_end = at;
        }
    }
    if (longest) go_to(longest_end);
    return longest;
}

Type TypeParser::element(Type::Kind kind) {
    Type result(kind);
    go_to(token_.end);
    if (accept("<")) {
        result.inner.push_back(type());
        expect(">");
    }
    return result;
}

Type TypeParser::context() {
    Type result(Type::Kind::context);
    go_to(token_.end);
    if (!accept("<")) return result;
    if (accept(">")) return result;
    do {
        const std::size_t start = token_.offset;
        while (token_.kind != TokenKind::end && !token_.is(":")) go_to(token_.end);
        auto name = text_.substr(start, end_ - start);
        expect(":");
        result.members.push_back({std::string(name), type()});
    } while (!error_ && accept(","));
    expect(">");
    return result;
}

Type TypeParser::function() {
    Type result(Type::Kind::function);
    go_to(token_.end);
    if (!accept("<")) return result;
    if (!token_.is(">")) {
        do result.inner.push_back(type());
        while (!error_ && accept(","));
    }
    expect(">");
    expect("->");
    result.inner.push_back(type());
    return result;
}

}  // namespace

Result<ParsedType, LexicalError> type_at(std::string_view text, std::size_t offset, const NamedTypes* types) {
    return TypeParser(text, offset, types).read();
}

Result<Type, SyntaxError> parse_type(std::string_view text, const NamedTypes* types) {
    auto parsed = type_at(text, 0, types);
    if (!parsed)
        return unexpected(SyntaxError{std::move(parsed.error().message), column_of(text, parsed.error().offset)});
    const auto rest = text.substr(parsed->end);
    if (space_length(rest) != rest.size())
        return unexpected(SyntaxError{"found something behind the type", column_of(text, parsed->end)});
    return std::move(parsed->type);
}

}  // namespace pavane::expression::feel
