#include "expression/javascript/mozjs/jobs.hpp"

#include <js/CallAndConstruct.h>

namespace pavane::expression::javascript {

bool Jobs::run(JSContext* cx) {
    JS::RootedValue nothing(cx);
    JS::RootedObject job(cx);
    for (std::size_t at = 0; at < jobs_.length(); ++at) {
        job = jobs_[at];
        const JSAutoRealm inside(cx, job);
        // A chain of promises adds one for each that it runs.
        if (at == 1'000) {
            jobs_.erase(jobs_.begin(), jobs_.begin() + at);
            at = 0;
        }
        const bool went_on = JS_CheckForInterrupt(cx) &&
                             JS::Call(cx, JS::UndefinedHandleValue, job, JS::HandleValueArray::empty(), &nothing);
        if (!went_on) {
            jobs_.clear();
            return false;
        }
    }
    jobs_.clear();
    return true;
}

JSObject* Jobs::getIncumbentGlobal(JSContext* cx) { return JS::CurrentGlobalOrNull(cx); }

bool Jobs::enqueuePromiseJob(JSContext* cx, JS::HandleObject, JS::HandleObject job, JS::HandleObject,
                             JS::HandleObject) {
    if (jobs_.append(job)) return true;
    JS_ReportOutOfMemory(cx);
    return false;
}

// Asked for by a debugger only, which no script can reach.
js::UniquePtr<JS::JobQueue::SavedJobQueue> Jobs::saveJobQueue(JSContext* cx) {
    JS_ReportOutOfMemory(cx);
    return nullptr;
}

}  // namespace pavane::expression::javascript
