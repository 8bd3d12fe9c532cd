#include "bpmn/model/public_id.hpp"

namespace pavane::bpmn {

std::string public_id(const Uuid& id, const std::string& key, std::int32_t version) {
    constexpr std::size_t longest = 64;
    std::string bare = to_string(id);
    if (key.empty()) return bare;
    std::string text = key + ":" + std::to_string(version) + ":" + bare;
    return text.size() > longest ? bare : text;
}

}  // namespace pavane::bpmn
