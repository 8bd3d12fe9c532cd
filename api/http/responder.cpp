#include "api/http/responder.hpp"

#include "foundation/ensure.hpp"

namespace pavane::http {

void Mailbox::post(Answer answer) {
    {
        const std::lock_guard lock(mutex_);
        if (!closed_) {
            answers_.push_back(std::move(answer));
            wake_();
            return;
        }
    }
    if (answer.undeliverable) answer.undeliverable();
}

std::vector<Answer> Mailbox::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(answers_, {});
}

void Mailbox::close() {
    std::vector<Answer> left;
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
    if (!answered) mailbox->post({connection, std::nullopt, {}});
}

void Responder::post(Response response, Undeliverable undeliverable) const {
    if (exchange_->complete) exchange_->complete(response);
    exchange_->mailbox->post({exchange_->connection, std::move(response), std::move(undeliverable)});
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
