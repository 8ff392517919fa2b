/**
 * C prototypes as documentation and headers write them, and length expressions. What the words mean is settled in
 * CTypeBuilder and in the package `length`.
 */
grammar Prototype;

/** The mark is that of the result. */
prototype : mark? type functionDeclarator ';'? EOF ;

/** The second is a function that returns a pointer to a function or an array: `int (*get(char name))(int)`. */
functionDeclarator
  : convention? exportName '(' parameters? ')'           # plainFunction
  | '(' pointer+ functionDeclarator ')' suffix           # functionOfPointer
  ;

/** As the DLL exports it: of C, decorated by a compiler, `#` and an ordinal, or anything else in quotes. */
exportName : Identifier | Decorated | Quoted ;

typeName : type declarator? EOF ;

/** What a DLL exports that is no function. */
variable
  : type declarator ';'? EOF                              # namedVariable
  | type name=(Decorated | Quoted) array* ';'? EOF        # exportedVariable
  ;

/** What a header declares once: types and constants, no functions. */
declarations : declaration* EOF ;

declaration
  : 'typedef' specifiers typedefDeclarator (',' typedefDeclarator)* ';'   # typeDefinition
  | specifiers ';'                                                        # tagDefinition
  ;

typedefDeclarator : pointer* declarator ;

/** Several are for a length function. */
lengthExpression : expression (',' expression)* EOF ;

/** That `...` comes last is checked later: so the mistake of a missing parameter is told better. */
parameters : parameter (',' (parameter | more+='...'))* ;

parameter : mark? type declarator? ;

/** `[in, length(n), type(float)]`; the words stay usable as names. */
mark : '[' markWord (',' markWord)* ']' ;

markWord
  : word=Identifier                                                   # flag
  | word=Identifier '(' expression (',' expression)* ')'              # counting
  | word=Identifier '(' (path '!')? function=Identifier ')'           # naming
  | word=Identifier '(' type declarator? ')'                          # typing
  ;

type : specifiers pointer* ;

specifiers : leading+=qualifier* base trailing+=qualifier* ;

declarator
  : name=Identifier array*                                  # direct
  | array+                                                  # unnamed
  | convention? name=Identifier? '(' parameters? ')'        # function
  | '(' convention? pointer+ declarator? ')' suffix?        # grouped
  ;

/** What binds closer to a name than the stars before it. */
suffix
  : array+                   # dimensions
  | '(' parameters? ')'      # call
  ;

/** As C compilers have it, or with a number, as after `#pragma pack`. */
packing
  : '__attribute__' '(' '(' attribute=Identifier ('(' Number ')')? ')' ')'     # gnuPacking
  | '__declspec' '(' attribute=Identifier ('(' Number ')')? ')'                # microsoftAlignment
  | '[' word=Identifier '(' Number ')' ']'                                     # pragmaPacking
  ;

array : '[' expression? ']' ;

base
  : ArithmeticWord+                                              # arithmetic
  | kind=('struct' | 'union') packing? Identifier? '{' member+ '}' packing?  # definition
  | 'enum' Identifier? '{' enumerator (',' enumerator)* ','? '}'             # enumeration
  | kind=('struct' | 'union' | 'enum') Identifier                # tagged
  | Identifier                                                   # named
  ;

enumerator : Identifier ('=' enumValue)? ;

enumValue : enumTerm ('|' enumTerm)* ;

enumTerm : sign='-'? expression ('<<' shift=expression)? ;

/** Without a declarator it is a struct or union whose members are members here. */
member : mark? specifiers (memberDeclarator (',' memberDeclarator)*)? ';' ;

/** Bit fields are read only to be refused by their name. */
memberDeclarator : pointer* declarator (bits=':' expression)? | bits=':' expression ;

pointer : '*' qualifier* ;

qualifier : 'const' | 'CONST' | 'volatile' | 'restrict' | '__restrict' ;

convention : Convention ;

expression
  : expression op=('*' | '/' | '%') expression   # product
  | expression op=('+' | '-') expression         # sum
  | '(' expression ')'                           # group
  | Number                                       # number
  | word=Identifier '(' path ')'                 # textLength
  | path                                         # value
  ;

path : '*'* Identifier (('.' | '->') Identifier)* ;

ArithmeticWord : 'void' | 'char' | 'short' | 'int' | 'long' | 'float' | 'double' | 'signed' | 'unsigned'
  | '_Bool' | '__int8' | '__int16' | '__int32' | '__int64' ;

Convention : '__cdecl' | '__stdcall' | '__thiscall' | '__fastcall' | 'WINAPI' | 'CALLBACK' | 'APIENTRY' | 'WINAPIV'
  | 'NTAPI' | 'WSAAPI' | 'PASCAL' | 'STDMETHODCALLTYPE' ;

Identifier : [a-zA-Z_] [a-zA-Z_0-9]* ;

/** The characters of MSVC's and g++'s decorations: `?add@@YAHHH@Z`, `@f@8`, `_f@8`, `a$b`, `#7`. */
Decorated : [a-zA-Z_] [a-zA-Z_0-9]* [?@$] [a-zA-Z_0-9?@$]* | [?@$] [a-zA-Z_0-9?@$]+ | '#' [0-9]+ ;

Quoted : '"' ~["\r\n]+ '"' ;

Number : ([0-9]+ | '0' [xX] [0-9a-fA-F]+) [uUlL]* ;

Space : [ \t\r\n]+ -> skip ;

Comment : ('/*' .*? '*/' | '//' ~[\r\n]*) -> skip ;

/** Every other character becomes a token, so that the parser, which knows the column, reports it. */
Stray : . ;
