// Command waymark is the program: without a subcommand it opens the window;
// with one it does what can be done without a window, and says in one sentence
// on standard error when it cannot.
//
// Exit status: 0 done, 1 could not, 2 wrong use.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"

	"waymark/cmd/waymark/crash"
	"waymark/data"
)

const (
	exitOK = iota
	exitFailure
	exitUsage
)

// subcommand is one thing that is done without a window.
type subcommand struct {
	name, usage, summary string
	run                  func(ctx context.Context, c *call) error
}

func subcommands() []subcommand {
	list := []subcommand{
		{"sample", "--db FILE [--seed N] [--today D] [--clients N] [--services M] [--partners P]", "write an invented caseload into a new database", runSample},
		{"report", "--db FILE [--from D] [--to D] [--partner NAME] [--surgery NAME] [--reason NAME] [--minimum N] [--round N] [--compare] [--scores] [--reader NAME [--new-reader]] [--out DIR] [--json [--unprotected]]", "write the funder’s report as Excel, PDF and Word", runReport},
		{"search", "--db FILE [--need NAME] [--area NAME] [--free] [--near POSTCODE] [--exact] [--limit N] [--json] \"words\"", "search the directory of services", runSearch},
		{"export calendar", "--db FILE --out FILE.ics [--names] [--from D] [--to D]", "write the calendar as a file for other programs", runExport},
		{"import services", "--db FILE [--map MAP] [--source NAME] [--dry-run] [--list CSV] [--close-gone] [--hidden-rows] [--sheet NAME] [--encoding E] [--delimiter C] [--header-row N] [--json] (PATH | --url URL [--every N] [--allow-private] [--accept-fewer])", "import services from a feed or list, or a feed from its web address", runImport},
		{"import clients", "--db FILE [--map MAP] [--source NAME] [--dry-run] [--undo] [--sheet NAME] [--encoding E] [--delimiter C] [--header-row N] [--json] PATH", "import people with their referrals, contacts and questionnaires from a list", runImport},
		{"import responses", "--db FILE --instrument ID [--map MAP] [--answered-on D] [--known-only] [--replace] [--dry-run] [--sheet NAME] [--encoding E] [--delimiter C] [--header-row N] [--json] PATH", "import questionnaire answers from a list", runImport},
		{"import practices", "--db FILE [--json] PATH", "import the national list of GP practices, to pick surgeries from", runImportPractices},
		{"import postcodes", "--db FILE [--json] PATH", "import a national list of postcodes, for distances", runImport},
		{"export services", "--db FILE --out FILE", "write the directory as Open Referral UK, JSON or a zip of CSV", runExport},
		{"export all", "--db FILE --out FOLDER|ZIP [--json]", "write every record as CSV and JSON, with pictures, for other programs", runExportAll},
		{"import all", "--db FILE [--json] PATH", "make a new database from what “export all” wrote", runImportAll},
		{"clinics", "--db FILE --from D --to D [--surgery NAME] [--names] [--json]", "list the sessions of the clinics with their slots and what is booked, without names unless they are asked for", runClinics},
		{"message", "--db FILE --surgery NAME --from D --to D [--again] [--out DIR] [--json]", "write what a surgery is told of its clients who agreed: letters, and a list for the practice to enter", runMessage},
		{"translations", "--db FILE [--add FILE] [--remove CODE] [--template CODE [--out FILE]] [--json]", "list the languages of what clients read, load one, or write the file to translate", runTranslations},
		{"holidays", "--db FILE [--load FILE] [--nation NATION] [--json]", "list the bank holidays that count, and take the list that GOV.UK publishes", runHolidays},
		{"rights list", "--db FILE [--client ID] [--json]", "list what people asked under their rights that is open, with the days it is due", runRightsList},
		{"rights add", "--db FILE --client ID [--asked D] [--json]", "record that a person asked for a copy of what is held about them", runRightsAdd},
		{"rights pack", "--db FILE --client ID --out FOLDER [--leave-out-unread] [--json]", "make that copy, to read and for programs, once its texts were read", runRightsPack},
		{"guide", "--out FILE.pdf", "write the guide for the people who use Waymark", runGuide},
		{"exchange", "--db FILE [--store URL] [--key-file F] [--once | --every T] [--json]", "meet the other PCs of the service: send what is new here, and read what they left", runExchange},
		{"devices list", "--db FILE [--json]", "list the PCs of the service, and when each was last heard of", runDevices},
		{"devices start", "--db FILE --store URL --name NAME [--key-file F]", "start a service of several PCs, with this one as its first", runDevices},
		{"devices join", "--db FILE --store URL [--key-file F] [--service ID]", "ask a service to let this PC in, and show the six words to compare", runDevices},
		{"devices accept", "--db FILE [--words \"six words\" --name NAME --role ROLE [--surgery NAME] [--partner NAME]]", "let a PC in that asked, after its six words were compared", runDevices},
		{"devices strike", "--db FILE --device NAME", "strike a lost PC off: it gets nothing new", runDevices},
		{"devices leave", "--db FILE", "send what is new here, and leave the service", runDevices},
		{"devices store", "--db FILE --store URL [--key-file F]", "have the store be elsewhere, with what is in it", runDevices},
		{"close", "--db FILE", "close the window that is open, and keep what was typed", runClose},
		{"backup", "--db FILE [--out FILE]", "make a checked copy of the database", runBackup},
		{"retention list", "--db FILE [--names] [--json]", "list the records that have been kept as long as the service’s rules say", runRetention},
		{"retention keep", "--db FILE --until D --because TEXT ID", "keep a record that is due for longer", runRetention},
		{"retention erase", "--db FILE (--all | ID ...) --records N [--certificate FILE.pdf]", "delete records that are due for good, with a certificate", runRetention},
		{"retention clean", "--db FILE", "write backups again without deleted records", runRetention},
		{"restore", "--db FILE COPY", "restore a backup; the current database is kept", runRestore},
		{"check", "--db FILE [--repair] [--json]", "check that a database is whole, count what it holds, and rebuild its search indexes", runCheck},
		{"protect", "--db FILE [--backups seal|remove|keep]", "encrypt a database and its backups with a passphrase", runProtect},
		{"unprotect", "--db FILE", "write a protected database as a plain file again", runUnprotect},
		{"passphrase list", "--db FILE", "list whose passphrases open a protected database", runPassphrase},
		{"passphrase add", "--db FILE --owner NAME [--new-passphrase-file F]", "let another passphrase open a protected database", runPassphrase},
		{"passphrase change", "--db FILE [--owner NAME] [--new-passphrase-file F]", "change a passphrase", runPassphrase},
		{"passphrase remove", "--db FILE [--owner NAME]", "remove a passphrase", runPassphrase},
		{"passphrase recovery", "--db FILE", "make new recovery words in place of the old ones", runPassphrase},
		{"passphrase new-key", "--db FILE", "encrypt a database anew, so that who left can no longer read what is saved", runPassphrase},
	}
	for i := range list {
		if list[i].name != "sample" {
			list[i].usage = strings.Replace(list[i].usage, "--db FILE", "--db FILE [--as NAME] [--passphrase-file FILE]", 1)
		}
	}
	return list
}

