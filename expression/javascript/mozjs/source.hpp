// Texts of scripts, compiled. Private to this folder.
#pragma once

#include <js/experimental/JSStencil.h>
#include <jsapi.h>

#include <memory>
#include <string_view>

namespace pavane::expression::javascript {

enum class Shape : std::uint8_t {
    expression,  // strict, one value
    statements,  // what a script task holds; sloppy, unless it says otherwise
    prelude,
};

// What stands for the file of a script in the library's reports; what is written here itself has another name.
inline constexpr const char* script_file = "script";

struct StencilRelease {
    void operator()(JS::Stencil* stencil) const { JS::StencilRelease(stencil); }
};
// Compiled once, it becomes a script of any realm.
using Stencil = std::unique_ptr<JS::Stencil, StencilRelease>;

// A null pointer with an exception pending if the text is not of that shape. The column of an error in the first line
// of an expression is one too large.
Stencil compile(JSContext* cx, std::string_view text, Shape shape);

// A script of the current realm; a null pointer with an exception pending if there is no memory.
JSScript* instantiate(JSContext* cx, const Stencil& stencil, Shape shape);

}  // namespace pavane::expression::javascript
