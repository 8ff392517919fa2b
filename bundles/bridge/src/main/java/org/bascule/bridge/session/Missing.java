package org.bascule.bridge.session;

import java.nio.file.Path;

/**
 * A module that cannot be had.
 *
 * @param importer the file that imports it
 * @param damage what is wrong with it; empty if it is not there
 */
record Missing(String module, Path importer, String damage) {
  String finding() {
    if (!damage.isEmpty()) {
      return module + " is " + damage + "; " + importer.getFileName() + " imports it";
    }
    String windows = WindowsModules.knownFrom(module);
    return module
        + " is missing; "
        + importer.getFileName()
        + " imports it"
        + (windows.isEmpty() ? "" : "; it is a part of Windows (" + windows + ")");
  }

  String remedy() {
    if (!damage.isEmpty()) {
      return "get " + module + " again from where it comes";
    }
    String place = importer.getFileName() + ", or add its directory to library.path";
    return WindowsModules.knownFrom(module).isEmpty()
        ? "put " + module + " beside " + place
        : "this Wine does not have it: use a newer Wine, or put a "
            + module
            + " that does without Windows beside "
            + place;
  }
}
