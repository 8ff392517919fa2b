package org.bascule.itest.windowsjna.guest;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program for Windows as it would be started there: it leaves what it found in a file. */
public final class StartedProgram {
  private StartedProgram() {}

  static native Pointer strchr(Pointer text, int letter);

  public static void main(String[] arguments) throws IOException {
    Native.register(StartedProgram.class, "msvcrt");
    Memory text = new Memory(16);
    text.setString(0, "left=right");
    Pointer found = strchr(text, '=');
    Files.writeString(
        Path.of(arguments[0]),
        Platform.isWindows() + " " + found.getString(1) + " " + arguments[1]);
  }
}
