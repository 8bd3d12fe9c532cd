#include "expression/xpath/messages.hpp"

#include <libxml/xpath.h>

namespace pavane::expression::xpath {
namespace {

int reason_of(int code) { return code - XML_XPATH_EXPRESSION_OK; }

}  // namespace

std::string syntax_message(int code) {
    switch (reason_of(code)) {
        case XPATH_NUMBER_ERROR:
            return "a number is not complete here";
        case XPATH_UNFINISHED_LITERAL_ERROR:
        case XPATH_START_LITERAL_ERROR:
            return "a text in quotes has no end";
        case XPATH_VARIABLE_REF_ERROR:
            return "a $ is followed by the name of a variable";
        case XPATH_INVALID_PREDICATE_ERROR:
            return "a ] is missing here";
        case XPATH_UNCLOSED_ERROR:
            return "a ) is missing here";
        case XPATH_RECURSION_LIMIT_EXCEEDED:
            return "the expression has too many parts";
        case XPATH_EXPR_ERROR:
            return "this is not the way an XPath expression goes on: a name, a number, a text in quotes or an operator "
                   "is expected";
        default:
            return "the XPath expression cannot be read from here on";
    }
}

std::string evaluation_message(int code) {
    switch (reason_of(code)) {
        case XPATH_OP_LIMIT_EXCEEDED:
            return "it takes too many steps for data of this size";
        case XPATH_RECURSION_LIMIT_EXCEEDED:
            return "the expression has too many parts";
        case XPATH_UNDEF_PREFIX_ERROR:
            return "it uses a prefix that no XML document it reads declares at its root";
        case XPATH_INVALID_TYPE:
            return "a function or an operator is given a value of a kind it does not take";
        case XPATH_INVALID_OPERAND:
            return "an operator is given what it does not take";
        case XPATH_MEMORY_ERROR:
            return "it needs too much memory";
        default:
            return "it cannot be evaluated";
    }
}

}  // namespace pavane::expression::xpath