// call is one use of a subcommand: its arguments and where it writes.
type call struct {
	name   string
	args   []string
	out    io.Writer
	errout io.Writer
	// command is nil for the window.
	command *subcommand
	// as and secretFile say who calls, where people sign in.
	as, secretFile string
	unlocked       unlocked
}

// wrongUse is an error in how the program was called: exit status 2.
type wrongUse struct{ sentence string }

func (e wrongUse) Error() string { return e.sentence }

func main() {
	if folder := os.Getenv(crash.FolderVariable); folder != "" {
		_ = crash.Describe(folder, os.Stdin, ownEdition().String(), time.Now) // there is no one to tell
		return
	}
	crash.NoMemoryOnDisk()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	args := os.Args[1:]
	if len(args) == 0 && withoutWindow(os.Args[0]) {
		args = []string{"help"}
	}
	code := run(ctx, args, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the program without the process around it, so that tests can call it.
func run(ctx context.Context, args []string, out, errout io.Writer) int {
	if len(args) > 0 && args[0] == "help" {
		if len(args) == 1 {
			usage(out)
			return exitOK
		}
		args = append(slices.Clone(args[1:]), "--help")
	}
	if len(args) == 1 && (args[0] == "version" || args[0] == "--version") {
		_, _ = fmt.Fprint(out, versionLine())
		return exitOK
	}
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		c := &call{name: "waymark", args: args, out: out, errout: errout}
		defer c.lock()
		return status(runWindow(ctx, c), errout)
	}
	s, rest, err := chosen(args)
	if err != nil {
		if wantsHelp(args) && showFamily(out, args[0]) {
			return exitOK
		}
		return status(err, errout)
	}
	if wantsHelp(rest) {
		rest = append([]string{"--help"}, rest...) // before anything that would be refused
	}
	c := &call{name: args[0], args: rest, out: out, errout: errout, command: s}
	defer c.lock()
	return status(s.run(ctx, c), errout)
}

// status says in one sentence what went wrong, and gives the exit status.
func status(err error, errout io.Writer) int {
	var use wrongUse
	switch {
	case err == nil || errors.Is(err, flag.ErrHelp):
		return exitOK
	case errors.Is(err, errReported):
		return exitFailure
	case errors.As(err, &use):
		_, _ = fmt.Fprintln(errout, "waymark: "+use.sentence)
		return exitUsage
	case errors.Is(err, context.Canceled):
		_, _ = fmt.Fprintln(errout, "waymark: stopped; no changes were made.")
		return exitFailure
	case data.CodeOf(err) != "":
		_, _ = fmt.Fprintln(errout, "waymark: "+data.Sentence(err))
		return exitFailure
	default:
		_, _ = fmt.Fprintln(errout, "waymark: failed: "+err.Error())
		return exitFailure
	}
}

// flags makes the flag set of a call, which always has --db and what opens a
// protected database.
func (c *call) flags() (*flag.FlagSet, *string) {
	f := flag.NewFlagSet("waymark "+c.name, flag.ContinueOnError)
	f.SetOutput(io.Discard)
	if c.command != nil && c.command.name != "sample" { // which only writes new files
		f.StringVar(&c.as, "as", "", "your name, where people sign in to the database")
		f.StringVar(&c.secretFile, "passphrase-file", "", "a file whose first line is your passphrase; without it you are asked. If you sign in with another one than the database opens with, it is the second line")
	}
	return f, f.String("db", "", "the database file")
}

// printJSON prints one JSON object, for people and programs.
func (c *call) printJSON(v any) error {
	e := json.NewEncoder(c.out)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// parse reads the arguments; flags may also stand behind the words.
func (c *call) parse(f *flag.FlagSet) (words []string, err error) {
	words, rest := minusWords(f, c.args)
	for {
		if err := f.Parse(rest); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				if c.command == nil {
					usage(c.out)
				} else {
					c.command.help(c.out, f)
				}
				return nil, err
			}
			return nil, c.notUnderstood(f, err)
		}
		if f.NArg() == 0 {
			return words, c.unlock(f)
		}
		words = append(words, f.Arg(0))
		rest = f.Args()[1:]
	}
}

