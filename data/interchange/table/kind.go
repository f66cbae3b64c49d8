package table

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"waymark/data"
	"waymark/data/interchange/bound"
)

// kind is what a file is, whatever its name says.
type kind int

const (
	text kind = iota
	workbook
)

// Signatures of files that people take for lists, or list programs write.
var signatures = []struct{ start, sentence string }{
	{"%PDF", "This is a PDF, not a list. Ask for the list as CSV or Excel workbook."},
	{"{\\rtf", "This is a document, not a list. Open it, copy the table into Excel and save it as .xlsx or CSV."},
	{"\x89PNG", picture}, {"\xFF\xD8\xFF", picture}, {"GIF8", picture},
	{"\x1F\x8B", "This file is packed (gzip). Unpack it and choose the list inside."},
	{"7z\xBC\xAF\x27\x1C", "This file is packed (7z). Unpack it and choose the list inside."},
	{"Rar!\x1A\x07", "This file is packed (RAR). Unpack it and choose the list inside."},
	{"$FL2", spss}, {"$FL3", spss},
	{"SQLite format 3\x00", "This is a database, not a list. Export the list from it as CSV."},
}

const spss = "This is a data file of SPSS, not a list. In SPSS or PSPP choose Save As and CSV, with the names of the variables, and choose that file."

const picture = "This is a picture, not a list. Ask for the list as CSV or Excel workbook."

var (
	htmlStart = regexp.MustCompile(`(?i)^\s*(<!--[^>]*-->\s*)*(<!doctype html|<html|<head|<body|<table|<div|<meta)`)
	kmlStart  = regexp.MustCompile(`(?s)^\s*(?:<\?xml|<[A-Za-z][\w:.-]*(?:\s[^>]*)?>\s*<).*<kml|^\s*<kml[^>]*>\s*<`)
	xmlStart  = regexp.MustCompile(`^\s*(<\?xml|<[A-Za-z][\w:.-]*(\s[^>]*)?>\s*<)`)
	// What other programs write as lines of text: a calendar or cards, an email, a database.
	calendarStart = regexp.MustCompile(`(?i)^\s*BEGIN:VCALENDAR\b`)
	cardStart     = regexp.MustCompile(`(?i)^\s*BEGIN:VCARD\b`)
	emailStart    = regexp.MustCompile(`(?im)\A(?:[a-z][a-z0-9-]*: .*\r?\n(?:[ \t].*\r?\n)*){0,40}(?:MIME-Version|Message-ID|Received): `)
	dumpStart     = regexp.MustCompile(`(?im)\A(?:(?:--|/\*).*\r?\n|\s*\n|(?:SET|USE|BEGIN|PRAGMA|DROP|LOCK|START)\b.*\n)*(?:CREATE TABLE|INSERT INTO|COPY \S+ \() `)
	jsonStart     = regexp.MustCompile(`^\s*(\{\s*("[^"]*"\s*:|\}\s*$)|\[\s*(\{\s*"|\]\s*$))`)
)

// starts are how texts begin that are no lists, in the order in which they are told apart.
var starts = []struct {
	is       *regexp.Regexp
	sentence string
}{
	{htmlStart, "This is a web page, even if its name says otherwise. Open it in Excel, save it as .xlsx or CSV and choose that file."},
	{jsonStart, "This is JSON, not a list with rows and columns. If it is an Open Referral feed, import it as one."},
	{kmlStart, "This is a map (KML), not a list. Ask for the list as CSV, Excel workbook or GeoJSON."},
	{xmlStart, "This is XML, not a list with rows and columns. Open it in Excel, save it as .xlsx or CSV and choose that file."},
	{calendarStart, "This is a calendar file (iCalendar), not a list. Ask for the events as CSV or Excel workbook."},
	{cardStart, "This is a file of contact cards (vCard), not a list. Export the contacts as CSV and choose that file."},
	{emailStart, "This is an email, not a list. Open it, save the list that came with it and choose that file."},
	{dumpStart, "This is a copy of a database (SQL), not a list. Export the list from it as CSV."},
}

