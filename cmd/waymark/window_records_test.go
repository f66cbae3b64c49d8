package main

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/data/store/people"
	"waymark/ui/kit"
	"waymark/ui/theme"
	"waymark/ui/uitest"
)

const (
	windowPhrase = "harbour velvet thimble"
	filePhrase   = "orchard copper lantern"
)

// fileSecret is what opens the file, for no one in particular.
func fileSecret(t *testing.T) store.Secret {
	t.Helper()
	secret, err := store.NewPassphrase([]byte(filePhrase))
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// plainRecords is a database with a dark look and large text.
func plainRecords(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "surgery.db")
	withOffice(t, path, func(ctx context.Context, s *office.Office) error {
		if err := s.AddStartingLists(ctx); err != nil {
			return err
		}
		if err := s.Lists.SetSetting(ctx, lists.SettingAppearance, "dark"); err != nil {
			return err
		}
		return s.Lists.SetSetting(ctx, lists.SettingTextScale, "1.25")
	})
	return path
}

func withOffice(t *testing.T, path string, do func(context.Context, *office.Office) error) {
	t.Helper()
	s, err := office.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := do(context.Background(), s); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// windowOf is the window of the program over a database, with work done at once.
func windowOf(t *testing.T, path string) *windowRecords {
	t.Helper()
	app := test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1024, 640))
	r := &windowRecords{app: app, window: w, path: path, log: slog.New(slog.DiscardHandler), unlisten: func() {}, inline: true}
	t.Cleanup(r.close)
	return r
}

// shows is what the window says, over what it says below.
func (r *windowRecords) shows() string {
	var texts []string
	for _, root := range append([]fyne.CanvasObject{r.window.Content()}, r.window.Canvas().Overlays().List()...) {
		uitest.Walk(root, func(s uitest.Seen) {
			switch o := s.Object.(type) {
			case *kit.Text:
				texts = append(texts, o.Text())
			case *kit.Chip:
				texts = append(texts, o.Text())
			}
		})
	}
	return strings.Join(texts, "\n")
}

