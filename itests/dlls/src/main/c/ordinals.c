/* A DLL whose exports have no names: ordinals.def gives them numbers. */
int first(int value) { return value + 1; }
int second(int value) { return value + 2; }
int hundredth(int value) { return value + 100; }
