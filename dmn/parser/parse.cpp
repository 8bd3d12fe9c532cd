#include "dmn/parser/parse.hpp"

#include "dmn/parser/readers.hpp"

namespace pavane::dmn {

namespace parser {
namespace {

xml::Element keep(Reading&, const xml::Element& element) { return element; }

// The diagram has namespaces of its own: it is taken out before the model is read.
bool is_diagram(const xml::Element& element) { return element.name == "DMNDI"; }

Definitions read_definitions(Reading& reading, const xml::Element& root) {
    static const Table<Definitions> table{
        {{"namespace", text<&Definitions::namespace_uri>},
         {"expressionLanguage", text<&Definitions::expression_language>},
         {"typeLanguage", text<&Definitions::type_language>},
         {"exporter", text<&Definitions::exporter>},
         {"exporterVersion", text<&Definitions::exporter_version>}},
        {{"import", many<&Definitions::imports, read_import>},
         {"itemDefinition", many<&Definitions::item_definitions, read_item_definition>},
         {"inputData", many<&Definitions::inputs, read_input_data>},
         {"decision", many<&Definitions::decisions, read_decision>},
         {"businessKnowledgeModel", many<&Definitions::knowledge_models, read_knowledge_model>},
         {"decisionService", many<&Definitions::services, read_service>},
         {"knowledgeSource", many<&Definitions::knowledge_sources, read_knowledge_source>},
         {"elementCollection", many<&Definitions::kept, keep>},
         {"performanceIndicator", many<&Definitions::kept, keep>},
         {"organizationUnit", many<&Definitions::kept, keep>},
         {"textAnnotation", many<&Definitions::kept, keep>},
         {"association", many<&Definitions::kept, keep>},
         {"group", many<&Definitions::kept, keep>}}};
    Definitions definitions;
    read_into(reading, root, definitions, element_table(), named_table(), table);
    definitions.version = version_of(root.namespace_uri);
    return definitions;
}

}  // namespace
}  // namespace parser

Result<ParsedDocument, Diagnostics> parse(std::string_view bytes, const xml::Limits& limits) {
    auto source = xml::parse(bytes, limits);
    if (!source) {
        const xml::Error& error = source.error();
        return unexpected<Diagnostics>(Diagnostics{{Severity::error,
                                                    error.is_malformed ? "xml-unreadable" : "xml-refused",
                                                    error.message,
                                                    "",
                                                    {error.line, error.column}}});
    }
    xml::Element& root = source->root;
    if (root.name != "definitions" || parser::version_of(root.namespace_uri).empty())
        return unexpected<Diagnostics>(
            Diagnostics{{Severity::error, "not-dmn",
                         "This is XML, but not a DMN model: the root element is not the <definitions> of a DMN from "
                         "1.1 to 1.6.",
                         "", parser::location_of(root)}});
    parser::Reading reading(root.namespace_uri);
    ParsedDocument parsed;
    std::vector<xml::Element> diagrams;
    std::erase_if(root.children, [&diagrams](xml::Element& child) {
        if (!parser::is_diagram(child)) return false;
        diagrams.push_back(std::move(child));
        return true;
    });
    parsed.definitions = parser::read_definitions(reading, root);
    parsed.definitions.diagrams = std::move(diagrams);
    parsed.diagnostics = reading.take();
    for (const xml::Warning& warning : source->warnings)
        parsed.diagnostics.push_back(
            {Severity::warning, "xml-repaired", warning.message, "", {warning.line, warning.column}});
    return parsed;
}

}  // namespace pavane::dmn
