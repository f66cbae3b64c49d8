package main

/*
#include <malloc.h>

static void trim(void) {
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}
*/
import "C"

// trimC returns what SQLite and the graphics have freed: glibc keeps it otherwise.
func trimC() { C.trim() }
