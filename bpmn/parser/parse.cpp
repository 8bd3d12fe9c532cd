#include "bpmn/parser/parse.hpp"

#include "bpmn/parser/tables.hpp"
#include "xml/parse.hpp"

namespace pavane::bpmn {

namespace {

std::string why_no_model(const xml::Element& root) {
    std::string why = "This is XML, but not a BPMN 2.0 model: the root element is not BPMN's <definitions>.";
    if (root.name == "definitions")
        why += " It is a <definitions> of " +
               (root.namespace_uri.empty() ? "no namespace" : "the namespace '" + root.namespace_uri + "'") +
               "; BPMN's is '" + std::string(model_namespace) + "'.";
    return why;
}

}  // namespace

Result<ParsedDocument, Diagnostics> parse(std::string_view bytes) {
    const auto source = xml::parse(bytes);
    if (!source) {
        const xml::Error& error = source.error();
        return unexpected<Diagnostics>(Diagnostics{{Severity::error,
                                                    std::string(error.is_malformed ? not_well_formed : "xml-refused"),
                                                    error.message,
                                                    "",
                                                    {error.line, error.column}}});
    }
    const xml::Element& root = source->root;
    if (root.namespace_uri != model_namespace || root.name != "definitions")
        return unexpected<Diagnostics>(
            Diagnostics{{Severity::error, "not-bpmn", why_no_model(root), "", parser::location_of(root)}});
    parser::Reading reading(*source);
    ParsedDocument parsed;
    parser::read_into(reading, root, parsed.document.definitions);
    parsed.document.encoding = source->encoding;
    parsed.diagnostics = reading.finish();
    return parsed;
}

}  // namespace pavane::bpmn
