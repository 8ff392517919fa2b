/* uint32_t bascule_invoke(Invocation*) for x86, itself cdecl: pushes the low halves of the cells, loads ECX and EDX for
   thiscall and fastcall, and finds its own frame again through EBP, whatever the callee has done with ESP.
   Offsets are those of invocation.h.

   EBP-4 EBX, -8 ESI, -12 EDI, -16 x87 control word, -20 MXCSR, then the registration of fault_handler.cpp:
   EBP-24 invocation, -28 handler, -32 next (what FS:[0] points to). */

    .set FUNCTION, 0
    .set CELLS, 8
    .set REGISTERS, 16
    .set CELL_COUNT, 48
    .set RESULT_REGISTER, 56
    .set STACK_MOVED, 60
    .set INTEGER, 64
    .set FLOATING, 72
    .set REGISTRATION, -32

    .text
    .globl _bascule_invoke
    .def _bascule_invoke; .scl 2; .type 32; .endef
_bascule_invoke:
    pushl %ebp
    movl %esp, %ebp
    pushl %ebx
    pushl %esi
    pushl %edi
    subl $8, %esp
    movl 8(%ebp), %ebx
    fnstcw -16(%ebp)
    stmxcsr -20(%ebp)
    pushl %ebx
    pushl $_bascule_fault
    pushl %fs:0
    movl %esp, %fs:0

    /* Room for the cells, so that ESP is a multiple of 16 at the call as modern compilers like it. */
    movl CELL_COUNT(%ebx), %ecx
    leal (,%ecx,4), %eax
    subl %eax, %esp
    andl $-16, %esp

    movl CELLS(%ebx), %esi
    jmp 2f
1:  movl -8(%esi,%ecx,8), %eax
    movl %eax, -4(%esp,%ecx,4)
    decl %ecx
2:  testl %ecx, %ecx
    jnz 1b

    movl REGISTERS+0(%ebx), %ecx
    movl REGISTERS+8(%ebx), %edx
    movl %esp, %esi                 /* callee-saved, like EBX */
    call *FUNCTION(%ebx)
    movl %eax, INTEGER(%ebx)
    movl %edx, INTEGER+4(%ebx)
    movl %esp, %eax
    subl %esi, %eax
    movl %eax, STACK_MOVED(%ebx)

    movl RESULT_REGISTER(%ebx), %ecx
    cmpl $1, %ecx
    jb 5f
    je 3f
    cmpl $3, %ecx
    jb 4f
    fxam                            /* C3 and C0 without C2: empty */
    fnstsw %ax
    andl $0x4500, %eax
    cmpl $0x4100, %eax
    je 5f
    movl $0, INTEGER+4(%ebx)
    cmpl $3, %ecx
    ja 6f
    fstps INTEGER(%ebx)
    jmp 5f
6:  fstpl INTEGER(%ebx)
    jmp 5f
3:  fstps FLOATING(%ebx)
    jmp 5f
4:  fstpl FLOATING(%ebx)
5:  emms                            /* a result that nobody asked for must not stay on the x87 stack */
    xorl %eax, %eax

restore:
    ldmxcsr -20(%ebp)
    fldcw -16(%ebp)
    cld
    leal REGISTRATION(%ebp), %esp
    popl %fs:0
    leal -12(%ebp), %esp
    popl %edi
    popl %esi
    popl %ebx
    popl %ebp
    ret

/* void bascule_recover(Registration*) */
    .globl _bascule_recover
    .def _bascule_recover; .scl 2; .type 32; .endef
_bascule_recover:
    movl 4(%esp), %eax
    leal -REGISTRATION(%eax), %ebp
    fninit                          /* the fault may have left values on the x87 stack */
    movl $1, %eax
    jmp restore
