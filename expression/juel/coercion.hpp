// EL 2.2 §1.18: how a value becomes a boolean, a number or a text. Private to this folder.
#pragma once

#include <cstdint>
#include <string>

#include "expression/juel/evaluation.hpp"

namespace pavane::expression::juel {

// null and "" are false, a string is true if it reads true; a number or anything else is a fault.
Result<bool, Fault> to_boolean(const Value& value);

struct Number {
    bool is_real = false;
    std::int64_t integer = 0;
    double real = 0;

    double as_real() const { return is_real ? real : static_cast<double>(integer); }
};

// null and "" are 0; a string with a point or an exponent is real.
Result<Number, Fault> to_number(const Value& value);

// As an argument that must be whole: a real one is cut off.
Result<std::int64_t, Fault> to_integer(const Value& value);

// As Java writes it: null is "", 1.0 is "1.0", a list is "[1, 2]", a map "{a=1}"; a date in the form of the REST
// contract, a document as its own text. Bytes and files have no text. What is appended counts as produced.
Result<void, Fault> append_text(std::string& text, const Value& value, Evaluation& evaluation);
Result<std::string, Fault> to_text(const Value& value, Evaluation& evaluation);

// "1.0", "1.5E10", "1.0E-5": the shortest digits that read back as the number, in the form of Java's Double.toString.
std::string java_text(double number);

// For messages: the kind and, if it is short, the value.
std::string described(const Value& value);

}  // namespace pavane::expression::juel
