package org.bascule.shell;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.bridge.Apartment;
import org.bascule.bridge.Batch;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.CallbackHandle;
import org.bascule.bridge.ExportInfo;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.bridge.HostBlock;
import org.bascule.bridge.HostEnd;
import org.bascule.bridge.HostIdentity;
import org.bascule.bridge.LoadedLibrary;
import org.bascule.bridge.MemoryMode;
import org.bascule.bridge.Session;
import org.bascule.bridge.Variable;
import org.bascule.spi.Abi;
import org.bascule.spi.Address;
import org.bascule.spi.Marshaller;
import org.bascule.spi.NativeFunction;
import org.bascule.spi.WindowsMemory;

/** A session whose functions answer with one prepared result, or fail with one prepared error. */
final class FakeSession implements Session {
  final List<Object> arguments = new ArrayList<>();
  final FakeBatch batch = new FakeBatch();
  final List<ExportInfo> exports = new ArrayList<>();
  String library = "";
  String prototype = "";
  int codePage = -1;
  Optional<MemoryMode> memory = Optional.empty();
  Optional<Duration> timeout = Optional.empty();
  Runnable during = () -> {};
  final List<CallResult.Output> outputs = new ArrayList<>();
  final List<String> names = new ArrayList<>();
  Object result;
  Error error;
  Optional<HostEnd> end = Optional.empty();

  @Override
  public String name() {
    return "s1";
  }

  @Override
  public Abi abi() {
    return Abi.X64;
  }

  @Override
  public HostIdentity host() {
    return new HostIdentity(
        Abi.X64, 4711, 32, Path.of("/opt/wine"), "8.0", Path.of("/home/me/prefix"), "0.1.0");
  }

  @Override
  public int lanes() {
    return 2;
  }

  @Override
  public Optional<HostEnd> end() {
    return end;
  }

  @Override
  public LoadedLibrary library(String library) {
    this.library = library;
    return new FakeLibrary(library, exports);
  }

  @Override
  public <T> T load(String library, Class<T> type) {
    throw new AssertionError("the shell loads no interfaces");
  }

  @Override
  public <T> T load(String library, Class<T> type, Map<String, ?> options) {
    throw new AssertionError("the shell loads no interfaces");
  }

  @Override
  public Map<Method, Throwable> check(String library, Class<?> type, Map<String, ?> options) {
    return check(library, type);
  }

  @Override
  public Map<Method, Throwable> check(String library, Class<?> type) {
    throw new AssertionError("the shell loads no interfaces");
  }

  @Override
  public FunctionHandle function(String library, String prototype) {
    if (error != null) {
      throw error;
    }
    this.library = library;
    this.prototype = prototype;
    return new FakeFunction(prototype);
  }

  @Override
  public FunctionHandle function(String library, String prototype, FunctionOptions options) {
    codePage = options.codePage().orElse(codePage);
    memory = options.memory();
    timeout = options.timeout();
    return function(library, prototype);
  }

  @Override
  public FunctionHandle functionAt(Address address, String prototype) {
    return function(address.toString(), prototype);
  }

  @Override
  public FunctionHandle functionAt(Address address, String prototype, FunctionOptions options) {
    return function(address.toString(), prototype, options);
  }

  @Override
  public <T> T functionAt(Address address, Class<T> type) {
    throw new AssertionError("the shell knows no interfaces");
  }

  @Override
  public Variable<Object> variable(String library, String declaration) {
    return new FakeVariable(library, declaration);
  }

  @Override
  public <T> Variable<T> variable(String library, String export, Class<T> type) {
    throw new AssertionError("the shell knows no Java types");
  }

  @Override
  public Variable<Object> at(Address address, String cType) {
    return new FakeVariable(address.toString(), cType);
  }

  @Override
  public <T> Variable<T> at(Address address, Class<T> type) {
    throw new AssertionError("the shell knows no Java types");
  }

  @Override
  public String layout(String type) {
    return "the layout of " + type;
  }

  @Override
  public List<String> declare(String declarations) {
    return List.of("struct s", declarations);
  }

  @Override
  public Marshaller<?> marshaller(Class<?> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public WindowsMemory memory(Address address, long size) {
    throw new AssertionError("the shell looks at no memory");
  }

  @Override
  public HostBlock allocate(long size) {
    throw new AssertionError("the shell allocates nothing");
  }

  @Override
  public <T> CallbackHandle<T> callback(Class<T> type, T function) {
    throw new AssertionError("the shell keeps no callbacks");
  }

  @Override
  public CallbackHandle<NativeFunction> callback(String type, NativeFunction function) {
    throw new AssertionError("the shell keeps no callbacks");
  }

  @Override
  public Apartment apartment(String apartment) {
    throw new AssertionError("the shell opens no apartments");
  }

  @Override
  public int lastError() {
    return 0;
  }

  @Override
  public void close() {}

  private static Object called(NativeFunction callback) {
    try {
      return callback.call((short) 3, "text");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private final class FakeVariable implements Variable<Object> {
    private final String place;
    private final String declaration;

    FakeVariable(String place, String declaration) {
      this.place = place;
      this.declaration = declaration;
    }

    @Override
    public Address address() {
      return new Address(0x1000);
    }

    @Override
    public String name() {
      return place;
    }

    @Override
    public long size() {
      return 4;
    }

    @Override
    public Object get() {
      return result;
    }

    @Override
    public void set(Object value) {
      arguments.addAll(List.of(place, declaration, value));
    }

    @Override
    public String text() {
      return declaration + " in " + place;
    }
  }

  private record FakeLibrary(String name, List<ExportInfo> exports) implements LoadedLibrary {
    @Override
    public String path() {
      return "C:\\" + name;
    }

    @Override
    public long module() {
      return 0x180000000L;
    }

    @Override
    public Address address(String export) {
      throw new AssertionError("the shell asks the session");
    }
  }

  @Override
  public Batch batch() {
    return batch;
  }

  private final class FakeFunction implements FunctionHandle {
    private final String prototype;

    FakeFunction(String prototype) {
      this.prototype = prototype;
    }

    @Override
    public String name() {
      return "f";
    }

    @Override
    public String prototype() {
      return prototype;
    }

    @Override
    public List<String> parameters() {
      return List.of();
    }

    @Override
    public List<String> parameterNames() {
      return names;
    }

    @Override
    public Object call(Object... given) {
      throw new AssertionError("the shell wants the outputs too");
    }

    @Override
    public Object each(Object... given) {
      arguments.addAll(Arrays.asList(given));
      return result;
    }

    @Override
    public CallResult invoke(Object... given) {
      during.run();
      arguments.addAll(Arrays.asList(given));
      for (Object argument : given) {
        if (argument instanceof NativeFunction callback) {
          result = called(callback);
        }
      }
      return new CallResult(result, outputs);
    }

    @Override
    public String explain() {
      return "the plan of " + prototype;
    }
  }
}
