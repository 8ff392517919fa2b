/* Each function gives back what it was given, in the result register of its type. */
#include "export.h"

#define ECHO(name, type) \
  EXPORT type echo_##name(type value) { return value; }

ECHO(int8, int8_t)
ECHO(uint8, uint8_t)
ECHO(int16, int16_t)
ECHO(uint16, uint16_t)
ECHO(int32, int32_t)
ECHO(uint32, uint32_t)
ECHO(int64, int64_t)
ECHO(uint64, uint64_t)
ECHO(char, char)
ECHO(long, long)
ECHO(ulong, unsigned long)
ECHO(size, size_t)
ECHO(float, float)
ECHO(double, double)
ECHO(wchar, wchar_t)
ECHO(pointer, void *)
/* Windows' BOOL is an int: any value but 0 is true. */
ECHO(bool, int)

/* A handle whose every half and every bit pattern matters. */
EXPORT void *make_handle(void) { return (void *)(uintptr_t)0xFEDCBA9876543210u; }
EXPORT int use_handle(void *handle) { return handle == make_handle() ? 42 : -1; }

/* Leaves what lies above the result in its register full of ones: a caller may look at the low bytes only. */
#ifdef __x86_64__
#define ONES "movq $-1, %rax"
#elif defined(__i386__)
#define ONES "movl $-1, %eax"
#endif
#ifdef ONES
#define DIRTY(name, type, load)                              \
  __attribute__((naked)) EXPORT type dirty_##name(void) {    \
    __asm__(ONES "\n\t" load "\n\tret");                    \
  }
DIRTY(int8, int8_t, "movb $5, %al")
DIRTY(int16, int16_t, "movw $5, %ax")
#endif
