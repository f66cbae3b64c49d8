package office_test

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/office"
)

// allowed says of every exported method of every slice which roles may call it:
// R reception, V volunteer, P prescriber, C coordinator, M manager.
var allowed = []struct{ slice, roles, methods string }{
	{"Casework", "VPM", "AddConsent AddNeed Client Clients Contact ContactParts Contacts HasDied LogCall ProposeMeeting ReferredOn " +
		"RemoveContact RemoveNeed RemoveTale SaveContact SaveContactOf SaveTale SuitingFor"},
	{"Casework", "PM", "AddReferral NearMatches ReferShortly SaveClient SaveClientAsAnother SaveEpisode ShortChoices SimilarClients " +
		"UpdateReferral"},
	{"Casework", "M", "EraseClient"},
	{"Desk", "RPM", "Book BookNew Cancel Card ChangeSession Clinics Day Find KeepClash Mark Move NearMatches NextFree Prescribers " +
		"ReferShortly ReferredOn RoleName Room SendThrough Setting ShortChoices ToTell Told"},
	{"Diary", "VPM", "Absences Appointment Appointments Clashes Clinics NextFree Presence Sessions ToTell Unsettled"},
	{"Diary", "PM", "Book BookNew Cancel ChangeSession KeepClash Mark Move RemoveAbsence RemoveClinic SaveAbsence SaveClinic " +
		"SendThrough SetPresence Told"},
	{"Directory", "PCM", "AddNeed MarkServiceChecked MergeServices NotDuplicates RemoveNeed SaveService UndoMerge"},
	{"Directory", "VPCM", "AnswersHold Areas CheckDays CountServices DuplicateServices FavouriteServices Merges NoteServiceOpened " +
		"Organisations PlaceOf PostcodeCount PrepareDirectory RecentServices RefreshDated RingRound SearchServices " +
		"Service Services SetFavourite SuggestedNeeds"},
	{"Figures", "PM", "ClientNames"},
	{"Figures", "PCM", "AddPicture Catalogue Comparators Figures FirstDate Freeze Frozen FrozenList Learnt LearntBefore " +
		"Picture Pictures RemoveComparator ReportSettings SaveComparator SaveLearnt SinceFrozen Tales " +
		"TalesWithoutConsent TalesNaming Unmet"},
	{"Flags", "VPM", "Due History Kinds Lift Of Renew Set"},
	{"Flags", "M", "SaveKind"},
	{"Handed", "PCM", "HandOver Held LastReader List NotSent Of Readers SaveReader"},
	{"Letters", "VPM", "Batch Codes HandOver Reading RecordMessages RecordSent RemoveSent Sent SentLetter Template Templates ToClient " +
		"ToService ToSurgery"},
	{"Letters", "M", "LoadCodes ResetTemplate SaveTemplate"},
	{"Lists", "M", "AddTranslation RemoveSynonym RemoveTranslation SaveCategory SavePartner SaveReason SaveStaff SaveSurgery SaveSynonym " +
		"SetSetting"},
	{"Lists", "VPCM", "Categories Draft DropDraft English HolidayList HolidayReaches Holidays MinimumAge Nation Partners Reasons RoleName " +
		"SaveDraft Setting Staff Surgeries Synonyms TranslationTemplate Translations"},
	{"Lone", "RVPCM", "Back Later Out Rung Settings"},
	{"Lone", "VPM", "Card GoOut Save"},
	{"Measure", "VPM", "AsksOf Catalogue DropPairing DueQuestionnaires DueRule Finished HandOver NoteTaps OfferedQuestionnaires Pairings PairsOf " +
		"Questionnaire Questionnaires RecentResponses RefusalsOf RefuseQuestionnaire Response SaveAnswer SavePairing " +
		"SaveResponse SaveResponseMet UndoRefusal UnfinishedResponses"},
	{"Measure", "M", "HideQuestionnaire ImportResponses LoadQuestionnaire"},
	{"Offering", "M", "AddHoliday LoadBankHolidays RemoveHoliday SetNation"},
	{"Offering", "VPM", "Attempts ClientGaps CloseFollowUp CompleteFollowUp FollowUp FollowUps HolidayClashes HolidayMoves " +
		"KeepOnHoliday MostAttempts MoveFollowUp NoNews NoNewsDays OfferSheet Offers Prescription PrescriptionBySlip " +
		"ReachHolidays ReadHolidayMoves RecordAttempt RemoveGap SaveGap SaveSitting SetPrescriptionStatus " +
		"SetPrescriptionStatusMet"},
	{"Overview", "VPM", "Agenda AttentionList Record"},
	{"People", "M", "List Begin MayBegin Save End NewCode"},
	{"People", "RVPCM", "ChangePassphrase"},
	{"Trail", "M", "Find PCs"},
	{"Moving", "M", "Import Imports Names Plan SourceOf Try Undo"},
	{"Moving", "VPM", "LeftOvers Settle"},
	{"Whole", "M", "Export"},
	{"Devices", "M", "Admit AdmitForPartner Alter Begin Erasures Join Leave Outcome Service SetStore Strike"},
	{"Devices", "RVPCM", "Status"},
	{"Exchange", "M", "Apply BeginFrom Begun DropTrail Found Gather GatherAndSeed HandOut HearTrails Hold NextPiece Renew Shared Snapshot Start " +
		"TakePiece TrailEnd TrailsHeld Unsent"},
	{"Exchange", "VPM", "AsksOf Settle ShowSinceLastMet SinceLastMet"},
	{"Exchange", "PM", "JoinPeople"},
	{"Rights", "M", "Deliver Due Of Open Pack Request Save SaveText Texts"},
	{"Rights", "VPM", "Follows Standing Withdraw"},
	{"Governance", "M", "OwnWords Page SaveOwnWords"},
	{"Retention", "M", "BackupDays Certificate Certificates CleanBackups Due DueCount Erase Keep Release Rules"},
	{"Round", "VPM", "Beyond Calls Kept PutOff SaveCall"},
	{"Soundness", "M", "Check Counts Repair"},
	{"Sources", "VPCM", "ExportEntries FeedAt Feeds FreeSourceName GuessSource ImportMapping Practices Sources SourcesOf"},
	{"Sources", "PCM", "ImportPostcodes ImportPractices ImportServices NoteFeed SaveFeed SaveImportMapping"},
	{"Tasks", "VPM", "Add Done NotNeeded PutOff Remove Reopen Task Tasks"},
	{"Visits", "VPM", "AddPhoto Adopt Arrive Decide Finish List Locate Needs OpenDecisions Photo Remove RemovePhoto Save SaveFinding " +
		"SavePhotoConsent SaveWords SetOrder Visit"},
}

