package org.bascule.itest.windowsjna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.bascule.itest.WideOnly;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jars as other people have published them, with the DLLs that they bring. */
@WideOnly("some of the jars have DLLs of 64 bits only")
class GuestJarsIT {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @RegisterExtension static final WorldOfTests WORLD = WorldOfTests.ofGuests();

  private final String libraryPath = System.getProperty("jna.library.path");

  /** tess4j sets it. */
  @AfterEach
  void restore() {
    if (libraryPath == null) {
      System.clearProperty("jna.library.path");
    } else {
      System.setProperty("jna.library.path", libraryPath);
    }
  }

  @Test
  void tess4jReadsTheTextOfAPicture() {
    assertThat(WORLD.run("org.bascule.guest.ReadingProgram", ""))
        .containsOnly(
            entry("version", "5.3.4"),
            entry("text", "HELLO 123"),
            entry("word", "123"),
            entry("box", "true"),
            entry("registered", "HELLO 123"));
  }

  @Test
  void voskAnswersThatThereIsNoModel() {
    assertThat(WORLD.run("org.bascule.guest.HearingProgram", ""))
        .containsOnly(
            entry("model", "Failed to create a model"),
            entry("speaker", "Failed to create a speaker model"));
  }

  /** The class that is registered names nothing of JNA's, that which registers it is another's. */
  @Test
  void lazysodiumHashesSignsAndSeals() {
    assertThat(WORLD.run("org.bascule.guest.SealingProgram", ""))
        .containsOnly(
            entry("initialised before", "1"),
            entry("sha-256", ABC),
            entry("in pieces", ABC),
            entry("public key", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
            entry(
                "signature",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
                    + "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
            entry("verified", "true"),
            entry("forged", "false"),
            entry("opened", "Gr\u00fc\u00dfe"),
            entry("decrypted", "text"),
            entry("altered", "refused"),
            entry("stream", "[1, 2, 3][4, 5, 6] 3"));
  }

  @Test
  void oshiMeasuresTheSystem() {
    assertThat(WORLD.run("org.bascule.guest.MeasuringProgram", ""))
        .containsOnly(
            entry("platform", "WINDOWS"),
            entry("manufacturer", "Microsoft"),
            entry("bits", "64"),
            entry("up", "true"),
            entry("services", "true"),
            entry("sockets", "true"),
            entry("computer", "The Wine Project"),
            entry("page size", "4096"),
            entry("memory", "true"),
            entry("processors", "true"));
  }
}
