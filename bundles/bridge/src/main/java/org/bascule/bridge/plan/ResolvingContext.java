package org.bascule.bridge.plan;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bascule.annotation.LengthFunction;
import org.bascule.bridge.length.Length;
import org.bascule.bridge.length.Scope;
import org.bascule.bridge.length.StructScope;
import org.bascule.bridge.prototype.PrototypeReader;
import org.bascule.bridge.registry.RegisteredFactory;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;
import org.bascule.spi.CodePageText;
import org.bascule.spi.Directive;
import org.bascule.spi.FunctionPointer;
import org.bascule.spi.FunctionType;
import org.bascule.spi.HostMemory;
import org.bascule.spi.JavaFunction;
import org.bascule.spi.Layout;
import org.bascule.spi.LengthSource;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;

/**
 * Asks the factories of one generation and remembers which took what. Lives for the compilation of
 * one plan; classes that are met at its calls are asked about here too, but not remembered.
 */
final class ResolvingContext implements MarshallerContext {
  private final String function;
  private final CompilationUnit unit;
  private final BindingEnvironment environment;
  private final Map<String, String> previousOrigins;
  private final Findings findings;
  private final Deque<TypeUse> trail;
  private final Scope scope;
  private final List<Length> lengths;
  private final Queue<Deferred> pending;
  private final PendingPointers pointers;

  ResolvingContext(
      String function,
      CompilationUnit unit,
      BindingEnvironment environment,
      Map<String, String> previousOrigins,
      Scope scope) {
    this(
        function,
        unit,
        environment,
        previousOrigins,
        new Findings(),
        new ArrayDeque<>(),
        scope,
        new ArrayList<>(),
        new ArrayDeque<>(),
        new PendingPointers());
  }

  private ResolvingContext(
      String function,
      CompilationUnit unit,
      BindingEnvironment environment,
      Map<String, String> previousOrigins,
      Findings findings,
      Deque<TypeUse> trail,
      Scope scope,
      List<Length> lengths,
      Queue<Deferred> pending,
      PendingPointers pointers) {
    this.function = function;
    this.unit = unit;
    this.environment = environment;
    this.previousOrigins = previousOrigins;
    this.findings = findings;
    this.trail = trail;
    this.scope = scope;
    this.lengths = lengths;
    this.pending = pending;
    this.pointers = pointers;
  }

  @Override
  public LengthSource length(TypeUse use, String expression) {
    Optional<Class<? extends LengthFunction>> by =
        use.directive()
            .filter(directive -> directive.length().equals(Optional.of(expression)))
            .flatMap(Directive::lengthBy);
    Length length = new Length(function, use.path(), expression, by, scope);
    lengths.add(length);
    return length;
  }

  @Override
  public CType cType(String text) {
    String place = trail.isEmpty() ? "" : " in " + trail.getLast().path();
    return PrototypeReader.readMember(text, "read a C type" + place);
  }

  @Override
  public MarshallerContext within(Layout.Struct struct, String member) {
    return within(() -> struct, member);
  }

  @Override
  public MarshallerContext within(Supplier<Layout.Struct> struct, String member) {
    return in(new StructScope(struct, member, scope));
  }

  private ResolvingContext in(Scope other) {
    return new ResolvingContext(
        function,
        unit,
        environment,
        previousOrigins,
        findings,
        trail,
        other,
        lengths,
        pending,
        pointers);
  }

  @Override
  public Supplier<Marshaller<?>> later(TypeUse part) {
    // What may contain this type cannot lie in it: there is a pointer between them.
    Scope there = scope.outermost();
    if (pointers.isOver()) {
      // For a class that was met at a call: what is remembered here would keep it.
      return new Deferred(part, there == scope ? this : in(there), true);
    }
    Deferred.Key key = Deferred.key(part, there);
    Deferred known = unit.deferred().get(key);
    if (known == null) {
      known = new Deferred(part, there == scope ? this : in(there), false);
      unit.deferred().put(key, known);
      pending.add(known);
    }
    return known;
  }

  /** From behind a pointer, or from an element of many, there is no way back to the struct. */
  private Scope scope(TypeUse part) {
    return part.place() == Place.TARGET || part.place() == Place.ELEMENT
        ? scope.outermost()
        : scope;
  }

  /** Finds what was put off, and what that puts off in turn. */
  void resolveDeferred() {
    while (!pending.isEmpty()) {
      pending.poll().resolve();
    }
    pointers.bindAll(unit);
  }

