/* uint32_t bascule_invoke(Invocation*) for x64: every register cell goes into both register files, the rest onto the
   stack behind the 32 home bytes. Offsets are those of invocation.h.

     24(%rbp)  home of our argument      the caller's frame
     16(%rbp)  return address
      8(%rbp)  saved RBP
      0(%rbp)  saved RBX
     -4(%rbp)  MXCSR afterwards
     -8(%rbp)  x87 control word afterwards
               ...                       padding to 16 bytes
               cells, the last one first
       (%rsp)  32 home bytes             for the function */

    .set FUNCTION, 0
    .set CELLS, 8
    .set REGISTERS, 16
    .set CELL_COUNT, 48
    .set INTEGER, 64
    .set FLOATING, 72
    .set MXCSR, 104
    .set X87, 108

    .text
    .globl bascule_invoke
    .def bascule_invoke; .scl 2; .type 32; .endef
    .seh_proc bascule_invoke
bascule_invoke:
    pushq %rbp
    .seh_pushreg %rbp
    pushq %rbx
    .seh_pushreg %rbx
    movq %rsp, %rbp
    .seh_setframe %rbp, 0
    subq $24, %rsp
    .seh_stackalloc 24
    .seh_handler bascule_fault, @except
    .seh_endprologue

    movq %rcx, 24(%rbp)             /* the home of our argument: bascule_fault finds it there */
    movq %rcx, %rbx

    /* Room for the stack cells, an even number, and the home bytes. At most 2 KiB: no page is skipped. */
    movl CELL_COUNT(%rbx), %eax
    leal 5(%rax), %ecx
    andl $-2, %ecx
    shlq $3, %rcx
    subq %rcx, %rsp

    movq CELLS(%rbx), %r10
    jmp 2f
1:  movq -8(%r10,%rax,8), %rdx
    movq %rdx, 24(%rsp,%rax,8)
    decq %rax
2:  testq %rax, %rax
    jnz 1b

    movq REGISTERS+0(%rbx), %rcx
    movq REGISTERS+8(%rbx), %rdx
    movq REGISTERS+16(%rbx), %r8
    movq REGISTERS+24(%rbx), %r9
    movq %rcx, %xmm0
    movq %rdx, %xmm1
    movq %r8, %xmm2
    movq %r9, %xmm3
    call *FUNCTION(%rbx)
    movq %rax, INTEGER(%rbx)
    movq %xmm0, FLOATING(%rbx)
    xorl %eax, %eax

restore:                            /* what has not changed need not be loaded, which takes longer */
    stmxcsr -4(%rbp)
    movl -4(%rbp), %edx
    cmpl MXCSR(%rbx), %edx
    je 3f
    ldmxcsr MXCSR(%rbx)
3:  fnstcw -8(%rbp)
    movw -8(%rbp), %dx
    cmpw X87(%rbx), %dx
    je 4f
    fldcw X87(%rbx)
4:  cld
    leaq (%rbp), %rsp
    popq %rbx
    popq %rbp
    ret

    .globl bascule_recover
bascule_recover:                    /* RtlUnwindEx comes here, with our frame's registers */
    fninit                          /* the fault may have left values on the x87 stack */
    movq 24(%rbp), %rbx
    movl $1, %eax
    jmp restore
    .seh_endproc
