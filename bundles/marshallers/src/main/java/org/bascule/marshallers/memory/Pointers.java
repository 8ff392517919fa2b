package org.bascule.marshallers.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.annotation.Direction;
import org.bascule.annotation.Memsync;
import org.bascule.marshallers.scalar.CScalars;
import org.bascule.marshallers.text.TextForm;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;

/** What a use says of a pointer and of the memory behind it. */
public final class Pointers {
  private static final Map<String, CType.Pointer> VOID =
      Map.of(
          "PVOID", new CType.Pointer(new CType.Void(), false),
          "LPVOID", new CType.Pointer(new CType.Void(), false),
          "LPCVOID", new CType.Pointer(new CType.Void(), true),
          "PCVOID", new CType.Pointer(new CType.Void(), true));

  private Pointers() {}

  /** The pointer that this type is, Windows' names such as {@code LPDWORD} written out. */
  public static Optional<CType.Pointer> of(CType type) {
    if (type instanceof CType.Pointer pointer) {
      return Optional.of(pointer);
    }
    return type instanceof CType.Named named ? named(named.name()) : Optional.empty();
  }

  /** The pointer that this use says it is. */
  public static Optional<CType.Pointer> of(TypeUse use) {
    return use.cType().flatMap(Pointers::of);
  }

  /** Whether a value of this type is an address, a handle among them. */
  public static boolean isPointer(CType type) {
    return of(type).isPresent() || PointerType.find(type, Place.TARGET).isPresent();
  }

  /** The text that a pointer points to wherever it stands in C. */
  public static Optional<TextForm> text(CType type) {
    return TextForm.of(type).filter(TextForm::usual);
  }

  /** Whether a directive says where the memory ends. */
  public static boolean isCounted(TypeUse use) {
    return use.directive()
        .map(d -> d.length().isPresent() || d.valid().isPresent() || d.nullTerminated())
        .orElse(false);
  }

  /** Whether a directive says how large the memory is. */
  public static boolean isSized(TypeUse use) {
    return use.directive().map(d -> d.length().isPresent() || d.valid().isPresent()).orElse(false);
  }

  /**
   * Whether a pointer to a pointer is meant for one pointer that the function hands out: it is
   * written only, or a directive says how much lies behind that one.
   */
  public static boolean isReference(TypeUse use) {
    return direction(use) == Direction.OUT || use.directives().containsKey("*");
  }

  /** Which way the memory is copied: {@code const} memory only to the DLL. */
  public static Direction direction(TypeUse use) {
    Direction said = use.directive().map(Directive::direction).orElse(Direction.IN_OUT);
    boolean constant = of(use).map(CType.Pointer::toConst).orElse(false);
    return constant && said == Direction.IN_OUT ? Direction.IN : said;
  }

  /**
   * The directives for what lies behind this pointer: a path that follows it begins with {@code *};
   * one that goes to a member follows it silently.
   */
  public static Map<String, Directive> below(TypeUse use) {
    Map<String, Directive> below = new HashMap<>();
    use.directives()
        .forEach(
            (key, directive) -> {
              if (key.equals("*") || key.startsWith("*.")) {
                below.put(key.substring(Math.min(2, key.length())), directive);
              } else if (!key.isEmpty()) {
                below.putIfAbsent(key, directive);
              }
            });
    return below;
  }

  /** The annotations that are true of parts as well: those of one pointer are not. */
  public static List<java.lang.annotation.Annotation> shared(TypeUse use) {
    return use.annotations().stream()
        .filter(a -> !(a instanceof Memsync) && !(a instanceof Memsync.List))
        .filter(a -> !(a instanceof org.bascule.annotation.DeclaredAs))
        .toList();
  }

  private static Optional<CType.Pointer> named(String name) {
    Optional<TextForm> text = TextForm.of(new CType.Named(name));
    if (text.isPresent()) {
      CType unit = new CType.Named(text.get().wide() ? "wchar_t" : "char");
      return Optional.of(new CType.Pointer(unit, !text.get().writable()));
    }
    if (VOID.containsKey(name)) {
      return Optional.of(VOID.get(name));
    }
    int prefix = name.startsWith("LP") ? 2 : 1;
    if (CScalars.isArithmetic(name) || !name.substring(0, prefix).matches("L?P")) {
      return Optional.empty();
    }
    CType target = new CType.Named(name.substring(prefix));
    boolean known =
        CScalars.isArithmetic(name.substring(prefix))
            || PointerType.find(target, Place.TARGET).filter(PointerType::handle).isPresent();
    return known ? Optional.of(new CType.Pointer(target, false)) : Optional.empty();
  }
}