  /** All is compiled. */
  void end() {
    pointers.end(unit);
  }

  @Override
  public FunctionType functionType(Class<?> type, Method method) {
    return environment.functions().type(type, method);
  }

  @Override
  public <T> FunctionPointer<T> functionPointer(FunctionType type, JavaFunction<T> java) {
    if (!pointers.isOver() && OuterNames.areIn(type)) {
      BoundPointer<T> within =
          environment.functions().pointerWithin(scope, type, java, environment);
      pointers.addLast(within);
      return within;
    }
    BoundPointer<T> pointer = environment.functions().pointer(type, java, environment);
    pointers.add(pointer);
    return pointer;
  }

  /** The lengths that the marshallers made so far want, to be linked. */
  List<Length> takeLengths() {
    List<Length> taken = List.copyOf(lengths);
    lengths.clear();
    return taken;
  }

  @Override
  public Abi abi() {
    return environment.abi();
  }

  @Override
  public CodePageText codePage() {
    return environment.codePage();
  }

  @Override
  public HostMemory memory() {
    return environment.memory();
  }

  @Override
  public Optional<Class<?>> declaringType() {
    return environment.loaded().type();
  }

  @Override
  public Optional<Map<String, ?>> loadOptions() {
    return environment.loaded().options();
  }

  @Override
  public Marshaller<?> marshaller(TypeUse part) {
    Scope there = scope(part);
    return there == scope ? find(part) : in(there).find(part);
  }

  /** Under a lock that all contexts of one plan share: at calls, several threads may ask. */
  private Marshaller<?> find(TypeUse part) {
    synchronized (trail) {
      trail.addLast(part);
      try {
        TypeUse meant = unit.meanings(environment).of(part);
        return part.place() == Place.TARGET && !pointers.isOver() ? shared(meant) : firstOf(meant);
      } finally {
        trail.removeLast();
      }
    }
  }

  /** Tables of functions lead to the same types again and again, on paths that look alike. */
  private Marshaller<?> shared(TypeUse part) {
    KnownTargets.Known known = unit.targets().get(part, environment);
    if (known != null) {
      findings.add(known.findings());
      return known.marshaller();
    }
    int before = lengths.size();
    Marshaller<?> marshaller = firstOf(part);
    // A length may mean an argument of this very function.
    if (lengths.size() == before) {
      unit.targets().add(part, environment, marshaller, findings.below(part.path()));
    }
    return marshaller;
  }

  private Marshaller<?> firstOf(TypeUse part) {
    for (RegisteredFactory candidate : unit.registry().factories()) {
      Optional<Marshaller<?>> marshaller = ask(candidate, part);
      if (marshaller.isPresent()) {
        if (!pointers.isOver()) {
          findings.took(part, candidate.origin());
        }
        return marshaller.get();
      }
    }
    throw new SignatureException(
        new Diagnosis(
            ErrorCode.NO_MARSHALLER,
            "bind " + function,
            where(),
            "a type that a marshaller takes",
            actual(trail.getLast()),
            remedy(part)));
  }

  /** What is known by now. */
  Findings findings() {
    return findings;
  }

  private Optional<Marshaller<?>> ask(RegisteredFactory candidate, TypeUse use) {
    try {
      return candidate.factory().create(use, this);
    } catch (SignatureException | ValueException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      SignatureException failure =
          new SignatureException(
              new Diagnosis(
                  ErrorCode.BAD_MARSHALLER,
                  "bind " + function,
                  where(),
                  "a marshaller or none from " + candidate.origin(),
                  e.toString(),
                  "stop or mend that bundle; the cause tells where it failed"));
      failure.initCause(e);
      throw failure;
    }
  }

  private String where() {
    return trail.stream()
        .map(use -> use.path() + ": " + use.description())
        .collect(Collectors.joining("\n"));
  }

  private String actual(TypeUse part) {
    int count = unit.registry().factories().size();
    return part.description()
        + switch (count) {
          case 0 -> "; there are no marshallers at all";
          case 1 -> "; the only marshaller factory does not take it";
          default -> "; none of the " + count + " marshaller factories takes it";
        };
  }

  private String remedy(TypeUse part) {
    String previous = previousOrigins.get(part.path());
    if (previous != null) {
      return "start the bundle again that took this type until it went away: " + previous;
    }
    return "use another type, or install a bundle whose marshaller takes this one";
  }
}
