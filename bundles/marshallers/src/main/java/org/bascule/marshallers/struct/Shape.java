package org.bascule.marshallers.struct;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bascule.annotation.Direction;
import org.bascule.marshallers.memory.TailMarshaller;
import org.bascule.spi.Abi;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.Place;
import org.bascule.spi.StructLayoutBuilder;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.MemberOrder;
import org.bascule.spi.memory.Refusals;

/** A struct whose members are found and laid out. Compared by identity. */
final class Shape {
  private final Layout.Struct layout;
  private final String key;
  private final List<Member> members;
  private final List<Member> inWriteOrder;
  private final Set<String> names;
  private final String path;
  private final boolean element;
  private final Abi abi;

  private Shape(
      Layout.Struct layout, List<Member> members, List<Member> inWriteOrder, TypeUse use, Abi abi) {
    this.abi = abi;
    this.layout = layout;
    this.key = key(layout);
    this.members = List.copyOf(members);
    this.inWriteOrder = List.copyOf(inWriteOrder);
    this.path = use.path();
    this.element = use.place() == Place.ELEMENT;
    this.names = new LinkedHashSet<>(layout.names());
  }

  /**
   * A member that is yet to be compiled.
   *
   * @param inline whether it is an array that lies in the struct, so that a directive is not for it
   */
  record Draft(String name, TypeUse use, boolean inline) {
    /** Whether names in its directive are other members of the struct. */
    boolean isDirected() {
      return !inline && use.directive().isPresent() && isPointer(use);
    }

    /** Whether it is an array in the struct whose length is said. */
    boolean isTail() {
      return inline && use.directive().flatMap(Directive::length).isPresent();
    }

    private static boolean isPointer(TypeUse use) {
      return use.cType().map(c -> !(c instanceof CType.Struct)).orElse(true)
          && (use.cType().filter(CType.Pointer.class::isInstance).isPresent()
              || use.directive()
                  .filter(d -> d.length().isPresent() || d.nullTerminated())
                  .isPresent());
    }
  }

  /**
   * Finds the members' marshallers. Names in their directives are looked up later, in the layout
   * that comes out of it.
   *
   * @param use the struct itself
   */
  static Shape compile(
      TypeUse use,
      String name,
      boolean union,
      int packing,
      List<Draft> drafts,
      MarshallerContext context) {
    Layout.Struct[] settled = new Layout.Struct[1];
    Map<String, Marshaller<?>> marshallers = new LinkedHashMap<>();
    StructLayoutBuilder builder =
        union
            ? StructLayoutBuilder.union(name, packing)
            : StructLayoutBuilder.struct(name, packing);
    for (Draft draft : drafts) {
      MarshallerContext inside = context.within(() -> settled[0], draft.name());
      Marshaller<?> marshaller = inside.marshaller(draft.use());
      marshallers.put(draft.name(), marshaller);
      checkDirective(draft, marshaller, context);
      Tail.check(use, union, drafts, draft);
      builder.add(draft.name(), marshaller.layout());
    }
    settled[0] = builder.build();
    List<String> names = new ArrayList<>(settled[0].names());
    new HashSet<>(names).forEach(names::remove);
    if (!names.isEmpty()) {
      throw twice(use, name, names.get(0));
    }
    return assemble(use, settled[0], drafts, marshallers, context.abi());
  }

  private static void checkDirective(
      Draft draft, Marshaller<?> marshaller, MarshallerContext context) {
    if (draft.isDirected() && marshaller.layout().size() != context.abi().pointerSize()) {
      throw Refusals.signature(
          draft.use(),
          "a pointer for the directive",
          draft.use().description() + " with " + marshaller.layout().size() + " bytes",
          "drop the directive; what lies in the struct itself needs none");
    }
  }

