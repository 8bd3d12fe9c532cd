#include "api/http/responder.hpp"

#include "foundation/ensure.hpp"

namespace pavane::http {

void Mailbox::post(std::list<Answer> letter) {
    {
        const std::lock_guard lock(mutex_);
        if (!closed_) {
            answers_.splice(answers_.end(), letter);
            wake_();
            return;
        }
    }
    for (const Answer& answer : letter)
        if (answer.undeliverable) answer.undeliverable();
}

std::list<Answer> Mailbox::take() noexcept {
    const std::lock_guard lock(mutex_);
    return std::exchange(answers_, {});
}

void Mailbox::close() {
    std::list<Answer> left;
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        left = std::exchange(answers_, {});
    }
    for (const Answer& answer : left)
        if (answer.undeliverable) answer.undeliverable();
}

Responder::Responder(std::uint64_t connection, std::shared_ptr<Mailbox> mailbox, std::shared_ptr<Presence> client)
    : exchange_(std::make_shared<Exchange>(connection, std::move(mailbox))), client_(std::move(client)) {}

// Nobody can answer any more: the client must not wait for ever.
Responder::Exchange::~Exchange() {
    if (letter.empty()) return;
    letter.front().connection = connection;
    mailbox->post(std::move(letter));
}

namespace {

// In memory while there is room for it, else in a file. An answer that fits neither is lost, whatever was done for it.
void find_room(const AnswerRoom& room, Answer& answer) {
    Response& response = *answer.response;
    const std::size_t size = response.body.size();
    answer.share = Share(room.memory());
    if (size <= room.limits().always_in_memory) return answer.share.grow_anyway(size);
    if (size <= room.limits().largest_in_memory && answer.share.grow(size)) return;
    try {
        response.stored = room.new_file();
        response.stored->append(response.body);
        response.body = {};
    } catch (const NoRoom&) {
        response.stored = nullptr;
        if (answer.share.grow(size)) return;
        answer.response.reset();
        answer.has_no_room = true;
    }
}

}  // namespace

void Responder::post(Response response, Undeliverable undeliverable) const {
    Answer answer{exchange_->connection, std::nullopt, std::move(undeliverable)};
    try {
        if (exchange_->complete) exchange_->complete(response);
        answer.response = std::move(response);
        find_room(exchange_->mailbox->room(), answer);
    } catch (...) {
        // The letter stays, and goes as an end without an answer.
        if (answer.undeliverable) answer.undeliverable();
        throw;
    }
    exchange_->letter.front() = std::move(answer);
    exchange_->mailbox->post(std::move(exchange_->letter));
}

void Responder::answer(Response response, Undeliverable undeliverable) const {
    ENSURE(!exchange_->answered.exchange(true));
    post(std::move(response), std::move(undeliverable));
}

bool Responder::answer_if_none(Response response) const {
    if (exchange_->answered.exchange(true)) return false;
    post(std::move(response), {});
    return true;
}

}  // namespace pavane::http
