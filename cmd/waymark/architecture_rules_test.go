package main

import (
	"slices"
	"strings"
)

// importRule says which imports a part of the program may not have.
type importRule struct {
	says    string
	where   func(folder string) bool
	forbids func(folder, imported string) bool
	// tests is true where the rule holds for test files too.
	tests bool
}

// The linter's depguard says the same while one types; this test says it to
// anyone who runs the tests.
var importRules = []importRule{
	{
		says:  "data holds the domain with the standard library alone",
		where: is("data"), forbids: notOf(), tests: true,
	},
	{
		says:  "data/instrument is pure: the standard library and data",
		where: is("data/instrument"), forbids: notOf("waymark/data"),
	},
	{
		says:  "data/rule is pure: the standard library and data",
		where: is("data/rule"), forbids: notOf("waymark/data"), tests: true,
	},
	{
		says:  "data/letter is pure: the standard library, data and the texts for clients",
		where: is("data/letter"), forbids: notOf("waymark/data", "waymark/data/clienttext"), tests: true,
	},
	{
		says:  "data/clienttext knows data and golang.org/x/text",
		where: is("data/clienttext"), forbids: func(folder, imported string) bool {
			return !strings.HasPrefix(imported, "golang.org/x/text/") && notOf("waymark/data")(folder, imported)
		}, tests: true,
	},
	{
		says:  "data/diary is pure: the standard library, data and a library for recurrence",
		where: is("data/diary"), forbids: notOf("waymark/data", "github.com/teambition/rrule-go"), tests: true,
	},
	{
		says:  "data/access is pure: the standard library and data",
		where: is("data/access"), forbids: notOf("waymark/data"), tests: true,
	},
	{
		says:  "only the kernel of data/store imports the driver",
		where: inSlices, forbids: anyOf("github.com/mattn/go-sqlite3"),
	},
	{
		says:  "only the kernel of data/store imports what encrypts its file",
		where: notIs("data/store", sealFolder), forbids: anyOf("waymark/" + sealFolder), tests: true,
	},
	{
		says:  "a slice of data/store builds on the slices below it only, and the kernel on none",
		where: in("data/store"), forbids: sliceAbove,
	},
	{
		says:  "data/tally is pure: the standard library, data, its rules and questionnaires",
		where: is("data/tally"), forbids: notOf("waymark/data", "waymark/data/rule", "waymark/data/instrument"), tests: true,
	},
	{
		says:  "only data/store talks to SQLite (tests and benchmarks of cmd may, to compare)",
		where: notIn("data/store", "cmd"), forbids: databases, tests: true,
	},
	{
		says:  "only data/store talks to SQLite",
		where: in("cmd"), forbids: databases,
	},
	{
		says:  "nothing below the interface knows Fyne or ui",
		where: in("data", "reports"), forbids: anyOf("fyne.io/fyne/v2", "waymark/ui"), tests: true,
	},
	{
		says:  "reports get figures handed in, they ask no store",
		where: in("reports"), forbids: anyOf("waymark/data/store"),
	},
	{
		says:  "data does not know reports",
		where: in("data"), forbids: anyOf("waymark/reports"),
	},
	{
		says:  "workbooks are written by reports and data/interchange only",
		where: notIn("reports", "data/interchange"), forbids: anyOf("github.com/xuri/excelize/v2"),
	},
	{
		says:  "only data/exchange/depot talks to the store in the middle",
		where: notIn("data/exchange/depot"), forbids: anyOf("github.com/aws"), tests: true,
	},
	{
		says:  "PDFs are written by reports only",
		where: notIn("reports"), forbids: anyOf("codeberg.org/go-pdf/fpdf"),
	},
	{
		says:  "ui/kit and ui/theme know no domain",
		where: in("ui/kit", "ui/theme"), forbids: anyOf("waymark/data", "waymark/reports"), tests: true,
	},
	{
		says:  "one screen area never imports another",
		where: isScreenArea, forbids: anotherScreenArea, tests: true,
	},
	{
		says:  "a room of the settings knows the page that it stands on, and no other room",
		where: in(settingsFolder), forbids: anotherSettingsRoom, tests: true,
	},
	{
		says:  "what the screens share imports no screen",
		where: isSupport, forbids: anotherScreenArea, tests: true,
	},
	{
		says:  "only cmd opens windows, so every other test runs without a display",
		where: notIn("cmd"), forbids: anyOf("fyne.io/fyne/v2/app", "fyne.io/fyne/v2/driver/mobile"), tests: true,
	},
}

