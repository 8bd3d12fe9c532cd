#include "json/parse.hpp"

#include <boost/json/parse_options.hpp>

#include "json/builder.hpp"

namespace pavane::json {

namespace {

using Parser = boost::json::basic_parser<Builder>;

boost::json::parse_options options_for(const Limits& limits) {
    boost::json::parse_options options;
    options.max_depth = limits.depth;
    return options;
}

std::string sentence_of(const boost::json::error_code& code) {
    using boost::json::error;
    if (code == error::incomplete) return "it ends too early";
    if (code == error::extra_data) return "text follows the value";
    if (code == error::too_deep) return "it is nested too deeply";
    if (code == error::illegal_leading_surrogate || code == error::illegal_trailing_surrogate ||
        code == error::expected_utf16_escape)
        return "a string contains half of a surrogate pair";
    return "it is not well formed";
}

// The parser does not tell where it stopped, so a refused text is read twice more: in blocks, then the block it broke
// in by bytes.
std::size_t locate(std::string_view text, const Limits& limits) {
    constexpr std::size_t block = 4096;
    boost::json::error_code code;
    std::size_t begin = 0;
    for (Parser parser(options_for(limits), limits); begin < text.size(); begin += block) {
        const std::string_view part = text.substr(begin, block);
        if (parser.write_some(true, part.data(), part.size(), code) < part.size() || code) break;
    }
    if (begin >= text.size()) return text.size();
    Parser parser(options_for(limits), limits);
    const std::string_view before = text.substr(0, begin);
    parser.write_some(true, before.data(), before.size(), code = {});
    for (std::size_t at = begin; at < text.size(); ++at)
        if (parser.write_some(true, &text[at], 1, code) < 1 || code) return at;
    return text.size();
}

}  // namespace

Result<expression::Value, Error> parse(std::string_view text, const Limits& limits) {
    Parser parser(options_for(limits), limits);
    boost::json::error_code code;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), code);
    if (!code && used < text.size()) code = boost::json::error::extra_data;
    if (!code) return parser.handler().take();
    const std::string& complaint = parser.handler().complaint();
    return unexpected(Error{complaint.empty() ? sentence_of(code) : complaint, locate(text, limits)});
}

}  // namespace pavane::json
