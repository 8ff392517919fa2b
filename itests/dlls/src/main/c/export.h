/* One source for three targets: a Windows DLL of either width, and a Linux shared object to compare with. */
#ifndef BASCULE_TEST_EXPORT_H
#define BASCULE_TEST_EXPORT_H

#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

#ifdef _WIN32
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

#endif
