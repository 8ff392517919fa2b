package org.bascule.itest.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.bascule.itest.TestBed;
import org.bascule.itest.WideOnly;
import org.junit.jupiter.api.Test;

/** What our jars are called on the module path; other people's {@code module-info} names them. */
@WideOnly("nothing here has a width")
class ModuleNamesIT {
  private static final String NAME = "Automatic-Module-Name";

  @Test
  void eachOfOurJarsHasTheNameThatWasPromised() throws IOException {
    Map<String, String> names = new TreeMap<>();
    for (Path jar : ours()) {
      names.put(jar.getFileName().toString().replaceAll("-\\d.*|\\.jar", ""), name(jar));
    }
    assertThat(names)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("launcher", "org.bascule.launcher"),
                Map.entry("org.bascule.bridge", "org.bascule.bridge"),
                Map.entry("org.bascule.errors", "org.bascule.error"),
                Map.entry("org.bascule.host", "org.bascule.host"),
                Map.entry("org.bascule.jna", "org.bascule.jna"),
                Map.entry("org.bascule.jna-windows", "org.bascule.windowsjna"),
                Map.entry("org.bascule.lifetime", "org.bascule.lifetime"),
                Map.entry("org.bascule.marshaller-spi", "org.bascule.spi"),
                Map.entry("org.bascule.marshallers", "org.bascule.marshallers"),
                Map.entry("org.bascule.protocol", "org.bascule.protocol"),
                Map.entry("org.bascule.shell", "org.bascule.shell"),
                Map.entry("org.bascule.transport", "org.bascule.transport")));
    assertThat(names.values()).doesNotHaveDuplicates();
  }

  /** Java itself refuses what is no name. */
  @Test
  void javaFindsEachUnderItsNameAndItsPackagesBelow() throws IOException {
    for (Path jar : ours()) {
      List<ModuleDescriptor> found =
          ModuleFinder.of(jar).findAll().stream().map(ModuleReference::descriptor).toList();
      assertThat(found).as(jar.toString()).hasSize(1);
      ModuleDescriptor module = found.get(0);
      assertThat(module.name()).isEqualTo(name(jar));
      assertThat(module.packages())
          .as(jar.toString())
          .anyMatch(name -> (name + ".").startsWith(module.name() + "."));
    }
  }

  @Test
  void theyCanAllStandOnOneModulePath() throws IOException {
    Path[] jars = ours().toArray(Path[]::new);
    Map<String, String> owners = new LinkedHashMap<>();
    for (ModuleReference reference : ModuleFinder.of(jars).findAll()) {
      ModuleDescriptor module = reference.descriptor();
      for (String each : module.packages()) {
        assertThat(owners.put(each, module.name())).as("another owner of " + each).isNull();
      }
    }
    assertThat(owners).containsEntry("org.bascule.annotation", "org.bascule.spi");
  }

  private static List<Path> ours() throws IOException {
    try (Stream<Path> files = Files.walk(TestBed.distribution())) {
      return files
          .filter(
              file -> file.getFileName().toString().matches("(org\\.bascule\\.|launcher).*\\.jar"))
          .sorted()
          .toList();
    }
  }

  private static String name(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return String.valueOf(file.getManifest().getMainAttributes().getValue(NAME));
    }
  }
}
