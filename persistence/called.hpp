// Which version a call means, of a process definition or a decision: by key, tenant and binding.
#pragma once

#include "persistence/sql/sql.hpp"
#include "runtime/core/step.hpp"

namespace pavane::persistence {

// Appends the conditions and the order to a statement whose table has the alias d; its first row is what is meant.
template <class Called>
void add_called(Sql& sql, const Called& called) {
    sql << " and d.key = " << bound(called.key) << " and d.tenant = " << bound(called.tenant);
    switch (called.binding) {
        case bpmn::Binding::latest:
            break;
        case bpmn::Binding::deployment:
            sql << " and d.deployment_id = " << bound(called.deployment);
            break;
        case bpmn::Binding::version:
            sql << " and d.version = " << bound(called.version);
            break;
        case bpmn::Binding::version_tag:
            sql << " and d.version_tag = " << bound(called.version_tag);
            break;
    }
    sql << " order by d.version desc limit 1";
}

// The same, of a definition in memory; the newest that is meant is the answer.
template <class Stored, class Called>
bool is_called(const Stored& stored, const Called& called) {
    if (stored.key != called.key || stored.tenant != called.tenant) return false;
    switch (called.binding) {
        case bpmn::Binding::latest:
            return true;
        case bpmn::Binding::deployment:
            return stored.deployment.value == called.deployment;
        case bpmn::Binding::version:
            return stored.version == called.version;
        case bpmn::Binding::version_tag:
            return stored.version_tag == called.version_tag;
    }
    ENSURE(false);
}

}  // namespace pavane::persistence
