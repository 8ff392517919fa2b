package org.bascule.bridge.prototype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.bascule.annotation.Direction;
import org.bascule.error.SignatureException;
import org.bascule.spi.CType;
import org.bascule.spi.Convention;
import org.bascule.spi.Directive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrototypeReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "double pow(double x, double y)         | double pow(double x, double y)",
        "const char *zlibVersion(void)          | const char *zlibVersion(void)",
        "int rand();                            | int rand(void)",
        "HANDLE WINAPI Get(const wchar_t *n)    | HANDLE Get(const wchar_t *n)",
        "int f(int, unsigned long long int q)   | int f(int, unsigned long long q)",
        "char * const * g(char const * const *p)| char *const *g(const char *const *p)",
        "long unsigned f(short int /* s */ a)   | unsigned long f(short a)",
        "struct point *f(enum colour c)         | struct point *f(enum colour c)",
        "unsigned __int64 f(volatile LONG *p)   | unsigned long long f(LONG *p)",
        "void f(float a[n * 2], int n)          | void f(float a[n * 2], int n)",
        "void f(const int a[n][4], int n)       | void f(const int a[n][4], int n)",
        "void f(float (*A)[3][4], int b[3])     | void f(float (*A)[3][4], int (*b)[3])",
        "void f([in, out] char *s, [out] int *n)| void f(char *s, int *n)",
        "struct s { int *d[n], n; char t[5]; } *f(struct s *p) | struct s { int *d[n]; int n; char t[5]; } *f(struct s *p)",
        "void f(int16_t (*get)(int16_t))        | void f(int16_t (*get)(int16_t))",
        "void f(int16_t get(int16_t))           | void f(int16_t (*get)(int16_t))",
        "void f(int (int), int (*)(void))       | void f(int (*)(int), int (*)(void))",
        "void f(int (WINAPI *g)(int))           | void f(int (__stdcall *g)(int))",
        "void f(int CALLBACK g(int))            | void f(int (__stdcall *g)(int))",
        "void f(void (*cb)(float data[n], int n)) | void f(void (*cb)(float data[n], int n))",
        "void f(int16_t (*filter)(struct Image *image)) | void f(int16_t (*filter)(struct Image *image))",
        "void f(double (*ops[2])(double, double)) | void f(double (*(*ops)[2])(double, double))",
        "void f(double (*(*ops)[2])(double, double)) | void f(double (*(*ops)[2])(double, double))",
        "void f(double (*ops[n])(double), int n)| void f(double (*ops[n])(double), int n)",
        "int (*get_op(int which))(int, int)     | int (*get_op(int which))(int, int)",
        "int (*(*get(char c))(int))(long);      | int (*(*get(char c))(int))(long)",
        "void f(int (*(*g)(char c))(int))       | void f(int (*(*g)(char c))(int))",
        "int (*row(void))[4]                    | int (*row(void))[4]",
        "struct s { int (*get)(void); void (*on[2])(int); } f(void) | struct s { int (*get)(void); void (*on[2])(int); } f(void)",
        "void f(const char *(*const name)(int)) | void f(const char *(*name)(int))",
        "void f(int (**g)(int), int (*log)(const char *, ...)) | void f(int (**g)(int), int (*log)(const char *, ...))",
        "void f(int (**out)[n], int n)          | void f(int (**out)[n], int n)",
        "int printf(const char *format, ...)    | int printf(const char *format, ...)"
      })
  void readsCAndWritesItCanonically(String source, String canonical) {
    assertThat(PrototypeReader.read(source)).hasToString(canonical);
  }

  @Test
  void knowsWhetherMoreArgumentsMayFollow() {
    assertThat(PrototypeReader.read("int printf(const char *format, ...)").variadic()).isTrue();
    assertThat(PrototypeReader.read("int puts(const char *text)").variadic()).isFalse();
  }

  @Test
  void remembersWhereTypesStand() {
    Prototype prototype = PrototypeReader.read("  int f(char a,  struct s b)");
    assertThat(prototype.resultColumn()).isEqualTo(3);
    assertThat(prototype.parameters())
        .extracting(Prototype.Parameter::column)
        .containsExactly(9, 18);
  }

  @ParameterizedTest
  @CsvSource({
    "int f(void), CDECL",
    "int __stdcall f(void), STDCALL",
    "int CALLBACK f(void), STDCALL",
    "int __thiscall f(void), THISCALL",
    "int __fastcall f(void), FASTCALL"
  })
  void knowsCallingConventions(String source, Convention convention) {
    assertThat(PrototypeReader.read(source).convention()).isEqualTo(convention);
  }

  @Test
  void readsTypesAlone() {
    assertThat(PrototypeReader.readType("const unsigned char *"))
        .isEqualTo(new CType.Pointer(new CType.Named("unsigned char"), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "int f(int x y) | 13 | \")\"                                        | \"y\"",
        "int f(int      | 10 | \")\"                                        | the end",
        "int f(int x, ) | 14 | \"...\" or \"[\" or a type or a qualifier or a name | \")\"",
        "pow(2)         | 4  | a name before the parameters, and the result's type before that | \"(\"",
        "int f(int $)   | 11 | \")\"                                        | \"$\"",
        "int f() int    | 9  | the end or \";\"                               | \"int\"",
        "int f(void x)  | 7  | a type that has values                       | void"
      })
  void pointsAtTheColumnOfTheFirstMistake(
      String source, int column, String expected, String actual) {
    assertThatThrownBy(() -> PrototypeReader.read(source))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-301 cannot read the prototype
              where: column %d
                %s
                %s^
              expected: %s
              actual: %s
              remedy: write it as a C header does, for instance: double pow(double x, double y)"""
                .formatted(column, source, " ".repeat(column - 1), expected, actual));
  }

  @Test
  void readsAFunctionPointerWithAllThatIsSaidOfIt() {
    CType.Function function =
        new CType.Function(
            new CType.Member("result", new CType.Void(), Map.of()),
            List.of(
                new CType.Member(
                    "data",
                    new CType.Pointer(new CType.Named("float"), true),
                    Map.of("", Directive.NONE.withLength("n").withDirection(Direction.IN))),
                new CType.Member("n", new CType.Named("int"), Map.of())),
            Convention.STDCALL,
            false);

    assertThat(
            PrototypeReader.read("void f(void (CALLBACK *cb)(const float data[n], int n))")
                .parameters())
        .containsExactly(
            new Prototype.Parameter("cb", new CType.Pointer(function, false), 8, Map.of()));
    assertThat(PrototypeReader.readType("void (CALLBACK *)(const float data[n], int n)"))
        .isEqualTo(new CType.Pointer(function, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "struct s { int f(int); } g(void) | 16 | a member that has a value, such as a pointer to a function: (*name)(...) | a function",
        "struct s { int (*)(int); } g(void)| 16 | a member's name | \"(*)(int)\"",
        "struct s { int a, b : 3; } g(void) | 21 | a member of whole bytes; declare the integer that the bits lie in | a bit field",
        "void f(int (WINAPI *p)[3])       | 13 | a calling convention for a function only | no parameters",
        "void f(int (*p[2][3])[n], int n) | 18 | one pointer here, since its length is an expression | an array of them",
        "void f(struct { int a, : 4; } s) | 24 | a member of whole bytes; declare the integer that the bits lie in | a bit field",
        "void f(double _Complex c) | 15 | a struct of its two parts: struct { double re, im; } | \"_Complex\", which is not taken",
        "int __vectorcall f(double x) | 5 | a function of the usual convention around it: Bascule fills no vector registers | \"__vectorcall\", which is not taken",
        "__int128 f(void) | 1 | two halves behind a pointer: unsigned long long (*a)[2] | \"__int128\", which is not taken",
        "void f(struct { char c; __declspec(align(16)) float v[4]; } *s) | 25 | a declaration without attributes; where a member is aligned to more than its type, members that fill the gap: char gap[15]; | \"__declspec\", which is taken only for the packing of a struct",
        "void f(int (*g)(..., int))       | 17 | \")\" or \"[\" or a type or a qualifier or a name | \"...\"",
        "void f(int (*g)(int, ..., int))  | 22 | \"...\" at the end only | more behind it",
        "void f(int (*g)(void x))         | 17 | a type that has values | void"
      })
  void refusesDeclaratorsThatMeanNothing(
      String source, int column, String expected, String actual) {
    pointsAtTheColumnOfTheFirstMistake(source, column, expected, actual);
  }

  @Test
  void refusesWordsThatMakeNoArithmeticType() {
    assertThatThrownBy(() -> PrototypeReader.read("int f(int a, unsigned float b)"))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-301 cannot read the prototype
              where: column 14
                int f(int a, unsigned float b)
                             ^
              expected: an arithmetic type of C
              actual: "unsigned float"
              remedy: write it as a C header does, for instance: double pow(double x, double y)""");
  }
}
