package people

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/data"
)

// Next of kin under “Contact Name” beside first and last names were lost without a word.
// Beside a code or an NHS number alone they, or the GP who referred, were the client.
func TestPeople_whomAContactNameNames(t *testing.T) {
	for text, c := range map[string]struct {
		name, other string
		asked       []string
	}{
		"First name,Surname,DOB,Contact Name,Referral date\nAnn,Moss,13/02/1950,Bill Moss (son),14/01/2024\n":                        {"Ann Moss", "Bill Moss (son)", nil},
		"Client,DOB,Contact Name,Contact Number,Referral date\nAnn Moss,13/02/1950,Bill Moss,07700 900123,14/01/2024\n":              {"Ann Moss", "Bill Moss", []string{"columns/Contact Number"}},
		"Client,DOB,Contact Name,Next of kin,Referral date\nAnn Moss,13/02/1950,Dr Low,Bill Moss,14/01/2024\n":                       {"Ann Moss", "Bill Moss", nil},
		"Case Number,Contact Name,Date of Birth,Opened Date\n1021,Ray Pike,13/05/1948,16/01/2024\n":                                  {"Ray Pike", "", []string{"columns/Contact Name"}},
		"NHS number,Organisation,Contact name,Date referred\n9434765919,Harbour GP,Dr Pat Low,14/01/2024\n":                          {"Pat Low", "", []string{"columns/Contact name"}},
		"Ref,First name,Surname,DOB,Client/Carer,Referral date\n1,Ann,Moss,13/02/1950,Carer,14/01/2024\n":                            {"Ann Moss", "", nil},
		"Ref,First name,Surname,Participant,Carer,Referral date\n1,Ann,Moss,Young person,Y,14/01/2024\n2,Bo,Low,,N,15/01/2024\n":     {"Ann Moss", "", nil},
		"First name,Surname,Full name,Contact Name,Referral date\nAnn,Moss,Ann Moss,Bill Moss,14/01/2024\n":                          {"Ann Moss", "Bill Moss", nil},
		"Contact Number,First name,Surname,Contact Name,Referral date\n07700 900123,Ann,Moss,Bill Moss,14/01/2024\n":                 {"Ann Moss", "Bill Moss", nil},
		"Client ID,Client/Carer,Referral date\nC1,Ann Moss,14/01/2024\nC2,Bo Low,15/01/2024\n":                                       {"Ann Moss", "", []string{"columns/Client/Carer"}},
		"Ref,Name,Referral date,Client/Carer\n1,Ann Moss,14/01/2024,Carer\n2,Bo Low,15/01/2024,Client\n3,Cy Noon,15/01/2024,Carer\n": {"Ann Moss", "", nil},
	} {
		l := open(t, write(t, text), nil)
		p := read(t, l).People[0]
		if p.Client.Name() != c.name || p.Client.Other != c.other || !slices.Equal(keys(l), c.asked) || len(p.Left) > 0 {
			t.Errorf("%s: %q, other %q, asked %q, left %v", text, p.Client.Name(), p.Client.Other, keys(l), p.Left)
		}
		if first, _, _ := strings.Cut(text, "\n"); strings.Contains(first, "Participant") && !slices.Contains(p.Notes, "Participant: Young person") {
			t.Errorf("%s: what the column says is lost: %q", text, p.Notes)
		}
	}
	m := &Map{Columns: map[string]string{"Contact name": "other"}}
	l := open(t, write(t, "NHS number,Contact name,Contact number,Date referred\n9434765919,Dr Pat Low,01632 960001,14/01/2024\n"), m)
	if p := read(t, l).People[0]; p.Client.Other != "Dr Pat Low" || p.Client.Phone != "" || !slices.Equal(keys(l), []string{"columns/Contact number"}) {
		t.Errorf("as someone said: %+v, asked %q", p.Client, keys(l))
	}
}

