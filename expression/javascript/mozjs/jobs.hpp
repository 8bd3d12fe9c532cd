// What promises have to do once the script itself is done. Private to this folder.
#pragma once

#include <js/Promise.h>
#include <jsapi.h>

namespace pavane::expression::javascript {

// One queue for each context. Nothing of one script is left in it when the next begins.
class Jobs final : public JS::JobQueue {
  public:
    explicit Jobs(JSContext* cx) : jobs_(cx, JS::GCVector<JSObject*, 0, js::SystemAllocPolicy>()) {}

    // Until none is left. False if one was stopped or threw, which a promise's own job never does.
    bool run(JSContext* cx);
    void clear() { jobs_.clear(); }

    JSObject* getIncumbentGlobal(JSContext* cx) override;
    bool enqueuePromiseJob(JSContext* cx, JS::HandleObject promise, JS::HandleObject job,
                           JS::HandleObject allocation_site, JS::HandleObject incumbent_global) override;
    void runJobs(JSContext* cx) override { run(cx); }
    bool empty() const override { return jobs_.empty(); }

  private:
    js::UniquePtr<SavedJobQueue> saveJobQueue(JSContext* cx) override;

    JS::PersistentRooted<JS::GCVector<JSObject*, 0, js::SystemAllocPolicy>> jobs_;
};

}  // namespace pavane::expression::javascript
