package org.bascule.itest.windowsjna.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bascule.itest.TestBed;
import org.bascule.itest.windowsjna.door.JavaDoor.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.launch.JarLauncher;

/** Programs that bring class loaders of their own, and modules. */
class LoadersOfProgramsIT {
  @TempDir Path folder;

  @Test
  void aFatJarOfSpringBootIsStartedAsItIs() throws Exception {
    Path jar =
        new VendorJar()
            .contents(Vendor.place(JarLauncher.class))
            .folder("BOOT-INF")
            .folder("BOOT-INF/classes")
            .folder("BOOT-INF/lib")
            .classes("BOOT-INF/classes/", "DirectVendor")
            .file("BOOT-INF/lib/jna.jar", Files.readAllBytes(Vendor.jna()))
            .file("BOOT-INF/lib/dlls.jar", Files.readAllBytes(Vendor.dllInJar(folder)))
            .manifest("Main-Class", JarLauncher.class.getName())
            .manifest("Start-Class", Vendor.name("DirectVendor"))
            .manifest("Spring-Boot-Classes", "BOOT-INF/classes/")
            .manifest("Spring-Boot-Lib", "BOOT-INF/lib/")
            .write(folder.resolve("fat.jar"));
    assertThat(JavaDoor.shipped(folder).run(Vendor.WIDTH, "-jar", jar.toString(), "packed"))
        .isEqualTo(new Outcome(0, "42 0.5\n", ""));
  }

  @Test
  void loadersThatHaveAJnaOfTheirOwnHaveAWorldOfTheirOwn() throws Exception {
    String program = Vendor.path(Vendor.jar(folder, "DirectVendor"), Vendor.jna());
    String outside = Vendor.jar(folder, "LoaderVendor").toString();
    assertThat(
            JavaDoor.shipped(folder)
                .run(
                    Vendor.WIDTH,
                    "-cp",
                    outside,
                    Vendor.name("LoaderVendor"),
                    program,
                    Vendor.name("DirectVendor"),
                    TestBed.demo()))
        .isEqualTo(
            new Outcome(
                0,
                "outside "
                    + TestBed.ABI.pointerSize()
                    + "\nits own true\n42 0.5\nits own true\n42 0.5\n",
                ""));
  }

  @Test
  void programsAndJnaMayBeModules() throws Exception {
    Path jar =
        new VendorJar()
            .classes("", "DirectVendor")
            .manifest("Automatic-Module-Name", "vendor.direct")
            .write(folder.resolve("direct.jar"));
    assertThat(
            JavaDoor.shipped(folder)
                .run(
                    Vendor.WIDTH,
                    "-p",
                    Vendor.path(jar, Vendor.jna()),
                    "-m",
                    "vendor.direct/" + Vendor.name("DirectVendor"),
                    TestBed.demo()))
        .isEqualTo(new Outcome(0, "42 0.5\n", ""));
  }
}
