// Package draw is what every widget of the kit draws with: a renderer made of
// functions, boxes and colours of the theme, texts that are measured, broken into
// lines and cut with an ellipsis. It knows no widget.
//
// All of it is to be used on Fyne's UI goroutine only.
package draw