// “Closed? Y” without a date was a note, and support went on. Answered with “status”, it
// was the other way round.
func TestPeople_closedIsSaidWithYesAndNo(t *testing.T) {
	for heading, told := range map[string]string{"Closed? Y/N": "", "Ended": "", "Case closed (Yes/No)": "", "Closed?": "status"} {
		m := &Map{Closed: "last_day"}
		if told != "" {
			m.Columns = map[string]string{heading: told}
		}
		l := open(t, write(t, "Ref,Name,Referral date,"+heading+",Reason closed\n1,Ann Moss,14/01/2024,No,\n2,Bo Low,15/01/2024,Yes,Moved away\n"), m)
		r := read(t, l)
		ann, bo := r.People[0].Referrals[0], r.People[1].Referrals[0]
		if ann.Closed || !bo.Closed || bo.CloseReason != "moved_away" || len(keys(l)) > 0 {
			t.Errorf("%s: %+v, %+v, asked %q", heading, ann, bo, keys(l))
		}
	}
	l := open(t, write(t, "Ref,Name,Referral date,Closed,Status\n1,Ann Moss,14/01/2024,N,Active\n2,Bo Low,15/01/2024,Y,Discharged\n"), nil)
	if got := keys(l); !slices.Equal(got, []string{"closed_without_date"}) || becomes(l)["Status"] != Status || becomes(l)["Closed"] != Note {
		t.Errorf("beside a status: %q, %v", got, becomes(l))
	}
}

// Of someone whom a list calls dead and does not close, only a note said so, and someone
// was sent to ring.
func TestPeople_whoDiedAndIsNotClosedHasAnAlert(t *testing.T) {
	for text, m := range map[string]*Map{
		"Reason closed\n%sDied\n":                nil,
		"Reason closed\n%spassed away 5/3/24\n":  nil,
		"Status\n%sDeceased\n":                   {Closed: "open"},
		"Status\n%sDeceased 01/03/2024\n":        {Statuses: map[string]string{"Deceased 01/03/2024": "leave_out"}},
		"Comments\n%sRIP 3/3/24\n":               nil,
		"Outcome\n%sdied 14/02/24\n":             nil,
		"Status\n%sDied?\n":                      {Statuses: map[string]string{"Died?": "closed"}, Closed: "last_day"},
		"Referral outcome\n%sPassed away\n":      nil,
		"Husband notes\n%sDied\n":                nil,
		"Husband\n%sDied\n":                      nil,
		"Comments\n%sHusband died 14/02/24\n":    nil,
		"Status,Reason closed\n%sOpen,Died?\n":   nil,
		"Status\n%sStepped down\n":               {Statuses: map[string]string{"Stepped down": "leave_out"}},
		"Status,Reason closed\n%sClosed,Died?\n": {Closed: "last_day"},
	} {
		p := read(t, open(t, write(t, "Ref,Name,Referral date,"+fmt.Sprintf(text, "1,Ann Moss,14/01/2024,")), m)).People[0]
		dead := !strings.Contains(text, "?") && !strings.Contains(strings.ToLower(text), "husband") && !strings.Contains(text, "Stepped")
		if e := p.Referrals[0]; (p.Client.Alert == diedAlert) != dead || e.Closed && e.CloseReason == data.CloseDied || dead && len(p.Left) == 0 {
			t.Errorf("%s: alert %q, %+v, left %v", text, p.Client.Alert, e, p.Left)
		}
		if strings.Contains(text, "Stepped") && len(p.Left) != 1 {
			t.Errorf("%s: a word that was left to work through is not there: %v", text, p.Left)
		}
	}
}

// “Reason” behind the day of closing was taken for a reason for referral, so that someone
// who died was closed for no reason, and was written to.
func TestPeople_aReasonBesideTheDayOfClosingIsWhyItEnded(t *testing.T) {
	for text, want := range map[string]data.CloseReason{
		"Ref,Name,Referral date,Reason,Date closed,Reason\n1,Ann Moss,14/01/2024,Debt,20/02/2024,Died\n": data.CloseDied,
		"Ref,Name,Referral date,Date closed,Reason\n1,Ann Moss,14/01/2024,20/02/2024,Died\n":             data.CloseDied,
		"Ref,Name,Referral date,Date closed,Reason\n1,Ann Moss,14/01/2024,20/02/2024,Debt\n":             "",
		"Ref,Name,Referral date,Closed at,Referral end reason\n1,Ann Moss,14/01/2024,20/02/2024,Died\n":  data.CloseDied,
	} {
		if e := read(t, open(t, write(t, text), nil)).People[0].Referrals[0]; !e.Closed || e.CloseReason != want {
			t.Errorf("%s: %+v", text, e)
		}
	}
}

