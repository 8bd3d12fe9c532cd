#include <js/Array.h>
#include <js/BigInt.h>
#include <js/Class.h>
#include <js/Conversions.h>
#include <js/Object.h>
#include <js/PropertyAndElement.h>
#include <jsfriendapi.h>

#include <cmath>

#include "expression/javascript/mozjs/evaluation.hpp"
#include "expression/javascript/mozjs/text.hpp"
#include "expression/javascript/mozjs/values.hpp"

namespace pavane::expression::javascript {
namespace {

constexpr double largest_exact = 9007199254740992.0;  // 2^53
constexpr double first_ms = -62135596800000.0;        // 0001-01-01
constexpr double last_ms = 253402300799999.0;         // 9999-12-31

// One conversion: the way down to where it is, and what it has cost.
class Reading {
  public:
    Reading(JSContext* cx, std::size_t own_depth)
        : cx_(cx), evaluation_(evaluation_of(cx)), limits_(state_of(cx).limits), own_depth_(own_depth) {}

    std::optional<Value> value(JS::HandleValue value) {
        if (++evaluation_.produced_values > limits_.produced_values) return refuse("it has too many parts");
        if (value.isNullOrUndefined()) return Value();
        if (value.isBoolean()) return Value(value.toBoolean());
        if (value.isInt32()) return Value(std::int64_t{value.toInt32()});
        if (value.isDouble()) return number(value.toDouble());
        if (value.isString()) return text(value.toString());
        if (value.isBigInt()) return big_integer(value.toBigInt());
        if (value.isSymbol()) return refuse("a symbol cannot be kept");
        const JS::RootedObject object(cx_, &value.toObject());
        return this->object(object);
    }

  private:
    std::nullopt_t refuse(const std::string& why) {
        evaluation_.gave_what_cannot_be_kept = true;
        throw_error(cx_, "this value cannot become a variable or a result: " + why);
        return std::nullopt;
    }

    std::optional<Value> number(double number) {
        if (!std::isfinite(number)) return refuse("it is no number (NaN) or infinite");
        if (std::trunc(number) == number && std::abs(number) <= largest_exact)
            return Value(static_cast<std::int64_t>(number));
        return Value(number);
    }

    std::optional<Value> big_integer(JS::BigInt* number) {
        std::int64_t integer = 0;
        if (!JS::BigIntFits(number, &integer)) return refuse("the integer has more than 64 bits");
        return Value(integer);
    }

    std::optional<std::string> characters(JSString* string) {
        const JS::RootedString rooted(cx_, string);
        if (JS_GetStringLength(string) > limits_.produced_bytes) return too_much_text();
        if (!is_text(cx_, rooted)) {
            if (!JS_IsExceptionPending(cx_))
                refuse("its text holds a character that cannot be stored (U+0000, or half of a pair)");
            return std::nullopt;
        }
        auto text = to_utf8(cx_, rooted);
        if (!text) return std::nullopt;
        evaluation_.produced_bytes += text->size();
        if (evaluation_.produced_bytes > limits_.produced_bytes) return too_much_text();
        return text;
    }

    std::nullopt_t too_much_text() {
        return refuse("it has more than " + std::to_string(limits_.produced_bytes >> 20) + " MB of text");
    }

    std::optional<Value> text(JSString* string) {
        auto text = characters(string);
        if (!text) return std::nullopt;
        return Value(std::move(*text));
    }

    // What the object was made of, if it was made here.
    const Value* origin(JSObject* object) const {
        for (std::size_t at = 0; at < evaluation_.kept_objects.length(); ++at)
            if (evaluation_.kept_objects[at] == object) return &evaluation_.kept_values[at];
        return nullptr;
    }

    std::optional<Value> object(JS::HandleObject object) {
        const Value* const known = origin(object);
        const Document* const document = known ? known->document() : nullptr;
        const bool was_json = document && document->format == Document::Format::json;
        const bool has_content = was_json || (document && document->serialization_format == "application/json");
        if (known && !has_content)
            return depth_ <= own_depth_ ? std::optional(*known)
                                        : refuse("bytes, files and documents cannot be part of another value");
        if (depth_ >= max_depth) return refuse("it is nested more than 100 levels deep, or holds itself");
        ++depth_;
        auto content = this->content(object);
        --depth_;
        // A JSON variable stays one, with what the script has changed in it.
        if (!content || !was_json || depth_ != own_depth_) return content;
        auto json = state_of(cx_).contents.json(*content);
        if (!json) return refuse(json.error());
        return std::move(*json);
    }

