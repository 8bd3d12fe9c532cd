#include "expression/juel/evaluation.hpp"

namespace pavane::expression::juel {

Result<void, Fault> Evaluation::produce(std::size_t bytes) {
    if (bytes > max_produced_bytes - produced_bytes_) return fault("it produces more than 16 MB of text");
    produced_bytes_ += bytes;
    return {};
}

Outcome Evaluation::produced(std::string text) {
    if (auto counted = produce(text.size()); !counted) return unexpected(counted.error());
    return Value(std::move(text));
}

Result<Regex, Fault> Evaluation::regex(std::string_view pattern) {
    constexpr std::size_t steps_at_least = 40;
    constexpr std::size_t units_per_byte = 64;
    if (auto counted = spend(steps_at_least * units_per_step + pattern.size() * units_per_byte); !counted)
        return unexpected(counted.error());
    auto regex = Regex::compile(RegexDialect::java, pattern);
    if (auto counted = spend(regex ? regex->making_work() : Regex::failed_work); !counted)
        return unexpected(counted.error());
    if (!regex) return fault(std::move(regex.error()));
    return std::move(*regex);
}

Outcome Evaluation::content(const Value& document) {
    // The kept value keeps its document alive, so an equal address means the same document.
    if (document.document() == last_document_.document()) return last_content_;
    if (auto counted = produce(document.document()->text.size()); !counted) return unexpected(counted.error());
    auto content = documents_.read(*document.document());
    if (!content) return fault(std::move(content.error().message));
    last_document_ = document;
    last_content_ = std::move(*content);
    return last_content_;
}

Outcome Evaluation::json(const Value& value) {
    auto text = documents_.write(value);
    if (!text) return fault(std::move(text.error().message));
    if (auto counted = produce(text->size()); !counted) return unexpected(counted.error());
    return Value(Document{Document::Format::json, std::move(*text), {}, {}});
}

}  // namespace pavane::expression::juel
