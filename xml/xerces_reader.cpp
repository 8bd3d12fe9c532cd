#include "xml/xerces_reader.hpp"

#include <xercesc/framework/MemBufInputSource.hpp>
#include <xercesc/framework/XMLErrorCodes.hpp>
#include <xercesc/parsers/SAX2XMLReaderImpl.hpp>
#include <xercesc/sax2/Attributes.hpp>
#include <xercesc/sax2/DefaultHandler.hpp>
#include <xercesc/util/OutOfMemoryException.hpp>
#include <xercesc/util/PlatformUtils.hpp>
#include <xercesc/util/XMLNetAccessor.hpp>
#include <xercesc/util/XMLUni.hpp>

#include <algorithm>
#include <stdexcept>

#include "foundation/ensure.hpp"
#include "xml/encoding.hpp"
#include "xml/place_finder.hpp"

namespace pavane::xml {
namespace {

using namespace xercesc;

static_assert(sizeof(XMLCh) == 2, "Xerces hands out UTF-16");

// Xerces' own way to say that it cannot go on is to end the process.
class ThrowingPanic final : public PanicHandler {
  public:
    [[noreturn]] void panic(const PanicReasons reason) override {
        throw std::runtime_error(std::string("The XML reader does not work: ") + getPanicReasonString(reason));
    }
};

}  // namespace

// Never terminated: other threads may still be parsing when the process ends.
void start_parser() {
    static ThrowingPanic panic;
    static const bool initialised = [] {
        XMLPlatformUtils::Initialize(XMLUni::fgXercescDefaultLocale, nullptr, &panic);
        delete XMLPlatformUtils::fgNetAccessor;  // it fetches over the network
        XMLPlatformUtils::fgNetAccessor = nullptr;
        return true;
    }();
    ENSURE(initialised);
}

namespace {

// Xerces has checked the surrogate pairs.
void append_units(std::string& text, const XMLCh* units, XMLSize_t length) {
    for (XMLSize_t at = 0; at < length; ++at) {
        auto character = static_cast<char32_t>(units[at]);
        if (character >= 0xD800 && character <= 0xDBFF && at + 1 < length)
            character = 0x10000 + ((character - 0xD800) << 10) + (static_cast<char32_t>(units[++at]) - 0xDC00);
        append_utf8(text, character);
    }
}

std::string to_utf8(const XMLCh* units) {
    std::string text;
    append_units(text, units, XMLString::stringLen(units));
    return text;
}

// Xerces' own sentences repeat what they found, however long, which must not reach a log or an answer.
std::string sentence_for(unsigned int code) {
    switch (code) {
        case XMLErrs::ExpectedEndOfTagX:
        case XMLErrs::MoreEndThanStartTags:
            return "An end tag does not match the element that is open here.";
        case XMLErrs::EndedWithTagsOnStack:
            return "The document ends before all of its elements are closed.";
        case XMLErrs::UnterminatedStartTag:
        case XMLErrs::UnterminatedEndTag:
            return "A tag is not closed with '>'. A '<' that begins no tag is written '&lt;'.";
        case XMLErrs::ExpectedAttrName:
        case XMLErrs::ExpectedEqSign:
        case XMLErrs::ExpectedAttrValue:
        case XMLErrs::ExpectedWhitespace:
            return "An attribute is not written as name=\"value\". A '<' that begins no tag is written '&lt;'.";
        case XMLErrs::AttrAlreadyUsedInSTag:
            return "An element has the same attribute twice.";
        case XMLErrs::BracketInAttrValue:
            return "An attribute's value holds '<', which must be written as '&lt;'.";
        case XMLErrs::InvalidCharacter:
        case XMLErrs::InvalidCharacterInAttrValue:
        case XMLErrs::InvalidCharacterRef:
            return "The document holds a character that XML does not allow.";
        case XMLErrs::EntityNotFound:
        case XMLErrs::ExpectedEntityRefName:
        case XMLErrs::UnterminatedEntityRef:
            return "The document uses '&' for something other than the five entities of XML; write '&amp;'.";
        case XMLErrs::InvalidDocumentStructure:
        case XMLErrs::ExpectedMarkup:
            return "This is not XML: an element was expected here.";
        case XMLErrs::ExpectedElementName:
            return "The name of an element was expected behind '<'. A '<' that begins no tag is written '&lt;'.";
        case XMLErrs::EmptyMainEntity:
            return "The document is empty.";
        case XMLErrs::NotValidAfterContent:
        case XMLErrs::ExpectedCommentOrPI:
            return "Something stands after the end of the root element.";
        case XMLErrs::UnterminatedCDATASection:
        case XMLErrs::UnterminatedComment:
        case XMLErrs::UnterminatedPI:
            return "A comment, CDATA section or processing instruction is not closed.";
        case XMLErrs::XMLDeclMustBeFirst:
        case XMLErrs::UnterminatedXMLDecl:
        case XMLErrs::BadXMLVersion:
        case XMLErrs::UnsupportedXMLVersion:
        case XMLErrs::BadStandalone:
        case XMLErrs::DeclStringsInWrongOrder:
            return "The XML declaration is wrong or is not the first thing in the file.";
        default:
            return "The document is not well-formed XML.";
    }
}

struct Malformed {
    unsigned int code = 0;
    std::size_t offset = 0;  // in the text, of what the reader has come to
    Error error;
};

class Reader : public SAX2XMLReaderImpl {
  public:
    // Called before any handler, with the code that the handlers do not get to see.
    void error(unsigned int code, const XMLCh*, ErrTypes type, const XMLCh*, const XMLCh*, const XMLCh*,
               XMLFileLoc line, XMLFileLoc column) override {
        if (type == ErrType_Warning) return;
        throw Malformed{
            code,
            static_cast<std::size_t>(getSrcOffset()),
            {sentence_for(code), static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(column), true}};
    }
};

struct OpenElement {
    std::string name;
    Position place;
};

class Handler : public DefaultHandler {
  public:
    Handler(std::string_view text, const Reader& reader, TreeBuilder& tree)
        : places_(text), reader_(reader), tree_(tree) {}

