package main

import (
	"flag"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"waymark/data/fold"
)

// examples has a line for each subcommand that can be typed as it is, with other
// names of files.
var examples = map[string]string{
	"sample":           `waymark sample --db sample.db`,
	"report":           `waymark report --db sample.db --from 2026-01-01 --to 2026-03-31 --reader "PCN board" --new-reader --out reports`,
	"search":           `waymark search --db sample.db --free "lunch club"`,
	"export calendar":  `waymark export calendar --db sample.db --out clinics.ics`,
	"import services":  `waymark import services --db sample.db --dry-run council-list.csv`,
	"import clients":   `waymark import clients --db sample.db --dry-run caseload.xlsx`,
	"import responses": `waymark import responses --db sample.db --instrument wemwbs --dry-run answers.xlsx`,
	"import practices": `waymark import practices --db sample.db epraccur.csv`,
	"import postcodes": `waymark import postcodes --db sample.db postcodes.zip`,
	"export services":  `waymark export services --db sample.db --out services.json`,
	"export all":       `waymark export all --db sample.db --out everything.zip`,
	"import all":       `waymark import all --db new.db everything.zip`,
	"clinics":          `waymark clinics --db sample.db --from 2026-04-06 --to 2026-04-10`,
	"rights list":      `waymark rights list --db sample.db`,
	"rights add":       `waymark rights add --db sample.db --client 9996060810 --asked 2026-04-07`,
	"rights pack":      `waymark rights pack --db sample.db --client 9996060810 --leave-out-unread --out copy`,
	"message":          `waymark message --db sample.db --surgery "Birchington Medical Centre" --from 2026-01-01 --to 2026-03-31 --out letters`,
	"translations":     `waymark translations --db sample.db --template ur --out ur.po`,
	"holidays":         `waymark holidays --db sample.db --load bank-holidays.json`,
	"guide":            `waymark guide --out guide.pdf`,
	"exchange":         `waymark exchange --db sample.db`,
	"devices list":     `waymark devices list --db sample.db`,
	"devices start":    `waymark devices start --db sample.db --store exchange --name "Room 4"`,
	"devices join":     `waymark devices join --db sample.db --store exchange`,
	"devices accept":   `waymark devices accept --db sample.db --words "puffin gravy tunnel pepper kettle summit" --name "Laptop" --role prescriber`,
	"devices strike":   `waymark devices strike --db sample.db --device "Laptop"`,
	"devices leave":    `waymark devices leave --db sample.db`,
	"devices store":    `waymark devices store --db sample.db --store exchange`,
	"close":            `waymark close --db sample.db`,
	"backup":           `waymark backup --db sample.db --out backup.db`,
	"restore":          `waymark restore --db sample.db backup.db`,
	"retention list":   `waymark retention list --db sample.db`,
	"retention keep":   `waymark retention keep --db sample.db 0198f2c0-0000-7000-8000-000000000001 --until 2027-04-07 --because "Complaint not settled."`,
	"retention erase":  `waymark retention erase --db sample.db --all --records 3 --certificate certificate.pdf`,
	"retention clean":  `waymark retention clean --db sample.db`,
	"check":            `waymark check --db sample.db`,

	"protect":             `waymark protect --db sample.db --passphrase-file passphrase.txt`,
	"unprotect":           `waymark unprotect --db sample.db --passphrase-file passphrase.txt`,
	"passphrase list":     `waymark passphrase list --db sample.db --passphrase-file passphrase.txt`,
	"passphrase add":      `waymark passphrase add --owner Sam --db sample.db --passphrase-file passphrase.txt`,
	"passphrase change":   `waymark passphrase change --db sample.db --passphrase-file passphrase.txt`,
	"passphrase remove":   `waymark passphrase remove --owner Sam --db sample.db --passphrase-file passphrase.txt`,
	"passphrase recovery": `waymark passphrase recovery --db sample.db --passphrase-file passphrase.txt`,
	"passphrase new-key":  `waymark passphrase new-key --db sample.db --passphrase-file passphrase.txt`,
}

// more has what the help of a subcommand says beyond its options.
var more = map[string]string{"import responses": mapHelp, "import clients": fmt.Sprintf(clientsHelp, clientFields())}

const exitHelp = `Exit status: 0 on success, 1 on failure, 2 on incorrect usage.
Errors are one sentence on standard error.
`

// usage lists every subcommand on one line each.
func usage(w io.Writer) {
	_, _ = fmt.Fprint(w, "Waymark: records and reports for social prescribing.\n\n  waymark [--db FILE] [--graphics safe]\n      opens the window, if asked with graphics that work on most PCs\n\n")
	list := subcommands()
	width := 0
	for _, s := range list {
		width = max(width, len(s.name))
	}
	for _, s := range list {
		_, _ = fmt.Fprintf(w, "  waymark %-*s  %s\n", width, s.name, s.summary)
	}
	_, _ = fmt.Fprint(w, "\n“waymark help COMMAND” explains one, with its options and an example.\n“waymark version” prints the version.\nWithout --db, your own database is used.\n\n"+exitHelp)
}

// help explains one subcommand. f has the options that it really takes.
func (s *subcommand) help(w io.Writer, f *flag.FlagSet) {
	_, _ = fmt.Fprintf(w, "waymark %s: %s\n\nUsage:\n  waymark %s %s\n\nOptions:\n", s.name, s.summary, s.name, s.usage)
	var heads, texts []string
	width := 0
	f.VisitAll(func(o *flag.Flag) {
		head := "--" + o.Name
		if value := s.valueOf(o.Name); value != "" {
			head += " " + value
		}
		heads, texts = append(heads, head), append(texts, o.Usage)
		width = max(width, len(head))
	})
	for i, head := range heads {
		_, _ = fmt.Fprintf(w, "  %-*s  %s\n", width, head, texts[i])
	}
	_, _ = fmt.Fprintf(w, "\nExample:\n  %s\n\nDates are written 2026-04-07. Without --db, your own database is used.\n%s", examples[s.name], exitHelp)
	if text := more[s.name]; text != "" {
		_, _ = fmt.Fprint(w, "\n"+text)
	}
}

