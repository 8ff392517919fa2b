package org.bascule.itest.windowsjna.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bascule.itest.TestBed;
import org.bascule.itest.windowsjna.door.JavaDoor.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jars that were written for Windows are started as they are, as by {@code java}. */
class AnyJarIT {
  private static final String SUM = "sum 3, 3\n";
  private static final String WORLD =
      TestBed.byWidth("true win32-x86-64 0\n", "true win32-x86 0\n");

  @TempDir Path folder;

  private JavaDoor door;

  @BeforeEach
  void open() {
    door = JavaDoor.shipped(folder);
  }

  @ParameterizedTest
  @CsvSource({"stay, 0", "exit, 3", "throw, 1"})
  void inputOutputAndStatusAreTheProgramsOwn(String end, int status) throws Exception {
    Path jar =
        new VendorJar()
            .classes("", "PlainVendor")
            .manifest("Main-Class", Vendor.name("PlainVendor"))
            .manifest("Class-Path", Vendor.jna().toUri().toString())
            .write(folder.resolve("app.jar"));
    Outcome outcome =
        door.runWith(
            "Zugbrücke\nend", Vendor.WIDTH, "-jar", jar.toString(), TestBed.demo(), end, "a b", "");
    assertThat(outcome.out())
        .isEqualTo(SUM + WORLD + " " + end + " a b \n" + "read Zugbrücke\nread end\n");
    assertThat(outcome.status()).isEqualTo(status);
    if (end.equals("throw")) {
      assertThat(outcome.err())
          .startsWith(
              "to stderr\nException in thread \"main\" java.lang.IllegalStateException: the"
                  + " vendor's own\n");
    } else {
      assertThat(outcome.err()).isEqualTo("to stderr\n");
    }
  }

  @Test
  void theFrontDoorOfACloneDoesTheSame() throws Exception {
    Path jar = Vendor.jar(folder, "PlainVendor");
    assertThat(
            JavaDoor.front(folder)
                .run(
                    Vendor.WIDTH,
                    "-cp",
                    jar.toString(),
                    Vendor.name("PlainVendor"),
                    TestBed.demo(),
                    "exit"))
        .isEqualTo(new Outcome(3, SUM + WORLD + " exit\n", "to stderr\n"));
  }

  @Test
  void theOptionsOfJavaAreTaken() throws Exception {
    Path library = Files.createDirectory(folder.resolve("lib"));
    Files.copy(Vendor.jna(), library.resolve("jna.jar"));
    Files.move(Vendor.jar(folder, "DirectVendor"), library.resolve("direct.jar"));
    Path agent =
        new VendorJar()
            .classes("", "VendorAgent")
            .manifest("Premain-Class", Vendor.name("VendorAgent"))
            .write(folder.resolve("agent.jar"));
    Files.writeString(
        folder.resolve("arguments"),
        "-Xmx200m\n--add-opens java.base/java.lang=ALL-UNNAMED\n-cp lib/*\n");
    assertThat(
            door.run(
                Vendor.WIDTH,
                "-javaagent:" + agent + "=of the vendor",
                "@arguments",
                Vendor.name("DirectVendor"),
                TestBed.demo()))
        .isEqualTo(new Outcome(0, "agent of the vendor\n42 0.5\n", ""));
  }

  @Test
  void aMistakeInTheCommandIsTheOneOfJava() throws Exception {
    Outcome outcome = door.run("-jar", "nosuch.jar");
    assertThat(outcome.err()).isEqualTo("Error: Unable to access jarfile nosuch.jar\n");
    assertThat(outcome.status()).isEqualTo(1);
  }

  @Test
  void servicesResourcesAndNamesAreFoundInAllJars() throws Exception {
    Path parts =
        new VendorJar()
            .classes("", "ServiceVendorPart")
            .classes("", "PlainVendor")
            .text("vendor/text.txt", "of the parts")
            .text(
                "META-INF/services/java.util.function.IntUnaryOperator",
                Vendor.name("ServiceVendorPart"))
            .write(folder.resolve("parts.jar"));
    Path jar =
        new VendorJar()
            .classes("", "ServiceVendor")
            .manifest("Main-Class", Vendor.name("ServiceVendor"))
            .manifest("Class-Path", "parts.jar " + Vendor.jna().toUri())
            .write(folder.resolve("services.jar"));
    assertThat(parts).exists();
    assertThat(door.run(Vendor.WIDTH, "-jar", jar.toString(), TestBed.demo()))
        .isEqualTo(
            new Outcome(
                0,
                """
                service 2
                class of the parts
                context of the parts
                system of the parts
                same true
                named 3
                """,
                ""));
  }

  @Test
  void classesThatAnotherOfTheirJarRegistersGetBodies() throws Exception {
    Path jar =
        new VendorJar()
            .classes("", "ApartVendor")
            .classes("", "PlainVendorMethods")
            .write(folder.resolve("apart.jar"));
    assertThat(
            door.run(
                Vendor.WIDTH,
                "-cp",
                Vendor.path(jar, Vendor.jna()),
                Vendor.name("ApartVendor"),
                TestBed.demo()))
        .isEqualTo(new Outcome(0, "42\n", ""));
  }

  @Test
  void dllsInsideOfJarsAreUnpacked() throws Exception {
    Path jar = Vendor.jar(folder, "DirectVendor");
    String path = Vendor.path(jar, Vendor.dllInJar(folder), Vendor.jna());
    String temporary = "-Djna.tmpdir=" + Files.createDirectory(folder.resolve("unpacked"));
    assertThat(
            door.run(Vendor.WIDTH, temporary, "-cp", path, Vendor.name("DirectVendor"), "packed"))
        .isEqualTo(new Outcome(0, "42 0.5\n", ""));
    assertThat(folder.resolve("unpacked")).isEmptyDirectory();
  }

  @Test
  void theLibraryPathOfJnaAndOurOwnAreSearched() throws Exception {
    Path dlls = Files.createDirectory(folder.resolve("dlls"));
    Files.copy(Path.of(TestBed.demo()), dlls.resolve("Strange.dll"));
    String jar = Vendor.jar(folder, "DirectVendor").toString();
    for (String property : new String[] {"jna.library.path", "bascule.library.path"}) {
      String option = "-D" + property + "=" + dlls;
      assertThat(door.run(Vendor.WIDTH, option, "-cp", jar, Vendor.name("DirectVendor"), "strange"))
          .as(property)
          .isEqualTo(new Outcome(0, "42 0.5\n", ""));
    }
  }

  @Test
  void jnaPlatformIsOfWindowsToo() throws Exception {
    String path =
        Vendor.path(Vendor.platform(), Vendor.jna(), Vendor.jar(folder, "PlatformVendor"));
    assertThat(
            door.run(
                Vendor.WIDTH,
                "-Dbascule.environment.VENDOR_HOME=C:\\a b",
                "-cp",
                path,
                Vendor.name("PlatformVendor")))
        .isEqualTo(new Outcome(0, "W32FileMonitor\nC:\\a b\ntrue\n", ""));
  }
}
