// Package timegrid draws days beside one another with what takes place in their hours,
// as in a calendar: by pointer and by keyboard one opens what stands there, books what
// is free, and moves what may be moved. It knows columns and minutes, and neither
// dates nor appointments.
package timegrid
