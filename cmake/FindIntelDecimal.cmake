# Debian's libintelrdfpmath-dev ships neither a CMake nor a pkg-config file. The three digits of the archive are the three
# DECIMAL_ flags that expression/decimal.cpp sets.
find_path(IntelDecimal_INCLUDE_DIR bid_functions.h)
find_library(IntelDecimal_LIBRARY NAMES libbidgcc000.a)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(IntelDecimal REQUIRED_VARS IntelDecimal_INCLUDE_DIR IntelDecimal_LIBRARY)
if(IntelDecimal_FOUND AND NOT TARGET bid::bid)
  add_library(bid::bid STATIC IMPORTED)
  set_target_properties(bid::bid PROPERTIES IMPORTED_LOCATION ${IntelDecimal_LIBRARY}
                        INTERFACE_INCLUDE_DIRECTORIES ${IntelDecimal_INCLUDE_DIR})
endif()
