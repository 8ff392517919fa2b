package org.bascule.bridge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.bascule.bridge.CallbackOptions.AfterException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.bascule.spi.CodePageText;

/**
 * A session's options as operators write them: the same names and the same words in system
 * properties, in files and in OSGi's configurations. An empty text says nothing.
 */
public final class OptionTexts {
  /** What stands before each name where it is a system property. */
  public static final String PROPERTY = "bascule.";

  private static final String ENVIRONMENT = "environment.";
  private static final String PASS = ENVIRONMENT + "pass";
  private static final String A_VARIABLE = ENVIRONMENT + "NAME";
  private static final int A_DAY = 24 * 60 * 60;
  private static final int MOST_LANES = 1000;
  private static final int NEAR = 2;

  private static final Map<String, Entry> ENTRIES = entries();

  private final String operation;
  private final String before;
  private final String remedy;
  private final boolean closed;
  private final Set<String> others;

  /** How one option is written. */
  record Entry(String expected, Setting setting) {}

  interface Setting {
    /**
     * The options with this one.
     *
     * @throws RuntimeException if the text is not as expected
     */
    SessionOptions set(SessionOptions options, String text);
  }

  /**
   * Reads texts of one kind of place.
   *
   * @param operation says in errors what is being read
   * @param before stands before each name there
   * @param remedy what the writer can do
   * @param closed whether names that mean nothing are refused, or only those that look like one
   *     that does
   */
  public OptionTexts(String operation, String before, String remedy, boolean closed) {
    this(operation, before, remedy, closed, Set.of());
  }

  private OptionTexts(
      String operation, String before, String remedy, boolean closed, Set<String> others) {
    this.operation = operation;
    this.before = before;
    this.remedy = remedy;
    this.closed = closed;
    this.others = others;
  }

  /** The same where other names stand too, which somebody else reads. */
  public OptionTexts beside(Set<String> names) {
    return new OptionTexts(operation, before, remedy, closed, Set.copyOf(names));
  }

  /**
   * Those of system properties.
   *
   * @param closed as above
   */
  public static OptionTexts ofProperties(boolean closed) {
    return new OptionTexts(
        "read the system properties", PROPERTY, "correct the -D option of the JVM", closed);
  }

