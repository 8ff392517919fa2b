package org.bascule.jna.structure;

import com.sun.jna.Structure;
import com.sun.jna.WString;
import java.util.Optional;
import org.bascule.spi.Directive;
import org.bascule.spi.memory.MemberOrder;

/**
 * One field of a Structure class.
 *
 * @param mover moves it
 * @param directive what it says of its pointer: lengths may be read from other fields
 * @param always whether a union reads it though another field is active
 */
record MovedField(FieldMover mover, Optional<Directive> directive, boolean always) {
  boolean frees() {
    return directive.flatMap(Directive::free).isPresent() || mover.frees();
  }

  boolean directed() {
    return directive.isPresent() || mover.directed();
  }

  MemberOrder.Member member() {
    return new MemberOrder.Member(
        mover.name(),
        directive.isPresent()
            ? MemberOrder.Kind.DIRECTED
            : mover.directed() ? MemberOrder.Kind.INLINE : MemberOrder.Kind.PLAIN,
        directive.flatMap(Directive::length).orElse(""));
  }

  static boolean readAlways(Class<?> type) {
    return !Structure.class.isAssignableFrom(type) && type != String.class && type != WString.class;
  }
}