    void startElement(const XMLCh*, const XMLCh*, const XMLCh* name, const Attributes& found) override {
        std::vector<RawAttribute> attributes;
        attributes.reserve(found.getLength());
        for (XMLSize_t at = 0; at < found.getLength(); ++at)
            attributes.push_back({to_utf8(found.getQName(at)), to_utf8(found.getValue(at))});
        place_ = places_.tag_before(reader_.getSrcOffset());
        open_.push_back({to_utf8(name), place_});
        tree_.start_element(open_.back().name, std::move(attributes), place_);
        end_markup();
    }

    void endElement(const XMLCh*, const XMLCh*, const XMLCh*) override {
        tree_.end_element();
        open_.pop_back();
        end_markup();
    }

    void characters(const XMLCh* units, XMLSize_t length) override {
        buffer_.clear();
        append_units(buffer_, units, length);
        if (is_in_text_ || buffer_.find_first_not_of(" \t\r\n") == std::string::npos) return tree_.text(buffer_);
        is_in_text_ = true;
        tree_.text(buffer_, places_.text_between(markup_end_, reader_.getSrcOffset()));
    }

    void comment(const XMLCh*, XMLSize_t) override {
        tree_.comment_or_instruction();
        end_markup();
    }
    void processingInstruction(const XMLCh*, const XMLCh*) override {
        tree_.comment_or_instruction();
        end_markup();
    }

    InputSource* resolveEntity(const XMLCh*, const XMLCh*) override {
        throw Refusal{"The document refers to something outside of itself, which is never read."};
    }

    Position place() const { return place_; }  // of the last element that began
    const OpenElement* innermost() const { return open_.empty() ? nullptr : &open_.back(); }

  private:
    void end_markup() {
        markup_end_ = reader_.getSrcOffset();
        is_in_text_ = false;
    }

