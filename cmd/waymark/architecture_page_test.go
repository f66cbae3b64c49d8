package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// roomLine is a line of the list of rooms: the rooms on it, then what they are for.
var roomLine = regexp.MustCompile(`^( *)((?:[\w-]+(?:/[\w-]+)*/?(?: {1,2}|$))+)`)

// pageRooms returns the folders that ARCHITECTURE.md lists.
func pageRooms(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root(t), "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(text), "```\n")
	list, _, _ = strings.Cut(list, "```")
	var rooms, above []string
	for line := range strings.Lines(list) {
		match := roomLine.FindStringSubmatch(line)
		if match == nil {
			t.Fatalf("the list of rooms has a line that names none: %q", line)
		}
		depth := len(match[1]) / 2
		var last string
		for name := range strings.FieldsSeq(match[2]) {
			if !strings.HasSuffix(name, "/") && !strings.HasPrefix(name, "cmd/") {
				break // the words behind the names
			}
			last = strings.TrimSuffix(name, "/")
			rooms = append(rooms, strings.Join(append(slices.Clone(above[:depth]), last), "/"))
		}
		above = append(above[:depth], last)
	}
	return rooms
}

// A package that the page does not name is one that no newcomer finds. The formats
// of interchange, the documents of reports and the rooms of a screen area stand
// there as one.
func TestArchitecturePageNamesEveryRoom(t *testing.T) {
	rooms := pageRooms(t)
	for _, room := range rooms {
		mustExist(t, "ARCHITECTURE.md", room)
	}
	together := []string{"data/interchange", "reports", "ui", "packaging", "data/store/storetest"}
	for _, file := range source(t) {
		asOne := slices.ContainsFunc(together, func(folder string) bool { return below(file.folder, folder) })
		if !file.test && !asOne && !slices.Contains(rooms, file.folder) {
			t.Errorf("ARCHITECTURE.md does not name %s", file.folder)
		}
	}
}