// Under “Risk” and “Lone working risk” everyone had the alert “Low. N”.
func TestPeople_anAlertSaysWhatOf(t *testing.T) {
	for cells, want := range map[string]string{
		"Y,,N,No":           "Alert: dog: Y",
		"N,High,Y,No":       "High. Lone working risk: Y",
		"N,none known,N,No": "",
		"N,No alerts,N,Yes": "Risk - falls: Yes",
		",Never ring,,Kim":  "Never ring",
	} {
		if p := read(t, open(t, write(t, "Name,Referral date,Alert: dog,Risk,Lone working risk,Risk - falls\nAnn Moss,14/01/2024,"+cells+"\n"), nil)).People[0]; p.Client.Alert != want {
			t.Errorf("%s: %q", cells, p.Client.Alert)
		}
	}
}

// A cross stood for nothing: who was dead, closed or in need of an interpreter by a cross
// alone was not.
func TestPeople_aCrossSaysYesWhereNothingElseIsSaid(t *testing.T) {
	header := "Name,Referral date,Deceased,Closed,Interpreter,Debt,Nickname,Consent\n"
	r := read(t, open(t, write(t, header+"Ann Moss,14/01/2024,,,,,x,\nBo Low,15/01/2024,x,X,x,x,x,x\n"), &Map{Closed: "last_day"}))
	ann, bo := r.People[0], r.People[1]
	if ann.Client.Alert != "" || ann.Referrals[0].Closed || ann.Client.Interpreter != "" || ann.Client.KnownAs != "" {
		t.Errorf("without a cross: %+v, %+v", ann.Client, ann.Referrals)
	}
	if bo.Client.Alert != diedAlert || !bo.Referrals[0].Closed || bo.Client.Interpreter != data.Yes || !slices.Contains(bo.Notes, "Debt: Yes") || bo.Client.KnownAs != "" {
		t.Errorf("with one: %+v, %+v, %q", bo.Client, bo.Referrals, bo.Notes)
	}
	r = read(t, open(t, write(t, "Name,Referral date,Deceased,Interpreter\nAnn Moss,14/01/2024,x,x\nBo Low,15/01/2024,✓,✓\n"), nil))
	if ann, bo = r.People[0], r.People[1]; ann.Client.Alert != "" || ann.Client.Interpreter != "" || bo.Client.Alert != diedAlert || bo.Client.Interpreter != data.Yes {
		t.Errorf("beside a tick: %+v, %+v", ann.Client, bo.Client)
	}
}

// Whoever had lost their husband was dead, and so was whoever had moved.
func TestPeople_theDeathOfSomeoneElseIsNotTheirs(t *testing.T) {
	for text, dead := range map[string]bool{
		"Spouse deceased\n%sYes\n":                false,
		"Death of parent\n%sYes\n":                false,
		"Died/Moved/Other\n%sMoved\n":             false,
		"Died/Moved/Other\n%sDied\n":              true,
		"Deceased - partner informed\n%sYes\n":    true,
		"Client died?\n%sYes\n":                   true,
		"Date of death\n%s01/02/2024\n":           true,
		"Client deceased (date)\n%s01/02/2024\n":  true,
		"Do not contact\n%sMoved\n":               false,
		"Deceased\n%sNo\n":                        false,
		"Family notified of death\n%s3/2/2024\n":  true,
		"Partner notified of death\n%s3/2/2024\n": true,
	} {
		p := read(t, open(t, write(t, "Name,Referral date,"+fmt.Sprintf(text, "Ann Moss,14/01/2024,")), nil)).People[0]
		if (p.Client.Alert == diedAlert) != dead {
			t.Errorf("%s: alert %q", text, p.Client.Alert)
		}
	}
}

// “No” among days of closing was listed for everyone who was open.
func TestPeople_noAmongDaysOfClosingIsOpen(t *testing.T) {
	r := read(t, open(t, write(t, "Name,Referral date,Closed\nAnn Moss,14/01/2024,No\nBo Low,15/01/2024,20/02/2024\nCy Noon,15/01/2024,21/02/2024\nDi Pool,16/01/2024,Yes\n"), nil))
	for i, closed := range []bool{false, true, true, false} {
		if p := r.People[i]; p.Referrals[0].Closed != closed || (len(p.Left) > 0) != (i == 3) {
			t.Errorf("%s: %+v, left %v", p.Client.Name(), p.Referrals, p.Left)
		}
	}
}
