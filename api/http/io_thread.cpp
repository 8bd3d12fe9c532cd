#include "api/http/io_thread.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <random>
#include <stdexcept>

namespace pavane::http {

namespace {

constexpr std::uint64_t listener_id = 1;
constexpr std::chrono::seconds accept_pause{1};
constexpr std::size_t read_bytes = 64 * 1024;

std::string why_not(const std::string& address, std::uint16_t port, const Poco::Exception& error) {
    const std::string where = "Port " + std::to_string(port) + " of " + address;
    if (error.code() == EADDRINUSE) return where + " is in use by another program.";
    if (error.code() == EACCES) return where + " may not be used: ports below 1024 need a right of their own.";
    if (error.code() == EADDRNOTAVAIL) return "This machine does not have the address " + address + ".";
    return where + " cannot be listened on: " + (error.code() != 0 ? std::strerror(error.code()) : error.message()) +
           ".";
}

Poco::Net::ServerSocket listen(const std::string& address, std::uint16_t port) {
    try {
        Poco::Net::ServerSocket socket;
        const Poco::Net::SocketAddress where{Poco::Net::IPAddress(address), port};
        // Poco's shorter bind() sets SO_REUSEPORT too, with which two servers share a port without noticing.
        if (where.family() == Poco::Net::SocketAddress::IPv6) {
            socket.bind6(where, true, false, true);
        } else {
            socket.bind(where, true, false);
        }
        socket.listen(1024);
        socket.setBlocking(false);
        return socket;
    } catch (const Poco::Exception& error) {
        throw CannotListen(why_not(address, port, error));
    }
}

AnswerLimits room_of(const Limits& limits) {
    AnswerLimits room;
    room.memory = limits.bytes_in_flight;
    room.files = limits.answer_file_bytes;
    room.largest_in_memory = limits.largest_answer_in_memory;
    return room;
}

std::string random_prefix() {
    constexpr std::string_view digits = "0123456789abcdef";
    std::random_device random;
    std::string text;
    for (int i = 0; i < 8; ++i) text += digits[random() % 16];
    return text + '-';
}

}  // namespace

IoThread::IoThread(FrontOptions options, Application& application, const Clock& clock)
    : options_(std::move(options)),
      application_(application),
      clock_(clock),
      listener_(listen(options_.address, options_.port)),
      port_(listener_.address().port()),
      room_(std::make_shared<const AnswerRoom>(room_of(options_.limits))),
      mailbox_(std::make_shared<Mailbox>([this] { poller_.wake(); }, room_)),
      workers_(options_.workers, options_.limits.queued_requests),
      last_id_(listener_id),
      request_ids_(random_prefix()),
      buffer_(read_bytes) {
    poller_.add(listener_.impl()->sockfd(), listener_id, {.input = true});
    thread_ = std::thread([this] { run(); });
}

IoThread::~IoThread() { drain(std::chrono::milliseconds(0)); }

void IoThread::stop_accepting() {
    is_told_to_stop_ = true;
    poller_.wake();
}

void IoThread::drain(std::chrono::milliseconds limit) {
    if (!thread_.joinable()) return;
    drain_limit_ms_ = limit.count();
    stop_accepting();
    thread_.join();
    workers_.stop();
}

void IoThread::run() {
    while (!is_draining_ || !is_drained()) {
        for (const Poller::Event& event : poller_.wait(poll_timeout_ms())) on_event(event);
        for (Answer& answer : mailbox_->take()) deliver(answer);
        expire();
        // The time for draining counts from before anyone can see that it has begun.
        const bool is_told_to_stop = is_told_to_stop_;
        if (drain_limit_ms_ >= 0 && drain_deadline_ == Time::max())
            drain_deadline_ = clock_.now() + std::chrono::milliseconds(drain_limit_ms_);
        if (is_told_to_stop && !is_draining_) begin_draining();
    }
    close_all();
    mailbox_->close();
}

int IoThread::poll_timeout_ms() const {
    Time next = std::min(drain_deadline_, accept_again_);
    if (!deadlines_.empty()) next = std::min(next, deadlines_.begin()->first);
    if (next == Time::max()) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - clock_.now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, std::numeric_limits<int>::max()));
}

bool IoThread::is_over_cap(const Poco::Net::IPAddress& peer) const {
    if (slots_.size() >= options_.limits.connections) return true;
    const auto found = per_address_.find(peer.toString());
    return !peer.isLoopback() && found != per_address_.end() &&
           found->second >= options_.limits.connections_per_address;
}

void IoThread::set_accepting(bool accepting) {
    if (accepting == is_accepting_) return;
    is_accepting_ = accepting;
    accept_again_ = accepting ? Time::max() : clock_.now() + accept_pause;
    poller_.change(listener_.impl()->sockfd(), listener_id, {.input = accepting});
}

// One connection for each event: the poller tells again while more are waiting.
void IoThread::accept() try {
    Poco::Net::SocketAddress peer;
    Poco::Net::StreamSocket socket = listener_.acceptConnection(peer);
    socket.setBlocking(false);
    socket.setNoDelay(true);
    ++statistics_.accepted;
    const bool turned_away = is_over_cap(peer.host());
    const Id id = ++last_id_;
    Slot& added = *slots_.emplace(id, std::make_unique<Slot>(id, socket, peer.host().toString(), *this)).first->second;
    try {
        poller_.add(socket.impl()->sockfd(), id, {});
        ++per_address_[added.peer];
    } catch (...) {
        slots_.erase(id);
        throw;
    }
    ++statistics_.connections;
    or_close(added, [&] {
        if (turned_away) {
            ++statistics_.turned_away;
            added.connection.answer(
                application_.refusal({503, "The server has too many connections. Try again later."}, nullptr),
                request_ids_.next(), true, clock_.now());
        }
        progress(added);
    });
} catch (const Poco::Exception& error) {
    const bool is_exhausted =
        error.code() == EMFILE || error.code() == ENFILE || error.code() == ENOBUFS || error.code() == ENOMEM;
    // Anything else: the client has gone before it was accepted.
    if (is_exhausted) set_accepting(false);
} catch (const std::exception&) {
    // No memory for one more connection, in this process or in epoll.
    set_accepting(false);
}

void IoThread::expire() {
    const Time now = clock_.now();
    if (accept_again_ <= now && !is_draining_) set_accepting(true);
    while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
        Slot& slot = *slots_.at(deadlines_.begin()->second);
        or_close(slot, [&] {
            slot.connection.expire(now);
            progress(slot);
        });
    }
}

void IoThread::begin_draining() {
    is_draining_ = true;
    accept_again_ = Time::max();
    poller_.remove(listener_.impl()->sockfd());
    listener_.close();
    // Progress may end the connection, and ends no other.
    for (auto next = slots_.begin(); next != slots_.end();) {
        Slot& slot = *(next++)->second;
        or_close(slot, [&] { progress(slot); });
    }
}

bool IoThread::is_drained() const {
    if (clock_.now() >= drain_deadline_) return true;
    return std::none_of(slots_.begin(), slots_.end(), [](const auto& entry) {
        return entry.second->connection.phase() != Connection::Phase::lingering;
    });
}

void IoThread::close_all() {
    while (!slots_.empty()) {
        Slot& slot = *slots_.begin()->second;
        slot.connection.close();
        settle(slot);
    }
}

}  // namespace pavane::http
