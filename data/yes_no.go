package data

import (
	"database/sql/driver"
	"fmt"
	"slices"
)

// YesNo is an answer that may also not have been given (empty).
type YesNo string

// The two answers.
const (
	Yes YesNo = "yes"
	No  YesNo = "no"
)

// YesNos lists the answers.
func YesNos() []Option[YesNo] { return []Option[YesNo]{{Yes, "Yes"}, {No, "No"}} }

// YesNoNumber is a YesNo that a database holds as a number: 0 for what is not
// recorded, 1 for yes, 2 for no. It is for columns that were once a box to tick, in
// which 0 was all that was known of a box left blank.
type YesNoNumber YesNo

// yesNoNumbers are the answers by their number.
var yesNoNumbers = []YesNoNumber{"", YesNoNumber(Yes), YesNoNumber(No)}

// YesNoNumberOf returns the answer that a number stands for; not recorded for one that
// stands for none.
func YesNoNumberOf(n int64) YesNoNumber {
	if n < 0 || n >= int64(len(yesNoNumbers)) {
		return ""
	}
	return yesNoNumbers[n]
}

// Value implements driver.Valuer.
func (y YesNoNumber) Value() (driver.Value, error) {
	if n := slices.Index(yesNoNumbers, y); n >= 0 {
		return int64(n), nil
	}
	return nil, fmt.Errorf("%q is neither yes nor no", string(y))
}

// Scan implements sql.Scanner.
func (y *YesNoNumber) Scan(src any) error {
	n, ok := src.(int64)
	if !ok {
		return fmt.Errorf("cannot read yes or no from %T", src)
	}
	*y = YesNoNumberOf(n)
	return nil
}
