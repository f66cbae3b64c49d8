package plain

import (
	"strings"
)

// shortestLine is how long a line of base64 is, at least, that goes on in the
// next line.
const shortestLine = 60

var (
	pictureHead = lazily(`(?i)data:(?:[a-z]+/[a-z0-9.+-]+)?(?:;[a-z0-9._-]+(?:=[a-z0-9._-]*)?)*,`)
	// What is left of a picture of Markdown or of a style sheet.
	pictureFrame = lazily(`!\[[^\]\n]*\]\(\s*\)|\burl\(\s*["']?\s*["']?\s*\)`)
)

// withoutPictures leaves out the data: addresses of pictures and other files,
// wherever they stand. A space stays, so that no new one can come together.
func withoutPictures(text string) string {
	if !strings.Contains(lowered(text), "data:") {
		return text
	}
	var b strings.Builder
	for {
		at := pictureHead().FindStringIndex(text)
		if at == nil {
			break
		}
		head := lowered(text[at[0]:at[1]])
		b.WriteString(text[:at[0]])
		if head == "data:," { // in a sentence
			b.WriteString(text[at[0]:at[1]])
			text = text[at[1]:]
			continue
		}
		b.WriteByte(' ')
		rest := text[at[1]:]
		if strings.HasSuffix(head, ";base64,") {
			text = rest[base64End(rest):]
		} else {
			text = rest[addressEnd(rest):]
		}
	}
	b.WriteString(text)
	return pictureFrame().ReplaceAllString(b.String(), " ")
}

// base64End is where the base64 at the start of text ends, line ends within
// it included.
func base64End(text string) int {
	end := runEnd(text, 0)
	for last := end; last >= shortestLine; {
		from := end
		for from < len(text) && strings.IndexByte(" \t\r\n", text[from]) >= 0 {
			from++
		}
		to := runEnd(text, from)
		if from == end || to == from || to-from < shortestLine && !strings.HasSuffix(text[from:to], "=") {
			break
		}
		end, last = to, to-from
	}
	return end
}

func runEnd(text string, from int) int {
	for from < len(text) && (isNameByte(text[from]) || strings.IndexByte("+/=%_-", text[from]) >= 0) {
		from++
	}
	return from
}

func addressEnd(text string) int {
	if end := strings.IndexAny(text, " \t\r\n\"'<>)"); end >= 0 {
		return end
	}
	return len(text)
}
