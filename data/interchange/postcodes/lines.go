package postcodes

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// lines gives the lines of a CSV file. No column that is needed has line ends
// within it; what a long note runs on to is a row that cannot be read.
type lines struct {
	src *bufio.Reader
	end byte // what ends a line
}

const judgedBy = 64 << 10 // bytes by which the line end is judged

func newLines(src io.Reader) *lines {
	l := &lines{bufio.NewReaderSize(src, longestLine), '\n'}
	head, _ := l.src.Peek(judgedBy) // an error comes again with the first line
	if bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(head, '\r') >= 0 {
		l.end = '\r' // as old programs on a Mac write it
	}
	if bytes.HasPrefix(head, byteOrderMark) {
		_, _ = l.src.Discard(len(byteOrderMark)) // it was just peeked
	}
	return l
}

// next returns a line without its end; it is good until the next call. The error
// io.EOF comes with the last line, or after it.
func (l *lines) next() ([]byte, error) {
	line, err := l.src.ReadSlice(l.end)
	if errors.Is(err, bufio.ErrBufferFull) {
		return nil, err
	}
	return bytes.TrimRight(line, "\r\n"), err
}
