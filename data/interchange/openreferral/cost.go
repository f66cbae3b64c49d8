package openreferral

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
)

// costWords is what a service costs: its own words, then its prices. Prices that
// ended are left out, unless there are no others.
func costWords(r *record, today data.Date) string {
	if len(r.costs) == 0 {
		if data.Tidy(r.Fees) == "" && r.free {
			return "Free"
		}
		return data.Tidy(r.Fees)
	}
	words := []string{strings.TrimSuffix(r.Fees, ".")}
	over := func(c costOption) bool { end, ok := dateOf(c.until); return ok && end.Before(today) }
	for _, c := range r.costs {
		if over(c) && slices.ContainsFunc(r.costs, func(c costOption) bool { return !over(c) }) {
			continue
		}
		words = append(words, strings.Join(notBlank(c.words(), validWords(c.from, c.until, today)), " "))
	}
	return data.Tidy(strings.Join(notBlank(words...), "; "))
}

// words is such as "£35 per 1 hour session (Under 18s)". The option says who
// pays it or what for; where it says no more than "free" it is not repeated.
func (c costOption) words() string {
	price := c.price()
	parts := notBlank(price, c.description)
	switch {
	case c.option == "" || strings.EqualFold(c.option, price) || c.option == c.description:
	case len(parts) == 0:
		return c.option
	default:
		parts = append(parts, "("+c.option+")")
	}
	return strings.Join(parts, " ")
}

// centsAfterComma is an amount such as “4,50”, as it is written abroad; a comma of
// thousands has three digits behind it.
var centsAfterComma = regexp.MustCompile(`^\d+,\d{1,2}$`)

func (c costOption) price() string {
	if c.amount == "" {
		return ""
	}
	number := strings.TrimPrefix(c.amount, "£")
	if centsAfterComma.MatchString(number) {
		number = strings.Replace(number, ",", ".", 1)
	}
	amount, err := strconv.ParseFloat(strings.ReplaceAll(number, ",", ""), 64)
	if err != nil {
		return c.amount
	}
	if amount == 0 {
		return "Free"
	}
	figure := strconv.FormatFloat(amount, 'f', 2, 64)
	figure = strings.TrimSuffix(figure, ".00")
	switch strings.ToUpper(c.currency) {
	case "", "GBP", "£":
		return "£" + figure
	case "EUR", "€":
		return "€" + figure
	}
	return strings.ToUpper(c.currency) + " " + figure
}
