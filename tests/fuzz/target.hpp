// A fuzz target: a folder beside this file with one .cpp that defines these two, a line in CMakeLists.txt, and inputs
// worth keeping in corpus/NAME. `./dev fuzz` lets libFuzzer look for inputs that break it; every build with tests runs
// those that are kept.
#pragma once

#include <string_view>

namespace pavane::fuzz {

extern const std::string_view name;  // of its folder in corpus/

// Ends well for every input: a crash, a sanitizer's report or ten seconds are a finding.
void run(std::string_view input);

}  // namespace pavane::fuzz
