#include "api/http/answer_room.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace pavane::http {

namespace {

std::string temporary_directory() {
    if (const char* named = std::getenv("TMPDIR"); named != nullptr && *named != '\0') return named;
    for (const char* usual : {"/var/tmp", "/tmp"})
        if (access(usual, W_OK | X_OK) == 0) return usual;
    return "/tmp";
}

[[noreturn]] void refuse() {
    throw NoRoom(
        "The server has no room left for so large an answer. Ask for a part of it (maxResults), or try again later.");
}

int open_without_name(const std::string& directory) {
    const int descriptor = open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor >= 0 || (errno != EOPNOTSUPP && errno != EISDIR)) return descriptor;
    // A file system that cannot make a file without a name.
    std::string path = directory + "/pavane-XXXXXX";
    const int named = mkostemp(path.data(), O_CLOEXEC);
    if (named >= 0) unlink(path.c_str());
    return named;
}

}  // namespace

StoredBody::StoredBody(const std::string& directory, std::shared_ptr<Budget> budget)
    : descriptor_(open_without_name(directory)), share_(std::move(budget)) {
    if (descriptor_ < 0) refuse();
}

StoredBody::~StoredBody() { close(descriptor_); }

void StoredBody::append(std::string_view bytes) {
    if (!share_.grow(bytes.size())) refuse();
    while (!bytes.empty()) {
        const ssize_t count = pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) refuse();
        size_ += static_cast<std::size_t>(count);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

std::string StoredBody::read(std::size_t offset, std::size_t count) const {
    std::string bytes(std::min(count, size_ - offset), '\0');
    std::size_t have = 0;
    while (have < bytes.size()) {
        const ssize_t got =
            pread(descriptor_, bytes.data() + have, bytes.size() - have, static_cast<off_t>(offset + have));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) throw std::system_error(got < 0 ? errno : EIO, std::generic_category(), "An answer's file");
        have += static_cast<std::size_t>(got);
    }
    return bytes;
}

AnswerRoom::AnswerRoom(const AnswerLimits& limits)
    : limits_(limits),
      directory_(temporary_directory()),
      memory_(std::make_shared<Budget>(limits.memory)),
      files_(std::make_shared<Budget>(limits.files)) {}

std::shared_ptr<StoredBody> AnswerRoom::new_file() const { return std::make_shared<StoredBody>(directory_, files_); }

void GrowingBody::append(std::string_view bytes) {
    const bool is_small = text.size() + bytes.size() <= room_.limits().largest_in_memory;
    if (!stored && !is_small && !is_without_files_) begin_file();
    if (stored) return stored->append(bytes);
    if (!is_small && !share_.grow(bytes.size())) refuse();
    text += bytes;
}

void GrowingBody::begin_file() try {
    const std::shared_ptr<StoredBody> file = room_.new_file();
    file->append(text);
    stored = file;
    text = {};
} catch (const NoRoom&) {
    is_without_files_ = true;
}

}  // namespace pavane::http
