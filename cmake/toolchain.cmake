# Compiler and linker settings that hold for every target.
option(PAVANE_TESTS "Build the tests" ON)
option(PAVANE_BENCH "Build the benchmarks" OFF)
option(PAVANE_FUZZ "Build the fuzz targets instead of the tests; needs clang" OFF)
set(PAVANE_SANITIZE "" CACHE STRING "Value for -fsanitize=, e.g. address,undefined or thread")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Dev CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_FLAGS_DEV "-O1 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -D_FORTIFY_SOURCE=2 -fstack-protector-strong")

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror)

find_program(CCACHE ccache)
if(CCACHE)
  # Paths count from the checkout, so that every checkout on a machine shares what another has compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()
find_program(LLD ld.lld)
if(LLD)
  add_link_options(-fuse-ld=lld)
endif()
add_link_options(-Wl,--as-needed)

if(PAVANE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=vptr -fno-sanitize-recover=undefined
                      -fno-omit-frame-pointer -Wno-error)
  add_link_options(-fsanitize=address,undefined)
endif()

if(PAVANE_SANITIZE)
  # vptr cannot link against SOCI, whose type information is hidden; the other three double the compile time.
  add_compile_options(-fsanitize=${PAVANE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize=vptr,null,alignment,object-size)
  add_link_options(-fsanitize=${PAVANE_SANITIZE})
endif()
