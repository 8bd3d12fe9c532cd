#include "expression/javascript/mozjs/source.hpp"

#include <js/CompileOptions.h>
#include <js/SourceText.h>

#include <string>

namespace pavane::expression::javascript {
namespace {

void set(JS::CompileOptions& options, Shape shape) {
    options.setFileAndLine(shape == Shape::prelude ? "engine" : script_file, 1);
    if (shape != Shape::prelude) options.setNonSyntacticScope(true);
    if (shape == Shape::expression) options.setForceStrictMode();
}

}  // namespace

Stencil compile(JSContext* cx, std::string_view text, Shape shape) {
    std::string wrapped;
    if (shape == Shape::expression) {
        wrapped.reserve(text.size() + 3);
        // The line end ends a comment.
        wrapped.append("(").append(text).append("\n)");
        text = wrapped;
    }
    JS::CompileOptions options(cx);
    set(options, shape);
    JS::SourceText<mozilla::Utf8Unit> source;
    if (!source.init(cx, text.data(), text.size(), JS::SourceOwnership::Borrowed)) return nullptr;
    return Stencil(JS::CompileGlobalScriptToStencil(cx, options, source).take());
}

JSScript* instantiate(JSContext* cx, const Stencil& stencil, Shape shape) {
    JS::CompileOptions options(cx);
    set(options, shape);
    const JS::InstantiateOptions instantiate(options);
    return JS::InstantiateGlobalStencil(cx, instantiate, stencil.get());
}

}  // namespace pavane::expression::javascript
