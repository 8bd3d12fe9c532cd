// What Spin's xPath(..) gives: a search that is made when its result is asked for. Private to this folder.
#pragma once

#include <string>

#include "expression/value.hpp"
#include "expression/xpath/xml_element.hpp"

namespace pavane::expression::juel {

struct XmlQuery final : Function {
    Value document;  // an Xml
    std::string xpath;
    XmlPrefixes prefixes;
};

}  // namespace pavane::expression::juel