    std::optional<Value> content(JS::HandleObject object) {
        if (JS::IsCallable(object)) return refuse("a function cannot be kept");
        js::ESClass kind = js::ESClass::Other;
        if (!JS::GetBuiltinClass(cx_, object, &kind)) return std::nullopt;
        const JS::RootedValue whole(cx_, JS::ObjectValue(*object));
        double inner = 0;
        switch (kind) {
            case js::ESClass::Array:
                return list(object);
            case js::ESClass::Object:
                return context(object);
            case js::ESClass::Date:
                return js::DateGetMsecSinceEpoch(cx_, object, &inner) ? date(inner) : std::nullopt;
            case js::ESClass::Number:
                return JS::ToNumber(cx_, whole, &inner) ? number(inner) : std::nullopt;
            case js::ESClass::String: {
                JSString* const string = JS::ToString(cx_, whole);
                return string ? text(string) : std::nullopt;
            }
            case js::ESClass::Map:
                return refuse("a Map cannot be kept: use a plain object, as Object.fromEntries(map) gives it");
            case js::ESClass::Set:
                return refuse("a Set cannot be kept: use an array, as Array.from(set) gives it");
            case js::ESClass::Promise:
                return refuse("a Promise cannot be kept");
            default:
                return refuse("only plain objects, arrays, dates, texts, numbers and true or false can be kept");
        }
    }

    std::optional<Value> date(double ms) {
        if (std::isnan(ms)) return refuse("the date is no date (Invalid Date)");
        if (ms < first_ms || ms > last_ms) return refuse("the year of the date is not from 1 to 9999");
        return Value(DateTime(Instant(Milliseconds(static_cast<std::int64_t>(ms))), 0));
    }

    std::optional<Value> list(JS::HandleObject array) {
        std::uint32_t length = 0;
        if (!JS::GetArrayLength(cx_, array, &length)) return std::nullopt;
        if (length > limits_.produced_values) return refuse("it has too many parts");
        List items;
        items.reserve(length);
        JS::RootedValue item(cx_);
        for (std::uint32_t at = 0; at < length; ++at) {
            if (!JS_GetElement(cx_, array, at, &item)) return std::nullopt;
            auto read = value(item);
            if (!read) return std::nullopt;
            items.push_back(std::move(*read));
        }
        return Value(std::move(items));
    }

    std::optional<Value> context(JS::HandleObject object) {
        JS::RootedIdVector ids(cx_);
        if (!js::GetPropertyKeys(cx_, object, JSITER_OWNONLY, &ids)) return std::nullopt;
        std::vector<Context::Entry> entries;
        entries.reserve(ids.length());
        JS::RootedValue member(cx_);
        for (std::size_t at = 0; at < ids.length(); ++at) {
            const JS::RootedString key(cx_, name(ids[at]));
            if (!key) return std::nullopt;
            auto name = characters(key);
            if (!name || !JS_GetPropertyById(cx_, object, ids[at], &member)) return std::nullopt;
            auto read = value(member);
            if (!read) return std::nullopt;
            entries.emplace_back(std::move(*name), std::move(*read));
        }
        return Value(Context(std::move(entries)));
    }

    JSString* name(JS::HandleId id) {
        JS::RootedValue value(cx_);
        return JS_IdToValue(cx_, id, &value) ? JS::ToString(cx_, value) : nullptr;
    }

    JSContext* cx_;
    Evaluation& evaluation_;
    const ScriptLimits& limits_;
    std::size_t own_depth_;  // down to which a value is one of its own
    std::size_t depth_ = 0;
};

}  // namespace

std::optional<Value> from_script(JSContext* cx, JS::HandleValue value, bool on_their_own) {
    return Reading(cx, on_their_own ? 1 : 0).value(value);
}

}  // namespace pavane::expression::javascript