// recognise tells text and workbooks from files that are neither, which it
// refuses with a sentence.
func recognise(path string, head []byte) (kind, error) {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.start)) {
			return 0, refuse(s.sentence)
		}
	}
	if bytes.Contains(head[:min(len(head), 1<<10)], []byte("SPSSPORT")) {
		return 0, refuse(spss)
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0")):
		return 0, oldBinary(path)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return zipped(path)
	}
	start := decoded(head, detectEncoding(head))
	for _, s := range starts {
		if s.is.MatchString(start) {
			return 0, refuse(s.sentence)
		}
	}
	if looksBinary(start) {
		return 0, refuse("This file holds no readable text. Choose a CSV or Excel file.")
	}
	return text, nil
}

// looksBinary: more than a tenth of the characters are control characters that
// no text has.
func looksBinary(start string) bool {
	controls, n := 0, 0
	for _, r := range start {
		n++
		if r < 0x20 && !strings.ContainsRune("\t\n\r\f\x01\x1e\x1f", r) || r == utf8.RuneError {
			controls++
		}
	}
	return controls > n/10 && controls > 3
}

// zipped tells the files apart that are zip archives within.
func zipped(path string) (kind, error) {
	archive, err := bound.OpenZip(path)
	var problem *data.Problem
	if errors.As(err, &problem) {
		return 0, err
	}
	if err != nil {
		return 0, &data.Problem{Code: data.CodeInvalid, Cause: err,
			Sentence: "This workbook or zip file is damaged. Export or download it again."}
	}
	defer func() { _ = archive.Close() }() // nothing was written
	for _, f := range archive.File {
		switch name := f.Name; {
		case name == "xl/workbook.xml":
			return workbook, nil
		case strings.HasPrefix(name, "xl/worksheets/") && strings.HasSuffix(name, ".xml"):
			return workbook, nil
		case name == "xl/workbook.bin":
			return 0, refuse("This is an Excel binary workbook (.xlsb). Open it in Excel, save it as .xlsx and choose that file.")
		case name == "word/document.xml":
			return 0, refuse("This is a Word document, not a list. Copy its table into Excel and save it as .xlsx or CSV.")
		case strings.HasSuffix(name, ".kml"):
			return 0, refuse("This is a map (KMZ), not a list. Ask for the list as CSV, Excel workbook or GeoJSON.")
		case strings.HasSuffix(name, ".shp"):
			return 0, refuse("This is a map (Shapefile), not a list. Ask for the list as CSV, Excel workbook or GeoJSON.")
		case name == "mimetype":
			return 0, refuse("This is an OpenDocument file. Open it, save the list as .xlsx or CSV and choose that file.")
		case strings.HasPrefix(name, "Index/") && strings.HasSuffix(name, ".iwa"):
			return 0, refuse("This is an Apple Numbers file. Export it as Excel or CSV and choose that file.")
		}
	}
	return 0, refuse("This is a zip file, not a list. Unpack it and choose the list inside.")
}

// oldBinary is for the container that old Office files share with workbooks
// locked by a password.
func oldBinary(path string) error {
	const locked = "This workbook is protected by a password. Open it in Excel, save it without a password as .xlsx or CSV and choose that file."
	const old = "This is an old Excel file (.xls). Open it in Excel, save it as .xlsx or CSV and choose that file."
	src, err := open(path)
	if err != nil {
		return err
	}
	defer src.Close()
	all, err := io.ReadAll(io.LimitReader(src, 32<<20))
	if err != nil {
		return unreadable(err)
	}
	if bytes.Contains(all, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
		return refuse(locked)
	}
	return refuse(old)
}

func refuse(sentence string) error { return data.NewProblem(data.CodeInvalid, sentence) }
