#include "api/http/message.hpp"

namespace pavane::http {

const std::string* Request::header(std::string_view name) const {
    for (const Header& header : headers)
        if (header.name == name) return &header.value;
    return nullptr;
}

}  // namespace pavane::http
