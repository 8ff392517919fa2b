package org.bascule.bridge.plan;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bascule.spi.Directive;
import org.bascule.spi.FunctionType;
import org.bascule.spi.TypeUse;

/** Whether lengths in a function's type name something that is not the function's own. */
final class OuterNames {
  // A name behind a dot or an arrow is a member's; one before a parenthesis a function's.
  private static final Pattern FIRST =
      Pattern.compile("(?<![\\w.>$])[A-Za-z_$][\\w$]*(?![\\w$]*\\s*\\()");

  private OuterNames() {}

  static boolean areIn(FunctionType type) {
    return Stream.concat(type.parameters().stream(), type.result().stream())
        .map(TypeUse::directives)
        .flatMap(directives -> directives.values().stream())
        .flatMap(OuterNames::texts)
        .flatMap(text -> FIRST.matcher(text).results())
        .anyMatch(name -> !isOwn(name.group(), type));
  }

  private static Stream<String> texts(Directive directive) {
    return Stream.of(directive.length(), directive.valid()).flatMap(Optional::stream);
  }

  private static boolean isOwn(String name, FunctionType type) {
    return name.equals("result") || name.matches("arg\\d+") || type.names().contains(name);
  }
}
