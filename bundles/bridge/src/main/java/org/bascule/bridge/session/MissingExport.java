package org.bascule.bridge.session;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.bascule.bridge.ExportInfo;
import org.bascule.bridge.LoadedLibrary;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.LinkError;

/** The errors for exports that are not there, or are something else. */
final class MissingExport {
  private static final int SUGGESTIONS = 3;
  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  /** As Visual C++ decorates C++ names: {@code ?add@Counter@@QEAAHH@Z}. */
  private static final Pattern MICROSOFT = Pattern.compile("\\?+(\\w+)@.*");

  /** As g++ does, whose names have their lengths in front: {@code _ZN7Counter3addEi}. */
  private static final Pattern GNU = Pattern.compile("_Z(?:N[VK]*)?((?:\\d+[A-Za-z_]\\w*)+)");

  /** As C functions are for x86: {@code _add@8}, {@code @add@8}, {@code _add}. */
  private static final Pattern X86 = Pattern.compile("[_@]?(\\w+?)(?:@\\d+)?");

  private final LoadedLibrary library;
  private final UnaryOperator<String> whyNowhere;

  /**
   * The errors of one DLL.
   *
   * @param whyNowhere says of a forwarder's target why there is nothing
   */
  MissingExport(LoadedLibrary library, UnaryOperator<String> whyNowhere) {
    this.library = library;
    this.whyNowhere = whyNowhere;
  }

  /** There is nothing of this name. */
  LinkError export(String export) {
    List<ExportInfo> exports = library.exports();
    for (ExportInfo each : exports) {
      boolean meant = each.name().equals(export) || ("#" + each.ordinal()).equals(export);
      if (meant && !each.forwarder().isEmpty()) {
        return nowhere(export, each.forwarder());
      }
    }
    String decorated =
        exports.stream()
            .map(ExportInfo::name)
            .filter(name -> !name.isEmpty() && plain(name).equals(export))
            .limit(SUGGESTIONS)
            .collect(Collectors.joining(", "));
    return decorated.isEmpty() ? unknown(export, exports) : decorated(export, decorated);
  }

  /** It is there, but lies where no code can run. */
  LinkError notAFunction(String export) {
    return error(
        export,
        "a function",
        "a variable: it lies in memory that is not executable",
        "read and write it as a variable: Session.variable, wine:get, wine:set");
  }

  private LinkError nowhere(String export, String forwarder) {
    return error(
        export,
        "an export that leads to a function",
        "it is forwarded to " + forwarder + ", " + whyNowhere.apply(forwarder),
        "do without it, or have that found; wine:doctor looks at all forwarders");
  }

  private LinkError decorated(String export, String names) {
    return error(
        export,
        "an export of that name",
        "decorated names: " + names,
        "give the name as the DLL has it: in quotes in a prototype, or in @FunctionName");
  }

  private LinkError unknown(String export, List<ExportInfo> exports) {
    return error(
        export,
        "an export of that name",
        exports.isEmpty()
            ? "the DLL exports nothing"
            : "nearest of " + exports.size() + " exports: " + nearest(export, exports),
        "correct the name; wine:exports lists them all");
  }

  private LinkError error(String export, String expected, String actual, String remedy) {
    return new LinkError(
        new Diagnosis(
            ErrorCode.FUNCTION_NOT_FOUND,
            "find the function " + export + " in " + library.name(),
            library.path(),
            expected,
            actual,
            remedy));
  }

  private static String nearest(String export, List<ExportInfo> exports) {
    String wanted = export.toLowerCase(Locale.ROOT);
    Comparator<String> byDistance =
        Comparator.<String>comparingInt(name -> distance(wanted, name))
            .thenComparing(Comparator.naturalOrder());
    String names =
        exports.stream()
            .map(ExportInfo::name)
            .filter(n -> !n.isEmpty())
            .sorted(byDistance)
            .limit(SUGGESTIONS)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "ordinals only, from #" + exports.get(0).ordinal() : names;
  }

  private static int distance(String wanted, String name) {
    int whole = DISTANCE.apply(wanted, name.toLowerCase(Locale.ROOT));
    return Math.min(whole, DISTANCE.apply(wanted, plain(name).toLowerCase(Locale.ROOT)));
  }

  /** The name that a programmer has written, as far as its decoration tells. */
  private static String plain(String name) {
    Matcher gnu = GNU.matcher(name);
    if (gnu.lookingAt()) {
      return last(gnu.group(1));
    }
    Matcher microsoft = MICROSOFT.matcher(name);
    if (name.startsWith("?") && microsoft.matches()) {
      return microsoft.group(1);
    }
    Matcher x86 = X86.matcher(name);
    return x86.matches() ? x86.group(1) : name;
  }

  /** The last of names that have their lengths in front. */
  private static String last(String lengthsAndNames) {
    String left = lengthsAndNames;
    String last = left;
    Matcher number = Pattern.compile("\\d{1,4}").matcher(left);
    while (number.lookingAt()) {
      int end = number.end() + Integer.parseInt(number.group());
      if (end > left.length()) {
        break;
      }
      last = left.substring(number.end(), end);
      left = left.substring(end);
      number = Pattern.compile("\\d{1,4}").matcher(left);
    }
    return last;
  }
}
