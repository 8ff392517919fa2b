package org.bascule.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramesTest {

  private static final int MOST = Limit.LaneFrameBytes;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      empty                         | frame of 0 bytes, a frame has at least 12
      shorter-than-any-frame        | frame of 7 bytes, a frame has at least 12
      truncated                     | Call.function: 8 bytes at offset 112 do not lie in the 76 bytes
      wrong-identifier              | file identifier 0x4d435342 at offset 4, expected 0x4c435342 ("BSCL")
      root-offset-out-of-range      | Frame: offset 2147483647 at 0 leads out of the 152 bytes
      root-offset-negative          | Frame: offset 4294967280 at 0 leads out of the 152 bytes
      message-absent                | the frame has no message, though its type says Call
      message-offset-out-of-range   | Frame.message: offset 1073741824 at 32 leads out of the 152 bytes
      vtable-out-of-range           | Call's vtable: 4 bytes at offset 2147483700 do not lie in the 152 bytes
      vector-length-too-large       | Call.slots: 536870911 elements at offset 124, there is room for 3
      vector-length-overflows       | Call.slots: 536870913 elements at offset 124, there is room for 3
      union-type-unknown            | unknown message type 200
      union-type-none               | the frame has no message
      union-type-of-another-shape   | Hello.token: offset 58 is not a multiple of 4
      string-not-terminated         | Resolve.name: the string of 10 bytes at offset 56 is not terminated
      string-length-too-large       | Resolve.name: 65535 elements at offset 56, there is room for 12
      """)
  void refusesTheBadFrame(String name, String message) {
    ByteBuffer bytes = Golden.bytes(Path.of("golden", "bad", name + ".frame"));

    assertThatExceptionOfType(BadFrameException.class)
        .isThrownBy(() -> Frames.decode(bytes, MOST))
        .withMessage(message);
  }

  @Test
  void refusesEveryBadFrameOfTheOtherSide() {
    assertThat(Golden.bad())
        .hasSizeGreaterThanOrEqualTo(16)
        .allSatisfy(
            file ->
                assertThatExceptionOfType(BadFrameException.class)
                    .isThrownBy(() -> Frames.decode(Golden.bytes(file), MOST)));
  }

  @Test
  void refusesAFrameBeyondTheLimit() {
    ByteBuffer bytes = Golden.bytes(Path.of("golden", "call.frame"));

    assertThatExceptionOfType(BadFrameException.class)
        .isThrownBy(() -> Frames.decode(bytes, 100))
        .withMessage("frame of 152 bytes, at most 100 are allowed");
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] bytes = Golden.bytes(Path.of("golden", "resolve.frame")).array();
    bytes[62] = (byte) 0xFF;

    assertThatExceptionOfType(BadFrameException.class)
        .isThrownBy(() -> Frames.decode(ByteBuffer.wrap(bytes), MOST))
        .withMessage("Resolve.name: the string of 10 bytes at offset 56 is not UTF-8");
  }

  @Test
  void refusesAMessageOfAnotherType() {
    Frame frame = Golden.frame("ping");

    assertThatExceptionOfType(BadFrameException.class)
        .isThrownBy(() -> Frames.message(frame, Message.Pong, Pong::new))
        .withMessage("expected a message of type Pong, got Ping");
  }

  @Test
  void leavesTheBufferAsItWas() {
    byte[] good = Golden.bytes(Path.of("golden", "ping.frame")).array();
    ByteBuffer bytes = ByteBuffer.allocate(good.length + 48).order(ByteOrder.BIG_ENDIAN);
    bytes.position(16).put(good).flip().position(16);

    Frame frame = Frames.decode(bytes, MOST);

    assertThat(frame.messageType()).isEqualTo(Message.Ping);
    assertThat(bytes.position()).isEqualTo(16);
    assertThat(bytes.limit()).isEqualTo(16 + good.length);
    assertThat(bytes.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
  }

  @Test
  void readsWhatItHasFinished() {
    FlatBufferBuilder builder = new FlatBufferBuilder();
    Frames.finish(builder, 0xFFFF_FFFEL, Message.Pong, Pong.createPong(builder, 42));

    Frame frame = Frames.decode(builder.dataBuffer(), MOST);

    assertThat(frame.id()).isEqualTo(0xFFFF_FFFEL);
    assertThat(Frames.message(frame, Message.Pong, Pong::new).payload()).isEqualTo(42);
  }

  @Test
  void everyGeneratedFieldHasAShape() {
    for (byte type = 1; type < Message.names.length; type++) {
      Shape shape = Shapes.ofMessage(type);
      assertThat(shape.name()).isEqualTo(Message.name(type));
      assertThat(shape.fields()).as(shape.name()).hasSize((int) generatedFields(shape.name()));
    }
    assertThat(Shapes.ofMessage(Message.NONE)).isNull();
    assertThat(Shapes.ofMessage((byte) Message.names.length)).isNull();
    assertThat(Shapes.ofMessage((byte) -1)).isNull();
  }

  /** flatc writes one static addX(builder, x) per field. */
  private static long generatedFields(String table) {
    try {
      Class<?> generated = Class.forName("org.bascule.protocol." + table);
      return Arrays.stream(generated.getDeclaredMethods())
          .filter(m -> m.getName().matches("add[A-Z].*"))
          .count();
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatItAcceptsCanBeReadToTheLastField() {
    long seed = new Random().nextLong();
    System.out.println("FramesTest seed " + seed);
    Random random = new Random(seed);
    Map<Path, byte[]> good =
        Golden.good().stream()
            .collect(Collectors.toMap(file -> file, file -> Golden.bytes(file).array()));
    List<Path> files = Golden.good();
    int accepted = 0;
    for (int i = 0; i < 200_000; i++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] bytes = spoiled(good.get(file), random);
      Frame frame = decodeOrNull(bytes);
      if (frame != null) {
        accepted++;
        assertThatCode(() -> Accessors.readAll(frame))
            .as("seed %d, spoiled %s", seed, file)
            .doesNotThrowAnyException();
      }
    }
    assertThat(accepted).as("seed %d", seed).isBetween(1_000, 199_000);
  }

  private static byte[] spoiled(byte[] good, Random random) {
    byte[] bytes =
        Arrays.copyOf(good, random.nextInt(8) == 0 ? random.nextInt(good.length + 1) : good.length);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      bytes[random.nextInt(bytes.length)] =
          (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(4));
    }
    return bytes;
  }

  private static Frame decodeOrNull(byte[] bytes) {
    try {
      return Frames.decode(ByteBuffer.wrap(bytes), MOST);
    } catch (BadFrameException e) {
      return null;
    }
  }
}
