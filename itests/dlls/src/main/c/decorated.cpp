// Exports as C++ compilers name them, and names that are none in C.
#define EXPORT __declspec(dllexport)

EXPORT int add(int a, int b) { return a + b; }
namespace nm {
EXPORT double mul(double a, double b) { return a * b; }
}  // namespace nm

extern "C" {
int impl(int a, int b) { return a * 10 + b; }
int secret(int a) { return a * 7; }
int dashed(int a, int b) { return a - b; }
int dollar(int a, int b) { return a * b; }
}
