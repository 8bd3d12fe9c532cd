# Debian's libmozjs-102-dev has a pkg-config file only.
find_path(Mozjs_INCLUDE_DIR jsapi.h PATH_SUFFIXES mozjs-102)
find_library(Mozjs_LIBRARY mozjs-102)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Mozjs REQUIRED_VARS Mozjs_LIBRARY Mozjs_INCLUDE_DIR)
if(Mozjs_FOUND AND NOT TARGET mozjs::mozjs)
  add_library(mozjs::mozjs UNKNOWN IMPORTED)
  set_target_properties(mozjs::mozjs PROPERTIES IMPORTED_LOCATION ${Mozjs_LIBRARY}
                        INTERFACE_INCLUDE_DIRECTORIES ${Mozjs_INCLUDE_DIR}
                        INTERFACE_COMPILE_OPTIONS -Wno-dangling-pointer)  # its roots are on a list while they are on the stack
endif()
