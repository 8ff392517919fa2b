package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.bascule.error.LinkError;
import org.bascule.spi.Abi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each kind of file that cannot be loaded has an error of its own, which names the file and the
 * cause.
 */
class LinkErrorsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  @TempDir Path directory;

  /** Whatever was refused, the session goes on. */
  @AfterEach
  void theSessionStillWorks() {
    assertThat(WINE.demo("int add(int a, int b)", 1, 2)).isEqualTo(3);
  }

  @Test
  void refusesALinuxSharedObject() {
    refuses(
        TestBed.sharedObject(),
        """
        BSC-202 cannot load library %s
          where: %s
          expected: a Windows DLL
          actual: a Linux program or library (ELF)
          remedy: give the path of a Windows DLL""");
  }

  @Test
  void refusesATextFile() throws IOException {
    refuses(
        Files.writeString(directory.resolve("readme.dll"), "This is not a DLL.\n"),
        """
        BSC-202 cannot load library %s
          where: %s
          expected: a Windows DLL
          actual: no Windows file (no MZ header)
          remedy: give the path of a Windows DLL""");
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    refuses(
        Files.createFile(directory.resolve("empty.dll")),
        """
        BSC-202 cannot load library %s
          where: %s
          expected: a Windows DLL
          actual: an empty file
          remedy: give the path of a Windows DLL""");
  }

  @Test
  void refusesACutDll() throws IOException {
    byte[] whole = Files.readAllBytes(TestBed.dll("sibling"));
    Path cut = Files.write(directory.resolve("cut.dll"), java.util.Arrays.copyOf(whole, 3000));
    assertThatThrownBy(() -> WINE.session().library(cut.toString()))
        .isInstanceOf(LinkError.class)
        .hasMessageStartingWith("BSC-202 cannot load library " + cut + "\n  where: " + cut);
  }

  @Test
  void refusesADllOfTheOtherWidth() {
    refuses(
        TestBed.dll(TestBed.byWidth(Abi.X86, Abi.X64), "demo"),
        """
        BSC-203 cannot load library %s
          where: %s
          expected: a WIDTH-bit DLL for this session
          actual: a DLL that is OTHER
          remedy: use the DLL's WIDTH-bit edition, or a session of its width"""
            .replace("WIDTH", TestBed.byWidth("64", "32"))
            .replace("OTHER", TestBed.byWidth("32-bit (i386)", "64-bit (AMD64)")));
  }

  @Test
  void namesTheMissingDependency() {
    refuses(
        TestBed.dll("orphan"),
        """
        BSC-204 cannot load library %s
          where: %s
          expected: every DLL that it imports
          actual: absent.dll is missing; orphan.dll imports it
          remedy: put absent.dll beside orphan.dll, or add its directory to library.path""");
  }

  @Test
  void saysThatDllMainRefused() {
    refuses(
        TestBed.dll("refusing"),
        """
        BSC-205 cannot load library %s
          where: %s
          expected: that the DLL's DllMain succeeds
          actual: "%s" cannot be loaded, error 1114 (DLL initialization failed.)
          remedy: look for what the DLL needs: files, registry entries, licences, other DLLs""");
  }

  @Test
  void survivesADllMainThatFaults() {
    refuses(
        TestBed.dll("crashing"),
        """
        BSC-206 cannot load library %s
          where: %s
          expected: that Windows loads it
          actual: "%s" cannot be loaded, error 998 (No access to memory location.) (Windows error 998)
          remedy: look the Windows error up; wine:doctor examines the file""");
  }

  @Test
  void refusesAPathWithoutAFile() {
    refuses(
        directory.resolve("nowhere.dll"),
        """
        BSC-201 cannot load library %s
          where: %s
          expected: a DLL file
          actual: no file
          remedy: correct the path""");
    refuses(
        directory,
        """
        BSC-201 cannot load library %s
          where: %s
          expected: a DLL file
          actual: a directory
          remedy: correct the path""");
  }

  @Test
  void refusesANameWithNul() {
    assertThatThrownBy(() -> WINE.session().library("msvcrt\0.dll"))
        .isInstanceOf(LinkError.class)
        .hasMessage(
            """
            BSC-201 cannot load library msvcrt\\0.dll
              where: msvcrt\\0.dll
              expected: a DLL file
              actual: a name with NUL in it
              remedy: correct the path""");
  }

  @Test
  void saysWhereANameWasSearched() {
    assertThatThrownBy(() -> WINE.session().library("nosuch"))
        .isInstanceOf(LinkError.class)
        .hasMessage(
            """
            BSC-201 cannot load library nosuch
              where: searched:
                %s
              expected: a DLL of that name there or among Wine's own
              actual: none
              remedy: give the DLL's path, or add its directory to library.path"""
                .formatted(TestBed.systemFolder()));
  }

  @Test
  void namesTheNearestExports() {
    assertLinkError("int simplefunk(float a, float b)")
        .hasMessage(
            """
            BSC-207 cannot find the function simplefunk in %s
              where: %s
              expected: an export of that name
              actual: nearest of %d exports: simplefunc, square_int, sum_list
              remedy: correct the name; wine:exports lists them all"""
                .formatted(
                    TestBed.demo(),
                    windowsPath(TestBed.dll("demo")),
                    WINE.session().library(TestBed.demo()).exports().size()));
  }

  @Test
  void saysThatThereAreOrdinalsOnly() {
    String ordinals = TestBed.dll("ordinals").toString();
    assertThatThrownBy(() -> WINE.session().function(ordinals, "int first(int value)"))
        .isInstanceOf(LinkError.class)
        .hasMessage(
            """
            BSC-207 cannot find the function first in %s
              where: %s
              expected: an export of that name
              actual: nearest of 3 exports: ordinals only, from #1
              remedy: correct the name; wine:exports lists them all"""
                .formatted(ordinals, windowsPath(TestBed.dll("ordinals"))));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertLinkError(String prototype) {
    return assertThatThrownBy(() -> WINE.session().function(TestBed.demo(), prototype))
        .isInstanceOf(LinkError.class);
  }

  private static void refuses(Path file, String message) {
    assertThatThrownBy(() -> WINE.session().library(file.toString()))
        .isInstanceOf(LinkError.class)
        .hasMessage(message, file, file, windowsPath(file));
  }

  private static String windowsPath(Path file) {
    return "Z:" + file.toString().replace('/', '\\');
  }
}
