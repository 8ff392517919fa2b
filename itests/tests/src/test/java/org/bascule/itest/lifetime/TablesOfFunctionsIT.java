package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.bascule.bridge.Session;
import org.bascule.itest.TestBed;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.NativeFunction;
import org.bascule.spi.TypeUse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables of functions that take the table itself, as plug-ins and virtual file systems have them:
 * each type is compiled once, however many members lead to it.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TablesOfFunctionsIT {
  private static final int FEW = 8;
  private static final int MANY = 64;
  // Eight times as many members; what has nothing to do with members counts the same.
  private static final int MOST_TIMES = MANY / FEW;

  private static final OwnBridge BRIDGE = new OwnBridge();
  private static final AtomicInteger ASKED = new AtomicInteger();

  private static Session session;

  @TempDir private static Path classes;

  @BeforeAll
  static void open() {
    BRIDGE.add(new Counting());
    session = BRIDGE.open();
  }

  @AfterAll
  static void close() {
    BRIDGE.close();
  }

  /** Is asked before all others, for each use that is compiled. */
  private static final class Counting implements MarshallerFactory {
    @Override
    public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
      ASKED.incrementAndGet();
      return Optional.empty();
    }

    @Override
    public int ranking() {
      return 1000;
    }

    @Override
    public String handles() {
      return "nothing, but counts";
    }
  }

  private interface Calls {
    /** Calls all members of a table of that many; how often the factory was asked. */
    int through(int count) throws Exception;
  }

  private static void askedForEachMemberOnce(Calls calls) throws Exception {
    int few = calls.through(FEW);
    assertThat(few).isPositive();
    assertThat(calls.through(MANY)).isBetween(MANY, MOST_TIMES * few);
  }

  @Test
  void ofAPrototype() throws Exception {
    askedForEachMemberOnce(TablesOfFunctionsIT::throughAPrototype);
  }

  @Test
  void ofRecords() throws Exception {
    askedForEachMemberOnce(count -> callAll(compile("Plain" + count, records(count)), count));
  }

  @Test
  void ofJnasStructures() throws Exception {
    askedForEachMemberOnce(count -> callAll(compile("Jna" + count, structures(count)), count));
  }

  private static int throughAPrototype(int count) {
    int before = ASKED.get();
    String struct = "struct S" + count;
    String members = each(count, ";", i -> "int (*f%d)(%s *self, int value)".formatted(i, struct));
    var call =
        session.function(
            TestBed.dll("upcalls").toString(),
            "int call_member(%s { %s; } *table, int index, int value)".formatted(struct, members));
    Map<String, Object> table = new HashMap<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      table.put("f" + i, (NativeFunction) arguments -> (int) arguments[1] + number);
    }
    for (int i = 0; i < count; i++) {
      assertThat(call.call(table, i, 1000)).isEqualTo(1000 + i);
    }
    return ASKED.get() - before;
  }

  private static String records(int count) {
    return """
        import org.bascule.spi.Ref;
        public interface Plain%d {
          int call_member(Ref<Table> table, int index, int value);
          static int call(Plain%1$d library, int index) {
            return library.call_member(new Ref<>(new Table(%s)), index, 1000);
          }
          record Table(%s) {}
          %s
        }
        """
        .formatted(
            count,
            each(count, ", ", i -> "(self, value) -> value + " + i),
            each(count, ", ", i -> "F%d f%1$d".formatted(i)),
            each(count, "\n", "interface F%d { int f(Ref<Table> self, int value); }"::formatted));
  }

  private static String structures(int count) {
    return """
        import com.sun.jna.*;
        public interface Jna%d extends Library {
          int call_member(Table table, int index, int value);
          static int call(Jna%1$d library, int index) {
            Table table = new Table();
            %s
            return library.call_member(table, index, 1000);
          }
          @Structure.FieldOrder({%s})
          class Table extends Structure {
            %s
          }
          %s
        }
        """
        .formatted(
            count,
            each(count, " ", i -> "table.f%d = (self, value) -> value + %1$d;".formatted(i)),
            each(count, ", ", "\"f%d\""::formatted),
            each(count, " ", "public F%d f%1$d;"::formatted),
            each(
                count,
                "\n",
                "interface F%d extends Callback { int f(Table self, int value); }"::formatted));
  }

  private static int callAll(Class<?> type, int count) throws ReflectiveOperationException {
    int before = ASKED.get();
    Object library = session.load(TestBed.dll("upcalls").toString(), type);
    Method call = type.getMethod("call", type, int.class);
    for (int i = 0; i < count; i++) {
      assertThat(call.invoke(null, library, i)).isEqualTo(1000 + i);
    }
    return ASKED.get() - before;
  }

  private static Class<?> compile(String name, String source) throws Exception {
    Path file = Files.writeString(classes.resolve(name + ".java"), source);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", classes.toString(), file.toString());
    assertThat(status).isZero();
    return loader().loadClass(name);
  }

  private static ClassLoader loader() throws IOException {
    URL[] path = {classes.toUri().toURL()};
    return new URLClassLoader(path, TablesOfFunctionsIT.class.getClassLoader());
  }

  private static String each(int count, String between, IntFunction<String> text) {
    return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(between));
  }
}
