package org.bascule.marshallers.struct;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles generated records and loads them. */
final class GeneratedRecords implements AutoCloseable {
  private final URLClassLoader loader;

  GeneratedRecords(String name, String source) throws Exception {
    Path directory = Files.createDirectories(Path.of("target", "generated-records", name));
    Path file = Files.writeString(directory.resolve("Generated.java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of(
                      "-proc:none",
                      "-cp",
                      System.getProperty("java.class.path"),
                      "-d",
                      directory.toString()),
                  null,
                  files.getJavaFileObjects(file))
              .call();
      assertThat(compiled).withFailMessage(messages::toString).isTrue();
    }
    loader =
        new URLClassLoader(
            new URL[] {directory.toUri().toURL()}, GeneratedRecords.class.getClassLoader());
  }

  Class<?> type(String name) throws ClassNotFoundException {
    return loader.loadClass("Generated$" + name);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
