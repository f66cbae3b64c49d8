package store_test

import (
	"flag"
	"fmt"
	"os"
	"testing"

	"waymark/data/store"
)

func TestMain(m *testing.M) {
	flag.Parse()
	tracing := flag.Lookup("test.bench").Value.String() == ""
	if tracing {
		store.TraceQueries()
	}
	store.Templates()
	code := m.Run()
	if tracing && code == 0 {
		code = checkPlans()
	}
	os.Exit(code)
}

func checkPlans() (code int) {
	faults, err := faultsOfPlans()
	if err != nil {
		faults = append(faults, err.Error())
	}
	for _, f := range faults {
		fmt.Fprintln(os.Stderr, "A query grows faster than its rows:\n"+f)
	}
	return min(len(faults), 1)
}
