# Debian ships SOCI without a CMake or pkg-config file. Both backends are linked: their errors carry what a caller must tell apart
# (SQLSTATE, SQLite's result code). libpq and SQLite are linked too, because the answer to COMMIT and the
# system's own error must be read where SOCI does not.
find_path(SOCI_INCLUDE_DIR soci/soci.h)
find_library(SOCI_CORE_LIBRARY soci_core)
find_library(SOCI_SQLITE3_LIBRARY soci_sqlite3)
find_library(SOCI_POSTGRESQL_LIBRARY soci_postgresql)
find_library(SQLITE_LIBRARY sqlite3)
find_library(PostgreSQL_LIBRARY pq)
find_path(PostgreSQL_INCLUDE_DIR libpq-fe.h PATH_SUFFIXES postgresql)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(SOCI REQUIRED_VARS SOCI_CORE_LIBRARY SOCI_SQLITE3_LIBRARY SOCI_POSTGRESQL_LIBRARY
                                  SOCI_INCLUDE_DIR SQLITE_LIBRARY PostgreSQL_INCLUDE_DIR PostgreSQL_LIBRARY)
if(SOCI_FOUND AND NOT TARGET SOCI::SOCI)
  add_library(SOCI::SOCI UNKNOWN IMPORTED)
  set_target_properties(SOCI::SOCI PROPERTIES IMPORTED_LOCATION ${SOCI_CORE_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES "${SOCI_INCLUDE_DIR};${PostgreSQL_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES "${SOCI_SQLITE3_LIBRARY};${SQLITE_LIBRARY};${SOCI_POSTGRESQL_LIBRARY};${PostgreSQL_LIBRARY}")
endif()
