#include "persistence/tables/candidates.hpp"

#include "persistence/tables/enum_text.hpp"

namespace pavane::persistence {

namespace {
constexpr auto kinds =
    enum_words(word(core::Candidate::Kind::user, "user"), word(core::Candidate::Kind::group, "group"));

Unreadable broken_off() { return Unreadable("its candidates are broken off"); }
}  // namespace

std::string_view word_of(core::Candidate::Kind kind) { return kinds(kind); }

std::string text_of(const std::vector<core::Candidate>& candidates) {
    std::string text;
    for (const core::Candidate& candidate : candidates) {
        text.append(kinds(candidate.kind)).append(" ");
        for (const char c : candidate.name) {
            if (c == '\\' || c == '\n') text += '\\';
            text += c == '\n' ? 'n' : c;
        }
        text += '\n';
    }
    return text;
}

std::vector<core::Candidate> read_candidates(std::string_view text) {
    std::vector<core::Candidate> candidates;
    while (!text.empty()) {
        const auto space = text.find(' ');
        if (space == std::string_view::npos) throw broken_off();
        core::Candidate& candidate = candidates.emplace_back();
        candidate.kind = kinds.read(text.substr(0, space));
        std::size_t at = space + 1;
        for (; at < text.size() && text[at] != '\n'; ++at) {
            if (text[at] == '\\') {
                ++at;
                if (at == text.size()) throw broken_off();
                candidate.name += text[at] == 'n' ? '\n' : text[at];
            } else {
                candidate.name += text[at];
            }
        }
        if (at == text.size()) throw broken_off();
        text.remove_prefix(at + 1);
    }
    return candidates;
}

}  // namespace pavane::persistence