func (r *windowRecords) enters(text string) {
	focused := r.window.Canvas().Focused()
	for _, letter := range text {
		focused.TypedRune(letter)
	}
	focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func TestWindow_passphraseOfAPersonOpensTheFileAndSignsThemIn(t *testing.T) {
	path := plainRecords(t)
	key, err := store.Protect(context.Background(), path, store.Options{}, store.NewSlot{Secret: fileSecret(t)})
	if err != nil {
		t.Fatal(err)
	}
	boss := people.Person{Name: "Rosalind Achebe"}
	withOffice(t, path, func(ctx context.Context, s *office.Office) error { return s.SetUpSignIn(ctx, &boss, windowPhrase) })
	key.Close()

	r := windowOf(t, path)
	r.askFirst(context.Background())
	if got := r.shows(); !strings.Contains(got, "These records are protected") || strings.Contains(got, "Rosalind") {
		t.Fatalf("before the passphrase the window says %q", got)
	}
	r.enters(windowPhrase)
	if r.shell == nil || r.office.Session.Person() != boss.ID || !r.office.Session.SignedIn() {
		t.Fatalf("not signed in; the window says %q", r.shows())
	}
	if got := r.shows(); strings.Contains(got, "Sign in") || !strings.Contains(got, "Today") {
		t.Errorf("the passphrase is asked for twice: %q", got)
	}
}

func TestWindow_passphraseOfTheFileLeavesSignInToThePerson(t *testing.T) {
	path := plainRecords(t)
	key, err := store.Protect(context.Background(), path, store.Options{}, store.NewSlot{Secret: fileSecret(t)})
	if err != nil {
		t.Fatal(err)
	}
	withOffice(t, path, func(ctx context.Context, s *office.Office) error {
		return s.SetUpSignIn(ctx, &people.Person{Name: "Rosalind Achebe"}, windowPhrase)
	})
	key.Close()

	r := windowOf(t, path)
	r.askFirst(context.Background())
	r.enters(filePhrase)
	if got := r.shows(); r.office == nil || r.office.Session.SignedIn() || !strings.Contains(got, "Sign in") || !strings.Contains(got, "Protected file") {
		t.Fatalf("the window says %q", got)
	}
	r.enters(windowPhrase)
	if !r.office.Session.SignedIn() {
		t.Errorf("not signed in; the window says %q", r.shows())
	}
}

func TestWindow_protectingShowsHowFarItIsAndKeepsTheLook(t *testing.T) {
	path := plainRecords(t)
	r := windowOf(t, path)
	ctx := context.Background()
	if err := r.open(ctx, openingPatience, r.beside); err != nil {
		t.Fatal(err)
	}
	r.ask(ctx, []store.NewSlot{{Secret: fileSecret(t)}})
	if got := r.shows(); !strings.Contains(got, "Protecting the records") || strings.Contains(got, "Today") {
		t.Errorf("while the file is changed the window says %q", got)
	}
	if r.window.MainMenu() != nil || r.sentence != "" {
		t.Errorf("the menu is there, or %q was said", r.sentence)
	}
	if sealed, err := store.Protected(path); err != nil || !sealed {
		t.Fatalf("protected: %t, %v", sealed, err)
	}
	again := windowOf(t, path)
	again.askFirst(ctx)
	if look, ok := again.app.Settings().Theme().(*theme.Theme); !ok || !look.Same(theme.New(theme.Options{Dark: true, TextScale: 1.25})) {
		t.Error("the passphrase is asked for in another look than the records are shown in")
	}
	again.enters(filePhrase)
	if again.office == nil {
		t.Fatalf("not opened; the window says %q", again.shows())
	}
	again.ask(ctx, nil)
	if sealed, err := store.Protected(path); err != nil || sealed || !strings.Contains(again.shows(), "Removing the protection") {
		t.Errorf("protected: %t, %v; the window says %q", sealed, err, again.shows())
	}
}

func TestWindow_whatCannotBeProtectedIsSaid(t *testing.T) {
	path := plainRecords(t)
	r := windowOf(t, path)
	ctx, cancel := context.WithCancel(context.Background())
	if err := r.open(ctx, openingPatience, r.beside); err != nil {
		t.Fatal(err)
	}
	cancel()
	r.ask(ctx, []store.NewSlot{{Secret: fileSecret(t)}})
	if sealed, err := store.Protected(path); err != nil || sealed || r.sentence == "" {
		t.Errorf("protected: %t, %v; said %q", sealed, err, r.sentence)
	}
	withOffice(t, path, func(ctx context.Context, s *office.Office) error {
		_, err := s.Lists.Setting(ctx, lists.SettingAppearance)
		return err
	})
}

func TestWindow_restoresABackup(t *testing.T) {
	path := plainRecords(t)
	var backup string
	withOffice(t, path, func(ctx context.Context, s *office.Office) (err error) {
		if err := s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"}); err != nil {
			return err
		}
		if backup, err = s.BackupNow(ctx); err != nil {
			return err
		}
		return s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Ellis"})
	})
	r := windowOf(t, path)
	ctx := context.Background()
	if err := r.open(ctx, openingPatience, r.beside); err != nil {
		t.Fatal(err)
	}
	r.askRestore(ctx, backup)
	if got := r.shows(); !strings.Contains(got, "Restoring the backup") || strings.Contains(got, "Today") {
		t.Errorf("while the backup is restored the window says %q", got)
	}
	if !strings.Contains(r.sentence, "The backup was restored.") || !strings.Contains(r.sentence, "What was there is kept as") {
		t.Errorf("said %q", r.sentence)
	}
	withOffice(t, path, func(ctx context.Context, s *office.Office) error {
		_, n, err := s.Casework.Clients(ctx, data.ClientFilter{})
		if n != 1 {
			t.Errorf("%d clients", n)
		}
		return err
	})
}

// A PC that joined a service in which people sign in showed all it held, and asked no one,
// since someone had said “Not now” before it joined.
func TestPrepare_asksAManagerWhereOthersOfTheServiceSignIn(t *testing.T) {
	withOffice(t, plainRecords(t), func(ctx context.Context, s *office.Office) error {
		testMust(t, s.Lists.SetSetting(ctx, lists.SettingAskedSignIn, "not now"))
		if welcome, err := prepare(ctx, s); err != nil || welcome {
			t.Errorf("a service in which no one signs in: it asks: %t, %v", welcome, err)
		}
		testMust(t, s.People.Save(ctx, &people.Person{Name: "Rosalind Achebe", Role: access.Manager}))
		if welcome, err := prepare(ctx, s); err != nil || !welcome {
			t.Errorf("it asks: %t, %v", welcome, err)
		}
		return nil
	})
}
