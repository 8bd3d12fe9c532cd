// Which files are models, by their names; every other one is kept beside them as it is (REST contract §5).
#pragma once

#include <string_view>

namespace pavane::engine {

inline bool is_dmn_file(std::string_view name) { return name.ends_with(".dmn") || name.ends_with(".dmn11.xml"); }
inline bool is_bpmn_file(std::string_view name) { return name.ends_with(".bpmn") || name.ends_with(".bpmn20.xml"); }
inline bool is_model_file(std::string_view name) { return is_bpmn_file(name) || is_dmn_file(name); }

}  // namespace pavane::engine
