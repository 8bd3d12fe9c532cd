// Opens the store that a URL names.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "persistence/value_text.hpp"
#include "runtime/engine/ports.hpp"

namespace pavane::persistence {

struct StoreOptions {
    // Told what an operator should know, in plain sentences: a database that may lose commits, a file that was checked.
    std::function<void(const std::string&)> warn = [](const std::string&) {};
    // The clock of a store in memory; databases have their own.
    std::function<Instant()> memory_clock;
    std::size_t readers = 8;
    std::size_t writers = 4;  // PostgreSQL only: SQLite has one
};

// Why a text is no URL of a database, as a plain sentence without the URL, which may hold a password; empty if it is.
std::string problem_of_url(const std::string& url);

// sqlite:PATH, postgresql://..., memory: . Brings the schema up to date. `text` must live as long as the store. Throws
// engine::StoreUnavailable when PostgreSQL cannot be reached, std::runtime_error with a plain sentence when the
// database cannot be used: a SQLite file that is none or that another process has, a newer schema, an unknown kind of
// URL.
std::unique_ptr<engine::Store> make_store(const std::string& url, const ValueText& text, const StoreOptions& options);

}  // namespace pavane::persistence
