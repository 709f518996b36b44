# SPDX-License-Identifier: Apache-2.0
# For what thousands of readings run through: twice as fast under a sanitizer.
function(card_optimise_sanitized target)
  if(CARD_SANITIZE)
    target_compile_options(${target} PRIVATE -O1)
  endif()
endfunction()

# A test is built more often than it runs, and a program waits for people and cards: what computes is in the libraries.
# Not -O0: functions of headers would be taken from the tests by the linker.
function(card_build_fast target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

# What every target of ours is compiled with; private, so that it never reaches a consumer.
function(card_options target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14)
    # g++ 12 sees overflows and unset values in its own <string>, <vector> and <stop_token> when it inlines them (GCC bugs 105329, 105651).
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds)
  endif()
  target_compile_definitions(${target} PRIVATE OPENSSL_API_COMPAT=30000 OPENSSL_NO_DEPRECATED)
  if(CARD_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${CARD_SANITIZE} -fno-omit-frame-pointer
                                             -fno-sanitize-recover=all)
    target_link_options(${target} PRIVATE -fsanitize=${CARD_SANITIZE})
  endif()
endfunction()
