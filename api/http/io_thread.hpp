// The I/O thread of the front: epoll over every socket, the deadlines, the mailbox of answers. Private to this folder
// (Poco).
#pragma once

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>

#include <map>
#include <set>
#include <thread>
#include <unordered_map>
#include <vector>

#include "api/http/connection.hpp"
#include "api/http/front.hpp"
#include "api/http/poller.hpp"
#include "api/http/workers.hpp"

namespace pavane::http {

class IoThread {
  public:
    IoThread(FrontOptions options, Application& application, const Clock& clock);
    ~IoThread();
    IoThread(const IoThread&) = delete;
    IoThread& operator=(const IoThread&) = delete;

    std::uint16_t port() const { return port_; }
    const FrontStatistics& statistics() const { return statistics_; }
    void stop_accepting();
    void drain(std::chrono::milliseconds limit);
    void wake() { poller_.wake(); }

  private:
    using Id = std::uint64_t;

    struct Slot {
        Slot(Id its_id, const Poco::Net::StreamSocket& its_socket, std::string its_peer, IoThread& owner);

        Id id;
        Poco::Net::StreamSocket socket;
        std::string peer;
        Connection connection;
        Time deadline = Time::max();  // as it stands in deadlines_
        Interest interest;
        bool is_shut_down = false;  // our side has ended
        bool peer_ended = false;    // seen while a request was being handled
        std::string request_id;
        Undeliverable undeliverable;
        std::shared_ptr<Presence> client = std::make_shared<Presence>();  // of the latest request
    };

    void run();
    int poll_timeout_ms() const;
    void accept();
    bool is_over_cap(const Poco::Net::IPAddress& peer) const;
    void on_event(const Poller::Event& event);
    void take_event(Slot& slot, const Poller::Event& event);
    // What cannot be done for one connection, for want of memory most likely, ends that one; the others go on. `slot`
    // may be gone afterwards.
    template <class Serve>
    void or_close(Slot& slot, Serve serve) {
        const Id id = slot.id;
        try {
            serve();
        } catch (const std::exception&) {
            const auto found = slots_.find(id);
            if (found == slots_.end()) return;
            found->second->connection.close();
            settle(*found->second);
        }
    }
    void forget(Slot& slot);
    void read(Slot& slot);
    bool write(Slot& slot);
    void progress(Slot& slot);
    void settle(Slot& slot);
    void dispatch(Slot& slot, Request request);
    std::optional<Response> probe(const Request& request) const;
    std::optional<Refusal> why_not_now(Workers::Kind kind) const;
    void deliver(Answer& answer);
    void respond(Slot& slot, Response response, Share share = {});
    void note_undeliverable(const Undeliverable& undeliverable);
    void expire();
    void set_accepting(bool accepting);
    void begin_draining();
    bool is_drained() const;
    void close_all();

    FrontOptions options_;
    Application& application_;
    const Clock& clock_;
    FrontStatistics statistics_;
    Poller poller_;
    Poco::Net::ServerSocket listener_;
    std::uint16_t port_ = 0;
    const std::shared_ptr<const AnswerRoom> room_;
    std::shared_ptr<Mailbox> mailbox_;
    Workers workers_;
    Id last_id_ = 0;
    RequestIds request_ids_;
    std::unordered_map<Id, std::unique_ptr<Slot>> slots_;
    std::set<std::pair<Time, Id>> deadlines_;
    std::map<std::string, std::size_t> per_address_;
    std::vector<char> buffer_;
    bool is_accepting_ = true;
    Time accept_again_ = Time::max();  // accept() found no descriptor or memory left: not before this
    std::atomic<bool> is_told_to_stop_{false};
    std::atomic<std::int64_t> drain_limit_ms_{-1};
    bool is_draining_ = false;
    Time drain_deadline_ = Time::max();
    std::thread thread_;
};

}  // namespace pavane::http
