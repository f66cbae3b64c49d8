package store_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/letter"
	"waymark/data/store"
	"waymark/data/store/letters"
	"waymark/data/store/lists"
	"waymark/data/store/office"
)

func newLetters(t *testing.T) (*office.Office, *data.Client) {
	t.Helper()
	s, err := office.Open(context.Background(), filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: on("2026-04-01")})
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	must(t, s.Lists.SetSetting(context.Background(), lists.SettingServiceName, "Thanet Social Prescribing"))
	c := &data.Client{GivenNames: "Łucja", FamilyName: "O’Brien-Żółć", KnownAs: "Lucy", Address: "Flat 2, 1 High St", Town: "Margate", Postcode: "CT9 1AA", Phone: "07700 900123"}
	must(t, s.Casework.SaveClient(context.Background(), c))
	return s, c
}

func TestSaveTemplate_isUsedUntilReset(t *testing.T) {
	ctx := context.Background()
	s, c := newLetters(t)
	about := letters.About{Kind: letter.Reminder, ClientID: c.ID, On: d("2026-04-07"), At: "10:30", Place: "Westgate Surgery"}
	ready, err := s.Letters.ToClient(ctx, about)
	must(t, err)
	if plain := ready.Letter.Plain(); !strings.Contains(plain, "Dear Lucy,") || !strings.Contains(plain, "Day: Tuesday 7 April 2026\nTime: 10:30am\nPlace: Westgate Surgery\n") {
		t.Error(plain)
	}
	if got := strings.Join(ready.Letter.To, "|"); got != "Łucja O’Brien-Żółć|Flat 2|1 High St|Margate|CT9 1AA" {
		t.Error(got)
	}
	tpl, err := s.Letters.Template(ctx, letter.Reminder)
	must(t, err)
	second := *tpl
	tpl.Text = "See you on {day}, {first name}."
	must(t, s.Letters.SaveTemplate(ctx, tpl))
	if ready, err = s.Letters.ToClient(ctx, about); err != nil || ready.Text != "See you on Tuesday 7 April 2026, Lucy." || ready.Size.Parts != 1 {
		t.Errorf("%+v %v", ready, err)
	}
	if err := s.Letters.SaveTemplate(ctx, &second); data.CodeOf(err) != data.CodeConflict {
		t.Error("someone else's wording was overwritten:", err)
	}
	tpl.Body = "Your score was {score}"
	if err := s.Letters.SaveTemplate(ctx, tpl); !strings.Contains(data.FieldErrorsOf(err).For("Body"), "{score} is not a field") {
		t.Error(err)
	}
	must(t, s.Letters.ResetTemplate(ctx, letter.Reminder))
	must(t, s.Letters.ResetTemplate(ctx, letter.Reminder))
	list, err := s.Letters.Templates(ctx)
	must(t, err)
	for _, l := range list {
		if l.Own || l.Body != letter.Default(l.Kind).Body {
			t.Errorf("%s is not as it came", l.Kind)
		}
	}
}

// A reminder and “we missed you, we hope you are well” went to the family of someone
// who had died, as nothing asked the record.
func TestToClient_writesToNoOneWhoDied(t *testing.T) {
	ctx := context.Background()
	s, c := newLetters(t)
	must(t, s.Casework.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: d("2026-03-02"), Source: "gp"}))
	about := letters.About{Kind: letter.Missed, ClientID: c.ID, On: d("2026-03-31")}
	_, err := s.Letters.ToClient(ctx, about)
	must(t, err)
	record, err := s.Overview.Record(ctx, c.ID)
	must(t, err)
	e := *record.Episode
	e.Status, e.ClosedOn, e.CloseReason = data.EpisodeClosed, d("2026-04-01"), data.CloseDied
	must(t, s.Casework.SaveEpisode(ctx, &e))
	if _, err := s.Letters.ToClient(ctx, about); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("a letter to someone who died: %v", err)
	}
	e.Status = data.EpisodeOpen // it was someone else of the name
	must(t, s.Casework.SaveEpisode(ctx, &e))
	_, err = s.Letters.ToClient(ctx, about)
	must(t, err)
}

func TestToClient_saysWhatIsMissing(t *testing.T) {
	s, c := newLetters(t)
	_, err := s.Letters.ToClient(context.Background(), letters.About{Kind: letter.Reminder, ClientID: c.ID})
	if !strings.Contains(data.Sentence(err), "needs {day}") {
		t.Error(err)
	}
	if _, err = s.Letters.ToClient(context.Background(), letters.About{Kind: letter.Surgery, ClientID: c.ID}); data.CodeOf(err) != data.CodeInvalid {
		t.Error("a letter to the surgery went to the client")
	}
}

func TestRecordSent_staysWithWhenAndHow(t *testing.T) {
	ctx := context.Background()
	s, c := newLetters(t)
	l := &data.SentLetter{ClientID: c.ID, Kind: string(letter.Missed), Form: data.FormText, Recipient: c.Name(), Body: "We missed you."}
	must(t, s.Letters.RecordSent(ctx, l))
	for _, bad := range []struct {
		on  data.Date
		how string
	}{{d("2026-03-31"), "By post"}, {d("2026-04-02"), "By post"}, {d("2026-04-01"), ""}} {
		if err := s.Letters.HandOver(ctx, bad.on, bad.how, l.ID); data.CodeOf(err) != data.CodeInvalid {
			t.Errorf("%v: %v", bad, err)
		}
	}
	must(t, s.Letters.HandOver(ctx, d("2026-04-01"), "By text message", l.ID))
	list, err := s.Letters.Sent(ctx, c.ID)
	must(t, err)
	if len(list) != 1 || list[0].MadeOn != d("2026-04-01") || list[0].HandedHow != "By text message" || list[0].Body != "We missed you." {
		t.Errorf("%+v", list)
	}
	record, err := s.Overview.Record(ctx, c.ID)
	must(t, err)
	if e := record.Timeline[0]; e.Title != "Missed appointment" || strings.Join(e.Tags, "|") != "Text message|by text message, 1 Apr 2026" {
		t.Errorf("%+v", e)
	}
	must(t, s.Letters.RemoveSent(ctx, l.ID))
	if list, err = s.Letters.Sent(ctx, c.ID); err != nil || len(list) != 0 {
		t.Errorf("%+v %v", list, err)
	}
}
