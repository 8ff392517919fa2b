#include "portable/text.h"

#include <doctest/doctest.h>

using namespace bascule;

TEST_CASE("knows UTF-8") {
  CHECK(isUtf8(""));
  CHECK(isUtf8("Prüfstand \xE2\x82\xAC \xF0\x9F\x9A\xA2"));
  CHECK_FALSE(isUtf8("\x80"));
  CHECK_FALSE(isUtf8("\xC0\xAF"));
  CHECK_FALSE(isUtf8("\xC3"));
  CHECK_FALSE(isUtf8("\xE0\x9F\xBF"));
  CHECK_FALSE(isUtf8("\xED\xA0\x80"));
  CHECK_FALSE(isUtf8("\xF0\x8F\xBF\xBF"));
  CHECK_FALSE(isUtf8("\xF4\x90\x80\x80"));
  CHECK_FALSE(isUtf8("\xF5\x80\x80\x80"));
}

TEST_CASE("makes one readable line of any bytes") {
  CHECK(printable("Prüfstand") == "Prüfstand");
  CHECK(printable("a\nb\tc\x7F") == "a?b?c?");
  CHECK(printable(std::string_view("a\0b", 3)) == "a?b");
  CHECK(printable("\xFFok\xC3") == "?ok?");
  CHECK(isUtf8(printable("\xE2\x82 \xED\xA0\x80")));
}

TEST_CASE("writes hexadecimal numbers") {
  CHECK(hex(0) == "0x0");
  CHECK(hex(0xC0000005) == "0xc0000005");
  CHECK(hex(0xFFFFFFFFFFFFFFFF) == "0xffffffffffffffff");
}
