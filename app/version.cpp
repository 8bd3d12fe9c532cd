#include <cstdio>

#include "app/verb.hpp"
#include "json/writer.hpp"

namespace pavane::app {

namespace {

int run(const Arguments& arguments) {
    if (arguments.has("json")) {
        json::Writer writer;
        writer.begin_object().member("version", PAVANE_VERSION).end_object();
        std::puts(writer.take().c_str());
    } else {
        std::puts("pavane " PAVANE_VERSION);
    }
    return Exit::ok;
}

}  // namespace

Verb version_verb() {
    return {"version", "", "prints the version", "pavane version --json", {{"json", false, "as JSON", false}}, run};
}

}  // namespace pavane::app
