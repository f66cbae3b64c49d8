package data

import (
	"slices"
	"strings"
	"unicode"
)

// needTheme is a kind of reason, and the words that descriptions of services use
// for it. Words are in small letters; one that ends with * may go on.
type needTheme struct {
	// names are parts of the names that services give to such a reason.
	names []string
	words []string
}

// needThemes is the one reviewed list of what the words of a description say about
// the reasons that a service may help with. It proposes and sorts, and never
// decides: a person confirms every need. Words that stand in nearly every
// description, such as “support” or “wellbeing”, are left out on purpose.
var needThemes = []needTheme{
	{[]string{"benefit", "financ", "money", "debt", "poverty", "cost of living"},
		[]string{"debt*", "money advice", "money management", "benefits advice", "benefit claims", "benefits", "welfare rights", "universal credit",
			"attendance allowance", "pension credit", "budgeting", "rent arrears", "energy bills", "fuel poverty", "fuel vouchers", "food bank*",
			"food parcels", "financial advice", "financial support", "hardship", "cost of living", "income maximisation"}},
	{[]string{"housing", "homeless", "accommodation", "tenancy"},
		[]string{"housing", "homeless*", "tenan*", "landlord*", "eviction*", "rent arrears", "supported living", "sheltered accommodation",
			"accommodation", "rough sleep*", "night shelter", "housing benefit"}},
	{[]string{"in home", "at home", "home help", "help in the home", "domestic help", "practical help", "independent living"},
		[]string{"home help", "help at home", "help around the home", "shopping", "cleaning", "gardening", "handyperson", "handyman", "home care",
			"meals on wheels", "hot meals delivered", "grab rails", "small repairs", "home repairs", "adaptations", "personal alarm*", "after hospital",
			"hospital discharge", "laundry", "sitting service"}},
	{[]string{"befriend", "isolat", "lonel", "social contact", "companion"},
		[]string{"befriend*", "lonely", "loneliness", "isolat*", "companion*", "friendship*", "make friends", "making friends", "new friends",
			"meet people", "meet others", "lunch club*", "coffee morning*", "social club*", "day centre*", "tea and chat", "telephone friend*",
			"men’s shed", "men's shed", "men in sheds", "knit and natter"}},
	{[]string{"employ", "job", "work", "training", "volunteer"},
		[]string{"employment", "employability", "job search", "job seek*", "jobs", "cv", "cvs", "volunteering", "apprenticeship*", "back to work",
			"into work", "interview skills", "work experience", "vocational"}},
	{[]string{"bereave", "grief", "loss"},
		[]string{"bereave*", "grief", "griev*", "widow*", "loss of a loved one", "lost someone", "mourning"}},
	{[]string{"mental", "anxiety", "depress", "emotional", "low mood"},
		[]string{"mental health", "mental illness", "anxiety", "anxious", "depress*", "counselling", "counsellor*", "low mood", "stress", "talking therap*",
			"psycholog*", "suicid*", "self-harm", "emotional wellbeing", "panic attacks", "trauma*"}},
	{[]string{"physical activity", "exercise", "fitness", "falls", "weight", "healthy lifestyle", "lifestyle"},
		[]string{"exercise*", "walking group*", "health walk*", "walks", "yoga", "tai chi", "pilates", "gym", "swimming", "chair-based", "falls prevention",
			"balance class*", "fitness", "dance", "dancing", "weight management", "healthy eating", "cycling", "walking football"}},
	{[]string{"carer", "caring"},
		[]string{"carer*", "caring for", "respite", "young carers"}},
	{[]string{"dementia", "memory"},
		[]string{"dementia", "alzheimer*", "memory cafe", "memory café", "memory loss", "memory problems"}},
	{[]string{"alcohol", "drug", "addict", "substance", "smok", "gambl"},
		[]string{"alcohol", "drugs", "drug use", "addict*", "substance misuse", "substance use", "gambl*", "stop smoking", "smoking cessation", "sobriety"}},
	{[]string{"abuse", "violence", "safeguard"},
		[]string{"domestic abuse", "domestic violence", "refuge", "sexual violence", "sexual abuse", "stalking", "coercive control"}},
	{[]string{"parent", "famil", "child"},
		[]string{"parent*", "famil*", "toddler*", "under 5s", "under fives", "play group*", "playgroup*", "family hub*"}},
	{[]string{"learning", "educat", "digital", "literacy"},
		[]string{"courses", "learn to", "literacy", "numeracy", "english classes", "esol", "digital skills", "computer*", "internet", "adult education"}},
	{[]string{"transport", "mobility"},
		[]string{"transport", "dial-a-ride", "community car*", "lifts to appointments", "minibus", "shopmobility", "wheelchair hire", "blue badge"}},
	{[]string{"legal", "immigra", "asylum", "refugee"},
		[]string{"legal advice", "solicitor*", "immigration", "asylum", "refugee*", "law centre"}},
	{[]string{"disab", "sensory", "sight", "hearing", "long-term condition", "long term condition", "chronic"},
		[]string{"disab*", "sight loss", "visual impairment", "blind", "deaf", "hearing loss", "hearing aids", "long-term condition*", "long term condition*",
			"stroke", "parkinson’s", "parkinson's", "diabetes", "chronic pain"}},
	{[]string{"arts", "creativ", "cultur", "nature", "green"},
		[]string{"art class*", "arts and crafts", "craft*", "choir", "singing", "pottery", "painting", "drama", "allotment*", "community garden*", "conservation"}},
}

