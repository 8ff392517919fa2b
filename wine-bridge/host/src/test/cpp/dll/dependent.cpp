// Imports from dependency.dll.

extern "C" __declspec(dllimport) int dependency_answer();

extern "C" __declspec(dllexport) int dependent_answer() { return dependency_answer(); }
