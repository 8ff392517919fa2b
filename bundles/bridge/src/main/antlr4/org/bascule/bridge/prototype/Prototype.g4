/**
 * C prototypes as documentation and headers write them, and length expressions. What the words mean is settled in
 * CTypeBuilder and in the package `length`.
 */
grammar Prototype;

prototype : type convention? name=Identifier '(' parameters? ')' ';'? EOF ;

typeName : type declarator? EOF ;

lengthExpression : expression EOF ;

parameters : parameter (',' parameter)* ;

parameter : mark? type declarator? ;

/** `[in]`, `[out]` or `[in, out]`; the words stay usable as names. */
mark : '[' Identifier (',' Identifier)? ']' ;

type : specifiers pointer* ;

specifiers : leading+=qualifier* base trailing+=qualifier* ;

declarator
  : name=Identifier array*                  # direct
  | array+                                  # unnamed
  | '(' '*'+ name=Identifier? ')' array+    # pointerToArray
  ;

array : '[' expression? ']' ;

base
  : ArithmeticWord+                                              # arithmetic
  | kind=('struct' | 'union') Identifier? '{' member+ '}'        # definition
  | kind=('struct' | 'union' | 'enum') Identifier                # tagged
  | Identifier                                                   # named
  ;

member : mark? specifiers memberDeclarator (',' memberDeclarator)* ';' ;

memberDeclarator : pointer* declarator ;

pointer : '*' qualifier* ;

qualifier : 'const' | 'volatile' | 'restrict' | '__restrict' ;

convention : Convention ;

expression
  : expression op=('*' | '/' | '%') expression   # product
  | expression op=('+' | '-') expression         # sum
  | '(' expression ')'                           # group
  | Number                                       # number
  | path                                         # value
  ;

path : '*'* Identifier (('.' | '->') Identifier)* ;

ArithmeticWord : 'void' | 'char' | 'short' | 'int' | 'long' | 'float' | 'double' | 'signed' | 'unsigned'
  | '_Bool' | '__int8' | '__int16' | '__int32' | '__int64' ;

Convention : '__cdecl' | '__stdcall' | '__thiscall' | '__fastcall' | 'WINAPI' | 'CALLBACK' | 'APIENTRY' | 'WINAPIV' ;

Identifier : [a-zA-Z_] [a-zA-Z_0-9]* ;

Number : [0-9]+ | '0' [xX] [0-9a-fA-F]+ ;

Space : [ \t\r\n]+ -> skip ;

Comment : ('/*' .*? '*/' | '//' ~[\r\n]*) -> skip ;

/** Every other character becomes a token, so that the parser, which knows the column, reports it. */
Stray : . ;
