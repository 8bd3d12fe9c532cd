#include "expression/feel/to_text.hpp"

#include "expression/feel/characters.hpp"
#include "expression/feel/values.hpp"
#include "foundation/ensure.hpp"

namespace pavane::expression::feel {
namespace {

using Kind = Value::Kind;

// How dates, times and durations are written.
enum class Style : std::uint8_t { literal, bare };

class Writer {
  public:
    // Without an evaluation nothing is counted.
    Writer(Evaluation* evaluation, Style style) : evaluation_(evaluation), style_(style) {}

    Allowed write(const Value& value);
    std::string take() { return std::move(text_); }

  private:
    Allowed count(std::size_t items) { return evaluation_ == nullptr ? Allowed() : evaluation_->read_items(items); }
    Allowed write_list(const List& list);
    Allowed write_context(const Context& context);
    Allowed write_range(const Range& range);
    void write_temporal(std::string_view function, const std::string& text) {
        if (style_ == Style::bare)
            text_ += text;
        else
            text_ += std::string(function) + "(\"" + text + "\")";
    }

    Evaluation* evaluation_;
    Style style_;
    std::string text_;
};

bool is_plain_name(std::string_view name) { return !name.empty() && word_length(name) == name.size(); }

Allowed Writer::write_list(const List& list) {
    if (auto allowed = count(list.size()); !allowed) return allowed;
    text_ += '[';
    bool first = true;
    for (const Value& item : list) {
        if (!std::exchange(first, false)) text_ += ", ";
        if (auto allowed = write(item); !allowed) return allowed;
    }
    text_ += ']';
    return {};
}

Allowed Writer::write_context(const Context& context) {
    if (auto allowed = count(context.entries().size()); !allowed) return allowed;
    text_ += '{';
    bool first = true;
    for (const auto& [name, value] : context.entries()) {
        if (!std::exchange(first, false)) text_ += ", ";
        text_ += is_plain_name(name) ? name : quoted_string(name);
        text_ += ": ";
        if (auto allowed = write(value); !allowed) return allowed;
    }
    text_ += '}';
    return {};
}

Allowed Writer::write_range(const Range& range) {
    if (range.low.is_null() || range.high.is_null()) {
        const bool below = range.low.is_null();
        text_ +=
            std::string("(") + (below ? "<" : ">") + ((below ? range.includes_high : range.includes_low) ? "= " : " ");
        if (auto allowed = write(below ? range.high : range.low); !allowed) return allowed;
        text_ += ')';
        return {};
    }
    text_ += range.includes_low ? '[' : '(';
    if (auto allowed = write(range.low); !allowed) return allowed;
    text_ += "..";
    if (auto allowed = write(range.high); !allowed) return allowed;
    text_ += range.includes_high ? ']' : ')';
    return {};
}

Allowed Writer::write(const Value& value) {
    if (evaluation_ != nullptr)
        if (auto allowed = evaluation_->produce(16 + (value.string() ? value.string()->size() : 0)); !allowed)
            return allowed;
    switch (value.kind()) {
        case Kind::boolean:
            text_ += *value.boolean() ? "true" : "false";
            return {};
        case Kind::integer:
        case Kind::real:
        case Kind::decimal: {
            const auto decimal = to_decimal(value);
            text_ += decimal ? decimal->text() : "null";
            return {};
        }
        case Kind::string:
            text_ += quoted_string(*value.string());
            return {};
        case Kind::date:
            write_temporal("date", format(*value.date()));
            return {};
        case Kind::time:
            write_temporal("time", format(*value.time()));
            return {};
        case Kind::date_time:
            write_temporal("date and time", format(*value.date_time()));
            return {};
        case Kind::years_months:
            write_temporal("duration", format(*value.years_months()));
            return {};
        case Kind::days_time:
            write_temporal("duration", format(*value.days_time()));
            return {};
        case Kind::list:
            return write_list(*value.list());
        case Kind::context:
            return write_context(*value.context());
        case Kind::range:
            return write_range(*value.range());
        case Kind::null:
        case Kind::bytes:
        case Kind::file:
        case Kind::document:
        case Kind::function:
            break;
    }
    text_ += "null";
    return {};
}

}  // namespace

std::string to_literal(const Value& value) {
    Writer writer(nullptr, Style::literal);
    const auto written = writer.write(value);
    ENSURE(written.has_value());  // without an evaluation there is no limit to reach
    return writer.take();
}

Computed to_string(Evaluation& evaluation, const Value& value) {
    if (value.is_null() || value.string() != nullptr) return value;
    Writer writer(&evaluation, Style::bare);
    if (auto allowed = writer.write(value); !allowed) return unexpected(allowed.error());
    return Value(writer.take());
}

std::string quoted_string(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string quoted = "\"";
    for (const char c : text) {
        switch (c) {
            case '"':
            case '\\':
                quoted += '\\';
                quoted += c;
                break;
            case '\n':
                quoted += "\\n";
                break;
            case '\r':
                quoted += "\\r";
                break;
            case '\t':
                quoted += "\\t";
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20)
                    quoted += std::string("\\u00") + digits[static_cast<unsigned>(c) >> 4U] +
                              digits[static_cast<unsigned>(c) & 15U];
                else
                    quoted += c;
        }
    }
    return quoted + '"';
}

}  // namespace pavane::expression::feel
