// A process instance as starting it, listing it and correlating to it answer it.
#pragma once

#include "api/call.hpp"
#include "api/typed_values.hpp"
#include "json/writer.hpp"
#include "runtime/engine/engine.hpp"

namespace pavane::api {

struct InstanceItem {
    core::ActivityId id;
    engine::DefinitionRef definition;
    std::string business_key;
    std::string tenant;
    bool ended = false;
};

// The members but for `links`.
void write_instance_members(json::Writer& writer, const InstanceItem& instance);

// What a command has left; the definition's key and version are looked up among those at hand.
InstanceItem instance_of(engine::Engine& engine, const engine::Done& done);

}  // namespace pavane::api
