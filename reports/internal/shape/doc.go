// Package shape joins, orders and measures the letters of scripts that a PDF
// library cannot: Arabic and Urdu, Bengali, Punjabi, Hindi, Gujarati and Tamil. It
// does so with go-text/typesetting, which is HarfBuzz in Go, and with the Noto
// fonts in assets. Right-to-left text is ordered by the Unicode bidirectional
// algorithm of golang.org/x/text.
//
// It works on single lines. A line begins with LeftToRight or RightToLeft where it
// is part of a paragraph whose direction its own letters do not show.
package shape
