// A private PostgreSQL for tests: made on a Unix socket in a temporary folder when first asked for, ended with the test
// program. PAVANE_TEST_POSTGRES=postgresql://... names a running one to use instead (as a superuser).
#pragma once

#include <optional>
#include <string>

#include "tests/support/temporary_folder.hpp"

namespace pavane::tests {

class PostgresCluster {
  public:
    // The one of this test program; nothing when PostgreSQL's server programs are not installed.
    static PostgresCluster* shared();

    PostgresCluster();
    ~PostgresCluster();
    PostgresCluster(const PostgresCluster&) = delete;
    PostgresCluster& operator=(const PostgresCluster&) = delete;

    // The URL of a new, empty place: a schema of its own in this program's database, which is made much faster than a
    // database.
    std::string create_database();
    // Runs SQL as the superuser, waits for it, and returns what it prints, without the last line break.
    std::string run(const std::string& url, const std::string& sql) const;
    // The superuser's own database.
    std::string admin_url() const { return url_of("postgres"); }

    static bool is_installed();

  private:
    std::string url_of(const std::string& database) const;
    void start();

    std::optional<TemporaryFolder> folder_;
    std::string external_url_;
    std::string database_;
    int schemas_ = 0;
};

}  // namespace pavane::tests
