/* Where all thunks jump to, for x64: R10 is the thunk's record, everything else is as the DLL has called the thunk.
   Builds an UpcallEntry (offsets of upcall_entry.h) above the 32 home bytes of the function that it calls. */

    .set ENTRY, 32
    .set RECORD, ENTRY+0
    .set CELLS, ENTRY+8
    .set REGISTERS, ENTRY+16
    .set LAST_ERROR, ENTRY+48
    .set INTEGER, ENTRY+64
    .set FLOATING, ENTRY+72
    .set FRAME, 120                 /* 32 + 80, and what aligns the stack to 16 */

    .text
    .globl bascule_upcall
    .def bascule_upcall; .scl 2; .type 32; .endef
    .seh_proc bascule_upcall
bascule_upcall:
    /* Our own home bytes lie in front of the stack arguments: now all cells stand in a row. */
    movq %rcx, 8(%rsp)
    movq %rdx, 16(%rsp)
    movq %r8, 24(%rsp)
    movq %r9, 32(%rsp)
    subq $FRAME, %rsp
    .seh_stackalloc FRAME
    .seh_endprologue

    movl %gs:0x68, %eax             /* TEB.LastErrorValue, before anything else can change it */
    movl %eax, LAST_ERROR(%rsp)
    movq %r10, RECORD(%rsp)
    leaq FRAME+8(%rsp), %rax
    movq %rax, CELLS(%rsp)
    movsd %xmm0, REGISTERS+0(%rsp)
    movsd %xmm1, REGISTERS+8(%rsp)
    movsd %xmm2, REGISTERS+16(%rsp)
    movsd %xmm3, REGISTERS+24(%rsp)
    cld                             /* a DLL may have left it set; our string instructions rely on it */
    leaq ENTRY(%rsp), %rcx
    call bascule_serve_upcall
    movl LAST_ERROR(%rsp), %eax
    movl %eax, %gs:0x68
    movq INTEGER(%rsp), %rax
    movsd FLOATING(%rsp), %xmm0
    addq $FRAME, %rsp
    ret
    .seh_endproc
