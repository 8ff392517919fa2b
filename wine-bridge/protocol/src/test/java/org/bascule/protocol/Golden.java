package org.bascule.protocol;

import com.google.flatbuffers.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The files in {@code golden/}. */
final class Golden {

  private static final Path DIRECTORY = Path.of("golden");

  private Golden() {}

  static List<Path> good() {
    return frames(DIRECTORY);
  }

  static List<Path> bad() {
    return frames(DIRECTORY.resolve("bad"));
  }

  static Frame frame(String name) {
    return Frames.decode(bytes(DIRECTORY.resolve(name + ".frame")), Limit.LaneFrameBytes);
  }

  static <T extends Table> T message(String name, byte type, Supplier<T> empty) {
    return Frames.message(frame(name), type, empty);
  }

  static ByteBuffer bytes(Path file) {
    try {
      return ByteBuffer.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> frames(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".frame")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
