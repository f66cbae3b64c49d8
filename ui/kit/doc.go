// Package kit holds the widgets that Waymark's screens are built from. They know
// no domain: dates are a Day, choices are options with an ID and a label. Every
// widget takes its colours and sizes from the theme each time it refreshes, works
// by keyboard, and keeps a small minimum size so that a screen fits 1024×640.
//
// All of it is to be used on Fyne's UI goroutine only.
package kit
