#include <array>
#include <charconv>
#include <utility>

#include "expression/juel/json_path.hpp"
#include "expression/text_cursor.hpp"

namespace pavane::expression::juel {
namespace {

using Step = Result<JsonPathStep, Fault>;

class PathReader {
  public:
    explicit PathReader(std::string_view text) : text_(text), cursor_(text) {}

    Result<JsonPath, Fault> read();

  private:
    Step step();
    Step bracket();
    Step members();
    Step slice(std::optional<std::int64_t> begin);
    Step filter();
    Result<JsonCondition, Fault> condition();
    std::optional<Value> literal();
    std::optional<Value> member_in_brackets();
    std::string_view name();
    std::optional<std::string> quoted_text();
    std::optional<std::int64_t> integer();
    bool accept(std::string_view text) {
        skip_blanks();
        if (!cursor_.rest().starts_with(text)) return false;
        cursor_.skip(text.size());
        return true;
    }
    void skip_blanks() {
        while (cursor_.accept(' ')) {
        }
    }
    tl::unexpected<Fault> refused() const {
        return fault("the JSON path " + quoted(text_) +
                     " is not one that is built in: write it like $.order.items[0].price");
    }

    std::string_view text_;
    TextCursor cursor_;
};

Result<JsonPath, Fault> PathReader::read() {
    JsonPath path;
    if (!accept("$")) return refused();
    while (!cursor_.at_end()) {
        auto next = step();
        if (!next) return unexpected(next.error());
        path.push_back(std::move(*next));
    }
    return path;
}

Step PathReader::step() {
    const bool is_deep = accept("..");
    JsonPathStep step;
    if (cursor_.peek() == '[') {
        cursor_.skip(1);
        auto read = bracket();
        if (!read) return read;
        step = std::move(*read);
    } else {
        if (!is_deep && !accept(".")) return refused();
        if (accept("*")) {
            step.kind = JsonPathStep::Kind::wildcard;
        } else {
            const std::string_view member = name();
            if (member.empty()) return refused();
            step.members.emplace_back(member);
        }
    }
    step.is_deep = is_deep;
    return step;
}

Step PathReader::bracket() {
    if (accept("*")) {
        JsonPathStep step;
        step.kind = JsonPathStep::Kind::wildcard;
        return accept("]") ? Step(std::move(step)) : refused();
    }
    if (accept("?(")) return filter();
    if (accept(":")) return slice(std::nullopt);
    return members();
}

Step PathReader::members() {
    JsonPathStep step;
    do {
        auto member = member_in_brackets();
        if (!member) return refused();
        if (member->integer() && step.members.empty() && accept(":")) return slice(*member->integer());
        step.members.push_back(std::move(*member));
    } while (accept(","));
    return accept("]") ? Step(std::move(step)) : refused();
}

Step PathReader::slice(std::optional<std::int64_t> begin) {
    JsonPathStep step;
    step.kind = JsonPathStep::Kind::slice;
    step.begin = begin;
    step.end = integer();
    return accept("]") ? Step(std::move(step)) : refused();
}

Step PathReader::filter() {
    JsonPathStep step;
    step.kind = JsonPathStep::Kind::filter;
    do {
        step.any_of.emplace_back();
        do {
            auto one = condition();
            if (!one) return unexpected(one.error());
            step.any_of.back().push_back(std::move(*one));
        } while (accept("&&"));
    } while (accept("||"));
    return accept(")") && accept("]") ? Step(std::move(step)) : refused();
}

Result<JsonCondition, Fault> PathReader::condition() {
    JsonCondition condition;
    if (!accept("@")) return refused();
    while (cursor_.peek() == '.' || cursor_.peek() == '[') {
        std::optional<Value> member;
        if (cursor_.accept('.')) {
            const std::string_view found = name();
            if (!found.empty()) member = Value(found);
        } else {
            cursor_.skip(1);
            member = member_in_brackets();
            if (!accept("]")) return refused();
        }
        if (!member) return refused();
        condition.path.push_back(std::move(*member));
    }
    constexpr std::array<std::pair<std::string_view, JsonComparison>, 6> operators{
        {{"==", JsonComparison::equal},
         {"!=", JsonComparison::not_equal},
         {"<=", JsonComparison::less_or_equal},
         {">=", JsonComparison::greater_or_equal},
         {"<", JsonComparison::less},
         {">", JsonComparison::greater}}};
    for (const auto& [symbol, comparison] : operators) {
        if (!accept(symbol)) continue;
        condition.comparison = comparison;
        auto with = literal();
        if (!with) return refused();
        condition.with = std::move(*with);
        break;
    }
    return condition;
}

std::optional<Value> PathReader::literal() {
    if (accept("true")) return Value(true);
    if (accept("false")) return Value(false);
    if (accept("null")) return Value();
    skip_blanks();
    if (auto text = quoted_text()) return Value(std::move(*text));
    const std::string_view rest = cursor_.rest();
    double number = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (error != std::errc()) return std::nullopt;
    cursor_.skip(static_cast<std::size_t>(end - rest.data()));
    return Value(number);
}

std::optional<Value> PathReader::member_in_brackets() {
    skip_blanks();
    if (auto text = quoted_text()) return Value(std::move(*text));
    if (const auto position = integer()) return Value(*position);
    return std::nullopt;
}

std::string_view PathReader::name() {
    const std::string_view found = cursor_.rest().substr(0, cursor_.rest().find_first_of(".[](),*?@ =!<>&|'\""));
    cursor_.skip(found.size());
    return found;
}

std::optional<std::string> PathReader::quoted_text() {
    const char quote = cursor_.peek();
    if (quote != '\'' && quote != '"') return std::nullopt;
    cursor_.skip(1);
    std::string text;
    while (!cursor_.at_end() && cursor_.peek() != quote) {
        cursor_.accept('\\');
        if (cursor_.at_end()) return std::nullopt;
        text.push_back(cursor_.peek());
        cursor_.skip(1);
    }
    if (!cursor_.accept(quote)) return std::nullopt;
    return text;
}

std::optional<std::int64_t> PathReader::integer() {
    skip_blanks();
    const bool is_negative = cursor_.accept('-');
    const auto number = cursor_.number(9);
    if (!number) return std::nullopt;
    return is_negative ? -*number : *number;
}

}  // namespace

Result<JsonPath, Fault> read_json_path(std::string_view text) { return PathReader(text).read(); }

}  // namespace pavane::expression::juel
