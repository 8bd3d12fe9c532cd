#include "tag_scan.hpp"

#include <optional>
#include <vector>

namespace pavane::tests {
namespace {

struct Open {
    std::map<std::string, std::string> namespaces;  // all that are in force
    bool counts_inside = true;
};

std::string_view name_at(std::string_view bytes, std::size_t at) {
    return bytes.substr(at, bytes.find_first_of(" \t\r\n/>=", at) - at);
}

// The namespace declarations of the tag between `from` and `to`, added to those in force.
void declare(std::string_view tag, std::map<std::string, std::string>& namespaces) {
    for (std::size_t at = tag.find("xmlns"); at != std::string_view::npos; at = tag.find("xmlns", at + 1)) {
        const bool attribute_begins = at > 0 && std::string_view(" \t\r\n").find(tag[at - 1]) != std::string_view::npos;
        const std::string_view name = name_at(tag, at);
        if (!attribute_begins || (name != "xmlns" && !name.starts_with("xmlns:"))) continue;
        const std::size_t open = tag.find_first_of("\"'", at);
        const std::size_t close = tag.find(tag[open], open + 1);
        namespaces[name == "xmlns" ? "" : std::string(name.substr(6))] = tag.substr(open + 1, close - open - 1);
    }
}

std::size_t end_of_tag(std::string_view bytes, std::size_t at) {
    for (; bytes[at] != '>'; ++at)
        if (bytes[at] == '"' || bytes[at] == '\'') at = bytes.find(bytes[at], at + 1);
    return at;
}

bool is_omg(const std::string& uri) {
    return uri == "http://www.omg.org/spec/BPMN/20100524/MODEL" || uri == "http://www.omg.org/spec/BPMN/20100524/DI" ||
           uri == "http://www.omg.org/spec/DD/20100524/DC" || uri == "http://www.omg.org/spec/DD/20100524/DI";
}

// Where the thing that begins at `at` ends, if it is not a tag.
std::optional<std::size_t> end_of_other(std::string_view bytes, std::size_t at) {
    const std::string_view rest = bytes.substr(at);
    if (rest.starts_with("<!--")) return bytes.find("-->", at) + 3;
    if (rest.starts_with("<![CDATA[")) return bytes.find("]]>", at) + 3;
    if (rest.starts_with("<?")) return bytes.find("?>", at) + 2;
    return std::nullopt;
}

}  // namespace

std::map<std::string, int> scan_tags(std::string_view bytes) {
    std::map<std::string, int> counts;
    std::vector<Open> open(1);
    for (std::size_t at = bytes.find('<'); at != std::string_view::npos; at = bytes.find('<', at)) {
        if (const auto end = end_of_other(bytes, at)) {
            at = *end;
            continue;
        }
        const std::size_t end = end_of_tag(bytes, at);
        if (bytes[at + 1] == '/') {
            open.pop_back();
        } else {
            Open inner = open.back();
            declare(bytes.substr(at, end - at), inner.namespaces);
            const std::string name(name_at(bytes, at + 1));
            const std::size_t colon = name.find(':');
            const std::string local = colon == std::string::npos ? name : name.substr(colon + 1);
            const bool omg = is_omg(inner.namespaces[colon == std::string::npos ? "" : name.substr(0, colon)]);
            const bool container = local == "extensionElements" || local == "extension";
            if (open.back().counts_inside && omg && !container) ++counts[local];
            inner.counts_inside = open.back().counts_inside && omg && !container && local != "documentation";
            if (bytes[end - 1] != '/') open.push_back(std::move(inner));
        }
        at = end;
    }
    return counts;
}

}  // namespace pavane::tests
