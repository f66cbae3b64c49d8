package records

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// mayRestore reports whether who uses the window may put a backup in the place of
// the database.
func (s *copies) mayRestore() bool {
	return s.h.Restore != nil && s.h.Session.May(access.Backups, access.Write) == nil
}

// chosen is the selected backup that can be read, "" if there is none.
func (s *copies) chosen() string {
	if s.at < 0 || s.at >= len(s.list) || s.list[s.at].missing {
		return ""
	}
	return s.list[s.at].path
}

// offer enables the button for the selected backup.
func (s *copies) offer() {
	s.restore.SetEnabled(s.chosen() != "")
}

func (s *copies) chooseOther() {
	s.h.ChooseFile(host.FileAsk{Title: "Backup to restore", Kind: "backup", Endings: []string{".db"}}, s.look)
}

// look reads a backup, and then asks whether to restore it.
func (s *copies) look(path string) {
	if kit.OverlayOpen(s.h.Window) {
		return
	}
	reading, cancel := context.WithCancel(context.Background())
	progress := kit.ShowProgress(s.h.Window, "Checking the backup", cancel)
	s.h.Background(func(ctx context.Context) func() {
		defer context.AfterFunc(ctx, cancel)()
		look, err := s.h.LookAtCopy(reading, path)
		stopped := reading.Err() != nil
		return func() {
			cancel()
			progress.Close()
			switch {
			case err != nil && stopped:
			case data.CodeOf(err) == data.CodeLocked:
				s.unlock(path, "")
			case err != nil:
				kit.Message(s.h.Window, "This backup cannot be restored", s.h.Fail("look at a backup", err))
			default:
				s.ask(path, look)
			}
		}
	})
}

// unlock asks for the passphrase of a backup that opens with one of its own. wrong
// is what was wrong with the last one.
func (s *copies) unlock(path, wrong string) {
	passphrase := kit.NewTextField("Passphrase or recovery words of this backup")
	passphrase.Entry.Password = true
	passphrase.SetHint("A backup opens with the passphrase of the day it was made.")
	passphrase.SetError(wrong)
	accepted := false
	form := kit.ShowForm(s.h.Window, "This backup is protected", kit.Fixed(560, 0, passphrase), "Open", func() bool {
		accepted = true
		return true
	})
	// Once it is gone: closing a dialog also closes anything above it.
	form.OnClosed = func() {
		if accepted {
			s.openWith(path, store.SecretOf([]byte(passphrase.Text())))
		}
	}
}

// openWith looks at a backup with a passphrase.
func (s *copies) openWith(path string, secret store.Secret) {
	progress := kit.ShowProgress(s.h.Window, "Opening the backup", nil)
	s.h.Background(func(context.Context) func() {
		_, err := store.Unlock(path, "", secret)
		secret.Clear()
		return func() {
			progress.Close()
			if err != nil {
				s.unlock(path, s.h.Fail("open a backup", err))
				return
			}
			s.look(path)
		}
	})
}

// ask says what a backup holds and what would be lost, and restores it if that is
// what the person wants.
func (s *copies) ask(path string, look *store.CopyLook) {
	accepted := false
	form := kit.ShowForm(s.h.Window, "Restore this backup?", kit.Fixed(560, 0, kit.VStack(10, restoreTexts(look)...)), "Restore", func() bool {
		accepted = true
		return true
	})
	form.SetDanger()
	form.OnClosed = func() {
		if accepted {
			s.h.Restore(path)
		}
	}
}

// restoreTexts are the paragraphs of the question.
func restoreTexts(look *store.CopyLook) []fyne.CanvasObject {
	holds := "This backup holds " + counted(look.Holds) + "."
	if !look.LastSaved.IsZero() {
		holds += " The last change in it was on " + dayAndTime(look.LastSaved) + "."
	}
	list := []fyne.CanvasObject{kit.NewParagraph(holds, kit.Body)}
	switch {
	case look.Other:
		list = append(list, kit.NewBanner(kit.Red, "This is a backup of another database. If you restore it, all records that are here now leave Waymark.", nil))
	case len(look.Lost) == 0:
		list = append(list, kit.NewBanner(kit.Green, "Nothing was saved since this backup, so nothing is lost.", nil))
	default:
		list = append(list, kit.NewBanner(kit.Amber, "If you restore it, you lose what was added, changed or removed since: "+counted(look.Lost)+".", nil))
	}
	if look.Erased > 0 {
		list = append(list, kit.NewParagraph(data.Plural(look.Erased, "person of this backup was deleted since. Restoring deletes the record again.", "people of this backup were deleted since. Restoring deletes the records again."), kit.Body))
	}
	return append(list, kit.NewParagraph("What is here now is kept among the backups, so you can go back to it. Waymark closes the records, shows how far it is, and starts again.", kit.Muted))
}

// counted says how many records there are of each kind.
func counted(list []data.Tally) string {
	var parts []string
	for _, t := range list {
		if words, ok := copyWords[t.Key]; ok && (t.N > 0 || t.Key == "client") {
			parts = append(parts, data.Plural(t.N, words[0], words[1]))
		}
	}
	return data.JoinAnd(parts)
}

// copyWords are what the records of a backup are called, one and many; "" are all
// others.
var copyWords = map[string][2]string{
	"client": {"client", "clients"}, "contact": {"contact", "contacts"}, "appointment": {"appointment", "appointments"},
	"response": {"questionnaire", "questionnaires"}, "prescription": {"service referral", "service referrals"}, "follow_up": {"follow-up", "follow-ups"},
	"task": {"task", "tasks"}, "letter": {"letter", "letters"}, "service": {"service", "services"}, "": {"other record", "other records"},
}

func dayAndTime(at time.Time) string {
	at = at.Local()
	return at.Format("2 January 2006") + " at " + data.HourOf(at)
}