// sliceOrder has the slices of data/store, each with those that it may build on
// before it. What stands in one line may not know each other.
var sliceOrder = [][]string{
	{"wordindex"},
	{"lists"},
	{"directory", "people", "trail", "devices", "retention"},
	{"sources", "casework"},
	{"visits", "lone", "flags", "whole"},
	{"measure", "diary"},
	{"offering", "figures"},
	{"tasks", "round", "handed", "moving", "rights"},
	{"overview", "soundness", "desk", "exchange", "governance"},
	{"letters"},
	{"office"},
	{"storetest"},
}

// sliceLevel is how high a package of data/store stands: the kernel at -1.
// ok is false for a package outside data/store.
func sliceLevel(folder string) (level int, ok bool) {
	if folder == "data/store" {
		return -1, true
	}
	name, ok := strings.CutPrefix(folder, "data/store/")
	return slices.IndexFunc(sliceOrder, func(line []string) bool { return slices.Contains(line, name) }), ok
}

func inSlices(folder string) bool {
	return folder != "data/store" && folder != sealFolder && below(folder, "data/store")
}

// sealFolder encrypts beneath SQLite; it is no slice.
const sealFolder = "data/store/seal"

func sliceAbove(folder, imported string) bool {
	own, _ := sliceLevel(folder)
	other, ok := sliceLevel(strings.TrimPrefix(imported, "waymark/"))
	return ok && other >= own && imported != "waymark/"+folder && (own >= 0 || other >= 0)
}

// supports are the packages under ui that every screen area may use.
var supports = []string{"kit", "theme", "host", "load", "form", "uitest"}

func forbidden(folder, imported string) bool {
	return slices.ContainsFunc(importRules, func(rule importRule) bool {
		return rule.where(folder) && rule.forbids(folder, imported)
	})
}

// below is true for whole itself and everything under it.
func below(name, whole string) bool {
	return name == whole || strings.HasPrefix(name, whole+"/")
}

func is(folder string) func(string) bool {
	return func(name string) bool { return name == folder }
}

func notIs(folders ...string) func(string) bool {
	return func(name string) bool { return !slices.Contains(folders, name) }
}

func in(folders ...string) func(string) bool {
	return func(name string) bool {
		return slices.ContainsFunc(folders, func(folder string) bool { return below(name, folder) })
	}
}

func notIn(folders ...string) func(string) bool {
	inside := in(folders...)
	return func(name string) bool { return !inside(name) }
}

func anyOf(imports ...string) func(folder, imported string) bool {
	among := in(imports...)
	return func(_, imported string) bool { return among(imported) }
}

// databases forbids both ways to a database. database/sql/driver stays free: a
// type of the domain may say what it is as a column without knowing any SQL.
func databases(_, imported string) bool {
	return imported == "database/sql" || imported == "github.com/mattn/go-sqlite3"
}

// notOf forbids all but the standard library (whose paths have no dot in their
// first part), the package itself (for its outside tests), and what is listed.
func notOf(allowed ...string) func(folder, imported string) bool {
	return func(folder, imported string) bool {
		first, _, _ := strings.Cut(imported, "/")
		standard := first != "waymark" && !strings.Contains(first, ".")
		return !standard && imported != "waymark/"+folder && !slices.Contains(allowed, imported)
	}
}

// screenArea returns the screen area that a folder of ui belongs to, or "". An
// area is a folder of ui with its rooms: ui/clients/offer belongs to clients.
func screenArea(folder string) string {
	inside, ok := strings.CutPrefix(folder, "ui/")
	if !ok {
		return ""
	}
	area, _, _ := strings.Cut(inside, "/")
	if slices.Contains(supports, area) {
		return ""
	}
	return area
}

func isScreenArea(folder string) bool { return screenArea(folder) != "" }

// settingsFolder gathers the rooms of the settings; they share its frame.
const settingsFolder = "ui/settings"

func anotherSettingsRoom(folder, imported string) bool {
	room, ok := strings.CutPrefix(imported, "waymark/"+settingsFolder)
	shared := strings.HasPrefix(room, "/frame")
	return ok && folder != settingsFolder && "waymark/"+folder != imported && !shared
}

func isSupport(folder string) bool {
	inside, ok := strings.CutPrefix(folder, "ui/")
	return ok && screenArea(folder) == "" && inside != ""
}

func anotherScreenArea(folder, imported string) bool {
	area := screenArea(strings.TrimPrefix(imported, "waymark/"))
	return imported == "waymark/ui" || (area != "" && area != screenArea(folder))
}
