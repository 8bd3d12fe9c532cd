#include "expression/javascript/mozjs/text_functions.hpp"

#include <js/CallArgs.h>
#include <js/StableStringChars.h>
#include <js/String.h>

#include <algorithm>
#include <memory>

namespace pavane::expression::javascript {
namespace {

// Calls `use` with the units of the text, of whichever width they are.
template <class Use>
auto with_units(const JS::AutoStableStringChars& text, const Use& use) {
    if (text.isLatin1()) {
        const auto units = text.latin1Range();
        return use(units.begin().get(), units.length());
    }
    const auto units = text.twoByteRange();
    return use(units.begin().get(), units.length());
}

// Forwards, or backwards from behind the last.
template <class Unit>
struct Walk {
    const Unit* units;
    std::size_t length;
    bool is_backward;

    char16_t operator[](std::size_t at) const { return units[is_backward ? length - 1 - at : at]; }
};

// Knuth, Morris and Pratt: `borders` gets, for each beginning of the part, how long the longest one is that it ends
// in and that is not itself.
template <class Part>
void find_borders(const Part& part, std::uint32_t* borders) {
    borders[0] = 0;
    std::uint32_t border = 0;
    for (std::size_t at = 1; at < part.length; ++at) {
        while (border > 0 && part[at] != part[border]) border = borders[border - 1];
        if (part[at] == part[border]) ++border;
        borders[at] = border;
    }
}

// Where the walk has met the part for the first time; its length if it does not. The part is not empty.
template <class Text, class Part>
std::size_t find(const Text& text, const Part& part, const std::uint32_t* borders) {
    std::size_t same = 0;
    for (std::size_t at = 0; at < text.length; ++at) {
        while (same > 0 && text[at] != part[same]) same = borders[same - 1];
        if (text[at] == part[same]) ++same;
        if (same == part.length) return at + 1 - same;
    }
    return text.length;
}

struct Free {
    void operator()(void* block) const { js_free(block); }
};

// Arguments 0 and 1 are texts, 2 is the first position, or the last one that the part may begin at.
bool search(JSContext* cx, const JS::CallArgs& arguments, bool is_backward) {
    JS::AutoStableStringChars text(cx);
    JS::AutoStableStringChars part(cx);
    if (!text.init(cx, arguments[0].toString()) || !part.init(cx, arguments[1].toString())) return false;
    const std::size_t text_length = JS::GetStringLength(arguments[0].toString());
    const std::size_t part_length = JS::GetStringLength(arguments[1].toString());
    const auto place = static_cast<std::size_t>(arguments[2].toNumber());
    arguments.rval().setInt32(-1);
    if (part_length > text_length) return true;
    // The library's allocator, which counts.
    const std::unique_ptr<std::uint32_t, Free> borders(
        static_cast<std::uint32_t*>(JS_malloc(cx, std::max<std::size_t>(part_length, 1) * sizeof(std::uint32_t))));
    if (!borders) return false;
    const std::size_t begin = is_backward ? 0 : std::min(place, text_length);
    const std::size_t end = is_backward ? std::min(place + part_length, text_length) : text_length;
    const std::size_t found = with_units(text, [&](const auto* units, std::size_t) {
        const Walk walk{units + begin, end - begin, is_backward};
        return with_units(part, [&](const auto* wanted_units, std::size_t length) {
            const Walk wanted{wanted_units, length, is_backward};
            find_borders(wanted, borders.get());
            return find(walk, wanted, borders.get());
        });
    });
    if (found == end - begin) return true;
    arguments.rval().setNumber(static_cast<double>(is_backward ? end - found - part_length : begin + found));
    return true;
}

bool find_first(JSContext* cx, unsigned count, JS::Value* values) {
    return search(cx, JS::CallArgsFromVp(count, values), false);
}

bool find_last(JSContext* cx, unsigned count, JS::Value* values) {
    return search(cx, JS::CallArgsFromVp(count, values), true);
}

bool depth(JSContext* cx, unsigned count, JS::Value* values) {
    const JS::CallArgs arguments = JS::CallArgsFromVp(count, values);
    JS::AutoStableStringChars text(cx);
    if (!text.init(cx, arguments[0].toString())) return false;
    arguments.rval().setNumber(with_units(text, [](const auto* units, std::size_t length) {
        std::uint32_t deepest = 0;
        std::uint32_t depth = 0;
        bool is_in_string = false;
        for (std::size_t at = 0; at < length; ++at) {
            const char16_t unit = units[at];
            if (is_in_string && unit == '\\')
                ++at;
            else if (unit == '"')
                is_in_string = !is_in_string;
            else if (!is_in_string && (unit == '[' || unit == '{'))
                deepest = std::max(deepest, ++depth);
            else if (!is_in_string && (unit == ']' || unit == '}') && depth > 0)
                --depth;
        }
        return static_cast<double>(deepest);
    }));
    return true;
}

// The built-in functions compare the part at each position: they do it as long as that is little.
constexpr std::string_view prelude = R"js(
const little = 1e7;
const { apply } = Reflect;
const { indexOf, lastIndexOf, includes, split, replace, replaceAll } = String.prototype;
const parse_json = JSON.parse;
const is_little = (text, part) => text.length * part.length <= little;
const text_of = (value, method) => {
    if (value === undefined || value === null) throw new TypeError(`String.prototype.${method} called on null or undefined`);
    return `${value}`;
};
const has_method = (value, symbol) => value !== undefined && value !== null && value[symbol] !== undefined;
const first_place = (from, text) => Math.min(Math.max(Math.trunc(+from) || 0, 0), text.length);
const expanded = (replacement, text, part, at) => {
    if (typeof replacement === 'function') return `${replacement(part, at, text)}`;
    const parts = { '$$': '$', '$&': part, '$`': text.slice(0, at), "$'": text.slice(at + part.length) };
    return apply(replace, replacement, [/\$[$&`']/g, (sign) => parts[sign]]);
};
const replaced = (text, part, replacement, is_all) => {
    const how = typeof replacement === 'function' ? replacement : `${replacement}`;
    let made = '';
    let from = 0;
    for (let at = host.find(text, part, 0); at >= 0; at = is_all ? host.find(text, part, from) : -1) {
        made += text.slice(from, at) + expanded(how, text, part, at);
        from = at + part.length;
    }
    return made + text.slice(from);
};
define(String.prototype, {
    indexOf(part, from = undefined) {
        const text = text_of(this, 'indexOf'), wanted = `${part}`;
        return is_little(text, wanted) ? apply(indexOf, text, [wanted, from]) : host.find(text, wanted, first_place(from, text));
    },
    lastIndexOf(part, from = undefined) {
        const text = text_of(this, 'lastIndexOf'), wanted = `${part}`;
        if (is_little(text, wanted)) return apply(lastIndexOf, text, [wanted, from]);
        const last = +from;
        return host.find_last(text, wanted, last !== last ? text.length : first_place(last, text));
    },
    includes(part, from = undefined) {
        const text = text_of(this, 'includes');
        if (has_method(part, Symbol.match)) return apply(includes, text, [part, from]);
        const wanted = `${part}`;
        return is_little(text, wanted) ? apply(includes, text, [wanted, from]) : host.find(text, wanted, first_place(from, text)) >= 0;
    },
    split(separator, limit) {
        if (separator === undefined || has_method(separator, Symbol.split)) return apply(split, this, [separator, limit]);
        const text = text_of(this, 'split'), most = limit === undefined ? 4294967295 : limit >>> 0, wanted = `${separator}`;
        if (is_little(text, wanted)) return apply(split, text, [wanted, most]);
        const parts = [];
        let from = 0;
        for (let at = host.find(text, wanted, 0); at >= 0 && parts.length < most; at = host.find(text, wanted, from)) {
            parts[parts.length] = text.slice(from, at);
            from = at + wanted.length;
        }
        if (parts.length < most) parts[parts.length] = text.slice(from);
        return parts;
    },
    replace(pattern, replacement) {
        if (has_method(pattern, Symbol.replace)) return apply(replace, this, [pattern, replacement]);
        const text = text_of(this, 'replace'), part = `${pattern}`;
        return is_little(text, part) ? apply(replace, text, [part, replacement]) : replaced(text, part, replacement, false);
    },
    replaceAll(pattern, replacement) {
        if (has_method(pattern, Symbol.replace)) return apply(replaceAll, this, [pattern, replacement]);
        const text = text_of(this, 'replaceAll'), part = `${pattern}`;
        return is_little(text, part) ? apply(replaceAll, text, [part, replacement]) : replaced(text, part, replacement, true);
    },
});
// Members that are long texts or numbers are compared one by one, so that it can be interrupted.
const array = { indexOf: Array.prototype.indexOf, lastIndexOf: Array.prototype.lastIndexOf, includes: Array.prototype.includes };
const is_long = (value) => typeof value === 'bigint' || (typeof value === 'string' && value.length > 100);
const size_of = (list) => Math.min(Math.max(Math.trunc(+list.length) || 0, 0), Number.MAX_SAFE_INTEGER);
const place_in = (size, from) => {
    const place = Math.trunc(+from) || 0;
    return place < 0 ? Math.max(size + place, 0) : place;
};
define(Array.prototype, {
    indexOf(wanted, ...from) {
        if (!is_long(wanted)) return apply(array.indexOf, this, [wanted, ...from]);
        const size = size_of(this);
        for (let at = place_in(size, from[0]); at < size; ++at) if (this[at] === wanted) return at;
        return -1;
    },
    lastIndexOf(wanted, ...from) {
        if (!is_long(wanted)) return apply(array.lastIndexOf, this, [wanted, ...from]);
        const size = size_of(this), last = from.length === 0 ? size - 1 : Math.trunc(+from[0]) || 0;
        for (let at = last < 0 ? size + last : Math.min(last, size - 1); at >= 0; --at) if (this[at] === wanted) return at;
        return -1;
    },
    includes(wanted, ...from) {
        return is_long(wanted) ? this.indexOf(wanted, ...from) >= 0 : apply(array.includes, this, [wanted, ...from]);
    },
});
define(JSON, {
    parse(what, reviver) {
        const text = `${what}`;
        if (host.depth(text) > 1000) throw new SyntaxError('JSON.parse: the text nests deeper than 1000 levels');
        return reviver === undefined ? parse_json(text) : parse_json(text, reviver);
    },
});
)js";

}  // namespace

const JSFunctionSpec text_functions[] = {JS_FN("find", find_first, 3, 0), JS_FN("find_last", find_last, 3, 0),
                                         JS_FN("depth", depth, 1, 0), JS_FS_END};

std::string_view text_prelude() { return prelude; }

}  // namespace pavane::expression::javascript
