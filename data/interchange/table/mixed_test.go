package table

import "testing"

// Two exports pasted together, most lines UTF-8 and one Windows-1252: all were
// read as Windows-1252, and "Café" came in as "CafÃ©" without a word.
func TestLook_mixedEncodings(t *testing.T) {
	head := "Name,Cost\nCafé Concert,£2.50\nO’Brien Court,£5\nŁódź Club,£1\nCaf\xe9 Mixed,\xa32\n"
	if enc := detectEncoding([]byte(head)); enc != UTF8 {
		t.Errorf("mostly UTF-8 was taken for %s", enc)
	}
	if enc := detectEncoding([]byte("Name,Cost\nCaf\xe9 Concert,\xa32.50\nO\x92Brien Court,\xa35\nCAF\xc9\x92S,\xa32\n")); enc != Windows1252 {
		t.Errorf("Windows-1252 with a pair that UTF-8 has, too, was taken for %s", enc)
	}
}