var usageFlag = regexp.MustCompile(`--([a-z-]+)(?: ([A-Z][A-Z.]*))?`)

// valueOf is how the usage names the value of an option, "" if it takes none.
func (s *subcommand) valueOf(name string) string {
	for _, m := range usageFlag.FindAllStringSubmatch(s.usage, -1) {
		if m[1] == name {
			return m[2]
		}
	}
	return ""
}

// chosen returns the subcommand that the arguments mean, and the arguments after
// its first word. Of several that begin alike, as the three imports do, it is the
// one whose second word stands there; options may come before it.
func chosen(args []string) (*subcommand, []string, error) {
	var family []subcommand
	for _, s := range subcommands() {
		if name, _, _ := strings.Cut(s.name, " "); name == args[0] {
			family = append(family, s)
		}
	}
	switch {
	case len(family) == 0:
		return nil, nil, unknownCommand(args)
	case family[0].name == args[0]:
		return &family[0], args[1:], nil
	}
	for _, arg := range args[1:] {
		for i := range family {
			if family[i].name == args[0]+" "+arg {
				return &family[i], args[1:], nil
			}
		}
	}
	return nil, nil, familyOf(args, family)
}

// familyOf is said if the second word of a command is missing or unknown.
func familyOf(args []string, family []subcommand) error {
	names := make([]string, len(family))
	for i, s := range family {
		names[i] = "“waymark " + s.name + "”"
	}
	list := strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
	word := slices.IndexFunc(args[1:], func(a string) bool { return !strings.HasPrefix(a, "-") })
	if word >= 0 {
		if near := nearest(args[0]+" "+args[1+word], commandNames()); near != "" {
			return wrongUse{fmt.Sprintf("Waymark cannot %s %q. Did you mean “waymark %s”? There is %s.", args[0], args[1+word], near, list)}
		}
		return wrongUse{fmt.Sprintf("Waymark cannot %s %q. There is %s.", args[0], args[1+word], list)}
	}
	return wrongUse{"Say which: " + list + "."}
}

func unknownCommand(args []string) error {
	typed := args[0]
	if len(args) > 1 && !strings.HasPrefix(args[1], "-") {
		if near := nearest(typed+" "+args[1], commandNames()); near != "" {
			typed = args[0] + " " + args[1]
		}
	}
	if near := nearest(typed, commandNames()); near != "" {
		return wrongUse{fmt.Sprintf("Waymark has no command %q. Did you mean “waymark %s”?", args[0], near)}
	}
	return wrongUse{fmt.Sprintf("Waymark has no command %q. “waymark help” lists those it has.", args[0])}
}

// commandNames are the names of all subcommands, and the first words of those that
// have two.
func commandNames() []string {
	var names []string
	for _, s := range subcommands() {
		names = append(names, s.name)
		if first, _, two := strings.Cut(s.name, " "); two && !slices.Contains(names, first) {
			names = append(names, first)
		}
	}
	return names
}

// nearest is the name that a typed one was probably meant to be, or "".
func nearest(typed string, names []string) string {
	best, far := "", fold.Tolerance(typed)
	for _, name := range names {
		if d := fold.Distance(strings.ToLower(typed), name); d <= far && (best == "" || d < far) {
			best, far = name, d
		}
	}
	return best
}

// notUnderstood is what is said of arguments that package flag refused.
func (c *call) notUnderstood(f *flag.FlagSet, err error) error {
	sentence := err.Error()
	if name, ok := strings.CutPrefix(sentence, "flag provided but not defined: -"); ok {
		name = strings.TrimPrefix(name, "-")
		sentence = fmt.Sprintf("There is no option --%s.", name)
		var names []string
		f.VisitAll(func(o *flag.Flag) { names = append(names, o.Name) })
		if near := nearest(name, names); near != "" {
			sentence += " Did you mean --" + near + "?"
		}
	} else {
		sentence = strings.ToUpper(sentence[:1]) + sentence[1:] + "."
	}
	return wrongUse{fmt.Sprintf("%s See “%s”.", sentence, c.command.helpCommand())}
}

// helpCommand is what to type for the help of a subcommand, or of the window.
func (s *subcommand) helpCommand() string {
	if s == nil {
		return "waymark help"
	}
	return "waymark help " + s.name
}

// wantsHelp reports whether the arguments ask for help: “help” first, or --help or
// -h anywhere before a “--”.
func wantsHelp(args []string) bool {
	if i := slices.Index(args, "--"); i >= 0 {
		args = args[:i]
	}
	return slices.ContainsFunc(args, func(a string) bool { return a == "--help" || a == "-help" || a == "-h" })
}

// showFamily lists the subcommands that begin with a word, and reports whether
// there are any.
func showFamily(w io.Writer, first string) bool {
	found := false
	for _, s := range subcommands() {
		if strings.HasPrefix(s.name, first+" ") {
			_, _ = fmt.Fprintf(w, "waymark %s\n      %s\n", s.name, s.summary)
			found = true
		}
	}
	if found {
		_, _ = fmt.Fprintf(w, "\n“waymark help %s COMMAND” explains one, with its options and an example.\n", first)
	}
	return found
}
