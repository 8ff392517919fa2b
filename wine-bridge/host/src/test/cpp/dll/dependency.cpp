// Built twice with another BASCULE_ANSWER each, to tell two directories apart.

extern "C" __declspec(dllexport) int dependency_answer() { return BASCULE_ANSWER; }
