package office_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/change"
	"waymark/data/exchange/member"
	"waymark/data/exchange/segment"
	"waymark/data/store/devices"
	"waymark/data/store/office"
)

// TestErasure_nothingIsLeftInTheStoreOrOnAnyPC opens what the store of a service holds
// with the keys of a manager’s PC, and reads the files of each PC as bytes, before and
// after someone is erased: among them a reception’s and a coordinator’s PC.
func TestErasure_nothingIsLeftInTheStoreOrOnAnyPC(t *testing.T) {
	ctx := context.Background()
	e := newExchanged(t)
	manager := e.pc()
	elm := data.Surgery{Name: "Elm surgery"}
	must(t, manager.Lists.SaveSurgery(ctx, &elm))
	worker := data.Staff{Name: "Siân Prŷs", Role: data.RolePrescriber}
	must(t, manager.Lists.SaveStaff(ctx, &worker))
	clinic := data.Clinic{SurgeryID: elm.ID, StaffID: worker.ID, Rule: data.WeeklyRule(1, data.Wednesday), From: data.MustDate("2026-04-01"), Starts: "09:00", Ends: "12:00", SlotMinutes: 30}
	_, err := manager.Diary.SaveClinic(ctx, &clinic)
	must(t, err)
	_, err = manager.Devices.Begin(ctx, "Manager’s PC", e.at)
	must(t, err)
	e.meet(manager)
	laptop := e.join(manager, "Laptop", access.Prescriber)
	e.join(manager, "Desk", access.Reception, elm.ID)
	e.join(manager, "Coordinator’s PC", access.Coordinator)

	gone := data.Client{GivenNames: "Ada", FamilyName: "Pettigrew", Phone: "01632 960961", SurgeryID: elm.ID, Prescriber: worker.ID}
	must(t, manager.Casework.SaveClient(ctx, &gone))
	must(t, manager.Casework.AddReferral(ctx, &data.Referral{ClientID: gone.ID, ReceivedOn: data.MustDate("2026-04-01"), Source: "gp", Note: "Rhubarb and gooseberry"}))
	must(t, manager.Diary.Book(ctx, &data.Appointment{ClientID: gone.ID, ClinicID: clinic.ID, Kind: "clinic", On: data.MustDate("2026-04-15"), At: "09:30", Note: "Ring the blue bell"}))
	must(t, manager.Casework.SaveClient(ctx, &data.Client{GivenNames: "Bo", FamilyName: "Quillfeather", SurgeryID: elm.ID}))
	e.settle()
	// Two PCs write of the same field, so that one is kept as a conflict.
	for i, s := range []*office.Office{manager, laptop} {
		c, err := s.Casework.Client(ctx, gone.ID)
		must(t, err)
		c.Alert = []string{"Fierce tortoise", "Friendly tortoise"}[i]
		must(t, s.Casework.SaveClient(ctx, c))
	}
	must(t, laptop.Casework.SaveContact(ctx, &data.Contact{ClientID: gone.ID, Kind: data.AtTheirHome, Outcome: data.ContactAttended, On: data.MustDate("2026-04-08"), Note: "Tea in the kitchen"}))
	e.settle()

	words := []string{"Pettigrew", "pettigrew", "960961", "Rhubarb", "Tea in the kitchen", "blue bell", "tortoise", string(gone.ID), strings.ReplaceAll(string(gone.ID), "-", "")}
	before := e.opened(manager)
	for _, w := range []string{"Pettigrew", "Rhubarb", "Tea in the kitchen", "blue bell", "tortoise"} {
		if !bytes.Contains(before, []byte(w)) {
			t.Fatalf("the store does not have %q, so this test proves nothing", w)
		}
	}
	_, err = laptop.Casework.EraseClient(ctx, gone.ID)
	must(t, err)
	e.settle()
	e.settle()
	key, err := hex.DecodeString(words[len(words)-1])
	must(t, err)
	after := e.opened(manager)
	if !bytes.Contains(after, []byte("Quillfeather")) {
		t.Fatal("the store has no one any more")
	}
	for _, w := range append(words, string(key)) {
		if bytes.Contains(after, []byte(w)) {
			t.Errorf("the store still has %q", w)
		}
	}
	for i := range e.all {
		e.hasNone(i, append(words, string(key))...)
	}
}

// opened are the parts of all segments in the store that a PC has the keys to.
func (e *exchanged) opened(s *office.Office) []byte {
	e.t.Helper()
	state, err := devices.NewKeeper(s.Store).State(context.Background())
	must(e.t, err)
	secrets := member.NewLog(state.Service, state.Entries).Secrets(state.Identity)
	objects := map[string][]byte{} // by the end of their path
	eachFile(e.t, e.folder, func(name string, body []byte) { objects[name] = body })
	var all []byte
	read := func(name string) ([]byte, error) {
		for path, body := range objects {
			if strings.HasSuffix(path, name) {
				return body, nil
			}
		}
		return nil, fs.ErrNotExist
	}
	for _, object := range objects {
		seg, err := segment.Read(object)
		if err != nil {
			continue // a chunk, or what lets a PC in
		}
		parts, err := seg.Open(read, func(key string) []age.Identity {
			if secret := secrets[key]; secret != nil {
				return []age.Identity{secret}
			}
			return nil
		})
		must(e.t, err)
		for key, body := range parts {
			if key == segment.ToDevices {
				all = append(all, body...)
				continue
			}
			part, err := change.Read(body)
			must(e.t, err)
			must(e.t, part.Each(change.Visitor{
				Row:  func(r *change.Row) error { all = fmt.Append(all, r.Table, r.Key, r.Cells); return nil },
				Gone: func(g change.Gone) error { all = fmt.Append(all, g.Table, g.Key); return nil },
				Same: func(s change.Same) error { all = fmt.Append(all, s); return nil },
			}))
		}
	}
	return all
}

// eachFile reads every file below a folder.
func eachFile(t testing.TB, folder string, do func(name string, body []byte)) {
	t.Helper()
	must(t, filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		do(filepath.ToSlash(path), body)
		return err
	}))
}
