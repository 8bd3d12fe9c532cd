#include "xml/parse.hpp"

#include "xml/encoding.hpp"
#include "xml/prescan.hpp"
#include "xml/tree_builder.hpp"
#include "xml/xerces_reader.hpp"

namespace pavane::xml {
Result<Document, Error> parse(std::string_view bytes, const Limits& limits) {
    if (bytes.size() > limits.size_bytes)
        return unexpected<Error>(Error{"The document is larger than " + std::to_string(limits.size_bytes) + " bytes."});
    Result<Decoded, std::string> decoded = decode(bytes);
    if (!decoded) return unexpected<Error>(Error{std::move(decoded.error()), 1, 1});
    if (auto error = prescan(decoded->text, limits)) return unexpected<Error>(std::move(*error));
    Document document;
    document.encoding = std::move(decoded->encoding);
    if (const std::optional<std::string>& warning = decoded->warning) document.warnings.push_back({*warning, 1, 1});
    TreeBuilder tree(limits, document);
    if (auto error = read_events(decoded->text, tree)) return unexpected<Error>(std::move(*error));
    return document;
}

}  // namespace pavane::xml
