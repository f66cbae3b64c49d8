//go:build !windows

package main

// alert does nothing where programs are started from a terminal or a desktop
// that shows what stands on standard error.
func alert(string) {}
