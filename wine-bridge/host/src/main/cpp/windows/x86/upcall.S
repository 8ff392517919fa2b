/* Where all thunks jump to, for x86: EAX is the thunk's record, everything else is as the DLL has called the thunk.
   Builds an UpcallEntry (offsets of upcall_entry.h) above the argument of the function that it calls. EBX, ESI and EDI
   are never touched here. */

    .set ENTRY, 16
    .set RECORD, ENTRY+0
    .set CELLS, ENTRY+4
    .set REGISTERS, ENTRY+8
    .set LAST_ERROR, ENTRY+40
    .set POPPED, ENTRY+44
    .set RESULT_REGISTER, ENTRY+48
    .set INTEGER, ENTRY+56
    .set FLOATING, ENTRY+64
    .set FRAME, 96                  /* 16 + 72, rounded up to 16 */

    .text
    .globl _bascule_upcall
    .def _bascule_upcall; .scl 2; .type 32; .endef
_bascule_upcall:
    pushl %ebp
    movl %esp, %ebp
    subl $FRAME, %esp
    andl $-16, %esp                 /* 32-bit callers promise 4 only */

    movl %eax, RECORD(%esp)
    movl %ecx, REGISTERS+0(%esp)
    movl $0, REGISTERS+4(%esp)
    movl %edx, REGISTERS+8(%esp)
    movl $0, REGISTERS+12(%esp)
    movl %fs:0x34, %eax             /* TEB.LastErrorValue, before anything else can change it */
    movl %eax, LAST_ERROR(%esp)
    leal 8(%ebp), %eax
    movl %eax, CELLS(%esp)
    cld                             /* a DLL may have left it set; our string instructions rely on it */
    leal ENTRY(%esp), %eax
    movl %eax, (%esp)
    call _bascule_serve_upcall

    movl LAST_ERROR(%esp), %eax
    movl %eax, %fs:0x34
    movl RESULT_REGISTER(%esp), %eax
    cmpl $1, %eax
    jb 2f
    ja 1f
    flds FLOATING(%esp)
    jmp 2f
1:  fldl FLOATING(%esp)

    /* The return address goes to where the last popped argument stands, so that a plain RET pops them all. */
2:  movl POPPED(%esp), %ecx
    movl 4(%ebp), %edx
    leal 4(%ebp,%ecx), %ecx
    movl %edx, (%ecx)
    movl INTEGER(%esp), %eax
    movl INTEGER+4(%esp), %edx
    movl (%ebp), %ebp
    movl %ecx, %esp
    ret
