/** C prototypes as documentation and headers write them. What the words mean is settled in CTypeBuilder. */
grammar Prototype;

prototype : type convention? name=Identifier '(' parameters? ')' ';'? EOF ;

typeName : type EOF ;

parameters : parameter (',' parameter)* ;

parameter : type name=Identifier? ;

type : leading+=qualifier* base trailing+=qualifier* pointer* ;

base
  : ArithmeticWord+                            # arithmetic
  | tag=('struct' | 'union' | 'enum') Identifier  # tagged
  | Identifier                                 # named
  ;

pointer : '*' qualifier* ;

qualifier : 'const' | 'volatile' | 'restrict' | '__restrict' ;

convention : Convention ;

ArithmeticWord : 'void' | 'char' | 'short' | 'int' | 'long' | 'float' | 'double' | 'signed' | 'unsigned'
  | '_Bool' | '__int8' | '__int16' | '__int32' | '__int64' ;

Convention : '__cdecl' | '__stdcall' | '__thiscall' | '__fastcall' | 'WINAPI' | 'CALLBACK' | 'APIENTRY' | 'WINAPIV' ;

Identifier : [a-zA-Z_] [a-zA-Z_0-9]* ;

Space : [ \t\r\n]+ -> skip ;

Comment : ('/*' .*? '*/' | '//' ~[\r\n]*) -> skip ;

/** Every other character becomes a token, so that the parser, which knows the column, reports it. */
Stray : . ;