// parseFlags reads the arguments of a command that takes flags alone.
func (c *call) parseFlags(f *flag.FlagSet) error {
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	return noWords(words)
}

// minusWords takes words out of the arguments that begin with a minus and are
// no flag, as the name "-5 Club": package flag would refuse them.
func minusWords(f *flag.FlagSet, args []string) (words, rest []string) {
	for i, arg := range args {
		word := len(arg) > 1 && arg[0] == '-' && (arg[1] >= '0' && arg[1] <= '9' || strings.Contains(arg, " ") && !strings.Contains(arg, "="))
		if word && (i == 0 || !takesValue(f, args[i-1])) {
			words = append(words, arg)
			continue
		}
		rest = append(rest, arg)
	}
	return words, rest
}

// takesValue is true for a flag whose value is the next argument.
func takesValue(f *flag.FlagSet, arg string) bool {
	known := f.Lookup(strings.TrimLeft(arg, "-"))
	if known == nil || !strings.HasPrefix(arg, "-") {
		return false
	}
	yesNo, ok := known.Value.(interface{ IsBoolFlag() bool })
	return !ok || !yesNo.IsBoolFlag()
}

// noWords refuses arguments that the command has no use for.
func noWords(words []string) error {
	if len(words) > 0 {
		return wrongUse{fmt.Sprintf("It is not clear what %q is for. “waymark COMMAND --help” shows how a command is used.", words[0])}
	}
	return nil
}

// dayFlag is a date on the command line.
type dayFlag struct{ data.Date }

// Set implements flag.Value.
func (d *dayFlag) Set(text string) error {
	day, err := data.ParseDate(text)
	if err != nil {
		return errors.New("write a date as 2026-04-07")
	}
	d.Date = day
	return nil
}
