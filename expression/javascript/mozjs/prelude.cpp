#include "expression/javascript/mozjs/prelude.hpp"

#include <string>

#include "expression/javascript/mozjs/text_functions.hpp"

namespace pavane::expression::javascript {
namespace {

constexpr std::string_view globals = R"js((function (host) {
'use strict';

const define = (target, methods) => {
    for (const name of Object.keys(methods))
        Object.defineProperty(target, name, { value: methods[name], writable: true, configurable: true });
};
const has_own = (object, name) => Object.prototype.hasOwnProperty.call(object, name);
const shown = (value) => {
    if (typeof value === 'string') return value;
    if (typeof value !== 'object' || value === null || value instanceof Error) return String(value);
    return JSON.stringify(value);
};

define(Math, { random: host.random });

// The methods of Java that scripts written for Camunda 7 call on what were Java's objects there.
define(Array.prototype, {
    size() { return this.length; },
    isEmpty() { return this.length === 0; },
    get(position) {
        if (position in this) return this[position];
        throw new RangeError(`position ${position} lies outside a list of ${this.length}`);
    },
    add(item) { this.push(item); return true; },
    contains(item) { return this.includes(item); },
    elements() { return this; },
});
define(String.prototype, {
    equals(other) { return this.valueOf() === other; },
    equalsIgnoreCase(other) { return typeof other === 'string' && this.toLowerCase() === other.toLowerCase(); },
    isEmpty() { return this.length === 0; },
    isBlank() { return this.trim() === ''; },
    contains(part) { return this.includes(part); },
    stringValue() { return this.valueOf(); },
});
define(Number.prototype, {
    equals(other) { return this.valueOf() === other; },
    intValue() { return Math.trunc(this.valueOf()); },
    longValue() { return Math.trunc(this.valueOf()); },
    doubleValue() { return this.valueOf(); },
    numberValue() { return this.valueOf(); },
});
define(Boolean.prototype, {
    equals(other) { return this.valueOf() === other; },
    booleanValue() { return this.valueOf(); },
    boolValue() { return this.valueOf(); },
});
define(Date.prototype, {
    equals(other) { return other instanceof Date && this.getTime() === other.getTime(); },
    before(other) { return this.getTime() < other.getTime(); },
    after(other) { return this.getTime() > other.getTime(); },
});

// What maps and JSON objects have besides their members. Names that are likely members (size, values, value) are left out:
// order.size must stay undefined where an order has none.
const map_prototype = {};
define(map_prototype, {
    get(key) { return has_own(this, key) ? this[key] : null; },
    put(key, value) {
        const before = this.get(key);
        Object.defineProperty(this, key, { value, writable: true, enumerable: true, configurable: true });
        return before;
    },
    containsKey(key) { return has_own(this, key); },
    getValue() { return this.prop('value'); },
    isEmpty() { return Object.keys(this).length === 0; },
    keySet() { return Object.keys(this); },
    entrySet() { return Object.entries(this).map(([key, value]) => ({ key, value })); },
    prop(key) {
        if (has_own(this, key)) return this[key];
        throw new TypeError(`the JSON object has no property '${key}'`);
    },
    hasProp(key) { return has_own(this, key); },
    fieldNames() { return Object.keys(this); },
});

class BpmnError extends Error {
    constructor(code, message) {
        super(message === undefined || message === null ? '' : String(message));
        if (typeof code !== 'string' || code === '') throw new TypeError('a BpmnError needs a code: new BpmnError("code", "message")');
        define(this, { errorCode: code });
    }
    get name() { return 'BpmnError'; }
    getErrorCode() { return this.errorCode; }
    getMessage() { return this.message; }
}

// Java is not there, and says so where it is used.
const instead_of_java = (path) => {
    if (/^java\.util\.(Date|Calendar)|^java\.time\b|SimpleDateFormat/.test(path)) return "use JavaScript's Date";
    if (/^java\.util\.\w*(List|Set|Queue)|^java\.util\.Arrays/.test(path)) return 'use an array: []';
    if (/^java\.util\.\w*Map/.test(path)) return 'use an object: {}';
    if (/^java\.lang\.System\.out/.test(path)) return 'use print()';
    if (/^java\.(lang|math)\./.test(path)) return "use JavaScript's own strings, numbers and Math";
    return 'let an external task do the work';
};
const no_java = (path) => new TypeError(`there is no Java behind scripts, so '${path}' cannot be used: ${instead_of_java(path)}`);
const callable = () => {
    const target = function () {};
    delete target.name;
    delete target.length;
    return target;
};
const java = (path) => new Proxy(callable(), {
    get(target, name) {
        if (typeof name === 'symbol' || name === 'prototype') return target[name];
        const whole = `${path}.${name}`;
        return whole === 'org.camunda.bpm.engine.delegate.BpmnError' ? BpmnError : java(whole);
    },
    set() { throw no_java(path); },
    apply() { throw no_java(path); },
    construct() { throw no_java(path); },
});
const java_class = (name) => name === 'org.camunda.bpm.engine.delegate.BpmnError' ? BpmnError : java(String(name));
const import_java = (what) => { throw new TypeError(`there is no Java behind scripts: nothing can be imported`); };
const Packages = new Proxy({}, { get: (target, name) => typeof name === 'symbol' ? undefined : java(name) });

const print = (...what) => host.print(what.map(shown).join(' '));

// Spin: the content of a document is here already, so that S() has nothing left to do but to read text.
const S = (what) => typeof what === 'string' ? host.parsed(what) : what;

const globals = {
    BpmnError, Packages, S, print,
    console: { log: print, info: print, warn: print, error: print, debug: print },
    Java: { type: java_class },
    importClass: import_java, importPackage: import_java, JavaImporter: import_java,
};
for (const name of ['java', 'javax', 'org', 'com', 'net', 'io', 'edu']) globals[name] = java(name);
)js";

constexpr std::string_view objects = R"js(
// A member of an object that the engine offers. Methods are called without `this` too: the object's name is bound.
const method = (perform) => Object.freeze((...given) => perform(given));
const member = (object, name) => {
    if (host.is_variable_method(name)) return method((given) => host.call_variable_method(object, name, given));
    if (host.takes(object, name))
        return method((given) => {
            if (given.length !== 1) throw new TypeError(`${name} takes 1 argument, not ${given.length}`);
            host.change(object, name, given[0]);
        });
    if (host.has_property(object, name)) return host.property(object, name);
    const property = host.property_of(name);
    if (property && host.has_property(object, property)) return method(() => host.property(object, property));
    const getter = host.getter_of(name);
    if (getter) return host.call_variable_method(object, getter, []);
    throw new TypeError(`'${object}' has neither a property nor a method '${name}'`);
};
const cannot_change = (object) => { throw new TypeError(`'${object}' has no properties to be set: call a method, such as ${object}.setVariable(name, value)`); };
const offer = (object) => new Proxy(Object.freeze(Object.create(null)), {
    get(target, name) {
        if (name === Symbol.toPrimitive) return () => object;
        if (typeof name === 'symbol' || name === 'then' || name === 'toJSON') return undefined;
        return member(object, name);
    },
    set() { cannot_change(object); },
    defineProperty() { cannot_change(object); },
    deleteProperty() { cannot_change(object); },
});

// Stands for a value that JavaScript cannot look into.
const opaque = (what) => {
    const refuse = () => { throw new TypeError(`${what} cannot be read by a script; it can only be given on as it is`); };
    return new Proxy(Object.freeze(Object.create(null)), {
        get(target, name) { return name === 'then' ? undefined : refuse(); },
        has: refuse, set: refuse, ownKeys: refuse, defineProperty: refuse, deleteProperty: refuse, getPrototypeOf: refuse,
        getOwnPropertyDescriptor: refuse,
    });
};

// Everything that can be reached from the built-in objects, so that no script leaves a trace in them.
const freeze = () => {
    const known = new Set();
    const left = [globalThis, map_prototype, globals, (function* () {})(), (async function* () {})(), async function () {},
        [][Symbol.iterator](), ''[Symbol.iterator](), new Map()[Symbol.iterator](), new Set()[Symbol.iterator](),
        'a'.matchAll(/a/g), function* () {}, async function* () {}, Object.getPrototypeOf(async () => {})];
    while (left.length > 0) {
        const object = left.pop();
        if ((typeof object !== 'object' && typeof object !== 'function') || object === null || known.has(object)) continue;
        known.add(object);
        left.push(Object.getPrototypeOf(object));
        for (const name of Reflect.ownKeys(object)) {
            const property = Object.getOwnPropertyDescriptor(object, name);
            if (property) left.push(property.value, property.get, property.set);
        }
    }
    for (const object of known) Object.freeze(object);
};

return { globals, map_prototype, offer, opaque, freeze, BpmnError };
}))js";

}  // namespace

std::string_view prelude() {
    static const std::string text = std::string(globals) + std::string(text_prelude()) + std::string(objects);
    return text;
}

}  // namespace pavane::expression::javascript