// nameStops are words of names of reasons that say nothing about a need.
var nameStops = []string{"general", "referral", "referrals", "other", "support", "help", "assistance", "advice", "need", "needs", "with", "issues", "problems",
	"service", "services", "signposting", "health", "wellbeing", "social", "home", "from", "about", "none", "known", "unknown"}

// NeedWords returns the words by which a description shows that a service may help
// with a reason of this name: those of the themes that the name belongs to, or the
// name's own words if it belongs to none. nil if the name says nothing, as
// “General referral”.
func NeedWords(reason string) []string {
	name := strings.ToLower(reason)
	var words []string
	for _, theme := range needThemes {
		if !slices.ContainsFunc(theme.names, func(part string) bool { return beginsWord(name, part) }) {
			continue
		}
		for _, w := range theme.words {
			if !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	if words != nil {
		return words
	}
	for _, t := range tokens(name) {
		if len(t.text) > 3 && !slices.Contains(nameStops, t.text) && !slices.Contains(words, t.text) {
			words = append(words, t.text)
		}
	}
	return words
}

// beginsWord reports whether part stands in a text at the beginning of a word.
func beginsWord(text, part string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], part)
		if at < 0 {
			return false
		}
		at += from
		if at == 0 || !isWordByte(text[at-1]) {
			return true
		}
		from = at + 1
	}
}

func isWordByte(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b >= 0x80 }

// NeedEvidence is where a text shows that a service may help with a reason.
type NeedEvidence struct {
	// Quote is the sentence that shows it, or a part of a long one.
	Quote string
	// From and To are the bytes of Quote that hold the word.
	From, To int
}

// EvidenceIn returns the first place in a text where one of the words of NeedWords
// stands, nil if none does.
func EvidenceIn(text string, words []string) *NeedEvidence {
	list := tokens(text)
	for i := range list {
		list[i].text = strings.ToLower(list[i].text)
	}
	for i := range list {
		for _, w := range words {
			if n := matchAt(list[i:], w); n > 0 {
				return quoteAround(text, list[i].from, list[i+n-1].to)
			}
		}
	}
	return nil
}

// token is a word of a text: letters and figures with the apostrophes in it.
type token struct {
	text     string
	from, to int
}

func tokens(text string) []token {
	var list []token
	from := -1
	end := func(to int) {
		if from >= 0 {
			list = append(list, token{strings.ReplaceAll(text[from:to], "’", "'"), from, to})
			from = -1
		}
	}
	for i, r := range text {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || from >= 0 && (r == '\'' || r == '’')
		switch {
		case inside && from < 0:
			from = i
		case !inside:
			end(i)
		}
	}
	end(len(text))
	return list
}

// matchAt is how many words of a text the word or phrase takes at its beginning, 0
// if it does not stand there.
func matchAt(list []token, phrase string) int {
	parts := tokens(phrase)
	if len(parts) == 0 || len(parts) > len(list) {
		return 0
	}
	for i, p := range parts {
		got := strings.TrimRight(list[i].text, "'")
		if got == p.text || i == len(parts)-1 && strings.HasSuffix(phrase, "*") && strings.HasPrefix(got, p.text) {
			continue
		}
		return 0
	}
	return len(parts)
}

// quoteMost is how many bytes of a long sentence are quoted on either side.
const quoteMost = 70

// quoteAround cuts the sentence with the bytes from to to out of a text.
func quoteAround(text string, from, to int) *NeedEvidence {
	start, end := from, to
	for start > 0 && !strings.ContainsRune(".!?\n", rune(text[start-1])) && from-start < quoteMost {
		start--
	}
	for end < len(text) && !strings.ContainsRune(".!?\n", rune(text[end])) && end-to < quoteMost {
		end++
	}
	before, after := "", ""
	if start > 0 && !strings.ContainsRune(".!?\n", rune(text[start-1])) {
		if at := strings.IndexByte(text[start:from], ' '); at >= 0 {
			start += at
		} else {
			start = from
		}
		before = "…"
	}
	if end < len(text) && !strings.ContainsRune(".!?\n", rune(text[end])) {
		if at := strings.LastIndexByte(text[to:end], ' '); at >= 0 {
			end = to + at
		} else {
			end = to
		}
		after = "…"
	}
	lead := strings.TrimLeftFunc(text[start:from], unicode.IsSpace)
	e := &NeedEvidence{From: len(before) + len(lead)}
	e.To = e.From + to - from
	e.Quote = before + lead + text[from:to] + strings.TrimRightFunc(text[to:end], unicode.IsSpace) + after
	return e
}