var letters = map[access.Role]string{access.Reception: "R", access.Volunteer: "V", access.Prescriber: "P", access.Coordinator: "C", access.Manager: "M",
	access.Nobody: "-", "visitor": "-"}

// TestRoles_everyMethodAnswersEachRoleAsTheTableSays calls every exported method of
// every slice as each role, signed in. What a role may not is refused by the store,
// whatever a screen shows; a method that no one said anything about fails.
func TestRoles_everyMethodAnswersEachRoleAsTheTableSays(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "waymark.db"))
	expected := map[string]string{}
	for _, a := range allowed {
		for _, name := range strings.Fields(a.methods) {
			expected[a.slice+"."+name] = a.roles
		}
	}
	for name, method := range methodsOf(s) {
		roles, known := expected[name]
		if !known {
			t.Errorf("no one said who may call %s", name)
		}
		delete(expected, name)
		for role, letter := range letters {
			s.Session.SignIn(access.Identity{Person: "01900000-0000-7000-8000-00000000cccc", Role: role})
			err := call(method)
			switch may := strings.Contains(roles, letter); {
			case may && refusedByRole(err):
				t.Errorf("%s may not call %s: %v", role, name, err)
			case !may && data.CodeOf(err) != data.CodeRefused && data.CodeOf(err) != data.CodeInvalid:
				t.Errorf("%s may call %s: %v", role, name, err)
			}
		}
	}
	for name := range expected {
		t.Errorf("there is no %s", name)
	}
}

// methodsOf are the exported methods of the slices, by slice and name.
func methodsOf(s *office.Office) map[string]reflect.Value {
	methods := map[string]reflect.Value{}
	of := reflect.ValueOf(s).Elem()
	for i := range of.NumField() {
		field := of.Type().Field(i)
		if !field.IsExported() || field.Name == "Store" || field.Name == "Session" {
			continue
		}
		for m := range of.Field(i).NumMethod() {
			methods[field.Name+"."+of.Field(i).Type().Method(m).Name] = of.Field(i).Method(m)
		}
	}
	return methods
}

// refusedByRole tells the refusal of a role from that of one row.
func refusedByRole(err error) bool {
	if err == nil {
		return false
	}
	return slices.ContainsFunc([]access.Act{access.Read, access.Write}, func(act access.Act) bool {
		return err.Error() == access.Nobody.May(access.Bulk, act).Error()
	})
}

// TestRoles_wholeDatabaseIsForManagers: what takes or brings everything at once.
func TestRoles_wholeDatabaseIsForManagers(t *testing.T) {
	ctx := context.Background()
	s := opened(t, filepath.Join(t.TempDir(), "waymark.db"))
	for role := range letters {
		s.Session.SignIn(access.Identity{Person: "01900000-0000-7000-8000-00000000cccc", Role: role})
		_, now := s.BackupNow(ctx)
		for what, err := range map[string]error{
			"a load":          s.Load(ctx, "all", func(*office.Bulk) error { return nil }),
			"a backup":        now,
			"a backup beside": s.BackupTo(ctx, filepath.Join(t.TempDir(), "copy.db")),
		} {
			if may := role == access.Manager; may != (err == nil) || !may && data.CodeOf(err) != data.CodeRefused {
				t.Errorf("%s asks for %s: %v", role, what, err)
			}
		}
	}
}
