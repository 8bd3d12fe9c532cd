// What the I/O thread does with one connection.
#include <Poco/Exception.h>

#include <algorithm>
#include <system_error>

#include "api/http/io_thread.hpp"
#include "foundation/ensure.hpp"

namespace pavane::http {

using Phase = Connection::Phase;

IoThread::Slot::Slot(Id its_id, const Poco::Net::StreamSocket& its_socket, std::string its_peer, IoThread& owner)
    : id(its_id),
      socket(its_socket),
      peer(std::move(its_peer)),
      connection(owner.options_.limits, owner.application_, owner.request_ids_, owner.room_->memory(),
                 owner.clock_.now()) {}

void IoThread::on_event(const Poller::Event& event) {
    const auto found = slots_.find(event.id);
    if (found == slots_.end()) {
        if (!is_draining_ && is_accepting_) accept();
        return;
    }
    Slot& slot = *found->second;
    or_close(slot, [&] { take_event(slot, event); });
}

void IoThread::take_event(Slot& slot, const Poller::Event& event) {
    if (slot.connection.wants_input()) {
        if (event.input || event.broken) read(slot);
    } else if (event.broken) {
        slot.connection.close();
    } else if (event.end_of_input) {
        slot.peer_ended = true;
        slot.client->end();
    }
    progress(slot);
}

void IoThread::read(Slot& slot) try {
    // What a client sends ahead of its requests waits in memory: no more of it than a head may have.
    const std::size_t most = slot.connection.phase() == Phase::head ? options_.limits.head_bytes : buffer_.size();
    const int count = slot.socket.receiveBytes(buffer_.data(), static_cast<int>(std::min(most, buffer_.size())));
    if (count > 0) slot.connection.receive({buffer_.data(), static_cast<std::size_t>(count)}, clock_.now());
    if (count == 0) slot.connection.end_of_input(clock_.now());
} catch (const Poco::Exception&) {
    // The connection is broken: there is nobody left to tell.
    slot.connection.close();
}

// Whether the whole answer was written. One part of it at a time, so that a large one does not keep the others waiting.
bool IoThread::write(Slot& slot) try {
    const std::string_view bytes = slot.connection.unsent();
    const int count =
        slot.socket.sendBytes(bytes.data(), static_cast<int>(std::min<std::size_t>(bytes.size(), 1U << 30)));
    if (count < 0) return false;
    if (!slot.connection.sent(static_cast<std::size_t>(count), clock_.now())) return false;
    const Undeliverable undeliverable = std::exchange(slot.undeliverable, {});
    if (slot.peer_ended) note_undeliverable(undeliverable);
    return true;
} catch (const Poco::Exception&) {
    slot.connection.close();
    return false;
} catch (const std::system_error&) {
    // The rest of the answer cannot be read: a connection that ends too early says so to the client.
    slot.connection.close();
    return false;
}

void IoThread::progress(Slot& slot) {
    do {
        if (is_draining_) slot.connection.stop(clock_.now());
        if (auto request = slot.connection.take_request()) dispatch(slot, std::move(*request));
    } while (!slot.connection.unsent().empty() && write(slot));
    if (is_draining_) slot.connection.stop(clock_.now());
    settle(slot);
}

// Brings poller and deadlines up to date with the connection's phase; `slot` may be gone afterwards.
void IoThread::settle(Slot& slot) {
    Connection& connection = slot.connection;
    if (connection.phase() == Phase::lingering && !slot.is_shut_down) {
        try {
            slot.is_shut_down = true;
            slot.socket.shutdownSend();
        } catch (const Poco::Exception&) {
            connection.close();
        }
    }
    if (connection.phase() == Phase::closed) return forget(slot);
    const Interest interest = {connection.wants_input(), !connection.unsent().empty(),
                               connection.phase() == Phase::handling && !slot.peer_ended};
    if (!(interest == slot.interest)) poller_.change(slot.socket.impl()->sockfd(), slot.id, interest);
    slot.interest = interest;
    if (connection.deadline() == slot.deadline) return;
    if (slot.deadline != Time::max()) deadlines_.erase({slot.deadline, slot.id});
    slot.deadline = connection.deadline();
    if (slot.deadline != Time::max()) deadlines_.insert({slot.deadline, slot.id});
}

void IoThread::forget(Slot& slot) {
    slot.client->end();
    note_undeliverable(slot.undeliverable);
    if (slot.deadline != Time::max()) deadlines_.erase({slot.deadline, slot.id});
    poller_.remove(slot.socket.impl()->sockfd());
    if (const auto found = per_address_.find(slot.peer); --found->second == 0) per_address_.erase(found);
    --statistics_.connections;
    slots_.erase(slot.id);
}

void IoThread::note_undeliverable(const Undeliverable& undeliverable) {
    if (!undeliverable) return;
    ++statistics_.undeliverable;
    try {
        undeliverable();
    } catch (const std::exception&) {
        return;  // this is the thread of all connections, and nobody else would be told
    }
}

std::optional<Response> IoThread::probe(const Request& request) const {
    if (request.path.size() != 1 || (request.method != "GET" && request.method != "HEAD")) return std::nullopt;
    const std::string& name = request.path.front();
    if (name == "livez") return Response{200, "text/plain", "ok\n", {}};
    if (name == "metrics" && options_.probes.metrics) {
        if (const auto refused = application_.refuse_host(request)) return application_.refusal(*refused, nullptr);
        return Response{200, "text/plain; version=0.0.4; charset=utf-8", options_.probes.metrics(), {}};
    }
    if (name != "readyz" || !options_.probes.not_ready) return std::nullopt;
    if (is_draining_) return Response{503, "text/plain", "The server is shutting down.\n", {}};
    const std::optional<std::string> reason = options_.probes.not_ready();
    return reason ? Response{503, "text/plain", *reason + "\n", {}} : Response{200, "text/plain", "ok\n", {}};
}

// Why no request is taken at the moment.
std::optional<Refusal> IoThread::why_not_now(Workers::Kind kind) const {
    if (is_draining_) return Refusal{503, "The server is shutting down. Nothing was changed."};
    if (room_->files()->left() < options_.limits.largest_answer_in_memory)
        return Refusal{
            503, "Too many answers wait for clients that do not read them. Nothing was changed. Try again later."};
    if (!workers_.has_room(kind)) return Refusal{503, "The server has too many requests at hand. Try again later."};
    return std::nullopt;
}

void IoThread::dispatch(Slot& slot, Request request) {
    ++statistics_.requests;
    request.id = request_ids_.next();
    request.peer = slot.peer;
    slot.request_id = request.id;
    if (std::optional<Response> response = probe(request)) return respond(slot, std::move(*response));
    const auto kind = application_.may_take_long(request) ? Workers::Kind::may_take_long : Workers::Kind::ordinary;
    if (const auto refused = why_not_now(kind)) {
        ++statistics_.turned_away;
        return respond(slot, application_.refusal(*refused, request.header("origin")));
    }
    slot.client = std::make_shared<Presence>();
    if (slot.peer_ended) slot.client->end();
    const Responder responder(slot.id, mailbox_, slot.client);
    const auto request_id = request.id;
    workers_.post(
        [this, responder, request_id, handed = std::move(request)]() mutable {
            try {
                application_.handle(std::move(handed), responder);
            } catch (const std::exception& error) {
                responder.answer_if_none(application_.failure(error, request_id));
            }
        },
        kind);
}

void IoThread::deliver(Answer& answer) {
    const auto found = slots_.find(answer.connection);
    if (found == slots_.end()) return note_undeliverable(answer.undeliverable);
    Slot& slot = *found->second;
    slot.undeliverable = std::move(answer.undeliverable);
    if (answer.has_no_room) {
        if (!slot.undeliverable) ++statistics_.undeliverable;
        slot.connection.close();
        return settle(slot);
    }
    or_close(slot, [&] {
        respond(slot,
                answer.response
                    ? std::move(*answer.response)
                    : application_.refusal({500, "The request was dropped without an answer. This is a bug of ours."},
                                           nullptr),
                std::move(answer.share));
        progress(slot);
    });
}

void IoThread::respond(Slot& slot, Response response, Share share) try {
    slot.connection.answer(std::move(response), slot.request_id, is_draining_, clock_.now(), std::move(share));
} catch (const BrokenInvariant& error) {
    // A header that would split the response: a handler let a client's text into it.
    slot.connection.answer(application_.failure(error, slot.request_id), slot.request_id, true, clock_.now());
}

}  // namespace pavane::http
