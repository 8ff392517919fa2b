package org.bascule.windowsjna.door;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Has a class load libraries for JNI by methods that it gets itself, so that the JVM takes it for
 * the caller as before: they load as ever, and where that fails they say why.
 */
final class LoadSites extends ClassVisitor {
  private static final String ERROR = "java/lang/UnsatisfiedLinkError";
  private static final String WORDS = "org/bascule/windowsjna/JniLibraries";

  private static final Set<String> CALLS =
      Set.of(
          "java/lang/System.loadLibrary",
          "java/lang/Runtime.loadLibrary",
          "java/lang/System.load",
          "java/lang/Runtime.load");

  private final Map<String, Helper> helpers = new LinkedHashMap<>();
  private String owner;
  private boolean isInterface;
  private boolean capable;
  private boolean framed;

  /** A method that the class gets. */
  private record Helper(String name, String descriptor, Handle called) {}

  private LoadSites(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** The class; itself if it loads nothing. */
  static byte[] explained(byte[] file) {
    ClassReader reader = new ClassReader(file);
    ClassWriter writer = new ClassWriter(reader, 0);
    LoadSites sites = new LoadSites(writer);
    reader.accept(sites, 0);
    return sites.helpers.isEmpty() ? file : writer.toByteArray();
  }

  @Override
  public void visit(
      int version, int access, String name, String generic, String parent, String[] faces) {
    owner = name;
    isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
    // Interfaces have had private methods of their own since Java 9 only.
    capable = !isInterface || (version & 0xFFFF) >= Opcodes.V9;
    // Older files are verified without frames.
    framed = (version & 0xFFFF) >= Opcodes.V1_6;
    super.visit(version, access, name, generic, parent, faces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String generic, String[] thrown) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, generic, thrown);
    return !capable
        ? next
        : new MethodVisitor(Opcodes.ASM9, next) {
          @Override
          public void visitMethodInsn(
              int opcode, String called, String method, String type, boolean ofInterface) {
            Helper helper = helper(new Handle(tag(opcode), called, method, type, ofInterface));
            if (helper == null) {
              super.visitMethodInsn(opcode, called, method, type, ofInterface);
            } else {
              super.visitMethodInsn(
                  Opcodes.INVOKESTATIC, owner, helper.name, helper.descriptor, isInterface);
            }
          }

          @Override
          public void visitInvokeDynamicInsn(
              String method, String type, Handle bootstrap, Object... constants) {
            Object[] changed = constants.clone();
            for (int i = 0; i < changed.length; i++) {
              Helper helper = changed[i] instanceof Handle handle ? helper(handle) : null;
              if (helper != null) {
                changed[i] =
                    new Handle(
                        Opcodes.H_INVOKESTATIC, owner, helper.name, helper.descriptor, isInterface);
              }
            }
            super.visitInvokeDynamicInsn(method, type, bootstrap, changed);
          }
        };
  }

  private static int tag(int opcode) {
    return opcode == Opcodes.INVOKESTATIC ? Opcodes.H_INVOKESTATIC : Opcodes.H_INVOKEVIRTUAL;
  }

  private Helper helper(Handle called) {
    String key = called.getOwner() + "." + called.getName();
    if (!CALLS.contains(key) || !called.getDesc().equals("(Ljava/lang/String;)V")) {
      return null;
    }
    boolean ofRuntime = called.getTag() == Opcodes.H_INVOKEVIRTUAL;
    return helpers.computeIfAbsent(
        key,
        any ->
            new Helper(
                "bascule$" + called.getName() + helpers.size(),
                (ofRuntime ? "(Ljava/lang/Runtime;" : "(") + "Ljava/lang/String;)V",
                called));
  }

  @Override
  public void visitEnd() {
    helpers.values().forEach(this::write);
    super.visitEnd();
  }

  private void write(Helper helper) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodVisitor code = super.visitMethod(access, helper.name, helper.descriptor, null, null);
    int library = Type.getArgumentTypes(helper.descriptor).length - 1;
    code.visitCode();
    if (helper.called.getName().equals("load")) {
      code.visitVarInsn(Opcodes.ALOAD, library);
      words(code, "refuseDll", "(Ljava/lang/String;)V");
      load(code, helper.called, library);
      code.visitInsn(Opcodes.RETURN);
    } else {
      explainFailure(code, helper.called, library);
    }
    code.visitMaxs(2, library + 1);
    code.visitEnd();
  }

  private void explainFailure(MethodVisitor code, Handle called, int library) {
    Label start = new Label();
    Label end = new Label();
    Label failed = new Label();
    code.visitTryCatchBlock(start, end, failed, ERROR);
    code.visitLabel(start);
    load(code, called, library);
    code.visitLabel(end);
    code.visitInsn(Opcodes.RETURN);
    code.visitLabel(failed);
    if (framed) {
      code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {ERROR});
    }
    code.visitVarInsn(Opcodes.ALOAD, library);
    words(code, "explained", "(L" + ERROR + ";Ljava/lang/String;)L" + ERROR + ";");
    code.visitInsn(Opcodes.ATHROW);
  }

  /** As the class itself did it: with the {@code Runtime}, if there is one, before the library. */
  private static void load(MethodVisitor code, Handle called, int library) {
    for (int i = 0; i <= library; i++) {
      code.visitVarInsn(Opcodes.ALOAD, i);
    }
    int opcode = library == 0 ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL;
    code.visitMethodInsn(opcode, called.getOwner(), called.getName(), called.getDesc(), false);
  }

  private static void words(MethodVisitor code, String name, String descriptor) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, WORDS, name, descriptor, false);
  }
}
