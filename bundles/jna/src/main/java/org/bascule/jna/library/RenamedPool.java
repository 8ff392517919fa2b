package org.bascule.jna.library;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives a class and the nameless classes in it another name, wherever they name each other: in the
 * texts of the constant pool (JVM specification §4.4), which is all there is to it.
 */
final class RenamedPool {
  private static final int BEFORE_POOL = 8;
  private static final int UTF8 = 1;

  private final String newName;
  private final Pattern uses;

  /**
   * A renaming.
   *
   * @param name of the class, with slashes
   * @param newName the other one; nameless classes keep what follows
   */
  RenamedPool(String name, String newName) {
    this.newName = newName;
    // A name by itself, in a descriptor or in a signature; behind it a number, as nameless classes
    // have, and what lies in those.
    this.uses =
        Pattern.compile(
            "(?<=^|^L|[(;)\\[<:+*-]L)" + Pattern.quote(name) + "(\\$\\d[^.;\\[/<>:]*)?(?=[;<]|$)");
  }

  /**
   * A class with other names.
   *
   * @param others the nameless classes that it names, by their old names
   */
  record Renamed(byte[] code, Set<String> others) {}

  Renamed rename(byte[] code) {
    Set<String> others = new HashSet<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(code.length + 64);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(code));
        DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(in.readNBytes(BEFORE_POOL));
      int count = in.readUnsignedShort();
      out.writeShort(count);
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        out.writeByte(tag);
        if (tag == UTF8) {
          out.writeUTF(rename(in.readUTF(), others));
        } else {
          out.write(in.readNBytes(size(tag)));
        }
        // Long and double take two places.
        i += tag == 5 || tag == 6 ? 1 : 0;
      }
      in.transferTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Renamed(bytes.toByteArray(), others);
  }

  private String rename(String text, Set<String> others) {
    Matcher matcher = uses.matcher(text);
    StringBuilder renamed = new StringBuilder();
    while (matcher.find()) {
      String nameless = matcher.group(1);
      if (nameless != null) {
        others.add(matcher.group());
      }
      matcher.appendReplacement(
          renamed, Matcher.quoteReplacement(newName + (nameless == null ? "" : nameless)));
    }
    return matcher.appendTail(renamed).toString();
  }

  private static int size(int tag) {
    return switch (tag) {
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case 5, 6 -> 8;
      case 7, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      default -> throw new ClassFormatError("constant of kind " + tag);
    };
  }
}
