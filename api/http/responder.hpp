// The right to answer one request, once, from any thread, at once or an hour later. Copies share it.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "api/http/answer_room.hpp"
#include "api/http/message.hpp"
#include "api/http/presence.hpp"

namespace pavane::http {

// Called when an answer could not be delivered, on the I/O thread or the one that answered: it must not block.
using Undeliverable = std::function<void()>;

struct Answer {
    std::uint64_t connection = 0;
    std::optional<Response> response;  // nothing: every copy of the responder is gone and nobody has answered
    Undeliverable undeliverable;
    Share share = {};          // of the memory that its body takes
    bool has_no_room = false;  // there was an answer, and no room to keep it
};

// Where answers wait for the I/O thread. It outlives the front as long as somebody may still answer.
class Mailbox {
  public:
    explicit Mailbox(std::function<void()> wake,
                     std::shared_ptr<const AnswerRoom> room = std::make_shared<const AnswerRoom>())
        : room_(std::move(room)), wake_(std::move(wake)) {}

    const AnswerRoom& room() const { return *room_; }

    // One answer; nothing is allocated. Once the mailbox is closed it is undeliverable.
    void post(std::list<Answer> letter);
    std::list<Answer> take() noexcept;  // allocates nothing, as close() does: they must work when memory has run out
    void close();

  private:
    const std::shared_ptr<const AnswerRoom> room_;
    std::mutex mutex_;
    std::list<Answer> answers_;
    bool closed_ = false;
    std::function<void()> wake_;
};

class Responder {
  public:
    // `client` is ended by the front when the client has gone.
    Responder(std::uint64_t connection, std::shared_ptr<Mailbox> mailbox, std::shared_ptr<Presence> client);

    // What is done to the answer before it is sent, whoever gives it: on that thread. Set before the responder is
    // shared.
    void before_answer(std::function<void(Response&)> complete) const { exchange_->complete = std::move(complete); }

    // Who is told of an error of ours or of the database in answering, whatever the client is told. Set before the
    // responder is shared.
    void on_failure(std::function<void(const std::string& message)> note) const {
        exchange_->on_failure = std::move(note);
    }
    void note_failure(const std::string& message) const {
        if (exchange_->on_failure) exchange_->on_failure(message);
    }

    // Where a large body can be made, to be answered as `stored`.
    const AnswerRoom& room() const { return exchange_->mailbox->room(); }

    // Sends the answer; the first one counts, and there must not be a second. `undeliverable` is called if the client
    // does not get it: it has gone, its connection broke or was too slow, or the front has stopped.
    void answer(Response response, Undeliverable undeliverable = {}) const;

    // For the place where errors end: answers unless somebody has, and tells whether it did.
    bool answer_if_none(Response response) const;

    // Whether the client is known to have gone: its connection broke, or it has ended its side of it.
    bool client_gone() const { return client_->has_ended(); }
    // For what waits long: see Presence::when_ended. The client may still read an answer (RFC 9112 §9.6), so one must
    // be given all the same.
    void when_client_gone(std::function<void()> call) const { client_->when_ended(std::move(call)); }

  private:
    struct Exchange {
        Exchange(std::uint64_t its_connection, std::shared_ptr<Mailbox> its_mailbox)
            : connection(its_connection), mailbox(std::move(its_mailbox)) {}
        ~Exchange();

        std::uint64_t connection;
        std::shared_ptr<Mailbox> mailbox;
        std::list<Answer> letter = std::list<Answer>(1);  // made now, so that an end without an answer needs no memory
        std::function<void(Response&)> complete;
        std::function<void(const std::string&)> on_failure;
        std::atomic<bool> answered = false;
    };

    void post(Response response, Undeliverable undeliverable) const;

    std::shared_ptr<Exchange> exchange_;
    std::shared_ptr<Presence> client_;
};

}  // namespace pavane::http
