package org.bascule.bridge.session;

import java.util.OptionalLong;
import org.bascule.bridge.FunctionOptions;
import org.bascule.bridge.MemoryMode;
import org.bascule.bridge.call.Lending;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.spi.CodePageText;

/** What the options of a function change in what it is bound for. */
final class OptionsEnvironment {
  private OptionsEnvironment() {}

  /**
   * The environment of one function.
   *
   * @throws org.bascule.error.ValueException if an option is none that a function can have
   */
  static BindingEnvironment of(FunctionOptions how, BindingEnvironment session) {
    MemoryMode mode = how.memory().orElse(session.lending().mode());
    BindingEnvironment in =
        session.withLending(new Lending(mode, how.readAfterOverrun())).withLimit(limit(how));
    return how.codePage().isEmpty()
        ? in
        : in.withCodePage(CodePageText.of(how.codePage().getAsInt()));
  }

  private static OptionalLong limit(FunctionOptions how) {
    how.timeout().ifPresent(limit -> OptionsCheck.duration("timeout", limit));
    return how.timeout()
        .map(limit -> OptionalLong.of(limit.toNanos()))
        .orElse(OptionalLong.empty());
  }
}
