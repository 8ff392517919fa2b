package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bascule.bridge.FunctionHandle;
import org.bascule.itest.OpenSession;
import org.bascule.itest.Seed;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of random values of random types, there and back through a DLL made for them. */
class RandomRoundTripsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final int STRUCTS = 60;
  private static final int CALLS = 35;
  private static final int ARRAYS = 20;
  private static final int ROUND_TRIPS = STRUCTS * (2 * CALLS + ARRAYS);

  @TempDir static Path folder;

  @Test
  void everythingComesBackAsItWentThere() throws Exception {
    assertThat(ROUND_TRIPS).isGreaterThanOrEqualTo(5000);
    Random random = Seed.random("RandomRoundTripsIT");
    RandomStructs structs = new RandomStructs(random, STRUCTS);
    String dll = structs.compile(folder).toString();
    for (int i = 0; i < STRUCTS; i++) {
      List<RandomMember> members = structs.structs().get(i);
      String struct = "struct s" + i + " " + RandomMember.body(members, false);
      new OneStruct(dll, i, struct, members).check(random);
    }
  }

  private record OneStruct(String dll, int number, String struct, List<RandomMember> members) {
    void check(Random random) {
      String name = "struct s" + number;
      FunctionHandle byPointer =
          function("void by_pointer_%d(const %s *in, [out] %s *out)", struct, name);
      Object size = function("size_t size_%d(void)").call();
      // By value it goes onto the stack of 32 bits, in cells of 4 bytes; a call has room for 255.
      boolean fits = !TestBed.narrow() || ((Number) size).longValue() <= 4 * 250;
      FunctionHandle byValue =
          fits ? function("%2$s by_value_%1$d(%3$s value)", struct, name) : byPointer;
      for (int i = 0; i < CALLS; i++) {
        Map<String, Object> value = RandomMember.struct(members, random);
        Object out = byPointer.invoke(value, Map.of()).outputs().get(0).value();
        assertSame(value, out, byPointer);
        if (fits) {
          assertSame(value, byValue.call(value), byValue);
        }
      }
      FunctionHandle array =
          function("void array_%d(const %s in[n], [out] %s out[n], int n)", struct, name);
      for (int i = 0; i < ARRAYS; i++) {
        int count = 1 + random.nextInt(4);
        List<Object> in = new ArrayList<>();
        List<Object> out = new ArrayList<>();
        for (int k = 0; k < count; k++) {
          in.add(RandomMember.struct(members, random));
          out.add(Map.of());
        }
        assertSame(in, array.invoke(in, out, count).outputs().get(0).value(), array);
      }
      assertThat(WINE.session().layout(struct).lines().skip(1).findFirst().orElseThrow().strip())
          .startsWith("0")
          .contains(" " + size + " ");
    }

    private FunctionHandle function(String prototype, Object... texts) {
      List<Object> all = new ArrayList<>(List.of(number));
      all.addAll(List.of(texts));
      return WINE.session().function(dll, prototype.formatted(all.toArray()));
    }
  }

  /** Of a union, only the member that was given is looked at. */
  private static void assertSame(Object expected, Object actual, FunctionHandle function) {
    Object found = restricted(plain(actual), plain(expected));
    assertThat(found).as("%s", function.prototype()).isEqualTo(plain(expected));
  }

  private static Object restricted(Object actual, Object expected) {
    if (actual instanceof Map<?, ?> all && expected instanceof Map<?, ?> given) {
      Map<Object, Object> part = new LinkedHashMap<>();
      given.forEach((name, value) -> part.put(name, restricted(all.get(name), value)));
      return part;
    }
    if (actual instanceof List<?> list && expected instanceof List<?> given) {
      List<Object> part = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        part.add(i < given.size() ? restricted(list.get(i), given.get(i)) : list.get(i));
      }
      return part;
    }
    return actual;
  }

  /** The same with lists for arrays and one type each for whole and floating numbers. */
  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> struct) {
      Map<Object, Object> members = new LinkedHashMap<>();
      struct.forEach((name, member) -> members.put(name, plain(member)));
      return members;
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(RandomRoundTripsIT::plain)
          .collect(ArrayList::new, List::add, List::addAll);
    }
    if (value != null && value.getClass().isArray()) {
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        list.add(plain(Array.get(value, i)));
      }
      return list;
    }
    if (value instanceof Float || value instanceof Double) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof Number number) {
      return number.longValue();
    }
    return value instanceof CharSequence text ? text.toString() : value;
  }
}
