package org.bascule.windowstypes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written of a header's declarations. */
class TypeListTest {
  private static final String HEADER =
      """
      typedef unsigned long DWORD, *LPDWORD;
      typedef void *HANDLE;
      typedef unsigned short *BSTR;
      struct HWND__ { int unused; };
      typedef struct HWND__ *HWND;
      typedef struct tagPOINT { long x, y; } POINT, *LPPOINT;
      typedef const POINT *LPCPOINT;
      typedef struct { char name[2][3]; HWND owner; POINT at; } WINDOW, *PWINDOW;
      typedef union _PARTS {
        struct { DWORD low; long high; };
        struct _named { DWORD low2; };
        struct { DWORD low; } u;
        long long whole;
        char *text;
      } PARTS;
      #pragma pack(push, 2)
      typedef struct tight { char c; long long ll; } TIGHT;
      #pragma pack(pop)
      typedef struct flags { unsigned a : 3; } FLAGS, *PFLAGS;
      typedef struct { unsigned a : 3; } MORE, *PMORE;
      typedef struct { long double d; } WIDE;
      typedef struct __attribute__((aligned(16))) { int i; } FAR_APART;
      typedef long (__attribute__((stdcall)) *PROC)(HWND, const POINT *, FLAGS *);
      typedef int VISIT(POINT p);
      typedef void (*UNKNOWN)(FLAGS f);
      struct list { struct list *next; LPDWORD numbers; PROC run; VISIT *visit; UNKNOWN un; };
      struct tail { int count; POINT points[]; };
      typedef struct thing { struct thingVtbl *lpVtbl; } thing, *LPTHING;
      typedef enum color { RED, GREEN } COLOR;
      typedef enum { LEAST } LIMITS;
      """;

  @TempDir Path directory;

  private SortedMap<String, String> list(Width width) throws Exception {
    Path header = Files.writeString(directory.resolve("test.h"), HEADER);
    return TypeList.of(CastXml.read(header, width));
  }

  @Test
  void writesWhatPrototypesTake() throws Exception {
    assertThat(String.join("\n", list(Width.X64).values()))
        .isEqualTo(
            """
            typedef void *BSTR;
            typedef enum color COLOR;
            typedef long unsigned int DWORD;
            typedef struct FAR_APART FAR_APART;
            typedef struct flags FLAGS;
            typedef void *HANDLE;
            typedef HANDLE HWND;
            typedef enum LIMITS LIMITS;
            typedef const POINT *LPCPOINT;
            typedef long unsigned int *LPDWORD;
            typedef struct tagPOINT *LPPOINT;
            typedef struct thing *LPTHING;
            typedef struct MORE MORE;
            typedef union _PARTS PARTS;
            typedef struct flags *PFLAGS;
            typedef MORE *PMORE;
            typedef struct tagPOINT POINT;
            typedef long int (*PROC)(HWND, const POINT *, FLAGS *);
            typedef WINDOW *PWINDOW;
            typedef struct tight TIGHT;
            typedef void *UNKNOWN;
            typedef int VISIT(POINT);
            typedef struct WIDE WIDE;
            typedef struct WINDOW { char name[2][3]; HWND owner; POINT at; } WINDOW;
            struct _named { DWORD low2; };
            struct list { void *next; LPDWORD numbers; PROC run; VISIT *visit; void *un; };
            struct tagPOINT { long int x; long int y; };
            struct tail { int count; POINT points[0]; };
            struct [pack(2)] tight { char c; long long int ll; };
            typedef struct thing thing;
            union _PARTS { struct { DWORD low; long int high; }; struct { DWORD low2; };\
             struct { DWORD low; } u; long long int whole; void *text; };\
            """);
  }

  @ParameterizedTest
  @EnumSource
  void conventionsMatterToOneWidthOnly(Width width) throws Exception {
    assertThat(list(width))
        .containsEntry(
            "PROC",
            width == Width.X86
                ? "typedef long int (__stdcall *PROC)(HWND, const POINT *, FLAGS *);"
                : "typedef long int (*PROC)(HWND, const POINT *, FLAGS *);");
  }
}