  /** The system properties whose names begin with {@link #PROPERTY}, without that. */
  public static Map<String, String> properties() {
    Map<String, String> texts = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(PROPERTY)) {
        texts.put(name.substring(PROPERTY.length()), System.getProperty(name));
      }
    }
    return texts;
  }

  /**
   * The options with what the texts say.
   *
   * @param texts by their names
   * @throws ValueException that names the first mistake, and what would have been right
   */
  public SessionOptions read(SessionOptions options, Map<String, String> texts) {
    SessionOptions read = options;
    for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
      String name = text.getKey();
      if (name.startsWith(ENVIRONMENT) && !name.equals(PASS)) {
        read = variable(read, name, text.getValue());
      } else if (!ENTRIES.containsKey(name) && !others.contains(name)) {
        insistOnNoMistake(name);
      } else if (ENTRIES.containsKey(name) && !text.getValue().isBlank()) {
        read = set(read, name, text.getValue());
      }
    }
    return read;
  }

  /** What all options are called. */
  public static List<String> names() {
    return Stream.concat(ENTRIES.keySet().stream(), Stream.of(A_VARIABLE)).sorted().toList();
  }

  private SessionOptions set(SessionOptions options, String name, String text) {
    Entry entry = ENTRIES.get(name);
    try {
      return entry.setting.set(options, text.strip());
    } catch (RuntimeException e) {
      throw refused(name, entry.expected, quoted(text));
    }
  }

  private SessionOptions variable(SessionOptions options, String name, String value) {
    String variable = name.substring(ENVIRONMENT.length());
    if (variable.isEmpty() || variable.indexOf('=') >= 0 || variable.indexOf(0) >= 0) {
      throw refused(name, "the name of a variable behind environment., without = and NUL", value);
    }
    if (variable.equals("WINEPREFIX")) {
      throw refused(name, "the prefix in " + before + "prefix", quoted(value));
    }
    if (value.indexOf(0) >= 0) {
      throw refused(name, "a value without NUL", quoted(value));
    }
    Map<String, String> all = new HashMap<>(options.environment());
    all.put(variable, value);
    return options.withEnvironment(all);
  }

  private void insistOnNoMistake(String name) {
    Optional<String> near = allNames().filter(known -> near(known, name)).findFirst();
    if (closed || near.isPresent()) {
      throw refused(
          name,
          allNames().map(known -> before + known).sorted().collect(Collectors.joining(", ")),
          "a name that means nothing" + near.map(n -> "; nearest: " + before + n).orElse(""));
    }
  }

  private Stream<String> allNames() {
    return Stream.concat(names().stream(), others.stream());
  }

  private static boolean near(String known, String name) {
    int distance = LevenshteinDistance.getDefaultInstance().apply(known, name);
    return bare(known).equals(bare(name)) || distance <= Math.min(NEAR, known.length() / 3);
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
  }

  private ValueException refused(String name, String expected, String actual) {
    return new ValueException(
        new Diagnosis(ErrorCode.BAD_TEXT, operation, before + name, expected, actual, remedy));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\0", "\\0") + '"';
  }

  private static Map<String, Entry> entries() {
    Map<String, Entry> all = new TreeMap<>();
    all.put("abi", choice(Abi.values(), SessionOptions::withAbi));
    all.put(
        "prefix",
        new Entry("the path of a directory", (o, text) -> o.withPrefix(ofItsOwn(Path.of(text)))));
    all.put(
        "loader",
        new Entry("the path of a file", (o, text) -> o.withLoader(Optional.of(Path.of(text)))));
    all.put(
        "library.path",
        new Entry("paths, separated by colons", (o, text) -> o.withLibraryPath(paths(text))));
    all.put(
        "code.page",
        new Entry(
            "the number of a Windows code page that Java knows, such as 65001 (UTF-8), 1252 or 932",
            (o, text) -> o.withCodePage(CodePageText.of(Integer.parseInt(text)).number())));
    all.put(
        "start.timeout.seconds",
        number(1, A_DAY, (o, value) -> o.withStartTimeout(Duration.ofSeconds(value))));
    all.put(
        "end.timeout.seconds",
        number(0, A_DAY, (o, value) -> o.withEndTimeout(Duration.ofSeconds(value))));
    timeEntries(all);
    all.put("virtual.thread.lanes", number(1, MOST_LANES, SessionOptions::withVirtualThreadLanes));
    all.put(
        "callback.after.exception",
        choice(
            AfterException.values(),
            (o, policy) -> o.withCallbacks(o.callbacks().withAfterException(policy))));
    all.put(
        "environment",
        new Entry(
            "short or inherit",
            (o, text) -> o.withInheritance(o.inheritance().withAll(inherits(text)))));
    all.put(
        PASS,
        new Entry(
            "names of variables, separated by commas; with * at its end one stands for all that"
                + " begin so",
            (o, text) -> o.withInheritance(o.inheritance().withNames(names(text)))));
    all.putAll(LimitTexts.entries());
    all.put("memory", choice(MemoryMode.values(), SessionOptions::withMemory));
    return all;
  }

  /** How long calls may take, and what becomes of a session whose host has ended. */
  private static void timeEntries(Map<String, Entry> all) {
    all.put(
        "call.timeout.milliseconds",
        number(
            0,
            1000 * A_DAY,
            (o, value) -> o.withLimits(o.limits().withTimeout(Duration.ofMillis(value)))));
    all.put(
        "call.grace.milliseconds",
        number(
            0,
            1000 * A_DAY,
            (o, value) -> o.withLimits(o.limits().withGrace(Duration.ofMillis(value)))));
    all.put(
        "call.interrupt",
        new Entry(
            "end or ignore",
            (o, text) -> o.withLimits(o.limits().withInterruptible(endsCalls(text)))));
    all.put(
        "restart",
        new Entry(
            "never, on-next-use, or times and seconds as in 3 in 60",
            (o, text) -> o.withRestart(RestartPolicy.of(text))));
    all.put("recycle", choice(RecyclePolicy.values(), SessionOptions::withRecycle));
  }

  private static boolean endsCalls(String text) {
    return switch (text) {
      case "end" -> true;
      case "ignore" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static <E extends Enum<E>> Entry choice(
      E[] values, BiFunction<SessionOptions, E, SessionOptions> setting) {
    boolean upper = values instanceof Abi[];
    List<String> words = new ArrayList<>();
    for (E each : values) {
      words.add(upper ? each.name() : each.name().toLowerCase(Locale.ROOT));
    }
    return new Entry(
        String.join(" or ", words),
        (options, text) ->
            setting.apply(
                options,
                Arrays.stream(values)
                    .filter(each -> each.name().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow()));
  }

  private static Entry number(
      int from, int to, BiFunction<SessionOptions, Integer, SessionOptions> set) {
    return new Entry(
        "a whole number, " + from + " to " + to,
        (options, text) -> {
          int value = Integer.parseInt(text);
          if (value < from || value > to) {
            throw new IllegalArgumentException(text);
          }
          return set.apply(options, value);
        });
  }

  private static boolean inherits(String text) {
    if (!text.equals("inherit") && !text.equals("short")) {
      throw new IllegalArgumentException(text);
    }
    return text.equals("inherit");
  }

  private static List<String> names(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).toList();
  }

  private static Path ofItsOwn(Path prefix) {
    if (prefix.toAbsolutePath().normalize().getFileName() == null) {
      throw new IllegalArgumentException(prefix.toString());
    }
    return prefix;
  }

  private static List<Path> paths(String text) {
    return Arrays.stream(text.split(":"))
        .filter(path -> !path.isBlank())
        .map(path -> Path.of(path.strip()))
        .toList();
  }
}
