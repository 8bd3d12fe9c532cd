// What is known while files are being linked: types, names, and what there is to say.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dmn/link/link.hpp"
#include "expression/feel/feel.hpp"

namespace pavane::dmn {

using expression::feel::KnownNames;

// The item definitions of one file by name, those of its imports behind the import's name ("model.type").
class TypeScope : public expression::feel::NamedTypes {
  public:
    const Type* find(std::string_view name) const override;
    void add(std::string name, const Type* type) { types_.insert_or_assign(std::move(name), type); }
    void add_all(std::string_view import_name, const TypeScope& imported);

  private:
    std::map<std::string, const Type*, std::less<>> types_;
};

// Of an expression or of a name that a model has, in a message.
inline constexpr std::size_t most_shown_bytes = 200;

struct File;

struct Linking {
    Model& model;
    const LinkOptions& options;
    Diagnostics diagnostics;
    std::map<std::string, File*, std::less<>> files;  // by namespace
    std::size_t depth = 0;                            // of boxed expressions that are being linked
};

// One file of those that are linked together.
struct File {
    const document::Definitions& definitions;
    std::map<std::string, std::size_t, std::less<>> nodes;    // by id
    std::map<std::string, std::string, std::less<>> imports;  // the import's name by namespace
    std::shared_ptr<TypeScope> types = std::make_shared<TypeScope>();
    std::vector<Type*> own_types;  // as the item definitions stand
    // Known everywhere in the file: the members of types and contexts, parameters, and names of elements that no
    // arithmetic could be mistaken for.
    KnownNames names;
};

// What the texts of one element are compiled with.
struct Place {
    Linking& linking;
    const File& file;
    std::string element;  // for messages: its id or name
    std::string title;    // likewise: "decision 'Routing'"
    const KnownNames* names;

    void report(Severity severity, std::string code, std::string message, Location location) const;
};

// Names that a parser need not be told are left out.
void add_name(KnownNames& names, std::string_view name);
// Whether arithmetic could be mistaken for the name ("net-price").
bool has_operator(std::string_view name);
std::string lower_case(std::string_view text);  // of ASCII

// link_types.cpp
void make_types(Linking& linking, File& file);
void fill_types(Linking& linking, File& file);
// The type that a reference means; null for none, and for an unknown one, which is reported.
const Type* find_type(const Place& place, const document::TypeReference& reference, Location location);
ColumnType column_type(const document::TypeReference& reference);

// link_code.cpp
Code compile(const Place& place, const document::TextExpression& text);
Code compile_unary_tests(const Place& place, const document::TextExpression& text);
// The texts of allowed values as a list, in their order.
Code compile_ordered_values(const Place& place, const document::TextExpression& text);

// link_names.cpp: what the boxed expressions of a file give names to
void add_logic_names(KnownNames& names, const document::Expression& expression);

// link_logic.cpp, link_table.cpp
Logic link_logic(const Place& place, const document::Expression& expression);
TableLogic link_table(const Place& place, const document::DecisionTable& table);

}  // namespace pavane::dmn
