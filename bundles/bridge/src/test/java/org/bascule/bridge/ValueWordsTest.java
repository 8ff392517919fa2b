package org.bascule.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.Test;

class ValueWordsTest {
  private static final Layout BYTE = new Layout.Scalar(Layout.Kind.UNSIGNED, 1);
  private static final Layout LONG = new Layout.Scalar(Layout.Kind.UNSIGNED, 8);
  private static final Layout CHAR = new Layout.Scalar(Layout.Kind.SIGNED, 1);

  private static ValueWords behindAPointer(Layout target) {
    return ValueWords.of(Layout.pointerTo(Abi.X64, () -> target));
  }

  @Test
  void unsignedIntegersAreWhatCSees() {
    byte[] bytes = {-6, 1};
    assertThat(behindAPointer(BYTE).text(bytes)).isEqualTo("[250, 1]");
    assertThat(behindAPointer(CHAR).text(bytes)).isEqualTo("[-6, 1]");
    assertThat(behindAPointer(LONG).text(new long[] {-1})).isEqualTo("[18446744073709551615]");
    assertThat(behindAPointer(new Layout.Scalar(Layout.Kind.UNSIGNED, 2)).text(new short[] {-6}))
        .isEqualTo("[65530]");
    assertThat(behindAPointer(new Layout.Scalar(Layout.Kind.UNSIGNED, 4)).text(new int[] {-6}))
        .isEqualTo("[4294967290]");
    assertThat(ValueWords.of(BYTE).text((byte) -6)).isEqualTo("250");
    assertThat(behindAPointer(BYTE).text(new Ref<>((byte) -6))).isEqualTo("250");
    assertThat(behindAPointer(new Layout.Array(BYTE, 2)).text(new byte[][] {bytes, bytes}))
        .isEqualTo("[[250, 1], [250, 1]]");
  }

  @Test
  void membersOfStructsToo() {
    Layout struct =
        new Layout.Struct(
            "s",
            List.of(
                new Layout.Member("a", new Layout.Array(BYTE, 2), 0),
                new Layout.Member("b", CHAR, 2)),
            3,
            1,
            false);
    Map<String, Object> value = Map.of("a", new byte[] {-6, 1});
    assertThat(behindAPointer(struct).text(value)).isEqualTo("{a=[250, 1]}");
    assertThat(behindAPointer(struct).text(new Object[] {value})).isEqualTo("[{a=[250, 1]}]");
  }

  @Test
  void aStructThatPointsToItselfHasAnEnd() {
    Layout[] self = new Layout[1];
    self[0] =
        new Layout.Struct(
            "node",
            List.of(new Layout.Member("next", Layout.pointerTo(Abi.X64, () -> self[0]), 0)),
            8,
            8,
            false);
    assertThat(ValueWords.of(self[0]).text(Map.of("next", 5))).isEqualTo("{next=5}");
  }

  @Test
  void aCallTellsItsResultAndItsOutputs() {
    CallResult call =
        new CallResult(
            new int[] {1, 2},
            List.of(new CallResult.Output("a", new byte[] {-6}, behindAPointer(BYTE))));
    assertThat(call).hasToString("[1, 2]\na = [250]");
    assertThat(new CallResult(null, List.of())).hasToString("null");
  }
}
