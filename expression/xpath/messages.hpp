// The library's errors in plain words. Private to this folder.
#pragma once

#include <string>

namespace pavane::expression::xpath {

// `code` is xmlError::code.
std::string syntax_message(int code);
std::string evaluation_message(int code);

}  // namespace pavane::expression::xpath
