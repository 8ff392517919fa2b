package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.junit.jupiter.api.Test;

/** A DLL that nobody here has built: zlib1.dll of Debian's libz-mingw-w64. */
class ZlibIT {
  private static final String VERSION = "const char *zlibVersion(void)";

  private final Bascule bascule = Standalone.bascule();

  @Test
  void answersByPath() {
    try (Session session = bascule.open(TestBed.options())) {
      assertThat(session.function(TestBed.ZLIB.toString(), VERSION).call())
          .asString()
          .matches("1\\.[0-9.]+");
      assertThat(
              session
                  .function(
                      TestBed.ZLIB.toString(),
                      "unsigned long crc32(unsigned long crc, void *buf, unsigned len)")
                  .call(0, null, 0))
          .isEqualTo(0L);
    }
  }

  @Test
  void answersByNameOnTheLibraryPath() {
    SessionOptions options = TestBed.options().withLibraryPath(List.of(TestBed.ZLIB.getParent()));
    try (Session session = bascule.open(options)) {
      assertThat(session.function("zlib1", VERSION).call()).asString().matches("1\\.[0-9.]+");
      assertThat(session.library("zlib1").path())
          .isEqualTo("Z:" + TestBed.ZLIB.toString().replace('/', '\\'));
    }
  }
}