    PlaceFinder places_;
    const Reader& reader_;
    TreeBuilder& tree_;
    Position place_;
    std::vector<OpenElement> open_;
    std::string buffer_;
    std::size_t markup_end_ = 0;  // where text may begin
    bool is_in_text_ = false;     // some of it that is no white space has been read
};

// The scanner that only knows well-formedness: it has no grammars, and expands no entity but XML's own five.
void harden(Reader& reader) {
    reader.setProperty(XMLUni::fgXercesScannerName, const_cast<XMLCh*>(XMLUni::fgWFXMLScanner));
    reader.setFeature(XMLUni::fgSAX2CoreValidation, false);
    reader.setFeature(XMLUni::fgSAX2CoreNameSpaces, false);  // the tree builder binds names, unbound prefixes included
    reader.setFeature(XMLUni::fgSAX2CoreNameSpacePrefixes, true);
    reader.setFeature(XMLUni::fgXercesSchema, false);
    reader.setFeature(XMLUni::fgXercesLoadExternalDTD, false);
    reader.setFeature(XMLUni::fgXercesLoadSchema, false);
    reader.setFeature(XMLUni::fgXercesDisableDefaultEntityResolution, true);
    reader.setFeature(XMLUni::fgXercesCalculateSrcOfs, true);
}

Error malformed_at(const Position& place) {
    return {"The document is not well-formed XML.", place.line, place.column, true};
}

// "'task'", or nothing where it is none that a model would have: what was found must not reach a log or an answer.
std::string named(std::string_view name) {
    constexpr std::size_t longest_bytes = 40;
    constexpr std::string_view of_models = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:._-";
    const bool is_plain = name.find_first_not_of(of_models) == std::string_view::npos;
    return name.empty() || name.size() > longest_bytes || !is_plain ? "" : " '" + std::string(name) + "'";
}

// The name in the end tag in which the reader stopped.
std::string_view end_tag_at(std::string_view text, std::size_t offset) {
    const std::size_t start = text.rfind("</", std::min(offset, text.size()));
    if (start == std::string_view::npos) return {};
    const std::string_view rest = text.substr(start + 2);
    return rest.substr(0, rest.find_first_of("> \t\r\n/<"));
}

std::string sentence_of(const Malformed& malformed, std::string_view text, const Handler& handler) {
    const OpenElement* open = handler.innermost();
    if (open == nullptr) return malformed.error.message;
    const std::string still_open = "The element" + named(open->name) + " of line " + std::to_string(open->place.line);
    if (malformed.code == XMLErrs::ExpectedEndOfTagX) {
        const std::string closed = named(end_tag_at(text, malformed.offset));
        return still_open + " is still open where" + (closed.empty() ? " another" : closed) + " is closed.";
    }
    if (malformed.code == XMLErrs::EndedWithTagsOnStack)
        return "The document ends before all of its elements are closed. " + still_open + " is still open.";
    return malformed.error.message;
}

}  // namespace

std::optional<Error> read_events(std::string_view text, TreeBuilder& tree) {
    start_parser();
    Reader reader;
    Handler handler(text, reader, tree);
    harden(reader);
    reader.setContentHandler(&handler);
    reader.setLexicalHandler(&handler);
    reader.setEntityResolver(&handler);
    reader.setErrorHandler(&handler);  // without one, Xerces reports no error to the reader either
    MemBufInputSource source(reinterpret_cast<const XMLByte*>(text.data()), text.size(), "", false);
    source.setEncoding(XMLUni::fgUTF8EncodingString);  // whatever the declaration says: the text has been decoded
    try {
        reader.parse(source);
    } catch (const Malformed& malformed) {
        Error error = malformed.error;
        error.message = sentence_of(malformed, text, handler);
        return error;
    } catch (const Refusal& refusal) {
        return Error{refusal.message, handler.place().line, handler.place().column};
    } catch (const XMLException&) {
        return malformed_at(handler.place());
    } catch (const SAXException&) {
        return malformed_at(handler.place());
    } catch (const OutOfMemoryException&) {
        return Error{"The document needs more memory than there is.", handler.place().line, handler.place().column};
    }
    return std::nullopt;
}

}  // namespace pavane::xml