  private static Shape assemble(
      TypeUse use,
      Layout.Struct layout,
      List<Draft> drafts,
      Map<String, Marshaller<?>> marshallers,
      Abi abi) {
    Map<String, Member> members = new LinkedHashMap<>();
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      Layout.Member place = layout.members().get(i);
      members.put(
          draft.name(),
          new Member(
              draft.name(),
              draft.use().path(),
              ofAny(marshallers.get(draft.name())),
              place.offset(),
              place.layout().size(),
              draft.isDirected() || draft.isTail(),
              isReadOnly(draft.use()),
              parts(place)));
    }
    List<Member> order =
        MemberOrder.of(kinds(drafts, layout)).stream()
            .map(i -> members.get(drafts.get(i).name()))
            .toList();
    return new Shape(layout, List.copyOf(members.values()), order, use, abi);
  }

  private static List<String> parts(Layout.Member member) {
    return member.isUnnamed() && member.layout() instanceof Layout.Struct struct
        ? struct.names()
        : List.of();
  }

  private static List<MemberOrder.Member> kinds(List<Draft> drafts, Layout.Struct layout) {
    List<MemberOrder.Member> kinds = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      Layout member = layout.members().get(i).layout();
      boolean inline = member instanceof Layout.Struct || member instanceof Layout.Array;
      kinds.add(
          new MemberOrder.Member(
              draft.name(),
              draft.isDirected() || draft.isTail()
                  ? MemberOrder.Kind.DIRECTED
                  : inline ? MemberOrder.Kind.INLINE : MemberOrder.Kind.PLAIN,
              draft.use().directive().flatMap(Directive::length).orElse("")));
    }
    return kinds;
  }

  /** Values are checked against the marshaller's Java type before they are given to it. */
  @SuppressWarnings("unchecked")
  private static Marshaller<Object> ofAny(Marshaller<?> marshaller) {
    return (Marshaller<Object>) marshaller;
  }

  private static boolean isReadOnly(TypeUse use) {
    Optional<Direction> direction = use.directive().map(Directive::direction);
    boolean toConst = use.cType().orElse(null) instanceof CType.Pointer p && p.toConst();
    return toConst || direction.filter(d -> d == Direction.IN).isPresent();
  }

  private static RuntimeException twice(TypeUse use, String name, String member) {
    return Refusals.signature(
        use,
        "members of " + name + " with different names",
        "\"" + member + "\" twice",
        "rename one of them");
  }

  Layout.Struct layout() {
    return layout;
  }

  /** Tells structs apart: equal for the same struct, also if it was compiled more than once. */
  static String key(Layout layout) {
    return layout instanceof Layout.Struct s ? s.name() + "/" + s.size() : layout.toString();
  }

  String key() {
    return key;
  }

  /** The target's widths. */
  Abi abi() {
    return abi;
  }

  /** In the order of the declaration. */
  List<Member> members() {
    return members;
  }

  /** Each behind those that its directives need. */
  List<Member> inWriteOrder() {
    return inWriteOrder;
  }

  /** Whether a member has that name, or one of an unnamed member. */
  boolean knows(String name) {
    return names.contains(name);
  }

  /** For messages: {@code members of struct point: x, y}. */
  String names() {
    return "members of " + layout.name() + ": " + String.join(", ", names);
  }

  /** An element of an array may be null, which is all zeroes; another struct by value may not. */
  void checkMayBeMissing(String expected) {
    if (!element) {
      throw Refusals.missing(path, expected);
    }
  }

  /**
   * How many bytes a struct takes with this value as its last member.
   *
   * @param last gives the value of a member; asked only where its length differs
   */
  long size(Function<Member, Object> last) {
    Member member = members.get(members.size() - 1);
    if (!(member.marshaller() instanceof TailMarshaller<Object> tail)) {
      return layout.size();
    }
    return Math.max(layout.size(), member.offset() + tail.imageSize(last.apply(member)));
  }

  /** Where the struct stands, for messages. */
  String path() {
    return path;
  }
}
